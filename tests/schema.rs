//! The schemas for editors: what they say, and that they agree with the decoder.

#[path = "schema/document.rs"]
mod document;
#[path = "schema/validator.rs"]
mod validator;
#[path = "schema/whole.rs"]
mod whole;

use std::cell::Cell;

use account_dossier::model::{Account, Case, Kind, Milestone, Role, Talk};
use account_dossier::rules::RULES;
use account_dossier::settings::Settings;
use account_dossier::source::decode::decode;
use account_dossier::source::{SourceFile, Tree};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::support::{World, keys};
use document::Document;
use validator::Validator;

/// A file that has a schema: its name for `schema`, a text with every key, and who decodes it.
struct File {
    name: &'static str,
    whole: &'static str,
    decodes: fn(&str) -> bool,
}

const FILES: [File; 4] = [
    File {
        name: "account",
        whole: whole::ACCOUNT,
        decodes: |text| reads::<Account<'_>>(text),
    },
    File {
        name: "settings",
        whole: whole::SETTINGS,
        decodes: |text| Settings::read(&SourceFile::from_text("dossier.yaml", text)).is_ok(),
    },
    File {
        name: "cases",
        whole: whole::CASES,
        decodes: |text| reads::<Vec<Case<'_>>>(text),
    },
    File {
        name: "talks",
        whole: whole::TALKS,
        decodes: |text| reads::<Vec<Talk<'_>>>(text),
    },
];

/// Whether a text decodes without a problem.
fn reads<'s, T: serde::Deserialize<'s>>(text: &'s str) -> bool {
    let (tree, problems) = Tree::parse(text);
    problems.is_empty() && decode::<T>(&tree).problems.is_empty()
}

fn schema(name: &str) -> Value {
    let printed = World::new().run(&["schema", name]).exits(0).stdout;
    serde_json::from_str(&printed).expect("JSON")
}

fn at<'a>(schema: &'a Value, pointer: &str) -> &'a Value {
    schema.pointer(pointer).unwrap_or_else(|| panic!("no {pointer}"))
}

#[test]
fn every_schema_says_what_it_is() {
    for name in ["account", "settings", "library", "cases", "talks"] {
        let schema = schema(name);
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        assert_eq!(schema["$id"], format!("urn:account-dossier:{name}"));
        assert!(schema["title"].is_string() && schema["description"].is_string());
    }
    let world = World::new();
    assert_eq!(
        world.run(&["schema"]).stdout,
        world.run(&["schema", "account"]).stdout
    );
    world.run(&["schema", "playbook"]).exits(2);
}

#[test]
fn a_schema_is_printed_where_the_settings_are_broken() {
    let world = World::with([("dossier.yaml", "no-such-key: 1\n")]);
    world.run(&["schema", "settings"]).exits(0);
}

#[test]
fn keys_stand_in_the_order_of_the_format_and_each_is_described() {
    let account = schema("account");
    let known = keys(&account["properties"]);
    assert_eq!(known[..4], ["name", "aliases", "domains", "industry"]);
    assert_eq!(known.last(), Some(&"sources"));
    assert_eq!(account["required"], json!(["name"]));
    for name in ["account", "settings", "cases", "talks"] {
        described(&schema(name), name);
    }
}

/// Every key has a description that is for the user, and only known keys and the user's own may stand.
fn described(schema: &Value, route: &str) {
    if let Some(text) = schema.get("description").and_then(Value::as_str) {
        assert!(
            !text.contains("[`") && !text.contains("(M") && !text.contains('\n'),
            "{route}: {text}"
        );
    }
    for (key, part) in schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        assert!(part["description"].is_string(), "{route}.{key}");
        assert_ne!(schema.get("additionalProperties"), None, "{route}");
    }
    match schema {
        Value::Object(parts) => parts
            .iter()
            .for_each(|(key, part)| described(part, &format!("{route}.{key}"))),
        Value::Array(parts) => parts.iter().for_each(|part| described(part, route)),
        _ => {}
    }
}

#[test]
fn words_are_listed_with_their_meaning() {
    let account = schema("account");
    let status = at(&account, "/properties/status");
    assert_eq!(
        status["enum"],
        json!(["lead", "prospect", "customer", "dormant", "lost", null])
    );
    assert_eq!(status["enumDescriptions"][2], "Buys from us.");
    let roles = at(&account, "/properties/stakeholders/items/properties/roles/items");
    assert_eq!(roles["enum"], json!(Role::WORDS));
    assert_eq!(
        roles["enumDescriptions"].as_array().map(Vec::len),
        Some(Role::ALL.len())
    );
    let reached = at(&account, "/properties/opportunities/items/properties/reached");
    assert_eq!(keys(&reached["properties"]), Milestone::WORDS);
    let settings = schema("settings");
    assert_eq!(
        keys(at(&settings, "/properties/cadence/properties/A/properties")),
        Kind::WORDS
    );
    assert_eq!(
        at(&settings, "/properties/tiers/properties/method/enum"),
        &json!(["scorecard", "pareto", "rank"])
    );
    for rule in RULES {
        let known = at(
            &settings,
            &format!("/properties/rules/properties/{}", rule.info().id),
        );
        assert_eq!(known["description"], rule.info().summary());
    }
}

#[test]
fn keys_of_ones_own_are_free_and_no_others() {
    let account = Validator::new(schema("account"));
    assert!(account.accepts(&json!({"name": "X", "x-own": [1], "stakeholders": [{"x-y": {}}]})));
    assert!(!account.accepts(&json!({"name": "X", "own": 1})));
    assert!(!account.accepts(&json!({"name": "X", "opportunities": [{"reached": {"x-y": "2026-01-01"}}]})));
    let settings = Validator::new(schema("settings"));
    assert!(!settings.accepts(&json!({"cadence": {"A": {"cal": "none"}}})));
}

#[test]
fn what_stands_empty_is_not_stated() {
    let text = "name: X\nregion:\nstatus:\nregistered:\naliases:\nprofile:\nvalue: {margin: , purchases: }\n";
    assert!(reads::<Account<'_>>(text));
    assert!(Validator::new(schema("account")).accepts(&Document::read(text).json()));
    assert!(!Validator::new(schema("account")).accepts(&json!({ "name": null })));
}

#[test]
fn every_key_that_the_schemas_know_is_tried() {
    for file in FILES {
        let document = Document::read(file.whole);
        assert!((file.decodes)(file.whole), "{}", file.name);
        assert!((file.decodes)(&document.yaml()), "{}", document.yaml());
        let schema = schema(file.name);
        assert!(
            Validator::new(schema.clone()).accepts(&document.json()),
            "{}",
            file.name
        );
        let (mut known, mut scalars) = (Vec::new(), Vec::new());
        document.words(&mut known, &mut scalars);
        if let Some(rules) = schema.pointer("/properties/rules/properties") {
            known.extend(keys(rules).into_iter().map(str::to_owned));
        }
        tried(&schema, &known);
    }
}

fn tried(schema: &Value, known: &[String]) {
    for key in schema.get("properties").map(keys).unwrap_or_default() {
        assert!(known.iter().any(|known| known == key), "{key}");
    }
    match schema {
        Value::Object(parts) => parts.values().for_each(|part| tried(part, known)),
        Value::Array(parts) => parts.iter().for_each(|part| tried(part, known)),
        _ => {}
    }
}

#[test]
fn the_library_is_either_list() {
    let library = Validator::new(schema("library"));
    for text in [whole::CASES, whole::TALKS, "[]"] {
        assert!(library.accepts(&Document::read(text).json()));
    }
    assert!(!library.accepts(&Document::read(whole::ACCOUNT).json()));
}

/// Scalars that are read one way or another, and those at the edges of what is allowed.
const SCALARS: &[&str] = &[
    "",
    "~",
    "null",
    "Null",
    "0",
    "1",
    "3",
    "5",
    "6",
    "7",
    "-1",
    "+4",
    "007",
    "3.5",
    "5.0",
    "5.",
    ".5",
    "-.5",
    "+.5",
    "1.5",
    "0123",
    "1.10",
    "1e3",
    "0x10",
    "0o7",
    "-0.1",
    ".inf",
    ".nan",
    "true",
    "True",
    "TRUE",
    "false",
    "FALSE",
    "yes",
    "Yes",
    "YES",
    "no",
    "NO",
    "on",
    "off",
    "y",
    "unknown",
    "Unknown",
    "partly",
    "2026-11-05",
    "2026-1-5",
    "2026-02-30",
    "2026-13-01",
    "0000-01-01",
    "26-01-01",
    "2026-11-05T10",
    "04-12",
    "4-12",
    "02-29",
    "04-31",
    "13-01",
    "1978-04-12",
    "lunar 08-15",
    "lunar  1978-08-15",
    "lunar 1978-leap-04-03",
    "1978-leap-04-03",
    "lunar leap-04-03",
    "Lunar 08-15",
    "1.2M",
    "1.2 M",
    "480万",
    "2千万",
    "3.5亿",
    "120k USD",
    "120 kEUR",
    "5BUSD",
    "1_000",
    "1_0",
    "1,000",
    "1,00",
    "-3k",
    "+3k",
    " 5",
    "USD",
    "usd",
    "M",
    "12 monkeys",
    "lots",
    "3 per month",
    "3  per  2 weeks",
    "0 per month",
    "3 per",
    "per month",
    "none",
    "None",
    "2 weeks",
    "2 week",
    "half-year",
    "0 months",
    "5000 months",
    "fortnight",
    "rating",
    "rank",
    "bands",
    "portfolio",
    "CNY",
    "Eur",
    "EURO",
    "0.32",
    "1.0",
    "1.01",
    "100",
    "101",
    "255",
    "256",
    "4294967295",
    "4294967296",
    "99999999999999999999",
    "en",
    "zh-TW",
    "de",
    "A",
    "E",
    "a",
    "error",
    "Error",
    "stale-dossier",
    "text",
    "x y",
    "x-own",
    "wang.min",
    "../x",
];

/// What is done to a document: where, what, and with which of the pool.
type Change = (prop::sample::Index, u8, prop::sample::Index, prop::sample::Index);

/// The pools that changes draw from.
struct Pool {
    keys: Vec<String>,
    scalars: Vec<String>,
}

impl Pool {
    fn of(document: &Document) -> Self {
        let (mut keys, mut scalars) = (Vec::new(), Vec::new());
        document.words(&mut keys, &mut scalars);
        keys.extend(["x-own", "nmae", "Name", "2025", "+7", "20 25", "10k", "ZAR"].map(str::to_owned));
        scalars.extend(SCALARS.iter().map(|text| (*text).to_owned()));
        for pool in [&mut keys, &mut scalars] {
            pool.sort();
            pool.dedup();
        }
        Self { keys, scalars }
    }

    /// The scalars that look like this one: a date for a date, an amount for an amount.
    fn kin(&self, text: &str) -> Vec<&str> {
        let look = |text: &str| {
            let begins = text
                .chars()
                .next()
                .map(|c| (c.is_ascii_digit(), c.is_uppercase()));
            (begins, text.contains('-'), text.contains(' '))
        };
        let all = self.scalars.iter().map(String::as_str);
        all.filter(|other| look(other) == look(text)).collect()
    }

    fn change(&self, document: &mut Document, (place, kind, which, other): &Change) {
        let scalar = || which.get(&self.scalars).clone();
        let key = || other.get(&self.keys).clone();
        let copy = {
            let place = other.index(document.size());
            document.nth(place).clone()
        };
        let place = place.index(document.size());
        let target = document.nth(place);
        match (kind % 16, target) {
            (12..15, Document::Plain(text)) => *text = which.get(&self.kin(text)).to_string(),
            (15, target) => *target = Document::Plain(String::new()),
            (0..4, target) => *target = Document::Plain(scalar()),
            (4, target) => *target = Document::Quoted(scalar()),
            (5, target) => *target = Document::List(Vec::new()),
            (6, target) => *target = Document::Map(Vec::new()),
            (7, target) => *target = Document::List(vec![copy, Document::Plain(scalar())]),
            (8, Document::Map(entries)) if !entries.is_empty() => {
                let at = which.index(entries.len());
                entries[at].0 = key();
            }
            (9, Document::Map(entries)) => entries.push((key(), Document::Plain(scalar()))),
            (9, Document::List(items)) => items.push(Document::Plain(scalar())),
            (10, Document::Map(entries)) if !entries.is_empty() => {
                let at = which.index(entries.len());
                entries.remove(at);
            }
            (11, Document::Map(entries)) => entries.push((key(), copy)),
            (_, target) => *target = copy,
        }
    }
}

#[test]
fn what_the_decoder_accepts_the_schema_accepts() {
    for file in FILES {
        let validator = Validator::new(schema(file.name));
        let whole = Document::read(file.whole);
        let pool = Pool::of(&whole);
        let [accepted, refused, missed] = [0, 0, 0].map(Cell::new);
        let change = (
            any::<prop::sample::Index>(),
            any::<u8>(),
            any::<prop::sample::Index>(),
            any::<prop::sample::Index>(),
        );
        let config = Config {
            cases: 600,
            failure_persistence: None,
            ..Config::default()
        };
        let outcome = TestRunner::new(config).run(&prop::collection::vec(change, 1..3), |changes| {
            let mut document = whole.clone();
            for change in &changes {
                pool.change(&mut document, change);
            }
            let text = document.yaml();
            let decodes = (file.decodes)(&text);
            let fits = validator.accepts(&document.json());
            prop_assert!(
                fits || !decodes,
                "the decoder accepts what the schema refuses: {text}"
            );
            let count = match (decodes, fits) {
                (true, _) => &accepted,
                (false, false) => &refused,
                (false, true) => &missed,
            };
            count.set(count.get() + 1);
            Ok(())
        });
        outcome.unwrap_or_else(|error| panic!("{}: {error}", file.name));
        let (accepted, refused, missed) = (accepted.get(), refused.get(), missed.get());
        println!(
            "{}: {accepted} accepted and {refused} refused by both, {missed} refused by the decoder alone",
            file.name
        );
        assert!(
            accepted > 20 && refused > 150,
            "{}: {accepted} accepted, {refused} refused",
            file.name
        );
        assert!(
            missed * 4 < refused,
            "{}: {missed} of {refused} are missed",
            file.name
        );
    }
}
