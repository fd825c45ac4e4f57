//! Every rule with its fixtures: `rules/<id>/bad` shows how it is broken, `rules/<id>/good` what comes near
//! and is in order. The day is always 2026-11-21.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where a fixture is not as it should be"
)]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use account_dossier::model::Day;
use account_dossier::portfolio::{Layout, Portfolio, Sources};
use account_dossier::render::template::playbook::Playbook;
use account_dossier::render::template::{self, Library};
use account_dossier::rules::{Located, RULES, RuleInfo, Selection, TemplateError, World, check};
use account_dossier::settings::{FILE_NAME, Settings, process};
use account_dossier::source::{Route, SourceFile, Step, Tree};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn rules() -> impl Iterator<Item = &'static RuleInfo> {
    RULES.iter().map(|rule| rule.info())
}

/// Rules that look at one state of a repository; what compares two is tested with git, in `gate`.
fn fixed_rules() -> impl Iterator<Item = &'static RuleInfo> {
    rules().filter(|rule| rule.id != "fallen-back")
}

/// Runs all rules over a rule's fixture and looks at what they found.
fn with_findings(rule: &RuleInfo, kind: &str, look: impl FnOnce(&Portfolio<'_>, &[Located<'_>])) {
    let root = here("tests/rules").join(rule.id).join(kind);
    let settings = root.join(FILE_NAME);
    let settings = match settings.exists() {
        true => Settings::read(&SourceFile::read(&settings, FILE_NAME).expect("settings")).expect("settings"),
        false => Settings::default(),
    };
    let layout = Layout::new(&root, &settings.accounts, &settings.library, false);
    let sources = Sources::find(&layout);
    assert!(!sources.is_empty(), "{} has no dossier", root.display());
    let portfolio = Portfolio::decode(&sources);
    let today = Day::new(2026, 11, 21).expect("a day");
    let mut process = process::shipped();
    let playbook = Playbook::load(&Library::shipped(), settings.language).expect("a playbook");
    playbook.speak_of(&mut process);
    let world = World::new(&portfolio, &settings, &process, today);
    let selection = Selection::default();
    let mut findings = check(&world, &selection);
    let library = Library::new(&root.join(&settings.templates));
    let templates = template::check(&library, &settings.templates).expect("templates");
    let problems = templates
        .iter()
        .flat_map(|one| one.problems.iter().map(|problem| (&one.source, problem)));
    findings.extend(TemplateError::findings(problems, &settings, &selection));
    look(&portfolio, &findings);
}

/// Findings as the snapshots show them, each with the text it stands at.
fn shown(findings: &[&Located<'_>]) -> String {
    let mut text = String::new();
    for found in findings {
        let (name, at) = (found.source.name(), found.start);
        let marked = &found.source.text()[found.span.clone()];
        let Located {
            severity,
            rule,
            message,
            route,
            ..
        } = found;
        let _ = writeln!(
            text,
            "{name}:{}:{} {severity}[{rule}] {message}",
            at.line, at.column
        );
        let _ = writeln!(text, "  at: {route} {marked:?}");
        if let Some(help) = &found.help {
            let _ = writeln!(text, "  help: {help}");
        }
        for label in &found.labels {
            let (name, at) = (label.source.name(), label.start);
            let marked = &label.source.text()[label.span.clone()];
            let _ = writeln!(
                text,
                "  label: {name}:{}:{} {:?} {marked:?}",
                at.line, at.column, label.text
            );
        }
    }
    text
}

#[test]
fn good_fixtures_do_not_break_their_rule() {
    for rule in fixed_rules() {
        with_findings(rule, "good", |_, findings| {
            let own: Vec<_> = findings.iter().filter(|found| found.rule == rule.id).collect();
            assert!(own.is_empty(), "{}", shown(&own));
        });
    }
}

#[test]
fn bad_fixtures_break_their_rule_as_shown() {
    for rule in fixed_rules() {
        with_findings(rule, "bad", |_, findings| {
            let own: Vec<_> = findings.iter().filter(|found| found.rule == rule.id).collect();
            assert!(!own.is_empty(), "{} is not broken by its bad fixture", rule.id);
            insta::assert_snapshot!(rule.id, shown(&own));
        });
    }
}

/// The first step of a route that its file does not have.
fn first_missing<'r>(tree: &Tree<'_>, route: &'r Route) -> Option<&'r Step> {
    let steps = route.steps();
    let is_there = |depth: usize| tree.find(&Route::from(steps[..depth].to_vec())).is_some();
    (1..=steps.len())
        .find(|depth| !is_there(*depth))
        .map(|depth| &steps[depth - 1])
}

#[test]
fn every_route_of_a_finding_leads_to_its_value_or_to_a_key_that_is_not_written() {
    for (rule, kind) in fixed_rules().flat_map(|rule| [(rule, "bad"), (rule, "good")]) {
        with_findings(rule, kind, |portfolio, findings| {
            for found in findings.iter().filter(|found| found.rule != "template-error") {
                let mut documents = portfolio.documents().map(|(_, document)| document);
                let document = documents.find(|document| std::ptr::eq(document.source, found.source));
                let document = document.expect("a file");
                let missing = document.look(|tree| first_missing(tree, &found.route));
                assert!(
                    matches!(missing, None | Some(Step::Key(_))),
                    "{}",
                    shown(&[found])
                );
            }
        });
    }
}

#[test]
fn every_rule_has_fixtures_and_every_fixture_a_rule() {
    let folders = fs::read_dir(here("tests/rules"))
        .expect("fixtures")
        .map(|entry| entry.expect("an entry").path());
    let fixtures: BTreeSet<_> = folders
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    assert_eq!(fixtures, fixed_rules().map(|rule| rule.id.to_owned()).collect());
}

#[test]
fn every_rule_has_an_id_of_its_own_and_a_file_of_that_name() {
    let ids: BTreeSet<_> = rules().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), RULES.len());
    for id in ids {
        let is_word =
            |word: &str| !word.is_empty() && word.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9'));
        assert!(id.split('-').all(is_word), "{id}");
        let file = here("src/rules").join(format!("{}.rs", id.replace('-', "_")));
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert!(text.starts_with(&format!("//! The rule `{id}`.\n")), "{id}");
        assert!(text.contains(&format!(" = \"{id}\", ")), "{id}");
    }
}

#[test]
fn every_manual_page_says_what_why_how_to_mend_and_gives_an_example() {
    for rule in rules() {
        assert!(rule.summary().ends_with('.'), "{}", rule.id);
        let page: Vec<_> = rule.manual.lines().map(str::trim).collect();
        for (heading, begins) in [("## Why", ""), ("## How to mend", ""), ("## Example", "```yaml")] {
            let at = page.iter().position(|line| *line == heading).expect(heading);
            let first = page.get(at + 2).expect(heading);
            assert!(
                !first.is_empty() && first.starts_with(begins),
                "{}: {heading}",
                rule.id
            );
        }
    }
}
