//! Links: whether a file lies behind one, and whether one leads out of the repository.

use std::path::{Path, PathBuf};

/// Whether a file or folder lies behind a link: asked of the system once for all files of a folder.
#[derive(Debug, Default)]
pub(super) struct BehindLink {
    last: Option<(PathBuf, bool)>,
}

impl BehindLink {
    pub(super) fn holds(&mut self, path: &Path, root: &Path) -> bool {
        let folder = path.parent().unwrap_or(path);
        match &self.last {
            Some((last, holds)) if last.as_os_str() == folder.as_os_str() => *holds,
            _ => {
                let mut above = folder.ancestors().take_while(|above| *above != root);
                let holds = above.any(Path::is_symlink);
                self.last = Some((folder.to_owned(), holds));
                holds
            }
        }
    }
}

/// A link, met in a repository that somebody else may have written, must not lead out of it.
pub(super) fn leads_out(path: &Path, root: &Path) -> bool {
    path.canonicalize().is_ok_and(|target| !is_inside(&target, root))
}

pub(super) fn is_inside(target: &Path, root: &Path) -> bool {
    root.canonicalize().is_ok_and(|root| target.starts_with(root))
}
