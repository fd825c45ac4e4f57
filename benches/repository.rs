//! Repository: generated dossiers on disk, as a team would keep them.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use account_dossier::portfolio::Layout;
use account_dossier::settings::{FILE_NAME, Settings};
use account_dossier::source::SourceFile;
use tempfile::TempDir;

use crate::generate;

/// The dossiers are always those of this seed.
const SEED: u64 = 7;

/// A repository that is removed when it is no longer needed.
pub struct Repository {
    folder: TempDir,
    /// Its settings.
    pub settings: Settings,
    /// The dossiers' files.
    pub files: Vec<PathBuf>,
    /// The size of all dossiers.
    pub bytes: usize,
}

impl Repository {
    /// Writes `n` dossiers, a folder for each thousand, with settings and cases.
    pub fn write(n: usize) -> Result<Self, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let root = folder.path();
        fs::write(root.join(FILE_NAME), generate::SETTINGS)?;
        fs::create_dir(root.join("library"))?;
        fs::write(root.join("library/cases.yaml"), generate::CASES)?;
        let mut repository = Self {
            settings: read_settings(root)?,
            folder,
            files: Vec::with_capacity(n),
            bytes: 0,
        };
        for (id, text) in generate::dossiers(SEED, n) {
            let path = repository.root().join("accounts").join(id).with_extension("yaml");
            fs::create_dir_all(path.parent().ok_or("a dossier is in no folder")?)?;
            repository.bytes += text.len();
            fs::write(&path, text)?;
            repository.files.push(path);
        }
        Ok(repository)
    }

    /// Commits everything, so that there is a revision to compare with.
    pub fn commit(&self) -> Result<(), Box<dyn Error>> {
        let git = |arguments: &[&str]| {
            let mut command = Command::new("git");
            let identity = ["-c", "user.name=bench", "-c", "user.email=bench@example.com"];
            command.arg("-C").arg(self.root()).args(identity).args(arguments);
            match command.stdout(Stdio::null()).status()?.success() {
                true => Ok(()),
                false => Err(format!("git {} failed", arguments.join(" ")).into()),
            }
        };
        for arguments in [&["init", "-q"][..], &["add", "."], &["commit", "-qm", "all"]] {
            git(arguments).map_err(|error: Box<dyn Error>| error)?;
        }
        Ok(())
    }

    /// Changes some dossiers, spread over all of them.
    pub fn change(&self, count: usize) -> Result<(), Box<dyn Error>> {
        let step = self.files.len().div_ceil(count).max(1);
        for path in self.files.iter().step_by(step) {
            let text = fs::read_to_string(path)?;
            fs::write(
                path,
                text.replacen("attitude: supporter", "attitude: champion", 1) + "x-seen: true\n",
            )?;
        }
        Ok(())
    }

    /// The id of the first account.
    pub fn first_id(&self) -> String {
        let accounts = self.root().join(&self.settings.accounts);
        let path = self
            .files
            .first()
            .and_then(|path| path.strip_prefix(accounts).ok());
        let id = path.map(|path| path.with_extension(""));
        id.map_or_else(String::new, |id| id.to_string_lossy().replace('\\', "/"))
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Where its files are.
    pub fn layout(&self) -> Layout {
        Layout::new(
            self.root(),
            &self.settings.accounts,
            &self.settings.library,
            false,
        )
    }
}

fn read_settings(root: &Path) -> Result<Settings, Box<dyn Error>> {
    let source = SourceFile::read(&root.join(FILE_NAME), FILE_NAME)?;
    Settings::read(&source).map_err(|problems| format!("{problems:?}").into())
}
