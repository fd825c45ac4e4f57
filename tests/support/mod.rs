//! A hermetic world for running `dossier`: a folder of its own, a fixed day, nothing from the environment.

mod repository;

use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

pub use repository::Repository;

/// The day all tests reckon from: a Saturday.
pub const TODAY: &str = "2026-11-21";

/// Nothing may take this long, whatever it is fed; who gets here hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder with files, and the environment that `dossier` is run in.
pub struct World {
    _folder: TempDir,
    root: PathBuf,
    environment: Vec<(String, String)>,
}

impl World {
    /// An empty folder.
    pub fn new() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("dossier-test-")
            .tempdir()
            .expect("a folder");
        let root = folder.path().canonicalize().expect("a path");
        Self {
            _folder: folder,
            root,
            environment: Vec::new(),
        }
    }

    /// A folder with these files.
    pub fn with<const N: usize>(files: [(&str, &str); N]) -> Self {
        let world = Self::new();
        for (name, text) in files {
            world.write(name, text);
        }
        world
    }

    /// The same with an environment variable set.
    pub fn set(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The path of a file or folder in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Writes a file, with the folders above it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(&path, content).expect("a file");
    }

    /// Makes a folder.
    pub fn folder(&self, name: &str) {
        fs::create_dir_all(self.path(name)).expect("a folder");
    }

    /// Makes a link at `name` that holds `target` as it stands.
    #[cfg(unix)]
    pub fn link(&self, target: impl AsRef<Path>, name: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::os::unix::fs::symlink(target, path).expect("a link");
    }

    /// The text of a file.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect(name)
    }

    /// Every file below the folder, with its bytes, in the order of the names.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let walk = walkdir::WalkDir::new(&self.root).sort_by_file_name();
        walk.into_iter()
            .map(|entry| entry.expect("an entry"))
            .filter(|entry| !entry.file_type().is_dir())
            .map(|entry| {
                let name = entry.path().strip_prefix(&self.root).expect("below");
                let content = fs::read(entry.path()).unwrap_or_default();
                (name.to_string_lossy().replace('\\', "/"), content)
            })
            .collect()
    }

    /// The names of all files.
    pub fn names(&self) -> Vec<String> {
        self.files().into_iter().map(|(name, _)| name).collect()
    }

    /// The command, ready to be changed before it is run.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
        command.args(arguments);
        self.surround(&mut command, Some(path()));
        command
    }

    /// A line for a shell that finds `dossier`.
    pub fn shell(&self, line: &str) -> Command {
        let folder = Path::new(env!("CARGO_BIN_EXE_dossier"))
            .parent()
            .expect("a folder");
        let mut command = Command::new("sh");
        command.args(["-c", line]);
        self.surround(&mut command, Some(path_behind(folder)));
        command
    }

    /// Nothing of the environment but the path.
    fn surround(&self, command: &mut Command, path: Option<OsString>) {
        command.current_dir(&self.root).stdin(Stdio::null()).env_clear();
        if let Some(path) = path {
            command.env("PATH", path);
        }
        command.env("DOSSIER_TODAY", TODAY).env("COLUMNS", "80");
        // How old the examples are in the project's own history is no concern of theirs.
        let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
        command.env("GIT_CEILING_DIRECTORIES", examples);
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
    }

    /// Runs `dossier` with these arguments in the folder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.finish(self.command(arguments))
    }

    /// Runs `dossier` in a folder of the world.
    pub fn run_in(&self, folder: &str, arguments: &[&str]) -> Run {
        let mut command = self.command(arguments);
        command.current_dir(self.path(folder));
        self.finish(command)
    }

    /// Runs a command to its end and gives what it said.
    pub fn finish(&self, mut command: Command) -> Run {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        self.finish_as_it_is(command)
    }

    /// The same for a command whose standard output goes elsewhere.
    pub fn finish_with_own_stdout(&self, mut command: Command) -> Run {
        command.stderr(Stdio::piped());
        self.finish_as_it_is(command)
    }

    /// The same for a command whose standard error goes elsewhere.
    pub fn finish_with_own_stderr(&self, mut command: Command) -> Run {
        command.stdout(Stdio::piped());
        self.finish_as_it_is(command)
    }

    fn finish_as_it_is(&self, mut command: Command) -> Run {
        let begun = Instant::now();
        let mut child = command.spawn().expect("it starts");
        // What is left of our ends of its streams closes with the command.
        drop(command);
        let stdout = child.stdout.take().map(reader);
        let stderr = child.stderr.take().map(reader);
        let code = wait(&mut child, begun);
        let took = begun.elapsed();
        let shown = |text: Option<mpsc::Receiver<Vec<u8>>>| {
            let bytes = text.map_or(Vec::new(), |text| text.recv().expect("all that was said"));
            let text = String::from_utf8(bytes).expect("output is UTF-8");
            text.replace(&*self.root.to_string_lossy(), "<world>")
        };
        Run {
            stdout: shown(stdout),
            stderr: shown(stderr),
            code,
            took,
        }
    }
}

/// Where programs are found, other than a `dossier` that somebody has installed.
pub fn path() -> OsString {
    let known = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&known).filter(|folder| !folder.join("dossier").exists());
    std::env::join_paths(folders).expect("a path")
}

/// The same behind a folder.
pub fn path_behind(folder: &Path) -> OsString {
    let known = path();
    let folders = std::iter::once(folder.to_owned()).chain(std::env::split_paths(&known));
    std::env::join_paths(folders).expect("a path")
}

/// Reads a stream to its end beside the test, so that no pipe fills up.
fn reader<R: Read + Send + 'static>(mut stream: R) -> mpsc::Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let _ = sender.send(bytes);
    });
    receiver
}

fn wait(child: &mut Child, begun: Instant) -> i32 {
    loop {
        if let Some(status) = child.try_wait().expect("a status") {
            return status.code().unwrap_or_else(|| panic!("it was killed: {status}"));
        }
        if begun.elapsed() > PATIENCE {
            let _ = child.kill();
            let _ = child.wait();
            panic!("it hangs");
        }
        thread::sleep(Duration::from_millis(1));
    }
}

/// What a run said and how it ended; temporary paths are replaced by `<world>`.
pub struct Run {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// The exit code.
    pub code: i32,
    /// How long it took.
    pub took: Duration,
}

impl Run {
    /// The same, which must have ended with this code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self}");
        self
    }

    /// Standard output as JSON, keys in the order of the alphabet.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        let read = serde_json::from_str(&self.stdout);
        let mut value: serde_json::Value = read.unwrap_or_else(|error| panic!("{error}\n{self}"));
        value.sort_all_objects();
        value
    }

    /// All that was said, on both streams.
    pub fn said(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }

    /// The same; standard output and standard error must hold these words between them.
    #[track_caller]
    pub fn says(self, words: &[&str]) -> Self {
        let said = self.said();
        for word in words {
            assert!(said.contains(word), "no `{word}` in\n{self}");
        }
        self
    }
}

/// What the user sees, for snapshots.
impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "exit {}", self.code)?;
        for (name, text) in [("out", &self.stdout), ("err", &self.stderr)] {
            if !text.is_empty() {
                write!(f, "--- {name}\n{text}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The keys of a JSON object, in their order.
pub fn keys(value: &serde_json::Value) -> Vec<&str> {
    let object = value.as_object().expect("an object");
    object.keys().map(String::as_str).collect()
}
