//! Saving: a file is written whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Writes a file that must not be there yet, with the folders above it.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where there is such a file; otherwise what the operating system says.
/// In either case nothing was written under that name.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    let staged = stage(path, text)?;
    staged.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a file in place of whatever is there, with the folders above it.
///
/// # Errors
/// What the operating system says; then the old file is untouched.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let staged = stage(path, text)?;
    staged.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// The whole text in a file beside its goal, on disk, so that one rename makes it the goal.
fn stage(path: &Path, text: &str) -> io::Result<tempfile::NamedTempFile> {
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
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What a new file gets from the shell, less what the umask takes away.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut staged = builder.tempfile_in(folder)?;
    staged.write_all(text.as_bytes())?;
    staged.as_file().sync_all()?;
    Ok(staged)
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
