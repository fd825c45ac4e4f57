//! Fingerprint: what a finding is recognised by from run to run, wherever its lines have moved to.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Located;
use super::ignores::named;
use crate::diagnostic::Place;
use crate::source::tree::{Content, NodeId};
use crate::source::{Hash, Step, Tree};

/// The fingerprint of a rule's finding at a place of a file. Neither its line counts, nor its message,
/// which may hold dates, nor the number of a list's item that can be told by what it says.
pub(super) fn fingerprint(rule: &str, file: &str, tree: &Tree<'_>, place: &Place) -> String {
    let mut hash = Hash::new();
    hash.part("rule", rule);
    hash.part("file", file);
    // What is private stays out even of a hash: who knows the rest could find it by trying.
    let is_private = place.route().passes("private");
    let mut at = tree.root();
    for step in place.route().steps() {
        match step {
            Step::Key(key) => {
                at = at.and_then(|map| Some(tree.entry(map, key)?.1));
                hash.part("key", key);
            }
            Step::Index(index) => {
                at = at.and_then(|list| item(tree, list, *index, place));
                let told_by = at.filter(|_| !is_private);
                match told_by.and_then(|item| identity(tree, item)) {
                    Some(identity) => hash.part("item", &identity),
                    None => hash.part("index", &index.to_string()),
                }
            }
        }
    }
    // An ignore is told by its rules, beside what it is for; its reason may be private.
    if let Place::Bytes(span, _) = place
        && let Some(rules) = tree.text().get(span.clone()).and_then(named)
    {
        hash.part("ignore", rules);
    }
    hash.in_hex()
}

/// Makes fingerprints unique: findings of a rule at what seems to be the same place are numbered in their
/// order. Called once, with all findings of a run in theirs.
pub(super) fn tell_apart(findings: &mut [Located<'_>]) {
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(findings.len());
    for finding in findings {
        let times = seen.entry(finding.fingerprint.clone()).or_default();
        if *times > 0 {
            let mut hash = Hash::new();
            hash.part("same", &finding.fingerprint);
            hash.part("number", &times.to_string());
            finding.fingerprint = hash.in_hex();
        }
        *times += 1;
    }
}

/// An item of a list: places found by reading count the items that were read, bytes those of the text.
fn item(tree: &Tree<'_>, list: NodeId, index: usize, place: &Place) -> Option<NodeId> {
    let counts_all = matches!(place, Place::Bytes(..));
    tree.children(list)
        .filter(|item| counts_all || !tree.is_refused(*item))
        .nth(index)
}

/// What tells items of a list apart, the best first: all of these keys.
const TELLING: [&[&str]; 5] = [&["id"], &["on", "kind"], &["name"], &["what"], &["on"]];

/// What an item of a list is told by.
fn identity<'t>(tree: &'t Tree<'_>, item: NodeId) -> Option<Cow<'t, str>> {
    let text = |node: NodeId| {
        let text = tree.scalar(node)?.as_str();
        (!text.is_empty()).then_some(text)
    };
    match tree.content(item) {
        Content::Scalar(_) => text(item).map(Cow::Borrowed),
        Content::Map => TELLING.iter().find_map(|keys| {
            let texts = keys.iter().map(|key| text(tree.entry(item, key)?.1));
            let texts: Vec<&str> = texts.collect::<Option<_>>()?;
            Some(texts.join("\u{1f}").into())
        }),
        Content::List | Content::Alias => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::portfolio::{Portfolio, Sources};
    use crate::route;
    use crate::rules::{Selection, World, check};
    use crate::settings::{Settings, process};
    use crate::source::Route;

    fn at(text: &str, route: Route) -> String {
        let (tree, _) = Tree::parse(text);
        fingerprint("a-rule", "accounts/a.yaml", &tree, &Place::Value(route))
    }

    /// Rule, route and fingerprint of all findings in one dossier.
    fn found(text: &str) -> Vec<(String, String, String)> {
        let sources = Sources::from_texts([("acme".to_owned(), text.to_owned())]);
        let portfolio = Portfolio::decode(&sources);
        let settings = Settings::default();
        let process = process::shipped();
        let today = "2026-11-21".parse().expect("a day");
        let world = World::new(&portfolio, &settings, &process, today);
        let findings = check(&world, &Selection::default());
        let shown = findings.into_iter().map(|finding| {
            (
                finding.rule.to_string(),
                finding.route.to_string(),
                finding.fingerprint,
            )
        });
        shown.collect()
    }

    /// A fingerprint is kept by others for years: who changes how it is made, changes this on purpose.
    #[test]
    fn a_fingerprint_stays_as_it_is() {
        let text = "touchpoints:\n- {on: 2026-11-05, kind: call, with: [li-wie]}\n";
        let print = at(text, route!["touchpoints", 0, "with", 0]);
        assert_eq!(print, "384fb3cb748b029691bacd036b94fea9");
    }

    #[test]
    fn items_inserted_before_change_nothing() {
        for (before, after, list) in [
            (
                "- {id: li-wei}",
                "- {id: new}\n- {name: X, id: li-wei}",
                "stakeholders",
            ),
            (
                "- {on: 2026-11-05, kind: call}",
                "# new\n- {on: 2026-11-06, kind: call}\n- {kind: call, on: 2026-11-05}",
                "touchpoints",
            ),
            (
                "- {name: Beta}",
                "- {name: Alpha}\n-\n  name: \"Beta\"",
                "competitors",
            ),
            ("- {what: ask}", "- {what: tell}\n- {what: ask}", "actions"),
            (
                "- {on: 2026-11-05}",
                "- {on: 2026-11-04}\n- {on: 2026-11-05}",
                "reviews",
            ),
            ("- steel", "- 'iron'\n- 'steel'", "tags"),
        ] {
            let one = at(&format!("{list}:\n{before}\n"), route![list, 0, "x"]);
            let other = at(&format!("name: A\n{list}:\n{after}\n"), route![list, 1, "x"]);
            assert_eq!(one, other, "{list}");
        }
        let unnamed = "deliveries:\n- {a: 1}\n- {a: 1}\n";
        let prints = [0, 1].map(|index| at(unnamed, route!["deliveries", index]));
        assert_ne!(prints[0], prints[1]);
    }

    #[test]
    fn other_places_rules_and_files_have_other_fingerprints() {
        let text = "a: [{id: x, b: 1}, {id: y, b: 2}, [1], [1]]\nx: 1\n";
        let (tree, _) = Tree::parse(text);
        let mut seen = HashSet::new();
        for rule in ["one", "two"] {
            for file in ["one", "two"] {
                for route in [
                    route![],
                    route!["a"],
                    route!["x"],
                    route!["a", "x"],
                    route!["a", 0],
                    route!["a", 1],
                    route!["a", 2],
                    route!["a", 3],
                    route!["a", 9],
                    route!["a", 0, "b"],
                    route!["a", 1, "b"],
                    route!["a", 1, "c"],
                ] {
                    let shown = format!("{rule} {file} {route}");
                    let print = fingerprint(rule, file, &tree, &Place::Value(route));
                    assert!(seen.insert(print), "{shown}");
                }
            }
        }
    }

    #[test]
    fn nothing_private_goes_into_it() {
        let text =
            |interest: &str| format!("stakeholders:\n- id: a\n  private: {{interests: [{interest}]}}\n");
        let route = || route!["stakeholders", 0, "private", "interests", 0];
        assert_eq!(at(&text("golf"), route()), at(&text("chess"), route()));
    }

    #[test]
    fn findings_at_the_same_place_are_numbered() {
        let touch = "- {on: 2026-11-05, kind: call, with: [nobody, nobody]}\n";
        let text = format!("name: Acme\ntouchpoints:\n{touch}{touch}");
        let findings = found(&text);
        let unknown = findings.iter().filter(|(rule, _, _)| rule == "unknown-person");
        assert_eq!(unknown.count(), 4);
        let prints: HashSet<_> = findings.iter().map(|(_, _, print)| print).collect();
        assert_eq!(prints.len(), findings.len());
    }

    #[test]
    fn what_is_inserted_elsewhere_changes_no_fingerprint() {
        let before = "name: Acme\n\
            stakeholders:\n- {id: li, name: Li, influence: 9}\n\
            touchpoints:\n\
            - {on: 2026-11-05, kind: call, with: [nobody], speed: 3}\n\
            - {on: 2026-11-06, kind: visit, by: someone, with: [li, nobody]}\n";
        let after = "# A comment\nname: Acme\n\n\
            stakeholders:\n- {id: wu, name: Wu, reports_to: ghost}\n- {id: li, name: Li, influence: 9}\n\
            touchpoints:\n- {on: 2026-11-01, kind: call, with: [stranger]}\n\
            # Another\n\
            - {on: 2026-11-05, kind: call, with: [nobody], speed: 3}\n\
            - {on: 2026-11-06, kind: visit, by: someone, with: [li, nobody]}\n";
        let prints = |text: &str| {
            let findings = found(text);
            let prints: HashSet<_> = findings
                .iter()
                .map(|(rule, _, print)| (rule.clone(), print.clone()))
                .collect();
            assert_eq!(prints.len(), findings.len());
            prints
        };
        let (old, new) = (prints(before), prints(after));
        assert!(old.len() >= 4, "{old:?}");
        assert!(old.is_subset(&new), "{old:?}\n{new:?}");
        assert_eq!(new.len(), old.len() + 2);
    }

    #[test]
    fn ignores_are_told_by_what_they_are_for_and_which_rules_they_name() {
        let before = "# dossier: ignore-file[twin-accounts] reason\nname: Acme\nstakeholders:\n\
            # dossier: ignore[wrong-type] reason\n- id: li\n  name: Li # dossier: ignore[wrong-type] reason\n\
            # dossier: ignore[unknown-field] reason\n- id: ma\n";
        let prints = |text: &str| -> Vec<(String, String)> {
            let ignores = found(text)
                .into_iter()
                .filter(|(rule, ..)| rule == "unused-ignore");
            ignores.map(|(_, route, print)| (route, print)).collect()
        };
        let old = prints(before);
        let routes: Vec<&str> = old.iter().map(|(route, _)| route.as_str()).collect();
        assert_eq!(
            routes,
            ["", "stakeholders[0]", "stakeholders[0].name", "stakeholders[1]"]
        );
        assert_eq!(
            old.iter().map(|(_, print)| print).collect::<HashSet<_>>().len(),
            4
        );
        let more = "# dossier: ignore-file[not-utf8x] reason\n# dossier: ignore[wrong-type] reason\n";
        let after = format!("{more}{}", before.replace("reason", "another reason"));
        let new: HashSet<String> = prints(&after).into_iter().map(|(_, print)| print).collect();
        assert!(old.iter().all(|(_, print)| new.contains(print)), "{after}");
        assert_eq!(new.len(), 6);
    }
}
