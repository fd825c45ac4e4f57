//! What is left of somebody whose data were taken away: where files name them, and which commits hold the data.

use super::shell;
use super::style::{Look, Tone};
use super::wrap::{clip, wrap};
use crate::history::log::Commit;
use crate::history::remembered::Remembered;

/// A line that names somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The file and the line: `accounts/acme.yaml:45`.
    pub place: String,
    /// What stands there, unless it is private.
    pub text: Option<String>,
}

/// So many commits are named; of more than that the newest and the oldest.
const NAMED: usize = 10;

/// How many characters of a commit's id are shown.
const ID: usize = 10;

/// The lines that name somebody, so that their owner decides about each.
pub fn mentions(mentions: &[Mention], look: &Look) -> String {
    if mentions.is_empty() {
        return "nothing else names them\n".to_owned();
    }
    let mut text = look.paint(Tone::Heading, "still named in") + "\n";
    for mention in mentions {
        let stands = mention.text.as_deref().unwrap_or("(private)");
        let line = format!("  {}  {stands}", mention.place);
        text.push_str(&look.paint(Tone::Plain, &clip(&line, look.width)));
        text.push('\n');
    }
    text
}

/// The commits that hold the data, and what to do about them. `path` is that of the dossier from the repository's
/// top.
pub fn past(remembered: &Remembered, path: &str, look: &Look) -> String {
    let commits = &remembered.commits;
    let mut text = match commits.len() {
        0 => "no commit holds the data\n".to_owned(),
        1 => look.paint(Tone::Heading, "1 commit wrote the data") + "\n",
        count => look.paint(Tone::Heading, &format!("{count} commits wrote the data")) + "\n",
    };
    match commits.as_slice() {
        [newest, .., oldest] if commits.len() > NAMED => {
            text.push_str(&line("newest  ", newest, look));
            text.push_str(&line("oldest  ", oldest, look));
        }
        few => few
            .iter()
            .for_each(|commit| text.push_str(&line("", commit, look))),
    }
    if remembered.is_shallow {
        prose(
            &mut text,
            "this clone is shallow: older commits may hold them, too; `git fetch --unshallow` gets those",
            "",
            look,
        );
    }
    if !commits.is_empty() {
        advise(&mut text, &remembered.paths, path, look);
    }
    text
}

fn line(lead: &str, commit: &Commit, look: &Look) -> String {
    let id = commit.id.get(..ID).unwrap_or(&commit.id);
    let told = format!(
        "  {lead}{}  {id}  {}: {}",
        commit.day, commit.author, commit.subject
    );
    look.paint(Tone::Plain, &clip(&told, look.width)) + "\n"
}

/// How the past is rewritten without the file, which then begins anew.
fn advise(text: &mut String, paths: &[String], path: &str, look: &Look) {
    let named: Vec<String> = paths
        .iter()
        .map(|path| format!("--path {}", shell::word(path)))
        .collect();
    let file = shell::word(path);
    let folder = path.rsplit_once('/').map_or(".", |(folder, _)| folder);
    let folder = shell::word(folder);
    let steps = [
        (
            "1. commit what is changed here, and have everybody push what they have",
            Vec::new(),
        ),
        (
            "2. in a fresh clone take the file's past away; what it says today begins anew (git-filter-repo is a tool of its own)",
            vec![
                format!("cp -- {file} ../kept.yaml"),
                format!("git filter-repo --invert-paths {}", named.join(" ")),
                format!("mkdir -p -- {folder} && mv ../kept.yaml {file}"),
                format!("git add -- {file} && git commit -m 'Begin anew'"),
            ],
        ),
        (
            "3. replace what is on the server, and have it drop what nothing leads to any more: that is for those who run it",
            vec![
                "git remote add origin URL".to_owned(),
                "git push --force --all && git push --force --tags".to_owned(),
            ],
        ),
        (
            "4. everybody deletes their clones, with stashes and backups, and clones anew: one push from an old one brings it all back",
            Vec::new(),
        ),
    ];
    prose(
        text,
        "Later commits hold them, too, until one that took them away, and so does every clone. To take them out of the past:",
        "",
        look,
    );
    for (step, commands) in steps {
        prose(text, step, "   ", look);
        for command in commands {
            // A command is pasted whole, however wide it is.
            text.push_str(&format!("     {}\n", look.paint(Tone::Plain, &command)));
        }
    }
}

/// A paragraph whose lines after the first are indented.
fn prose(text: &mut String, paragraph: &str, indent: &str, look: &Look) {
    let lines = wrap(paragraph, look.width.saturating_sub(indent.len()));
    text.push_str(&lines.join(&format!("\n{indent}")));
    text.push('\n');
}
