//! Trails: what commits made of some dossiers, newest first, followed from text to text.

use std::collections::HashMap;

use super::contents::{Content, Contents, Object};
use super::git::{Git, GitError};
use super::log::{Extent, Files, Log, Walk};
use crate::analysis::age::Setting;

/// What commits made of some dossiers. Git has begun to tell it.
pub(super) struct Trails {
    trails: Vec<Trail>,
    texts: Texts,
}

/// What commits made of one dossier.
#[derive(Default)]
struct Trail {
    /// What the newest commit has of it.
    committed: Option<Object>,
    /// Newest first.
    steps: Vec<Step>,
    /// The newest commit that has it, and the one before has not.
    made_in: Option<String>,
}

/// What a commit made of a dossier.
struct Step {
    setting: Setting,
    before: Option<Object>,
    after: Object,
}

/// What one comes by on a trail.
pub(super) enum Passage<'t> {
    /// The text of the newest commit, if it has one: the first.
    Committed(Option<&'t str>),
    /// What a commit made of the text that there was before, if there was one.
    Step {
        setting: &'t Setting,
        before: Option<&'t str>,
        after: &'t str,
    },
}

impl Trails {
    /// The trails of dossiers up to a commit, by their paths there, which are told from the directory. In a shallow clone
    /// the oldest commit has all its files as new, and tells nothing.
    pub(super) fn walk(
        git: &Git,
        (until, walk): (&str, Walk),
        files: Files<'_>,
        paths: &[&str],
    ) -> Result<Self, GitError> {
        let extent = |files| Extent {
            until,
            after: None,
            walk,
            files,
        };
        // To follow a file through renames git looks at every commit: one that was never renamed is told sooner.
        let below = match files {
            Files::Below(folders) => folders,
            Files::One(_) => paths,
        };
        let log = git.log(&extent(Files::Below(below)))?;
        let committed = committed(git, until, below, paths)?;
        let mut trails = trails(git, log, (paths, &committed))?;
        let mut texts = Texts::ask(git, &trails)?;
        if is_renamed(git, files, &trails)? {
            trails = self::trails(git, git.log(&extent(files))?, (paths, &committed))?;
            texts = Texts::ask(git, &trails)?;
        }
        Ok(Self { trails, texts })
    }

    /// Goes back along the trail of a dossier; trails are followed in their order, each once.
    pub(super) fn follow(&mut self, at: usize, mut pass: impl FnMut(Passage<'_>)) -> Result<(), GitError> {
        let (trail, texts) = (&self.trails[at], &mut self.texts);
        let committed = trail.committed.as_ref().map(|object| texts.take(object));
        pass(Passage::Committed(committed.transpose()?.as_deref()));
        for step in &trail.steps {
            let before = step
                .before
                .as_ref()
                .map(|object| texts.take(object))
                .transpose()?;
            pass(Passage::Step {
                setting: &step.setting,
                before: before.as_deref(),
                after: &texts.take(&step.after)?,
            });
        }
        Ok(())
    }
}

/// Whether the one dossier that is followed had another name before.
fn is_renamed(git: &Git, files: Files<'_>, trails: &[Trail]) -> Result<bool, GitError> {
    let made_in = trails.first().and_then(|trail| trail.made_in.as_deref());
    match (files, made_in) {
        (Files::One(path), Some(made_in)) => Ok(git.renamed_in(made_in)?.contains(path)),
        _ => Ok(false),
    }
}

/// What a commit has of the dossiers.
fn committed(
    git: &Git,
    commit: &str,
    below: &[&str],
    paths: &[&str],
) -> Result<Vec<Option<Object>>, GitError> {
    let blobs = git.files(commit, below)?.into_iter();
    let mut objects: HashMap<String, Object> = blobs.map(|blob| (blob.path, blob.object)).collect();
    Ok(paths.iter().map(|path| objects.remove(*path)).collect())
}

/// Takes the steps of the dossiers from a log.
fn trails(
    git: &Git,
    log: Log,
    (paths, committed): (&[&str], &[Option<Object>]),
) -> Result<Vec<Trail>, GitError> {
    let numbered = paths.iter().enumerate();
    let mut known: HashMap<String, usize> = numbered.map(|(at, path)| ((*path).to_owned(), at)).collect();
    let mut trails: Vec<Trail> = committed
        .iter()
        .map(|committed| Trail {
            committed: committed.clone(),
            ..Trail::default()
        })
        .collect();
    for commit in log {
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
            let trail = &mut trails[at];
            if touched.before.is_none() {
                trail.made_in.get_or_insert_with(|| commit.id.clone());
            }
            if touched.before.is_some() || !git.is_shallow() {
                trail.steps.push(Step {
                    setting: Setting {
                        on: commit.day,
                        by: Some(commit.author.clone()),
                    },
                    before: touched.before.map(|version| version.object),
                    after: after.object,
                });
            }
        }
    }
    Ok(trails)
}

/// Texts of objects, each read once and kept for as long as it is needed.
struct Texts {
    contents: Contents,
    uses: HashMap<Object, usize>,
    kept: HashMap<Object, String>,
}

impl Texts {
    fn ask(git: &Git, trails: &[Trail]) -> Result<Self, GitError> {
        let mut uses: HashMap<Object, usize> = HashMap::new();
        let mut asked = Vec::new();
        for object in trails.iter().flat_map(Trail::objects) {
            let times = uses.entry(object.clone()).or_default();
            if *times == 0 {
                asked.push(object.clone());
            }
            *times += 1;
        }
        Ok(Self {
            contents: git.contents(&asked)?,
            uses,
            kept: HashMap::new(),
        })
    }

    /// The text of the next object, in the order in which they were asked for.
    fn take(&mut self, object: &Object) -> Result<String, GitError> {
        let left = self.uses.get_mut(object).map_or(0, |times| {
            *times -= 1;
            *times
        });
        let text = match self.kept.remove(object) {
            Some(text) => text,
            None => self
                .contents
                .next()
                .transpose()?
                .map(Content::text)
                .unwrap_or_default(),
        };
        if left > 0 {
            self.kept.insert(object.clone(), text.clone());
        }
        Ok(text)
    }
}

impl Trail {
    /// What is read on the way, in this order.
    fn objects(&self) -> impl Iterator<Item = &Object> {
        let steps = self
            .steps
            .iter()
            .flat_map(|step| step.before.iter().chain([&step.after]));
        self.committed.iter().chain(steps)
    }
}
