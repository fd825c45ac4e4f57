//! The past of dossiers: the last commit that changed each of their values, whatever became of its line's layout,
//! and how often their dates were moved (M10).
//!
//! The newest commit whose file says what today's says at a place, and whose file before did not, set the
//! value. Places are told by the keys of maps and by what tells items of lists apart, so that neither
//! reordering nor reformatting is a change.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::git::{Git, GitError, beside};
use super::log::{Files, Walk};
use super::slips::{Slips, by_route, count};
use super::trail::{Passage, Trails};
use crate::analysis::age::Setting;
use crate::analysis::past::Past;
use crate::model::Day;
use crate::model::identity::identity;
use crate::source::tree::{Content, NodeId, pieces};
use crate::source::{Route, Tree};

/// The past of what some dossiers of the work tree say. Their paths are told from the directory. What is not committed
/// yet was set today. In a shallow clone, of what its oldest commit has already, nothing is known.
///
/// # Errors
/// [`GitError::NoRevision`] where nothing is committed yet, [`GitError::Failed`] where the history cannot be read.
pub fn pasts(
    git: &Git,
    files: Files<'_>,
    dossiers: &[(&str, &str)],
    today: Day,
) -> Result<Vec<Past>, GitError> {
    let until = git.commit("HEAD")?;
    let paths: Vec<&str> = dossiers.iter().map(|(path, _)| *path).collect();
    let walked = |walk| Trails::walk(git, (&until, walk), files, &paths);
    let values = || {
        dossiers
            .par_iter()
            .map(|(_, text)| Open::of(&Tree::parse(text).0))
    };
    let (trails, mut open) = beside(|| walked(Walk::EveryBranch), || values().collect::<Vec<_>>());
    let mut trails = trails?;
    for (at, (open, (_, now))) in open.iter_mut().zip(dossiers).enumerate() {
        trails.follow(at, |passage| open.pass(&passage, now, today))?;
    }
    // A value that a merge alone has is told by the branch that it was merged into.
    if open.iter().any(|open| !open.leaves.is_empty()) {
        let mut trails = walked(Walk::MainLine)?;
        for (at, open) in open.iter_mut().enumerate() {
            trails.follow(at, |passage| open.set_by(&passage))?;
        }
    }
    let pasts = open.into_iter().zip(dossiers).map(|(open, (_, text))| Past {
        ages: open.set.into_iter().collect(),
        slips: by_route(&open.slips, text),
    });
    Ok(pasts.collect())
}

/// How often the dates of some dossiers were moved, up to a commit and from there to the texts that they have now. Their
/// paths are told from the directory.
///
/// # Errors
/// [`GitError::Failed`] where the history cannot be read.
pub fn slips(
    git: &Git,
    until: &str,
    files: Files<'_>,
    dossiers: &[(&str, &str)],
) -> Result<Vec<Slips>, GitError> {
    let paths: Vec<&str> = dossiers.iter().map(|(path, _)| *path).collect();
    let mut trails = Trails::walk(git, (until, Walk::EveryBranch), files, &paths)?;
    let mut counted = Vec::with_capacity(dossiers.len());
    for (at, (_, now)) in dossiers.iter().enumerate() {
        let mut slips = Slips::new();
        trails.follow(at, |passage| match passage {
            Passage::Committed(text) => {
                if let Some(text) = text {
                    count(&mut slips, text, now);
                }
            }
            Passage::Step { before, after, .. } => {
                if let Some(before) = before {
                    count(&mut slips, before, after);
                }
            }
        })?;
        counted.push(slips);
    }
    Ok(counted)
}

/// The values of a dossier whose setting is not found yet, and those for which it is.
#[derive(Default)]
struct Open {
    /// By the section, and in it by the place.
    leaves: HashMap<String, HashMap<String, Leaf>>,
    set: Vec<(Route, Setting)>,
    slips: Slips,
}

/// A value of today.
struct Leaf {
    route: Route,
    text: String,
}

impl Open {
    fn of(tree: &Tree<'_>) -> Self {
        let mut open = Self::default();
        visit(tree, &mut |section, place, node, text| {
            let leaf = Leaf {
                route: tree.route(node),
                text: text.to_owned(),
            };
            let section = open.leaves.entry(section.to_owned()).or_default();
            section.insert(place.to_owned(), leaf);
        });
        open
    }

    /// Takes note of what became of the dates and the values of a text.
    fn pass(&mut self, passage: &Passage<'_>, now: &str, today: Day) {
        match *passage {
            Passage::Committed(text) if text == Some(now) => {}
            Passage::Committed(text) => {
                let uncommitted = Setting { on: today, by: None };
                self.set_what_lacks(&said(text.unwrap_or_default()), &uncommitted);
                if let Some(text) = text {
                    count(&mut self.slips, text, now);
                }
            }
            Passage::Step { before, after, .. } => {
                if let Some(before) = before {
                    count(&mut self.slips, before, after);
                }
                self.set_by(passage);
            }
        }
    }

    /// Takes note of the values that a commit set.
    fn set_by(&mut self, passage: &Passage<'_>) {
        if let Passage::Step {
            setting,
            before,
            after,
        } = *passage
        {
            self.compare(before.unwrap_or_default(), after, setting);
        }
    }

    /// The values that a text does not say were set where it was left.
    fn set_what_lacks(&mut self, said: &BTreeMap<String, BTreeMap<String, String>>, setting: &Setting) {
        for (section, leaves) in &mut self.leaves {
            let places = said.get(section);
            let set = &mut self.set;
            leaves.retain(|place, leaf| {
                let is_there = places.and_then(|places| places.get(place)) == Some(&leaf.text);
                if !is_there {
                    set.push((leaf.route.clone(), setting.clone()));
                }
                is_there
            });
        }
        self.leaves.retain(|_, leaves| !leaves.is_empty());
    }

    /// Takes note of what a file says that the one before it did not.
    fn compare(&mut self, before: &str, after: &str, setting: &Setting) {
        if self.leaves.is_empty() {
            return;
        }
        let (Some(then), Some(now)) = (pieces(before), pieces(after)) else {
            return self.compare_pieces(before, after, setting);
        };
        let then: HashMap<&str, &str> = then.into_iter().collect();
        for (section, text) in now {
            let before = then.get(section).copied().unwrap_or_default();
            if text != before && self.leaves.contains_key(section) {
                self.compare_pieces(before, text, setting);
            }
        }
    }

    fn compare_pieces(&mut self, before: &str, after: &str, setting: &Setting) {
        let (before, after) = (said(before), said(after));
        for (section, places) in after {
            let Some(leaves) = self.leaves.get_mut(&section) else {
                continue;
            };
            let earlier = before.get(&section);
            for (place, text) in places {
                let was = earlier.and_then(|earlier| earlier.get(&place));
                let is_new = was != Some(&text);
                if is_new && leaves.get(&place).is_some_and(|leaf| leaf.text == text) {
                    let leaf = leaves.remove(&place);
                    self.set.extend(leaf.map(|leaf| (leaf.route, setting.clone())));
                }
            }
            if leaves.is_empty() {
                self.leaves.remove(&section);
            }
        }
    }
}

/// What a text says, by section and place.
fn said(text: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut said: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let (tree, _) = Tree::parse(text);
    visit(&tree, &mut |section, place, _, text| {
        let section = said.entry(section.to_owned()).or_default();
        section.insert(place.to_owned(), text.to_owned());
    });
    said
}

/// Tells each scalar that says something: its section, its place, its node and its text.
fn visit(tree: &Tree<'_>, tell: &mut impl FnMut(&str, &str, NodeId, &str)) {
    let entries = tree.root().into_iter().flat_map(|root| tree.entries(root));
    for (key, value) in entries {
        if let Some(key) = tree.scalar(key) {
            let mut place = String::new();
            visit_below(
                tree,
                (key.as_str(), value),
                &mut place,
                &mut |place, node, text| {
                    tell(key.as_str(), place, node, text);
                },
            );
        }
    }
}

fn visit_below(
    tree: &Tree<'_>,
    (key, node): (&str, NodeId),
    place: &mut String,
    tell: &mut impl FnMut(&str, NodeId, &str),
) {
    let length = place.len();
    match tree.content(node) {
        Content::Scalar(_) if tree.is_null(node) => {}
        Content::Scalar(scalar) => tell(place, node, scalar.as_str()),
        Content::Alias => {}
        Content::Map => {
            for (key, value) in tree.entries(node) {
                let Some(key) = tree.scalar(key) else { continue };
                step(place, key.as_str());
                visit_below(tree, (key.as_str(), value), place, tell);
                place.truncate(length);
            }
        }
        Content::List => {
            let mut times: HashMap<String, usize> = HashMap::new();
            for item in tree.children(node) {
                let told =
                    identity(tree, key, item).unwrap_or_else(|| tree.text()[tree.span(item)].to_owned());
                let time = times.entry(told.clone()).or_default();
                step(place, &told);
                step(place, &time.to_string());
                *time += 1;
                visit_below(tree, (key, item), place, tell);
                place.truncate(length);
            }
        }
    }
}

fn step(place: &mut String, name: &str) {
    place.push('\u{1d}');
    place.push_str(name);
}
