//! Comparison: which dossiers differ between two states of a repository, and those that do, read.

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::PathBuf;

use rayon::prelude::*;

use super::contents::{Content, Object};
use super::git::{Git, GitError, beside};
use super::index::Index;
use super::snapshot;
use crate::portfolio::{Layout, Sources};
use crate::settings::{Settings, plain};
use crate::source::SourceFile;

/// A state of a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// A commit, by its id.
    Commit(String),
    /// The files as they are now, committed or not.
    WorkTree,
}

/// A dossier on one side.
#[derive(Debug)]
pub struct File {
    /// Its id.
    pub id: String,
    /// Its text.
    pub source: SourceFile,
}

/// Two sides of a repository.
#[derive(Debug, Default)]
pub struct Comparison {
    /// The dossiers that may say something else, each as it was and as it is; one that was renamed is one.
    pub pairs: Vec<Pair>,
    /// Of those that are the same, the sections that were asked for; read when they are decoded.
    pub same: Sources,
    /// Files that are there and cannot be read, and why; none of those that are the same.
    pub unreadable: Vec<(String, io::Error)>,
}

/// Where the text of a dossier is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Object(Object),
    Disk(PathBuf),
}

/// Dossiers by their paths from the directory.
type Paths = BTreeMap<String, Place>;

/// Compares a commit with another side. Of what has not changed only the sections asked for are read, if any.
///
/// # Errors
/// What git says where it cannot tell.
pub fn compare(
    git: &Git,
    (before, after): (&str, &Side),
    (settings, layout): (&Settings, &Layout),
    sections: Option<&[&'static str]>,
) -> Result<Comparison, GitError> {
    let accounts = plain(&settings.accounts);
    let repository = Repository {
        git,
        flat: !layout.recursive,
        accounts,
    };
    let (old, new) = beside(|| repository.at(before), || repository.later(after, layout));
    let (old, (mut new, index)) = (old?, new?);
    new.retain(|path, place| old.contains_key(path) || !place.is_linked(layout, path));
    let is_same = |path: &String, place: &Place| match (&index, old.get(path), place) {
        (Some(index), Some(Place::Object(object)), Place::Disk(disk)) => {
            index.surely_holds(path, disk, object)
        }
        (_, before, place) => before == Some(place),
    };
    let (same, changed) = parted(new, is_same);
    let gone: Paths = old
        .into_iter()
        .filter(|(path, _)| !same.contains_key(path))
        .collect();
    let mut reader = Reader::new(git, &repository);
    let (mut gone, changed) = (reader.read(gone)?, reader.read(changed)?);
    let same = match sections {
        Some(sections) => reader.sources(same)?.excerpts(sections),
        None => Sources::default(),
    };
    gone.retain(|file| {
        reader
            .unreadable
            .iter()
            .all(|(name, _)| name != file.source.name())
    });
    Ok(Comparison {
        pairs: paired(gone, changed),
        same,
        unreadable: reader.unreadable,
    })
}

/// The files that are the same, and the others. To see it each is looked for on the disk.
fn parted(files: Paths, is_same: impl Fn(&String, &Place) -> bool + Sync) -> (Paths, Paths) {
    let seen: Vec<(bool, (String, Place))> = files
        .into_par_iter()
        .map(|(path, place)| (is_same(&path, &place), (path, place)))
        .collect();
    let (same, others): (Vec<_>, Vec<_>) = seen.into_iter().partition(|(is_same, _)| *is_same);
    let paths = |seen: Vec<(bool, (String, Place))>| seen.into_iter().map(|(_, file)| file).collect();
    (paths(same), paths(others))
}

struct Repository<'g> {
    git: &'g Git,
    accounts: String,
    flat: bool,
}

impl Repository<'_> {
    fn below(&self) -> &str {
        if self.flat { "" } else { &self.accounts }
    }

    fn id<'p>(&self, path: &'p str) -> Option<&'p str> {
        snapshot::id(path, &self.accounts, self.flat)
    }

    fn at(&self, commit: &str) -> Result<Paths, GitError> {
        let files = self.git.files(commit, &[self.below()])?.into_iter();
        let dossiers = files.filter(|blob| self.id(&blob.path).is_some());
        Ok(dossiers
            .map(|blob| (blob.path, Place::Object(blob.object)))
            .collect())
    }

    /// The other side's, and what git noted of them where they are files.
    fn later(&self, side: &Side, layout: &Layout) -> Result<(Paths, Option<Index>), GitError> {
        match side {
            Side::Commit(commit) => Ok((self.at(commit)?, None)),
            Side::WorkTree => {
                let index = || self.git.index(self.below());
                let (index, files) = beside(index, || self.on_disk(layout));
                Ok((files, Some(index?)))
            }
        }
    }

    fn on_disk(&self, layout: &Layout) -> Paths {
        let sources = Sources::find(layout);
        let files = sources.files().filter(|(name, _)| self.id(name).is_some());
        files
            .map(|(name, path)| (name.to_owned(), Place::Disk(path.to_owned())))
            .collect()
    }
}

/// Reads dossiers where they are, those that git has by one process for each reading.
struct Reader<'g> {
    git: &'g Git,
    repository: &'g Repository<'g>,
    unreadable: Vec<(String, io::Error)>,
}

impl<'g> Reader<'g> {
    fn new(git: &'g Git, repository: &'g Repository<'g>) -> Self {
        Self {
            git,
            repository,
            unreadable: Vec::new(),
        }
    }

    /// The dossiers at these places; those that are files are not read yet.
    fn sources(&mut self, paths: Paths) -> Result<Sources, GitError> {
        if paths.values().any(|place| place.object().is_some()) {
            let files = self.read(paths)?.into_iter();
            let files = files.map(|file| (file.id, file.source)).collect();
            return Ok(Sources::from_files(files, None, None));
        }
        let files = paths.into_iter().filter_map(|(path, place)| match place {
            Place::Disk(disk) => Some((self.repository.id(&path)?.to_owned(), path, disk)),
            Place::Object(_) => None,
        });
        Ok(Sources::unread(files))
    }

    /// The files at these places.
    fn read(&mut self, paths: Paths) -> Result<Vec<File>, GitError> {
        let objects: Vec<Object> = paths.values().filter_map(Place::object).cloned().collect();
        let mut contents = Vec::new();
        if !objects.is_empty() {
            contents = self.git.contents(&objects)?.collect::<Result<Vec<_>, _>>()?;
        }
        let mut contents = contents.into_iter();
        let texts = paths.into_iter().filter_map(|(path, place)| {
            let text = match place {
                Place::Disk(disk) => Text::Disk(disk),
                Place::Object(_) => Text::Read(contents.next()?),
            };
            Some((path, text))
        });
        let texts: Vec<(String, Text)> = texts.collect();
        let repository = self.repository;
        let read: Vec<_> = texts
            .into_par_iter()
            .map(|(path, text)| {
                let id = repository.id(&path).unwrap_or_default().to_owned();
                let source = text.source(&path).map_err(|error| (path, error))?;
                Ok(File { id, source })
            })
            .collect();
        let mut files = Vec::with_capacity(read.len());
        for file in read {
            match file {
                Ok(file) => files.push(file),
                Err(unreadable) => self.unreadable.push(unreadable),
            }
        }
        Ok(files)
    }
}

/// A text that git gave, or that is still to be read.
enum Text {
    Disk(PathBuf),
    Read(Content),
}

impl Text {
    fn source(self, name: &str) -> io::Result<SourceFile> {
        match self {
            Self::Disk(path) => SourceFile::read(&path, name),
            Self::Read(content) => Ok(content.source(name)),
        }
    }
}

impl Place {
    fn object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            Self::Disk(_) => None,
        }
    }

    /// Whether a file is reached through a link, and so is none of git's.
    fn is_linked(&self, layout: &Layout, name: &str) -> bool {
        let (Self::Disk(path), Ok(root)) = (self, layout.root.canonicalize()) else {
            return false;
        };
        path.canonicalize().is_ok_and(|target| target != root.join(name))
    }
}

/// What is alike in a half of its lines is the same dossier under another name.
const ALIKE: usize = 2;
/// So many pairs are looked at for their likeness: a hundred dossiers that are gone and a hundred that are new.
const LIKENESSES: usize = 10_000;

/// A dossier as it was and as it is.
pub type Pair = (Option<File>, Option<File>);

/// The dossiers of two sides, each with itself; of those that only one side has, those that say the same, and those
/// that are most alike.
fn paired(gone: Vec<File>, changed: Vec<File>) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    let (old, new) = by(gone, changed, |file| file.id.clone(), &mut pairs);
    let (mut old, new) = by(old, new, |file| file.source.text().to_owned(), &mut pairs);
    let is_few = old.len() * new.len() <= LIKENESSES;
    for file in new {
        let before = most_alike(&old, &file)
            .filter(|_| is_few)
            .map(|at| old.remove(at));
        pairs.push((before, Some(file)));
    }
    pairs.extend(old.into_iter().map(|file| (Some(file), None)));
    pairs
}

/// Pairs what is told by the same, and gives what is left of both sides.
fn by(
    old: Vec<File>,
    new: Vec<File>,
    told: impl Fn(&File) -> String,
    pairs: &mut Vec<Pair>,
) -> (Vec<File>, Vec<File>) {
    let mut known: BTreeMap<String, Vec<File>> = BTreeMap::new();
    for file in old.into_iter().rev() {
        known.entry(told(&file)).or_default().push(file);
    }
    let mut left = Vec::new();
    for file in new {
        match known.get_mut(&told(&file)).and_then(Vec::pop) {
            Some(before) => pairs.push((Some(before), Some(file))),
            None => left.push(file),
        }
    }
    let mut gone: Vec<File> = known.into_values().flatten().collect();
    gone.sort_by(|one, other| one.id.cmp(&other.id));
    (gone, left)
}

fn most_alike(old: &[File], file: &File) -> Option<usize> {
    let lines = lines(&file.source);
    let alike = old.iter().enumerate().map(|(at, other)| {
        let others = self::lines(&other.source);
        let shared = lines.intersection(&others).count();
        (shared, lines.len().max(others.len()), at)
    });
    alike
        .filter(|(shared, all, _)| *shared > 0 && shared * ALIKE >= *all)
        .max_by_key(|(shared, _, at)| (*shared, std::cmp::Reverse(*at)))
        .map(|(.., at)| at)
}

/// The lines that say something.
fn lines(source: &SourceFile) -> HashSet<&str> {
    let lines = source.text().lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(id: &str, text: &str) -> File {
        File {
            id: id.to_owned(),
            source: SourceFile::from_text(format!("accounts/{id}.yaml"), text),
        }
    }

    fn told(gone: Vec<File>, changed: Vec<File>) -> Vec<String> {
        let id = |file: &Option<File>| {
            file.as_ref()
                .map_or_else(|| "-".to_owned(), |file| file.id.clone())
        };
        let pairs = paired(gone, changed);
        pairs
            .iter()
            .map(|(before, after)| format!("{} > {}", id(before), id(after)))
            .collect()
    }

    #[test]
    fn a_dossier_under_another_name_is_the_same_where_half_of_it_is() {
        let old = "# a\n# b\n# c\nname: A\nowner: li\nregion: east\nphone: \"1\"\n";
        let gone = || vec![file("a", old), file("x", "name: X\n")];
        let half = "# a\n# b\n# c\nname: A\nowner: li\nregion: west\nphone: \"2\"\n";
        assert_eq!(told(gone(), vec![file("b", half)]), ["a > b", "x > -"]);
        let less = "# a\n# b\n# c\nname: B\nowner: li\nregion: west\nphone: \"2\"\n";
        assert_eq!(told(gone(), vec![file("b", less)]), ["- > b", "a > -", "x > -"]);
        assert_eq!(
            told(gone(), vec![file("a", less), file("b", old)]),
            ["a > a", "- > b", "x > -"]
        );
    }
}
