//! Updating: a file is read, changed and replaced, and nobody else's change is lost by it.

use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

use super::{attempt, stage};
use crate::source::file::MAX_BYTES;

/// How often a change is made anew because the file was changed meanwhile.
const ATTEMPTS: usize = 2;

/// Why a file was not changed. It is as it was.
#[derive(Debug)]
pub enum Unsaved<E> {
    /// It is a link to a file outside the repository.
    Outside,
    /// It is no regular file, no UTF-8, or larger than what is read, or would be.
    NotText,
    /// It may not be written.
    ReadOnly,
    /// Somebody else changed it while it was being changed here, again and again.
    Changed,
    /// The change itself was refused.
    Refused(E),
    /// The operating system refused.
    Io(io::Error),
}

impl<E> From<io::Error> for Unsaved<E> {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl<E: fmt::Display> fmt::Display for Unsaved<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outside => f.write_str("a link to a file outside the repository, which is not written"),
            Self::NotText => f.write_str("no UTF-8 text of sensible size"),
            Self::ReadOnly => f.write_str("read-only; make it writable first"),
            Self::Changed => f.write_str("it is being changed by something else; run this again"),
            Self::Refused(why) => why.fmt(f),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> std::error::Error for Unsaved<E> {}

/// Changes the text of a file: what `change` makes of it is written whole, with the permissions and, where
/// that is allowed, the owner that the file has. A link stays a link, and the file it leads to is changed.
/// Gives whether there was anything to write.
///
/// Whoever else updates the file waits. An editor does not: where the file is no longer what was read,
/// `change` is called once more with what is there now.
///
/// # Errors
/// [`Unsaved`]: then the file is as it was, and nothing is left beside it.
pub fn update<E>(
    path: &Path,
    root: &Path,
    mut change: impl FnMut(&str) -> Result<String, E>,
) -> Result<bool, Unsaved<E>> {
    let target = attempt(|| path.canonicalize())?;
    if !target.starts_with(attempt(|| root.canonicalize())?) {
        return Err(Unsaved::Outside);
    }
    for _ in 0..ATTEMPTS {
        let mut held = Held::lock(&target)?;
        let old = held.read()?;
        let new = change(&old).map_err(Unsaved::Refused)?;
        if new == old {
            return Ok(false);
        }
        if u64::try_from(new.len()).is_ok_and(|bytes| bytes > MAX_BYTES) {
            return Err(Unsaved::NotText);
        }
        if held.replace(&old, &new)? {
            return Ok(true);
        }
    }
    Err(Unsaved::Changed)
}

/// A file that nobody else updates as long as this lives.
struct Held {
    file: File,
    path: PathBuf,
}

impl Held {
    fn lock<E>(path: &Path) -> Result<Self, Unsaved<E>> {
        loop {
            let metadata = attempt(|| fs::metadata(path))?;
            if !metadata.is_file() {
                return Err(Unsaved::NotText);
            }
            // Root could write it all the same, but somebody did not want that.
            if metadata.permissions().readonly() {
                return Err(Unsaved::ReadOnly);
            }
            let file = match attempt(|| File::options().read(true).write(true).open(path)) {
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                    return Err(Unsaved::ReadOnly);
                }
                opened => opened?,
            };
            attempt(|| file.lock())?;
            let path = path.to_owned();
            let held = Self { file, path };
            if held.has_the_name()? {
                return Ok(held);
            }
        }
    }

    /// Whether the file is still the one that has the name.
    fn has_the_name(&self) -> io::Result<bool> {
        let held = attempt(|| self.file.metadata())?;
        let named = attempt(|| fs::metadata(&self.path))?;
        Ok(identity(&held) == identity(&named))
    }

    fn read<E>(&mut self) -> Result<String, Unsaved<E>> {
        let bytes = self.bytes()?;
        match u64::try_from(bytes.len()).is_ok_and(|bytes| bytes <= MAX_BYTES) {
            true => String::from_utf8(bytes).map_err(|_| Unsaved::NotText),
            false => Err(Unsaved::NotText),
        }
    }

    fn bytes(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        attempt(|| self.file.rewind())?;
        attempt(|| (&mut self.file).take(MAX_BYTES + 1).read_to_end(&mut bytes))?;
        Ok(bytes)
    }

    /// Replaces the file, unless it is no longer what was read.
    fn replace(mut self, old: &str, new: &str) -> io::Result<bool> {
        // Until it has the permissions of the old file nobody else may read it.
        let staged = stage(&self.path, new, None)?;
        let metadata = attempt(|| self.file.metadata())?;
        keep_owner(&metadata, staged.as_file());
        attempt(|| staged.as_file().set_permissions(metadata.permissions()))?;
        if !self.has_the_name()? || self.bytes()? != old.as_bytes() {
            return Ok(false);
        }
        attempt(|| staged.persist(&self.path).map_err(|error| error.error))?;
        sync_folder(&self.path);
        Ok(true)
    }
}

/// What tells a file from another one that took its name.
#[cfg(unix)]
fn identity(metadata: &Metadata) -> impl PartialEq + use<> {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

/// What tells a file from another one that took its name, as far as this system says.
#[cfg(not(unix))]
fn identity(metadata: &Metadata) -> impl PartialEq + use<> {
    (metadata.created().ok(), metadata.modified().ok(), metadata.len())
}

/// Gives a file the owner and group of another; who may not, keeps it.
#[cfg(unix)]
fn keep_owner(metadata: &Metadata, file: &File) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let owned_alike = |own: &Metadata| (own.uid(), own.gid()) == (metadata.uid(), metadata.gid());
    if !file.metadata().is_ok_and(|own| owned_alike(&own)) {
        let _ = fchown(file, None, Some(metadata.gid()));
        let _ = fchown(file, Some(metadata.uid()), None);
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &Metadata, _: &File) {}

/// Brings the new name to the disk. The file is replaced by then: were this to be told as an error, the
/// change would be made twice.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::save::faults;
    use std::convert::Infallible;
    use std::thread;

    struct Place {
        folder: tempfile::TempDir,
        path: PathBuf,
    }

    impl Place {
        fn with(text: &str) -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("a.yaml");
            fs::write(&path, text).expect("a file");
            Self { folder, path }
        }

        fn update<E>(&self, change: impl FnMut(&str) -> Result<String, E>) -> Result<bool, Unsaved<E>> {
            update(&self.path, self.folder.path(), change)
        }

        fn append(&self, line: &str) -> Result<bool, Unsaved<Infallible>> {
            self.update(|old| Ok(format!("{old}{line}\n")))
        }

        fn text(&self) -> String {
            fs::read_to_string(&self.path).expect("read")
        }

        fn names(&self) -> Vec<std::ffi::OsString> {
            let entries = fs::read_dir(self.folder.path()).expect("listed");
            entries
                .map(|entry| entry.expect("an entry").file_name())
                .collect()
        }
    }

    #[test]
    fn whichever_operation_fails_the_old_file_stays_and_nothing_is_left() {
        let mut operations = 0;
        loop {
            let place = Place::with("old\n");
            faults::after(operations);
            let done = place.append("new");
            let has_struck = faults::has_struck();
            assert_eq!(place.names(), ["a.yaml"], "operation {operations}");
            if !has_struck {
                assert!(matches!(done, Ok(true)), "{done:?}");
                assert_eq!(place.text(), "old\nnew\n");
                break;
            }
            assert!(
                matches!(done, Err(Unsaved::Io(_))),
                "operation {operations}: {done:?}"
            );
            assert_eq!(place.text(), "old\n", "operation {operations}");
            operations += 1;
        }
        // To look, lock, read, write, flush, look again and rename takes more than that.
        assert!(operations > 12, "{operations}");
    }

    #[test]
    fn twenty_writers_at_once_all_get_their_line_in() {
        let place = Place::with("");
        thread::scope(|scope| {
            for number in 0..20 {
                let place = &place;
                scope.spawn(move || place.append(&number.to_string()).expect("written"));
            }
        });
        let mut lines: Vec<u32> = place
            .text()
            .lines()
            .map(|line| line.parse().expect("a number"))
            .collect();
        lines.sort_unstable();
        assert_eq!(lines, (0..20).collect::<Vec<_>>());
        assert_eq!(place.names(), ["a.yaml"]);
    }

    #[test]
    fn a_file_that_an_editor_changed_meanwhile_is_read_anew() {
        for by_renaming in [false, true] {
            let place = Place::with("old\n");
            let mut calls = 0;
            let done = place.update::<Infallible>(|old| {
                calls += 1;
                if calls == 1 {
                    let other = place.folder.path().join("editor");
                    let written = if by_renaming { &other } else { &place.path };
                    fs::write(written, "edited\n").expect("edited");
                    if by_renaming {
                        fs::rename(&other, &place.path).expect("renamed");
                    }
                }
                Ok(format!("{old}new\n"))
            });
            assert!(matches!(done, Ok(true)), "{done:?}");
            assert_eq!((place.text().as_str(), calls), ("edited\nnew\n", 2));
        }
    }

    #[test]
    fn a_file_that_never_rests_is_left_to_the_other() {
        let place = Place::with("0");
        let mut edits = 0;
        let done = place.update::<Infallible>(|old| {
            edits += 1;
            fs::write(&place.path, edits.to_string()).expect("edited");
            Ok(format!("{old}new\n"))
        });
        assert!(matches!(done, Err(Unsaved::Changed)), "{done:?}");
        assert_eq!(place.text(), edits.to_string());
        assert_eq!(place.names(), ["a.yaml"]);
    }

    #[test]
    fn what_is_refused_or_changes_nothing_is_not_written() {
        let place = Place::with("old\n");
        let before = fs::metadata(&place.path)
            .expect("there")
            .modified()
            .expect("a time");
        assert!(matches!(place.update(|_| Err("no")), Err(Unsaved::Refused("no"))));
        let same = place.update::<Infallible>(|old| Ok(old.to_owned()));
        assert!(matches!(same, Ok(false)));
        let after = fs::metadata(&place.path)
            .expect("there")
            .modified()
            .expect("a time");
        assert_eq!((before, place.text().as_str()), (after, "old\n"));
    }

    #[test]
    fn what_is_no_text_or_would_be_too_large_is_left_alone() {
        let place = Place::with("");
        fs::write(&place.path, b"\xff").expect("written");
        assert!(matches!(place.append("x"), Err(Unsaved::NotText)));
        fs::write(&place.path, "x").expect("written");
        let limit = usize::try_from(MAX_BYTES).expect("small");
        assert!(matches!(place.append(&"x".repeat(limit)), Err(Unsaved::NotText)));
        assert_eq!(place.text(), "x");
        let folder = update::<Infallible>(place.folder.path(), place.folder.path(), |_| Ok(String::new()));
        assert!(matches!(folder, Err(Unsaved::NotText)));
    }

    #[cfg(unix)]
    #[test]
    fn links_permissions_and_owners_stay() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
        let place = Place::with("old\n");
        let mode = |mode| fs::set_permissions(&place.path, fs::Permissions::from_mode(mode)).expect("set");
        mode(0o640);
        // Only root may give files away; everybody else keeps what is theirs.
        let _ = chown(&place.path, Some(1234), Some(1234));
        let before = fs::metadata(&place.path).expect("there");
        let link = place.folder.path().join("link.yaml");
        symlink("a.yaml", &link).expect("a link");
        let done = update::<Infallible>(&link, place.folder.path(), |_| Ok("new\n".to_owned()));
        assert!(matches!(done, Ok(true)), "{done:?}");
        assert!(link.is_symlink());
        let after = fs::metadata(&place.path).expect("there");
        assert_eq!(after.mode() & 0o7777, 0o640);
        assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
        assert_eq!(place.text(), "new\n");
        mode(0o440);
        assert!(matches!(place.append("x"), Err(Unsaved::ReadOnly)));
        mode(0o640);
        let elsewhere = tempfile::tempdir().expect("a folder");
        let outside = update::<Infallible>(&link, elsewhere.path(), |_| Ok(String::new()));
        assert!(matches!(outside, Err(Unsaved::Outside)));
        assert_eq!(place.text(), "new\n");
    }
}
