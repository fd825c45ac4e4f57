//! The documents that are made from the code are up to date.

use std::fs;
use std::path::Path;

use account_dossier::render::brief::{data, templates};
use account_dossier::render::{figures, manual, standards};

/// Holds a document against what the code says; with `UPDATE_DOCS` set it is written anew.
fn is_fresh(name: &str, fresh: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("docs/");
        fs::write(&path, fresh).expect("written");
        return;
    }
    let old = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        old == fresh,
        "{name} is stale: run `UPDATE_DOCS=1 cargo test docs` and read the difference"
    );
}

#[test]
fn the_rules_manual_is_that_of_the_rules() {
    is_fresh("docs/rules.md", &manual::markdown());
}

#[test]
fn the_figures_are_those_that_can_be_named() {
    is_fresh("docs/figures.md", &figures::markdown());
}

#[test]
fn the_standards_are_those_that_are_shipped() {
    is_fresh("docs/standards.md", &standards::markdown());
}

#[test]
fn the_data_of_briefs_is_that_of_their_types() {
    is_fresh("docs/brief-data.md", &data::markdown());
}

#[test]
fn the_manual_of_templates_names_those_that_are_shipped() {
    is_fresh("docs/templates.md", &templates::markdown());
}
