//! Checking the repository's own templates before a meeting does: can they be read, and is there what they include?

use std::collections::HashSet;
use std::io;
use std::ops::Range;

use minijinja::Environment;

use super::includes::{Include, includes};
use super::playbook::{self, Playbook};
use super::{environment, told};
use crate::settings::process;
use crate::settings::templates::{Library, LoadError, TemplateError, shipped_names};
use crate::source::{Problem, ProblemKind, SourceFile, nearest};

/// A file of the templates, and what is wrong with it.
#[derive(Debug)]
pub struct Checked {
    /// Its name among the templates.
    pub name: String,
    /// The file.
    pub source: SourceFile,
    /// What is wrong, in the order of the text.
    pub problems: Vec<Problem>,
}

impl Checked {
    /// Adds what went wrong when it was rendered for an account.
    pub fn fails(&mut self, error: &TemplateError, account: &str) {
        let span = line(self.source.text(), error.line.unwrap_or(1));
        let help = format!("it shows in the brief of `{account}`");
        self.problems.push(problem(span, error.reason.clone()).help(help));
    }
}

/// Looks at every file of the repository's own templates, in the order of their names; `folder` is what the
/// templates' folder is called. Misspelt names of figures show only when a template is rendered.
///
/// # Errors
/// What the operating system says where a folder cannot be read.
pub fn check(library: &Library, folder: &str) -> io::Result<Vec<Checked>> {
    let names = library.own_names()?;
    let environment = environment(library, &Playbook::default());
    let checked = names.iter().filter_map(|name| {
        let (text, problems) = match library.own(name) {
            Ok(text) => {
                let text = text?;
                let problems = problems(library, &environment, name, &text);
                (text, problems)
            }
            // A picture beside the templates is none; where one is included, that is told.
            Err(LoadError::NotText(_)) if !is_text(name) => return None,
            Err(error) => (String::new(), vec![problem(0..0, error.to_string())]),
        };
        Some(Checked {
            name: name.clone(),
            source: SourceFile::from_text(format!("{folder}/{name}"), text),
            problems,
        })
    });
    Ok(checked.collect())
}

/// The repository's own templates that stand alone: text that neither a shipped one nor another of its own takes
/// in by name.
///
/// # Errors
/// What the operating system says where a folder cannot be read.
pub fn standing_alone(library: &Library) -> io::Result<Vec<String>> {
    let own = library.own_names()?;
    let text = |name: &str| library.text(name).ok().flatten();
    let mut texts: Vec<String> = shipped_names().filter_map(text).collect();
    texts.extend(own.iter().filter_map(|name| text(name)));
    let names = |text| includes(text).into_iter().map(|include| include.name);
    let taken_in: HashSet<&str> = texts.iter().flat_map(|text| names(text.as_str())).collect();
    let stands_alone = |name: &str| is_text(name) && !name.ends_with(".yaml") && !taken_in.contains(name);
    Ok(own.iter().filter(|name| stands_alone(name)).cloned().collect())
}

/// Whether a file is meant as text, by its name.
fn is_text(name: &str) -> bool {
    [".md", ".txt", ".html", ".yaml"]
        .iter()
        .any(|end| name.ends_with(end))
}

fn problems(library: &Library, environment: &Environment<'_>, name: &str, text: &str) -> Vec<Problem> {
    if playbook::is_one(name) {
        return playbook::problems(text);
    }
    if name == process::NAME {
        return process::problems(text);
    }
    match environment.get_template(name) {
        Err(error) => {
            let error = told(name, &error);
            vec![problem(line(text, error.line.unwrap_or(1)), error.reason)]
        }
        Ok(_) => includes(text)
            .into_iter()
            .filter_map(|include| lacking(library, include))
            .collect(),
    }
}

/// What is wrong with an include: it leads out of the templates, cannot be read, or there is none.
fn lacking(library: &Library, include: Include<'_>) -> Option<Problem> {
    let (name, span) = (include.name, include.span);
    match library.text(name) {
        Ok(Some(_)) => None,
        Ok(None) if include.is_optional => None,
        Ok(None) => {
            let known = library.own_names().unwrap_or_default();
            let help = match nearest(name, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "templates are named from the templates' folder on, such as briefs/en/call-prep.md"
                    .to_owned(),
            };
            Some(problem(span, format!("there is no template `{name}`")).help(help))
        }
        Err(error) => Some(problem(span, error.to_string())),
    }
}

fn problem(span: Range<usize>, message: String) -> Problem {
    Problem::new(ProblemKind::Syntax, span, message)
}

/// The bytes of a line, from 1, without the blanks around it.
fn line(text: &str, number: usize) -> Range<usize> {
    let before = text.split_inclusive('\n').take(number.saturating_sub(1));
    let begin: usize = before.map(str::len).sum();
    let line = text[begin..].lines().next().unwrap_or("");
    let indent = line.len() - line.trim_start().len();
    begin + indent..begin + line.trim_end().len().max(indent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told_of(files: &[(&str, &[u8])]) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, content) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, content).expect("written");
        }
        let checked = check(&Library::new(folder.path()), "templates").expect("readable");
        let tell = |one: &Checked| {
            let all = one.problems.iter().map(|problem| {
                let place = one.source.position(problem.span.start);
                format!(
                    "{}:{}:{} {}",
                    one.source.name(),
                    place.line,
                    place.column,
                    problem.message
                )
            });
            all.collect::<Vec<_>>()
        };
        checked.iter().flat_map(tell).collect()
    }

    #[test]
    fn what_can_be_read_and_is_there_is_in_order() {
        let files: &[(&str, &[u8])] = &[
            (
                "briefs/en/call-prep.md",
                b"{% include 'piece.md' %}{% include 'briefs/zh-CN/call-prep.md' %}{{ nmae }}",
            ),
            ("piece.md", "{{ name }} 长".as_bytes()),
            ("playbook/en.yaml", b"questions: {budget: How much?}\n"),
            ("logo.png", b"\x89PNG\xff"),
            (".note.md.swp", b"{% if"),
        ];
        assert_eq!(told_of(files), Vec::<String>::new());
        assert_eq!(told_of(&[]), Vec::<String>::new());
        assert!(
            check(
                &Library::new(std::path::Path::new("/nowhere/at/all")),
                "templates"
            )
            .is_ok_and(|all| all.is_empty())
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_at_its_line() {
        for (name, content, place) in [
            ("a.md", &b"one\n  {% if x %}\ntwo"[..], "a.md:3:1 "),
            ("a.md", b"{{ x }\n", "a.md:1:1 "),
            (
                "a.md",
                b"one\n{% include 'b.md' %}",
                "a.md:2:13 there is no template `b.md`",
            ),
            (
                "a.md",
                b"{% include '../b.md' %}",
                "a.md:1:13 `../b.md` lies outside",
            ),
            ("a.md", b"\xc7\xeb", "a.md:1:1 `a.md` is not UTF-8"),
            ("playbook/en.yaml", b"lables: {}\n", "playbook/en.yaml:1:1 "),
            ("playbook/en.yaml", b"a: [\n", "playbook/en.yaml:"),
        ] {
            let told = told_of(&[(name, content)]);
            let place = format!("templates/{place}");
            assert!(
                told.first().is_some_and(|told| told.starts_with(&place)),
                "{place}: {told:?}"
            );
        }
    }

    #[test]
    fn all_problems_of_a_playbook_are_told() {
        let text = b"lables: {}\nguard_rails: 1\n";
        assert_eq!(told_of(&[("playbook/zh-CN.yaml", text)]).len(), 2);
    }
}
