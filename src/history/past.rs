//! The past of dossiers: the last commit that changed each of their values, whatever became of its line's layout,
//! and how often their dates were moved (M10).
//!
//! The newest commit whose file says what today's says at a place, and whose file before did not, set the
//! value. Places are told by the keys of maps and by what tells items of lists apart, so that neither
//! reordering nor reformatting is a change.

use std::collections::{BTreeMap, HashMap};

use super::contents::{Contents, Object};
use super::git::{Git, GitError};
use super::log::{Extent, Files, Version, Walk};
use super::slips::{Slips, by_route, count};
use crate::analysis::age::Setting;
use crate::analysis::past::Past;
use crate::model::Day;
use crate::model::identity::identity;
use crate::source::tree::{Content, NodeId, pieces};
use crate::source::{Route, Tree};

/// The past of what some dossiers of the work tree say; `until` is the commit it is made of. Their paths are
/// told from the directory. What is not committed yet was set today. In a shallow clone, of what its oldest
/// commit has already, nothing is known.
///
/// # Errors
/// [`GitError::Failed`] where the history cannot be read.
pub fn pasts(
    git: &Git,
    until: &str,
    files: Files<'_>,
    dossiers: &[(&str, &Tree<'_>)],
    today: Day,
) -> Result<Vec<Past>, GitError> {
    let mut open: Vec<Open> = dossiers.iter().map(|(_, tree)| Open::of(tree)).collect();
    let paths: Vec<&str> = dossiers.iter().map(|(path, _)| *path).collect();
    let told = |walk| trails(git, until, walk, files, &paths);
    // Each is a wait for git.
    let (committed, (every_branch, is_shallow)) = rayon::join(
        || committed(git, until, files, &paths),
        || rayon::join(|| told(Walk::EveryBranch), || git.is_shallow()),
    );
    let uncommitted = Setting { on: today, by: None };
    for ((open, text), (_, tree)) in open.iter_mut().zip(committed?).zip(dossiers) {
        open.set_what_lacks(&said(text.as_deref().unwrap_or_default()), &uncommitted);
        if let Some(text) = text {
            count(&mut open.slips, &text, tree.text());
        }
    }
    follow(git, &known(every_branch?, is_shallow), &mut open, true)?;
    // A value that a merge alone has is told by the branch that it was merged into.
    if open.iter().any(|open| !open.leaves.is_empty()) {
        follow(git, &known(told(Walk::MainLine)?, is_shallow), &mut open, false)?;
    }
    let pasts = open.into_iter().zip(dossiers).map(|(open, (_, tree))| Past {
        ages: open.set.into_iter().collect(),
        slips: by_route(&open.slips, tree),
    });
    Ok(pasts.collect())
}

/// The steps that tell something: in a shallow clone the oldest commit has all its files as new.
fn known(mut trails: Vec<Vec<Step>>, is_shallow: bool) -> Vec<Vec<Step>> {
    for trail in &mut trails {
        trail.retain(|step| !is_shallow || step.before.is_some());
    }
    trails
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
    let trails = trails(git, until, Walk::EveryBranch, files, &paths)?;
    let mut texts = Texts::ask(git, trails.iter().flatten())?;
    let mut counted = Vec::with_capacity(dossiers.len());
    for (trail, (_, now)) in trails.iter().zip(dossiers) {
        let mut slips = Slips::new();
        let mut newest = Some(*now);
        for step in trail {
            let (before, after) = texts.of(step)?;
            if let Some(now) = newest.take() {
                count(&mut slips, &after, now);
            }
            if let Some(before) = before {
                count(&mut slips, &before, &after);
            }
        }
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

    /// Takes note of what a file says that the one before it did not.
    fn compare(&mut self, before: &str, after: &str, setting: &Setting) {
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

/// The texts that a commit has of the dossiers; none of one that it has not.
fn committed(
    git: &Git,
    commit: &str,
    files: Files<'_>,
    paths: &[&str],
) -> Result<Vec<Option<String>>, GitError> {
    let folders = match files {
        Files::Below(folders) => folders,
        Files::One(_) => paths,
    };
    let mut blobs = git.files(commit, folders)?;
    blobs.retain(|blob| paths.contains(&blob.path.as_str()));
    let contents = git.contents(&blobs)?.into_iter();
    let texts = contents.map(|content| String::from_utf8_lossy(&content).into_owned());
    let mut texts: HashMap<&str, String> = blobs.iter().map(|blob| blob.path.as_str()).zip(texts).collect();
    Ok(paths.iter().map(|path| texts.remove(path)).collect())
}

impl Open {
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
}

/// What a commit made of a dossier.
struct Step {
    setting: Setting,
    before: Option<Object>,
    after: Object,
}

/// What commits made of dossiers, newest first.
fn trails(
    git: &Git,
    until: &str,
    walk: Walk,
    files: Files<'_>,
    paths: &[&str],
) -> Result<Vec<Vec<Step>>, GitError> {
    let extent = Extent {
        until,
        after: None,
        walk,
        files,
    };
    let mut known: HashMap<String, usize> = HashMap::new();
    known.extend(
        paths
            .iter()
            .enumerate()
            .map(|(at, path)| ((*path).to_owned(), at)),
    );
    let mut trails: Vec<Vec<Step>> = paths.iter().map(|_| Vec::new()).collect();
    for commit in git.log(&extent)? {
        let commit = commit?;
        for touched in commit.touched {
            let Some(after) = touched.after else { continue };
            let Some(at) = known.get(&after.path).copied() else {
                continue;
            };
            if let Some(before) = touched.before.as_ref().filter(|before| before.path != after.path) {
                known.remove(&after.path);
                known.insert(before.path.clone(), at);
            }
            let object = |version: Version| version.object;
            trails[at].push(Step {
                setting: Setting {
                    on: commit.day,
                    by: Some(commit.author.clone()),
                },
                before: touched.before.map(object),
                after: object(after),
            });
        }
    }
    Ok(trails)
}

/// Goes back along the trails to find who set what, and counts how dates were moved.
fn follow(git: &Git, trails: &[Vec<Step>], open: &mut [Open], counts: bool) -> Result<(), GitError> {
    let mut texts = Texts::ask(git, trails.iter().flatten())?;
    for (trail, open) in trails.iter().zip(open) {
        for step in trail {
            let (before, after) = texts.of(step)?;
            if let Some(before) = before.as_ref().filter(|_| counts) {
                count(&mut open.slips, before, &after);
            }
            if !open.leaves.is_empty() {
                open.compare(before.as_deref().unwrap_or_default(), &after, &step.setting);
            }
        }
    }
    Ok(())
}

/// Texts of objects, each read once and kept for as long as it is needed.
struct Texts {
    contents: Contents,
    uses: HashMap<Object, usize>,
    kept: HashMap<Object, String>,
}

impl Texts {
    fn ask<'t>(git: &Git, steps: impl Iterator<Item = &'t Step>) -> Result<Self, GitError> {
        let mut uses: HashMap<Object, usize> = HashMap::new();
        let mut asked = Vec::new();
        for object in steps.flat_map(|step| step.before.iter().chain([&step.after])) {
            let times = uses.entry(object.clone()).or_default();
            if *times == 0 {
                asked.push(object.clone());
            }
            *times += 1;
        }
        Ok(Self {
            contents: git.stream(&asked)?,
            uses,
            kept: HashMap::new(),
        })
    }

    /// The text before a step, unless that made the file, and the one after it; in the order in which they were asked
    /// for.
    fn of(&mut self, step: &Step) -> Result<(Option<String>, String), GitError> {
        let before = step.before.as_ref().map(|object| self.take(object));
        Ok((before.transpose()?, self.take(&step.after)?))
    }

    /// The text of the next object, in that order.
    fn take(&mut self, object: &Object) -> Result<String, GitError> {
        let left = self.uses.get_mut(object).map_or(0, |times| {
            *times -= 1;
            *times
        });
        let kept = self.kept.remove(object);
        let text = match kept {
            Some(text) => text,
            None => self.read()?,
        };
        if left > 0 {
            self.kept.insert(object.clone(), text.clone());
        }
        Ok(text)
    }

    fn read(&mut self) -> Result<String, GitError> {
        let content = self.contents.next().transpose()?.flatten().unwrap_or_default();
        Ok(String::from_utf8_lossy(&content).into_owned())
    }
}
