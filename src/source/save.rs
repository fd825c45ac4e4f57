//! Saving: a file is written whole or not at all.
//!
//! A new file is [`create`]d, one that somebody asked for [`replace`]d. A dossier is [`update`]d: read,
//! changed and replaced under a lock, so that two at once both get their change in.
//!
//! The lock is one on the dossier itself, which leaves nothing behind in the repository. As a dossier is
//! replaced by renaming, who waited for the lock may hold that of the old file: then the new one is locked
//! instead, until the file that is locked is the one that has the name.

mod update;

use std::fs::{self, Permissions};
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

pub use update::{Unsaved, update};

/// Writes a file that must not be there yet, with the folders above it.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where there is such a file; otherwise what the operating system says.
/// In either case nothing was written under that name.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    let staged = stage(path, text, usual_permissions())?;
    staged.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a file in place of whatever is there, with the folders above it.
///
/// # Errors
/// What the operating system says; then the old file is untouched.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let staged = stage(path, text, usual_permissions())?;
    staged.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Whether a path, there yet or not, lies below a folder whatever links it goes through.
pub fn is_inside(path: &Path, folder: &Path) -> bool {
    let nearest = path.ancestors().find_map(|path| path.canonicalize().ok());
    let folder = folder.canonicalize().ok();
    nearest
        .zip(folder)
        .is_some_and(|(path, folder)| path.starts_with(folder))
}

/// Writes a file in place of one that is there, with its permissions. A link stays a link.
///
/// # Errors
/// What the operating system says; then the old file is untouched.
pub fn overwrite(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = path.canonicalize()?;
    let staged = stage(&target, bytes, None)?;
    let permissions = attempt(|| fs::metadata(&target))?.permissions();
    attempt(|| staged.as_file().set_permissions(permissions))?;
    attempt(|| staged.persist(&target).map_err(|error| error.error))?;
    Ok(())
}

/// The whole content in a file beside its goal, on disk, so that one rename makes it the goal. Without
/// permissions nobody else can read it.
fn stage(
    path: &Path,
    content: impl AsRef<[u8]>,
    permissions: Option<Permissions>,
) -> io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder).map_err(|error| match error.kind() {
        // Not our goal is there, but a file where a folder should be.
        io::ErrorKind::AlreadyExists => io::ErrorKind::NotADirectory.into(),
        _ => error,
    })?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dossier-");
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    let mut staged = attempt(|| builder.tempfile_in(folder))?;
    attempt(|| staged.write_all(content.as_ref()))?;
    attempt(|| staged.as_file().sync_all())?;
    Ok(staged)
}

/// What a new file gets from the shell, less what the umask takes away.
#[cfg(unix)]
fn usual_permissions() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666))
}

/// Here there is nothing to give.
#[cfg(not(unix))]
fn usual_permissions() -> Option<Permissions> {
    None
}

/// One operation on the disk. Tests let each of them fail in turn.
fn attempt<T>(operation: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    #[cfg(test)]
    faults::strike()?;
    operation()
}

/// The disk that fails at the operation that a test has named.
#[cfg(test)]
mod faults {
    use std::cell::Cell;
    use std::io;

    thread_local! {
        static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
    }

    /// Lets the operation after so many others fail, in this thread.
    pub(super) fn after(operations: usize) {
        LEFT.set(Some(operations));
    }

    /// Whether the fault has come; in any case there will be none.
    pub(super) fn has_struck() -> bool {
        LEFT.take().is_none()
    }

    pub(super) fn strike() -> io::Result<()> {
        match LEFT.get() {
            Some(0) => {
                LEFT.set(None);
                Err(io::ErrorKind::StorageFull.into())
            }
            left => {
                LEFT.set(left.map(|left| left - 1));
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn creating_never_overwrites_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new/a.yaml");
        create(&path, "one").expect("written");
        let error = create(&path, "two").expect_err("it is there");
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).expect("read"), "one");
        replace(&path, "three").expect("replaced");
        assert_eq!(fs::read_to_string(&path).expect("read"), "three");
        let in_the_way = create(&path.join("b.yaml"), "four").expect_err("a file is in the way");
        assert_eq!(in_the_way.kind(), io::ErrorKind::NotADirectory);
        let left = fs::read_dir(folder.path().join("new")).expect("listed").count();
        assert_eq!(left, 1);
    }
}
