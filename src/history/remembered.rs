//! What the past still holds of a person: the versions of a dossier, under each of its names, in which their
//! private data stand.

use std::collections::{BTreeSet, HashSet};

use super::contents::Object;
use super::git::{Git, GitError};
use super::log::{ALL_REFS, Commit, Extent, Files, Touched, Version, Walk};
use crate::model::people::PERSONAL_KEYS;
use crate::source::Tree;
use crate::source::tree::NodeId;

/// Somebody whose data are looked for.
#[derive(Debug, Clone)]
pub struct Person {
    /// The id.
    pub id: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// Addresses and numbers, wherever in the text they stand.
    pub contacts: Vec<String>,
}

/// What is left of somebody's data in the past.
#[derive(Debug)]
pub struct Remembered {
    /// The commits of all branches that wrote a version that holds them, newest first.
    pub commits: Vec<Commit>,
    /// The paths that the dossier has or had, from the repository's top.
    pub paths: Vec<String>,
    /// Whether the history stops early here, so that older commits may hold them, too.
    pub is_shallow: bool,
}

/// Looks through the past of a dossier, whose path is told from the directory.
///
/// # Errors
/// What git says where it cannot tell.
pub fn remembered(git: &Git, path: &str, person: &Person) -> Result<Remembered, GitError> {
    let extent = Extent {
        until: ALL_REFS,
        after: None,
        walk: Walk::EveryCommit,
        files: Files::Below(&[""]),
    };
    let mut commits = git.log(&extent)?.collect::<Result<Vec<_>, _>>()?;
    let names = names(path, &commits);
    for commit in &mut commits {
        commit
            .touched
            .retain(|touched| written(touched, &names).is_some());
    }
    commits.retain(|commit| !commit.touched.is_empty());
    let holding = holding(git, &commits, person)?;
    let holds = |touched: &Touched| {
        touched
            .after
            .as_ref()
            .is_some_and(|now| holding.contains(&now.object))
    };
    commits.retain(|commit| commit.touched.iter().any(holds));
    // A merge is told once for each of its parents.
    commits.dedup_by(|one, other| one.id == other.id);
    let from_top = |path: &String| match path.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None => format!("{}{path}", git.prefix()),
    };
    Ok(Remembered {
        commits,
        paths: names.iter().map(from_top).collect(),
        is_shallow: git.is_shallow(),
    })
}

/// All names that a file has or had: renames lead from one to the other, on whatever branch.
fn names(path: &str, commits: &[Commit]) -> BTreeSet<String> {
    let touched = commits.iter().flat_map(|commit| &commit.touched);
    let renames: Vec<(&str, &str)> = touched
        .filter_map(|touched| Some((touched.before.as_ref()?, touched.after.as_ref()?)))
        .map(|(before, after)| (before.path.as_str(), after.path.as_str()))
        .filter(|(before, after)| before != after)
        .collect();
    let mut names = BTreeSet::from([path.to_owned()]);
    loop {
        let known = names.len();
        for (before, after) in &renames {
            if names.contains(*before) || names.contains(*after) {
                names.extend([(*before).to_owned(), (*after).to_owned()]);
            }
        }
        if names.len() == known {
            return names;
        }
    }
}

/// The version of the file that a commit wrote.
fn written<'t>(touched: &'t Touched, names: &BTreeSet<String>) -> Option<&'t Version> {
    touched.after.as_ref().filter(|now| names.contains(&now.path))
}

/// The contents that hold somebody's data, each of them read once.
fn holding(git: &Git, commits: &[Commit], person: &Person) -> Result<HashSet<Object>, GitError> {
    let versions = commits
        .iter()
        .flat_map(|commit| &commit.touched)
        .filter_map(|touched| touched.after.as_ref());
    let objects: BTreeSet<&Object> = versions.map(|version| &version.object).collect();
    let objects: Vec<Object> = objects.into_iter().cloned().collect();
    let contents = git.contents(&objects)?;
    let mut found = HashSet::new();
    for (object, content) in objects.iter().zip(contents) {
        // What is too large to be read was never a dossier.
        if holds(&content?.text(), person) {
            found.insert(object.clone());
        }
    }
    Ok(found)
}

/// Whether a text has private data of somebody. Of one that cannot be read whole it is enough that it names them.
fn holds(text: &str, person: &Person) -> bool {
    let has = |word: &String| text.contains(word.as_str());
    let (tree, _) = Tree::parse(text);
    if !tree.is_whole() && [&person.id, &person.name].into_iter().flatten().any(has) {
        return true;
    }
    let people = tree.root().and_then(|root| tree.entry(root, "stakeholders"));
    let mut items = people.into_iter().flat_map(|(_, list)| tree.children(list));
    items.any(|item| is_person(&tree, item, person) && has_private(&tree, item))
        || person.contacts.iter().any(has)
}

fn is_person(tree: &Tree<'_>, item: NodeId, person: &Person) -> bool {
    let is = |key: &str, value: &Option<String>| {
        let found = tree.entry(item, key).and_then(|(_, found)| tree.scalar(found));
        found.is_some_and(|found| Some(found.as_str()) == value.as_deref())
    };
    is("id", &person.id) || is("name", &person.name)
}

fn has_private(tree: &Tree<'_>, item: NodeId) -> bool {
    PERSONAL_KEYS.iter().any(|key| tree.entry(item, key).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn li() -> Person {
        Person {
            id: Some("li".to_owned()),
            name: Some("李伟".to_owned()),
            contacts: vec!["li@acme.example".to_owned()],
        }
    }

    #[test]
    fn private_data_are_known_by_person_and_key() {
        for (text, expected) in [
            ("stakeholders:\n- {id: li, email: x}\n", true),
            (
                "stakeholders:\n- id: lw\n  name: 李伟\n  private: {family: one daughter}\n",
                true,
            ),
            (
                "stakeholders:\n- {id: li, name: 李伟, influence: 4}\n- {id: wu, phone: '1'}\n",
                false,
            ),
            ("notes: write to li@acme.example\n", true),
            ("stakeholders: none\n", false),
            ("- a\n", false),
            ("", false),
            // Broken: whether it stands there cannot be told.
            ("stakeholders:\n- {id: li, [\n", true),
            ("stakeholders:\n- {id: wu, [\n", false),
        ] {
            assert_eq!(holds(text, &li()), expected, "{text}");
        }
    }

    #[test]
    fn renames_lead_to_every_name_on_every_branch() {
        let version = |path: &str| {
            Some(Version {
                path: path.to_owned(),
                object: Object::new("aa"),
            })
        };
        let renamed = |before: &str, after: &str| Commit {
            id: String::new(),
            author: String::new(),
            email: String::new(),
            seconds: 0,
            day: chrono::NaiveDate::default().into(),
            subject: String::new(),
            touched: vec![Touched {
                before: version(before),
                after: version(after),
            }],
        };
        let commits = [
            renamed("b", "c"),
            renamed("x", "y"),
            renamed("a", "b"),
            renamed("a", "d"),
            renamed("c", "c"),
        ];
        let found: Vec<String> = names("c", &commits).into_iter().collect();
        assert_eq!(found, ["a", "b", "c", "d"]);
    }
}
