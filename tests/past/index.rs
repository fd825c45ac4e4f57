//! The index: which files surely hold what was committed, without being read.

use std::fs::File;
use std::time::{Duration, SystemTime};

use account_dossier::history::Git;

use crate::support::Repository;

/// Sets the time at which a file was changed, so many seconds ago.
fn touch(repository: &Repository, seconds: u64) {
    let file = File::options()
        .append(true)
        .open(repository.world.path("repo/accounts/a.yaml"));
    let then = SystemTime::now() - Duration::from_secs(seconds);
    file.expect("a file").set_modified(then).expect("set");
}

/// Whether the file surely holds what the last commit has of it.
fn surely_holds(repository: &Repository) -> bool {
    let git = Git::around(&repository.world.path("repo")).expect("a repository");
    let head = git.commit("HEAD").expect("a commit");
    let files = git.files(&head, &["accounts"]).expect("files");
    let index = git.index("accounts").expect("an index");
    let path = repository.world.path("repo/accounts/a.yaml");
    index.surely_holds("accounts/a.yaml", &path, &files[0].object)
}

#[test]
fn a_file_that_was_not_touched_since_need_not_be_read() {
    let repository = Repository::new(&[("accounts/a.yaml", "name: A\n")]);
    repository.git(&["init", "-q", "-b", "main"]);
    touch(&repository, 60);
    repository.commit();
    assert!(surely_holds(&repository));
    // Of the same size, at another time.
    repository.write("accounts/a.yaml", "name: B\n");
    touch(&repository, 30);
    assert!(!surely_holds(&repository));
    // Staged, it is as noted and not as committed.
    repository.git(&["add", "-A"]);
    assert!(!surely_holds(&repository));
    repository.commit();
    assert!(surely_holds(&repository));
    // What changed when the index was written may have changed after it was read.
    touch(&repository, 0);
    repository.git(&["add", "-A"]);
    repository.git(&["update-index", "--refresh"]);
    let written = repository.world.path("repo/.git/index");
    let file = File::options().append(true).open(written).expect("the index");
    file.set_modified(SystemTime::now() - Duration::from_secs(5))
        .expect("set");
    assert!(!surely_holds(&repository));
}
