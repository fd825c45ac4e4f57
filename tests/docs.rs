//! The documents that are made from the code are up to date.

use std::fs;
use std::path::Path;

use account_dossier::render::manual;

#[test]
fn the_rules_manual_is_that_of_the_rules() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let fresh = manual::markdown();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("docs/");
        fs::write(&path, fresh).expect("written");
        return;
    }
    let old = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        old == fresh,
        "docs/rules.md is stale: run `UPDATE_DOCS=1 cargo test docs` and read the difference"
    );
}
