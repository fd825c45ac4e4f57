//! Portfolio: all dossiers of a repository, walked, read and decoded in parallel, each file once.
//!
//! The only reader of dossiers. Texts are owned by [`Sources`]; everything in a [`Portfolio`] borrows
//! from them.

mod alone;
mod document;
mod links;
mod slot;

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

pub use document::Document;

use links::{BehindLink, is_inside, leads_out};
use slot::Slot;

use crate::diagnostic::FileId;
use crate::model::account::Evidence;
use crate::model::{Account, Case, Talk};
use crate::source::{ProblemKind, Route, SourceFile, Tree};

/// Where the files of a repository are.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The repository's root; names are shown relative to it.
    pub root: PathBuf,
    /// The folder of the dossiers.
    pub accounts: PathBuf,
    /// Whether folders below it are walked too.
    pub recursive: bool,
    /// The folder of the library.
    pub library: PathBuf,
}

impl Layout {
    /// The layout below a root with these folders; where there is no such folder of accounts and
    /// `may_be_flat`, the dossiers are the root's own `*.yaml`.
    pub fn new(root: &Path, accounts: &str, library: &str, may_be_flat: bool) -> Self {
        let folder = root.join(accounts);
        let flat = may_be_flat && !folder.is_dir();
        Self {
            root: root.to_owned(),
            accounts: if flat { root.to_owned() } else { folder },
            recursive: !flat,
            library: root.join(library),
        }
    }
}

/// The files of a repository and their texts.
#[derive(Debug, Default)]
pub struct Sources {
    dossiers: Vec<Slot>,
    cases: Option<SourceFile>,
    talks: Option<SourceFile>,
    /// Folders and library files that could not be read, by name.
    unreadable: Vec<(String, io::Error)>,
    /// What was passed over, and why.
    pub remarks: Vec<String>,
}

impl Sources {
    /// Walks the layout's folders, and reads the library. Dossiers are read when they are decoded.
    /// The order is that of the ids, whatever the file system's.
    pub fn find(layout: &Layout) -> Self {
        let mut sources = Self::default();
        sources.dossiers = sources.walk(layout);
        sources.cases = sources.library_file(layout, "cases.yaml");
        sources.talks = sources.library_file(layout, "talks.yaml");
        sources
    }

    /// Files that are there and cannot be read: their names relative to the root, and what the operating
    /// system says.
    pub fn unreadable(&self) -> impl Iterator<Item = (&str, &io::Error)> {
        let library = self.unreadable.iter().map(|(name, error)| (name.as_str(), error));
        let dossiers = self.dossiers.iter().filter_map(|slot| slot.source().err());
        dossiers.chain(library)
    }

    /// The name and the path of the file of a dossier, which is not read.
    pub fn file(&self, id: &str) -> Option<(&str, &Path)> {
        let slot = self.dossiers.iter().find(|slot| slot.id == id)?;
        Some((&slot.name, &slot.path))
    }

    /// The names and the paths of the files of all dossiers, none of which is read.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Path)> {
        self.dossiers
            .iter()
            .map(|slot| (slot.name.as_str(), slot.path.as_path()))
    }

    /// The ids of the dossiers, from the names of their files alone.
    pub fn ids(layout: &Layout) -> Vec<String> {
        let found = Self::default().walk(layout);
        found.into_iter().map(|slot| slot.id).collect()
    }

    /// Every dossier, in the order of the ids.
    fn walk(&mut self, layout: &Layout) -> Vec<Slot> {
        let mut found = Vec::new();
        let mut linked = HashSet::new();
        let mut behind_link = BehindLink::default();
        let depth = if layout.recursive { usize::MAX } else { 1 };
        let mut walk = WalkDir::new(&layout.accounts)
            .min_depth(1)
            .max_depth(depth)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| !is_hidden(entry));
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {
                    if let Some(remark) = skipped_folder(&entry, layout, &mut linked) {
                        self.remarks.push(remark);
                        walk.skip_current_dir();
                    }
                }
                Ok(entry) => found.extend(self.dossier_at(&entry, layout, &mut behind_link)),
                Err(error) => self.remark_walk(&error, layout),
            }
        }
        found.sort_unstable_by(|one, other| one.id.cmp(&other.id));
        found
    }

    /// Dossiers that come from elsewhere than the disk, by id.
    pub fn from_texts(dossiers: impl IntoIterator<Item = (String, String)>) -> Self {
        let dossiers = dossiers
            .into_iter()
            .map(|(id, text)| {
                let source = SourceFile::from_text(format!("accounts/{id}.yaml"), text);
                Slot::filled(id, source)
            })
            .collect();
        Self {
            dossiers,
            ..Self::default()
        }
    }

    /// Files that come from elsewhere than the disk, the dossiers by id.
    pub fn from_files(
        mut dossiers: Vec<(String, SourceFile)>,
        cases: Option<SourceFile>,
        talks: Option<SourceFile>,
    ) -> Self {
        dossiers.sort_by(|(one, _), (other, _)| one.cmp(other));
        let slots = dossiers.into_iter().map(|(id, source)| Slot::filled(id, source));
        Self {
            dossiers: slots.collect(),
            cases,
            talks,
            ..Self::default()
        }
    }

    /// Whether there is no dossier, readable or not.
    pub fn is_empty(&self) -> bool {
        self.dossiers.is_empty() && self.unreadable.is_empty()
    }

    /// The dossier that an entry is, if it is one; a remark where it looks like one and is not.
    fn dossier_at(
        &mut self,
        entry: &DirEntry,
        layout: &Layout,
        behind_link: &mut BehindLink,
    ) -> Option<Slot> {
        let name = shown_name(entry.path(), &layout.root);
        let extension = entry.path().extension().and_then(|extension| extension.to_str());
        if !layout.recursive && name == crate::settings::FILE_NAME {
            return None;
        }
        match extension {
            Some("yaml") if entry.file_type().is_file() => {}
            Some("yaml") => {
                self.remarks.push(format!("{name} is no regular file: skipped"));
                return None;
            }
            Some("yml") => {
                self.remarks
                    .push(format!("{name} is skipped: a dossier's name ends in .yaml"));
                return None;
            }
            _ => return None,
        }
        let through_link = entry.path_is_symlink() || behind_link.holds(entry.path(), &layout.root);
        if through_link && leads_out(entry.path(), &layout.root) {
            self.remarks.push(format!(
                "{name} is a link to a file outside the repository: skipped"
            ));
            return None;
        }
        let id = entry
            .path()
            .strip_prefix(&layout.accounts)
            .ok()?
            .with_extension("");
        let Some(id) = id.to_str() else {
            self.remarks
                .push(format!("{name} is skipped: its name is not UTF-8"));
            return None;
        };
        let id = id.replace(std::path::MAIN_SEPARATOR, "/");
        Some(Slot::new(id, name, entry.path().to_owned()))
    }

    fn remark_walk(&mut self, error: &walkdir::Error, layout: &Layout) {
        let name = error
            .path()
            .map_or_else(String::new, |path| shown_name(path, &layout.root));
        if error.loop_ancestor().is_some() {
            self.remarks
                .push(format!("{name} is a link to a folder above it: skipped"));
        } else if error
            .io_error()
            .is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
        {
            self.remarks.push(format!("{name} is a link to nothing: skipped"));
        } else {
            let reason = error.io_error().map_or(io::ErrorKind::Other, io::Error::kind);
            self.unreadable.push((name, reason.into()));
        }
    }

    fn library_file(&mut self, layout: &Layout, name: &str) -> Option<SourceFile> {
        let path = layout.library.join(name);
        let name = shown_name(&path, &layout.root);
        let read = || {
            let target = path.canonicalize()?;
            match target.is_file() && is_inside(&target, &layout.root) {
                true => SourceFile::read(&path, name.as_str()).map(Some),
                false => Ok(None),
            }
        };
        match read() {
            Ok(Some(file)) => return Some(file),
            Ok(None) => self
                .remarks
                .push(format!("{name} is no regular file of the repository: skipped")),
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                self.unreadable.push((name, error));
            }
            Err(_) if path.is_symlink() => self.remarks.push(format!("{name} is a link to nothing: skipped")),
            Err(_) => {}
        }
        None
    }
}

/// Why a folder is not walked, if it is not. One that is a link is walked once, and only where it leads
/// to folders that are not walked anyway: links among a few folders make millions of ways through them.
fn skipped_folder(entry: &DirEntry, layout: &Layout, linked: &mut HashSet<PathBuf>) -> Option<String> {
    let name = shown_name(entry.path(), &layout.root);
    if entry
        .path()
        .extension()
        .is_some_and(|extension| extension == "yaml")
    {
        return Some(format!("{name} is a directory: skipped"));
    }
    let through_link = entry.path_is_symlink() || BehindLink::default().holds(entry.path(), &layout.root);
    if through_link && leads_out(entry.path(), &layout.root) {
        return Some(format!("{name} leads out of the repository: skipped"));
    }
    if !entry.path_is_symlink() {
        return None;
    }
    let (Ok(target), Ok(accounts)) = (entry.path().canonicalize(), layout.accounts.canonicalize()) else {
        return Some(format!("{name} is a link to nothing: skipped"));
    };
    if accounts.starts_with(&target) {
        return Some(format!("{name} is a link to a folder above it: skipped"));
    }
    let is_walked = target.starts_with(&accounts) || !linked.insert(target);
    is_walked.then(|| format!("{name} is a link to a folder that is read anyway: skipped"))
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
}

fn shown_name(path: &Path, root: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    relative.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// One dossier: its id, its text, and the account it tells of.
#[derive(Debug)]
pub struct Dossier<'s> {
    /// The file's name without `.yaml`, with the folders below accounts/.
    pub id: &'s str,
    /// The text with its tree.
    pub document: Document<'s>,
    /// The account, without the entries at fault; nothing where the file cannot be relied on.
    pub account: Option<Account<'s>>,
    /// The entries of its `sources` that are evidence of something the text does not say.
    pub stray_evidence: Vec<usize>,
}

impl<'s> Dossier<'s> {
    /// Reads the text of one dossier.
    pub fn read(id: &'s str, source: &'s SourceFile) -> Self {
        let (document, account, stray_evidence) = Document::read(source, stray_evidence);
        let account = account.filter(|_| !document.is_broken()).map(|mut account| {
            id.clone_into(&mut account.id);
            account
        });
        Self {
            id,
            document,
            account,
            stray_evidence,
        }
    }
}

/// Which entries of `sources` name a route where the text says nothing. One that is no route is not among
/// them.
fn stray_evidence(tree: &Tree<'_>, account: &Account<'_>) -> Vec<usize> {
    let is_stray = |evidence: &Evidence<'_>| {
        let route = evidence
            .of
            .as_deref()
            .and_then(|of| of.trim().parse::<Route>().ok());
        route.is_some_and(|route| !tree.states(&route))
    };
    let evidence = account.sources.iter().enumerate();
    evidence
        .filter(|(_, evidence)| is_stray(evidence))
        .map(|(at, _)| at)
        .collect()
}

/// All dossiers and the library of a repository.
#[derive(Debug)]
pub struct Portfolio<'s> {
    /// The dossiers, by id; portfolios of two days share those that are the same.
    pub dossiers: Vec<Arc<Dossier<'s>>>,
    /// The cases, with their file.
    pub cases: Option<(Document<'s>, Vec<Case<'s>>)>,
    /// The talk tracks, with their file.
    pub talks: Option<(Document<'s>, Vec<Talk<'s>>)>,
}

impl<'s> Portfolio<'s> {
    /// Reads, parses and decodes all dossiers that can be read, in parallel.
    pub fn decode(sources: &'s Sources) -> Self {
        Self::decode_with(sources, |_, _| None)
    }

    /// The same, and what another portfolio has already read of the same text is not read again.
    pub fn decode_beside(sources: &'s Sources, other: &Portfolio<'s>) -> Self {
        let read = other.by_id();
        Self::decode_with(sources, |id, source| {
            let dossier = other.dossiers.get(read.get(id)?.0)?;
            let known = dossier.document.source;
            let is_same =
                known.fault().is_none() && source.fault().is_none() && known.text() == source.text();
            is_same.then(|| Arc::clone(dossier))
        })
    }

    fn decode_with(
        sources: &'s Sources,
        known: impl Fn(&str, &SourceFile) -> Option<Arc<Dossier<'s>>> + Sync,
    ) -> Self {
        let read = |slot: &'s Slot| {
            let source = slot.source().ok()?;
            let dossier = known(&slot.id, source);
            Some(dossier.unwrap_or_else(|| Arc::new(Dossier::read(&slot.id, source))))
        };
        Self {
            dossiers: sources.dossiers.par_iter().filter_map(read).collect(),
            ..Self::library(sources)
        }
    }

    /// The accounts that could be read, in the order of their ids.
    pub fn accounts(&self) -> Vec<&Account<'s>> {
        self.dossiers
            .iter()
            .filter_map(|dossier| dossier.account.as_ref())
            .collect()
    }

    /// The cases.
    pub fn case_list(&self) -> &[Case<'s>] {
        self.cases.as_ref().map_or(&[], |(_, cases)| cases)
    }

    /// The talk tracks.
    pub fn talk_list(&self) -> &[Talk<'s>] {
        self.talks.as_ref().map_or(&[], |(_, talks)| talks)
    }

    /// All files, dossiers first.
    pub fn documents(&self) -> impl Iterator<Item = (FileId, &Document<'s>)> {
        let library = [
            self.cases.as_ref().map(|(file, _)| file),
            self.talks.as_ref().map(|(file, _)| file),
        ];
        self.dossiers
            .iter()
            .map(|dossier| Some(&dossier.document))
            .chain(library)
            .enumerate()
            .filter_map(|(at, document)| Some((FileId(at), document?)))
    }

    /// A file.
    pub fn document(&self, file: FileId) -> Option<&Document<'s>> {
        match file.0.checked_sub(self.dossiers.len()) {
            None => Some(&self.dossiers[file.0].document),
            Some(0) => self.cases.as_ref().map(|(document, _)| document),
            Some(1) => self.talks.as_ref().map(|(document, _)| document),
            Some(_) => None,
        }
    }

    /// The file of the cases.
    pub fn cases_file(&self) -> FileId {
        FileId(self.dossiers.len())
    }

    /// The file of the talk tracks.
    pub fn talks_file(&self) -> FileId {
        FileId(self.dossiers.len() + 1)
    }

    /// The dossier of each account, by the account's id.
    pub fn by_id(&self) -> HashMap<&'s str, FileId> {
        self.dossiers
            .iter()
            .enumerate()
            .map(|(at, dossier)| (dossier.id, FileId(at)))
            .collect()
    }
}

/// A library file: a list, which may be empty.
fn read_list<'s, T: serde::Deserialize<'s>>(source: &'s SourceFile) -> (Document<'s>, Vec<T>) {
    let (mut document, list, ()) = Document::read::<Vec<T>, ()>(source, |_, _| ());
    document
        .problems
        .retain(|problem| problem.kind != ProblemKind::EmptyFile);
    (document, list.unwrap_or_default())
}
