//! `dossier new`.

use std::path::{Component, Path};

use clap::Args;

use super::context::Context;
use super::exit::{Failure, Verdict};
use super::init::SCHEMA_OF_DOSSIERS;
use super::pick;
use crate::portfolio::{Portfolio, Sources};
use crate::render::starter;
use crate::source::save;

/// Write the dossier of a new account, with what to find out as comments
#[derive(Debug, Args)]
pub(super) struct New {
    /// The account's name
    name: String,
    /// Its id, the file's name without .yaml (default: made from the name)
    #[arg(long)]
    id: Option<String>,
    /// Its industry
    #[arg(long)]
    industry: Option<String>,
    /// Our account manager
    #[arg(long)]
    owner: Option<String>,
}

/// The longest id, in bytes: with `.yaml` it fits every file system.
const LONGEST_ID: usize = 120;

/// Names that some systems keep for devices.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

impl New {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let name = self.name.trim();
        if name.is_empty() || name.chars().any(char::is_control) {
            return Err(Failure::Usage("an account wants a name, on one line".to_owned()));
        }
        let id = match &self.id {
            Some(id) => id.clone(),
            None => id_from(name),
        };
        let mend = match &self.id {
            Some(_) => "choose another",
            None => "give one with --id",
        };
        check_id(&id).map_err(|reason| Failure::Usage(format!("{reason}; {mend}")))?;
        if let Some(owner) = &self.owner {
            pick::teammate(context, owner)?;
        }
        let layout = context.layout();
        let accounts = match context.has_settings || layout.recursive {
            true => layout.accounts.clone(),
            false => context.root.join(&context.settings.accounts),
        };
        let path = accounts.join(format!("{id}.yaml"));
        refuse_outside(&path, &context.root)?;
        let sources = Sources::find(&layout);
        refuse_twin(&Portfolio::decode(&sources), &id, name, self.id.is_some())?;
        let text = starter::dossier(&starter::NewAccount {
            name,
            industry: self.industry.as_deref(),
            owner: self.owner.as_deref(),
            registered: context.today,
            schema: schema_from(&path, &context.root).as_deref(),
        })
        .map_err(|error| Failure::Usage(error.to_string()))?;
        save::create(&path, &text).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                Failure::Usage(format!("{} is there already", path.display()))
            }
            _ => Failure::at(&path, error),
        })?;
        let shown = path
            .strip_prefix(&context.root)
            .unwrap_or(&path)
            .display()
            .to_string();
        context.console.print(&format!("wrote {shown}\n"))?;
        context.console.remark(&format!(
            "next: fill in what you know, then `dossier check {id}` and `dossier brief {id}`"
        ));
        Ok(Verdict::Clean)
    }
}

/// The way from a new dossier to the repository's schema, if it has one.
fn schema_from(path: &Path, root: &Path) -> Option<String> {
    let folder = path.strip_prefix(root).ok()?.parent()?;
    let depth = folder
        .components()
        .filter(|part| matches!(part, Component::Normal(_)))
        .count();
    let is_there = root.join(SCHEMA_OF_DOSSIERS).is_file();
    is_there.then(|| format!("{}{SCHEMA_OF_DOSSIERS}", "../".repeat(depth)))
}

/// An id from a name: transliterated, lower case, words joined by hyphens.
pub(super) fn id_from(name: &str) -> String {
    let plain = deunicode::deunicode_with_tofu(name, " ").to_lowercase();
    let words: Vec<&str> = plain
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-")
}

/// Whether an id can be a file's name on every system, below accounts/.
fn check_id(id: &str) -> Result<(), String> {
    if id.is_empty() {
        return Err("an account wants an id, and none can be made of that name".to_owned());
    }
    if id.len() > LONGEST_ID {
        return Err(format!("the id has {} bytes and may have {LONGEST_ID}", id.len()));
    }
    for part in id.split('/') {
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '&');
        if part.is_empty() || !part.chars().all(is_word) || part.starts_with('.') || part.ends_with('.') {
            return Err(format!(
                "`{id}` is no id, which has letters, digits and hyphens, and / after a folder"
            ));
        }
        let stem = part.split('.').next().unwrap_or(part).to_lowercase();
        if DEVICES.contains(&stem.as_str()) {
            return Err(format!("`{part}` is the name of a device on some systems"));
        }
    }
    Ok(())
}

/// A folder below accounts/ may be a link: a dossier is not written where it leads out of the repository.
fn refuse_outside(path: &Path, root: &Path) -> Result<(), Failure> {
    let folder = path.ancestors().skip(1).find(|folder| folder.exists());
    match (folder.map(Path::canonicalize), root.canonicalize()) {
        (Some(Ok(folder)), Ok(root)) if !folder.starts_with(&root) => Err(Failure::Usage(format!(
            "{} lies outside the repository",
            path.display()
        ))),
        _ => Ok(()),
    }
}

/// A second dossier of the same account is sooner or later a contradiction; who gives an id of its own
/// to another account of the same name means it.
fn refuse_twin(portfolio: &Portfolio<'_>, id: &str, name: &str, id_is_given: bool) -> Result<(), Failure> {
    let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    let twin = portfolio.dossiers.iter().find(|dossier| {
        let account = dossier.account.as_ref();
        let same_name = account.is_some_and(|account| {
            same(&account.name, name) || account.aliases.iter().any(|alias| same(alias, name))
        });
        same(dossier.id, id) || (same_name && !id_is_given)
    });
    match twin {
        Some(twin) => Err(Failure::Usage(format!(
            "{} is this account already; give another one an id of its own with --id",
            twin.document.source.name()
        ))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ids_are_made_from_names() {
        for (name, id) in [
            ("Acme Robotics", "acme-robotics"),
            ("华东精密机械", "hua-dong-jing-mi-ji-jie"),
            ("Müller & Söhne GmbH", "muller-sohne-gmbh"),
            ("../../x", "x"),
        ] {
            assert_eq!(id_from(name), id);
        }
    }

    #[test]
    fn ids_stay_below_accounts() {
        for id in ["acme", "east/acme", "华东", "a.b", "x_1"] {
            assert_eq!(check_id(id), Ok(()), "{id}");
        }
        for id in [
            "",
            "../x",
            "/etc/x",
            "a//b",
            "a/../b",
            ".git/hooks",
            "CON",
            "nul.txt",
            "a b",
            "a\\b",
            "c:x",
            "x.",
            &"x".repeat(300),
        ] {
            assert!(check_id(id).is_err(), "{id}");
        }
    }

    proptest! {
        #[test]
        fn what_is_made_of_any_name_is_an_id_or_nothing(name in "\\PC{0,40}") {
            let id = id_from(&name);
            let is_device = DEVICES.contains(&id.as_str());
            prop_assert!(id.is_empty() || is_device || id.len() > LONGEST_ID || check_id(&id).is_ok(), "{id}");
        }
    }
}
