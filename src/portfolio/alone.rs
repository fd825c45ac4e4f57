//! What is wanted alone: the file of one dossier, or the library, without a look at any other.

use std::path::PathBuf;

use walkdir::WalkDir;

use super::{BehindLink, Layout, Portfolio, Sources, read_list};

impl Sources {
    /// The name and the path of the file of a dossier, found without a look at any other.
    pub fn locate(layout: &Layout, id: &str) -> Option<(String, PathBuf)> {
        let is_hidden = id.split('/').any(|part| part.starts_with('.'));
        if is_hidden || (id.contains('/') && !layout.recursive) {
            return None;
        }
        let path = layout.accounts.join(format!("{id}.yaml"));
        let mut walk = WalkDir::new(path).follow_links(true).max_depth(0).into_iter();
        let entry = walk.next()?.ok()?;
        let slot = Self::default().dossier_at(&entry, layout, &mut BehindLink::default())?;
        (slot.id == id).then_some((slot.name, slot.path))
    }
}

impl<'s> Portfolio<'s> {
    /// Decodes the library alone, and none of the dossiers.
    pub fn library(sources: &'s Sources) -> Self {
        Self {
            dossiers: Vec::new(),
            cases: sources.cases.as_ref().map(read_list),
            talks: sources.talks.as_ref().map(read_list),
        }
    }
}
