//! Entries of an own playbook that nothing asks for: most likely misspelt.

use std::ops::Range;

use crate::settings::templates::shipped;
use crate::source::{Problem, ProblemKind, Tree, nearest};

/// The sections whose entries are all shipped; the others take entries of a repository's own.
const CLOSED: [&str; 6] = [
    "care",
    "questions",
    "sections",
    "requirements",
    "points",
    "phases",
];

/// The entries of closed sections that are not among the shipped ones, at their places.
pub(super) fn entries(own: &Tree<'_>) -> Vec<Problem> {
    let (shipped, _) = Tree::parse(shipped("playbook/en.yaml").unwrap_or_default());
    CLOSED
        .iter()
        .flat_map(|section| of_section(section, own, &shipped))
        .collect()
}

fn of_section(section: &str, own: &Tree<'_>, shipped: &Tree<'_>) -> Vec<Problem> {
    let known: Vec<&str> = keys(section, shipped).map(|(_, key)| key).collect();
    keys(section, own)
        .filter(|(_, key)| !known.contains(key))
        .map(|(span, key)| {
            let help = match nearest(key, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "take it out, or see the shipped playbook for what there is".to_owned(),
            };
            let message = format!("nothing asks for `{key}` of `{section}`");
            Problem::new(ProblemKind::UnknownField, span, message).help(help)
        })
        .collect()
}

/// The keys of a section with their places.
fn keys<'t>(section: &str, tree: &'t Tree<'_>) -> impl Iterator<Item = (Range<usize>, &'t str)> {
    let map = tree.root().and_then(|root| tree.entry(root, section));
    let keys = map.into_iter().flat_map(|(_, map)| tree.entries(map));
    keys.filter_map(|(key, _)| Some((tree.span(key), tree.scalar(key)?.as_str())))
}
