//! The process of a repository: the shipped milestones and standards, and its own over them (M7).

use std::collections::HashMap;

use super::check::is_kebab;
use super::templates::{self, Library, TemplateError, decoded};
use crate::analysis::deal::{Process, Standard};
use crate::model::Milestone;
use crate::route;
use crate::source::{Problem, ProblemKind, Route, Tree};

/// The name of the process among the templates.
pub const NAME: &str = "playbook/process.yaml";

/// The process of a repository: its own milestones, each as a whole, over the shipped ones.
///
/// # Errors
/// [`TemplateError`] at the line of what is wrong in the repository's own.
pub fn load(library: &Library) -> Result<Process, TemplateError> {
    let mut process = shipped();
    if let Some(own) = library.own_data(NAME, examined)? {
        process.take_over(own);
    }
    Ok(process)
}

/// The process as it is shipped.
pub fn shipped() -> Process {
    let text = templates::shipped(NAME).unwrap_or_default();
    let (mut tree, problems) = Tree::parse(text);
    decoded(&mut tree, problems).1.unwrap_or_default()
}

/// All that is wrong with the text of a process, in its order.
pub fn problems(text: &str) -> Vec<Problem> {
    examined(text).0
}

fn examined(text: &str) -> (Vec<Problem>, Option<Process>) {
    let (mut tree, problems) = Tree::parse(text);
    let (mut problems, process) = decoded::<Process>(&mut tree, problems);
    let told = process.as_ref().map(told).unwrap_or_default();
    problems.extend(told.into_iter().filter_map(|(route, message)| {
        let (node, _) = tree.follow(&route)?;
        let span = tree.shown_span(node);
        Some(Problem::new(ProblemKind::WrongType, span, message).at(route))
    }));
    problems.sort_by_key(|problem| problem.span.start);
    (problems, process)
}

/// What a process says that cannot be, beyond its structure, and where.
fn told(process: &Process) -> Vec<(Route, String)> {
    let shipped = shipped();
    let is_stated = |milestone| process.milestones().any(|(stated, _)| stated == milestone);
    let left = shipped
        .standards()
        .filter(|(milestone, _)| !is_stated(*milestone));
    let mut known: HashMap<&str, Milestone> = left.map(|(at, one)| (one.id.as_str(), at)).collect();
    let is_shipped = |id: &str| shipped.standards().any(|(_, one)| one.id == id);
    let mut told = Vec::new();
    for (milestone, standards) in process.milestones() {
        for (index, standard) in standards.iter().enumerate() {
            let id = standard.id.as_str();
            let place = |key: &str| route![milestone.as_str(), index, key];
            let other = known.insert(id, milestone);
            told.extend(id_problem(id, other).map(|message| (place("id"), message)));
            if let Some(key) = own_word(standard).filter(|_| is_shipped(id)) {
                told.push((place(key), has_words(id)));
            }
        }
    }
    told
}

/// What is wrong with the id of a standard, which may be that of another one.
fn id_problem(id: &str, other: Option<Milestone>) -> Option<String> {
    if !is_kebab(id) {
        return Some(format!(
            "`{id}` is no id of a standard: write small letters, digits and hyphens, such as board-agrees"
        ));
    }
    let milestone = other?;
    Some(format!(
        "`{id}` is the id of another standard of `{milestone}`; give one of the two another"
    ))
}

/// The key of the first word that a standard says of itself.
fn own_word(standard: &Standard) -> Option<&'static str> {
    let words = &standard.words;
    let stated = [("say", &words.say), ("ask", &words.ask), ("mend", &words.mend)];
    let mut stated = stated.into_iter().filter(|(_, word)| word.is_some());
    stated.next().map(|(key, _)| key)
}

fn has_words(id: &str) -> String {
    format!(
        "`{id}` is a shipped standard, whose words stand in the playbook of each language; write yours there"
    )
}
