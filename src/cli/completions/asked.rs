//! What a shell asks about: the words so far, and the repository they are about.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap_complete::engine::CompletionCandidate;

use super::{beginning, is_plain};
use crate::cli::Global;
use crate::cli::console::{ColorChoice, Console};
use crate::cli::context::Context;
use crate::portfolio::{Dossier, Sources};
use crate::render::template::{Library, list};
use crate::render::visible;
use crate::settings::Language;
use crate::source::SourceFile;

/// The words that were typed, the last one still in the making.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    words: Vec<String>,
}

impl Asked {
    /// Words that are no text name nothing that could be completed.
    pub(super) fn new(typed: &[OsString]) -> Self {
        let words = typed.iter().filter_map(|word| word.to_str());
        Self {
            words: words.map(str::to_owned).collect(),
        }
    }

    /// The ids of the accounts that begin with what was typed; or else the last parts of ids, where they mean one.
    pub(super) fn accounts(&self, typed: &OsStr) -> Vec<CompletionCandidate> {
        let (Some(typed), Some(context)) = (typed.to_str(), self.context()) else {
            return Vec::new();
        };
        let ids = Sources::ids(&context.layout());
        let wanted = beginning(typed, &ids).into_iter().filter(|id| is_plain(id));
        wanted.map(CompletionCandidate::new).collect()
    }

    /// The ids of the deals of the account that was named before.
    pub(super) fn deals(&self, typed: &OsStr) -> Vec<CompletionCandidate> {
        let (Some(typed), Some(context)) = (typed.to_str(), self.context()) else {
            return Vec::new();
        };
        let sources = Sources::find(&context.layout());
        let account = self.account(&Sources::ids(&context.layout()));
        let deals = account.map_or_else(Vec::new, |account| deals(&sources, &account));
        offered(deals.into_iter().filter(|(id, _)| id.starts_with(typed)))
    }

    /// The deals of all accounts, as `ACCOUNT/DEAL`. Only the dossiers are read that what was typed can be about.
    pub(super) fn deals_of_all(&self, typed: &OsStr) -> Vec<CompletionCandidate> {
        let (Some(typed), Some(context)) = (typed.to_str(), self.context()) else {
            return Vec::new();
        };
        let sources = Sources::find(&context.layout());
        let ids = Sources::ids(&context.layout());
        let may_be = |id: &&String| id.starts_with(typed) || typed.starts_with(&format!("{id}/"));
        let named = ids.iter().filter(may_be).flat_map(|id| {
            let deals = deals(&sources, id).into_iter();
            deals.map(move |(deal, name)| (format!("{id}/{deal}"), name))
        });
        offered(named.filter(|(name, _)| name.starts_with(typed)))
    }

    /// The templates: by their names, or those of the settings' language by what they are called in short.
    pub(super) fn templates(&self, typed: &OsStr) -> Vec<CompletionCandidate> {
        let (Some(typed), Some(context)) = (typed.to_str(), self.context()) else {
            return Vec::new();
        };
        let folder = context.templates();
        let entries = folder.map(|folder| list::entries(&Library::new(&folder)));
        let names = entries.into_iter().flatten().flatten().map(|entry| entry.name);
        let shown = names.map(|name| match typed.contains('/') {
            true => name,
            false => short(&name, context.settings.language).unwrap_or(name),
        });
        let wanted = shown.filter(|name| name.starts_with(typed) && is_plain(name));
        wanted.map(CompletionCandidate::new).collect()
    }

    /// The account among the words: its id, or the last part of it where that means one.
    fn account(&self, ids: &[String]) -> Option<String> {
        let (_, before) = self.words.split_last()?;
        let mut words = before.iter().skip(1).rev();
        words.find_map(|word| {
            let is_meant =
                |id: &&String| *id == word || id.rsplit_once('/').is_some_and(|(_, last)| last == word);
            let mut meant = ids.iter().filter(is_meant);
            meant.next().filter(|_| meant.next().is_none()).cloned()
        })
    }

    /// The repository, as the words name it; nothing where it cannot be read.
    fn context(&self) -> Option<Context> {
        let global = Global {
            directory: self.directory(),
            today: None,
            color: ColorChoice::Never,
            quiet: true,
        };
        Context::new(&global, Console::new(ColorChoice::Never, true)).ok()
    }

    /// The directory among the words.
    fn directory(&self) -> Option<PathBuf> {
        let mut words = self.words.iter().map(String::as_str);
        let mut directory = None;
        while let Some(word) = words.next() {
            let named = match word {
                "-C" | "--directory" => words.next(),
                _ => word
                    .strip_prefix("--directory=")
                    .or_else(|| word.strip_prefix("-C")),
            };
            directory = named.map(at_home).or(directory);
        }
        directory
    }
}

/// What a template is called in short, where that means this one.
fn short(name: &str, language: Language) -> Option<String> {
    let brief = format!("briefs/{}/", language.as_str());
    let brief = name
        .strip_prefix(&brief)
        .and_then(|rest| rest.strip_suffix(".md"));
    let playbook = || name.strip_prefix("playbook/")?.strip_suffix(".yaml");
    brief.or_else(playbook).map(str::to_owned)
}

/// The deals of an account that have an id, each with its name.
fn deals(sources: &Sources, account: &str) -> Vec<(String, Option<String>)> {
    let Some((name, path)) = sources.file(account) else {
        return Vec::new();
    };
    let Ok(source) = SourceFile::read(path, name) else {
        return Vec::new();
    };
    let dossier = Dossier::read(account, &source);
    let deals = dossier.account.iter().flat_map(|account| &account.opportunities);
    deals
        .filter_map(|deal| {
            Some((
                deal.id.as_deref()?.to_owned(),
                deal.name.as_deref().map(str::to_owned),
            ))
        })
        .collect()
}

fn offered(deals: impl Iterator<Item = (String, Option<String>)>) -> Vec<CompletionCandidate> {
    let plain = deals.filter(|(id, _)| is_plain(id));
    plain
        .map(|(id, name)| {
            let help = name.map(|name| visible::line(&name).into_owned().into());
            CompletionCandidate::new(id).help(help)
        })
        .collect()
}

/// Shells send words as they were typed.
fn at_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(line: &str) -> Asked {
        let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        Asked::new(&words)
    }

    #[test]
    fn the_directory_is_found_among_the_words() {
        let found = |line: &str| asked(line).directory().map(|path| path.display().to_string());
        for line in [
            "dossier -C a show ",
            "dossier show --directory=a x",
            "dossier -Ca show",
            "dossier --directory a",
        ] {
            assert_eq!(found(line).as_deref(), Some("a"), "{line}");
        }
        assert_eq!(found("dossier show acme"), None);
    }

    #[test]
    fn the_account_is_found_among_the_words() {
        let ids = ["deal", "east/acme", "east/boreal", "west/acme"].map(str::to_owned);
        for (line, account) in [
            ("dossier deal east/acme ", Some("east/acme")),
            ("dossier -C x deal boreal li", Some("east/boreal")),
            ("dossier map deal --deal ", Some("deal")),
            ("dossier map --format svg boreal --deal ", Some("east/boreal")),
            ("dossier map acme --deal ", None),
            ("dossier map boreal", None),
        ] {
            assert_eq!(asked(line).account(&ids).as_deref(), account, "{line}");
        }
    }
}
