//! What is internal fails closed: a dossier with a canary in every field, made from the schema, so that a field that
//! comes to the format is watched from its first day.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::support::World;

/// What a client may read of a dossier.
const FOR_CLIENTS: [&str; 5] = [
    "name",
    "stakeholders-name",
    "stakeholders-title",
    "commitments-what",
    "value-purchases-what",
];

/// A value for a schema: a canary named for its place wherever text may stand.
fn filled(schema: &Value, place: &str) -> Value {
    let is_type = |name: &str| match &schema["type"] {
        Value::Array(types) => types.contains(&name.into()),
        one => one == name,
    };
    if let Some(words) = schema["enum"].as_array() {
        return words[0].clone();
    }
    if let Some(parts) = schema["anyOf"].as_array() {
        return filled(&parts[0], place);
    }
    match schema["pattern"].as_str() {
        _ if is_type("object") => object(schema, place),
        _ if is_type("array") => json!([filled(&schema["items"], place)]),
        Some(_) if is_type("boolean") => json!(false),
        Some(pattern) if pattern.contains("lunar") => json!("1978-04-12"),
        Some(_) if schema["format"] == "date" => json!("2026-11-01"),
        Some(_) => json!(schema["minimum"].as_i64().unwrap_or(1)),
        None if is_type("string") => json!(format!("CANARY-{place}")),
        None => json!(1),
    }
}

fn object(schema: &Value, place: &str) -> Value {
    let below = |key: &str| match place {
        "" => key.to_owned(),
        place => format!("{place}-{key}"),
    };
    let mut object = Map::new();
    for (key, schema) in schema["properties"].as_object().into_iter().flatten() {
        object.insert(key.clone(), filled(schema, &below(key)));
    }
    for (pattern, schema) in schema["patternProperties"].as_object().into_iter().flatten() {
        match pattern.as_str() {
            "^x-" => object.insert("x-own".to_owned(), json!(format!("CANARY-{}", below("x-own")))),
            _ => object.insert("2025".to_owned(), filled(schema, place)),
        };
    }
    Value::Object(object)
}

/// The dossier: everything filled in, a meeting planned, promises of both sides open.
fn full() -> World {
    let world = World::with([("dossier.yaml", "")]);
    let schema = world.run(&["schema", "account"]).exits(0).json();
    let mut account = filled(&schema, "");
    account["parent"] = Value::Null;
    account["stakeholders"][0]["left"] = Value::Null;
    let mut planned = account["touchpoints"][0].clone();
    planned["on"] = json!("2026-11-25");
    planned["with"] = json!([account["stakeholders"][0]["id"]]);
    account["touchpoints"][0]["next"]["on"] = json!("2026-11-28");
    add(&mut account["touchpoints"], planned);
    for side in ["us", "them"] {
        let mut open = account["commitments"][0].clone();
        open["by"] = json!(side);
        open["kept"] = Value::Null;
        add(&mut account["commitments"], open);
    }
    world.write("accounts/full.yaml", format!("{account:#}\n"));
    world
}

fn add(list: &mut Value, item: Value) {
    list.as_array_mut().expect("a list").push(item);
}

/// The places whose canaries a text holds.
fn canaries(text: &str) -> BTreeSet<String> {
    let pattern = regex_lite::Regex::new("CANARY-([a-z0-9_-]+)").expect("a pattern");
    pattern
        .captures_iter(text)
        .map(|found| found[1].to_owned())
        .collect()
}

/// The canaries in the briefs of all formats and languages.
fn told(world: &World, options: &[&str]) -> BTreeSet<String> {
    let mut told = BTreeSet::new();
    for format in ["md", "html", "json"] {
        for language in ["en", "zh-CN", "zh-TW"] {
            let line = ["brief", "full", "--format", format, "--lang", language];
            let run = world.run(&[&line[..], options].concat()).exits(0);
            told.extend(canaries(&run.said()));
        }
    }
    told
}

#[test]
fn a_client_reads_what_both_sides_know_and_nothing_else() {
    let world = full();
    let allowed: BTreeSet<String> = FOR_CLIENTS.iter().map(|&place| place.to_owned()).collect();
    let mut read = told(&world, &["--audience", "client"]);
    read.extend(told(&world, &["--audience", "client", "--kind", "value-review"]));
    assert_eq!(read, allowed);
}

#[test]
fn words_of_judgement_are_in_no_data_for_clients() {
    let run = full()
        .run(&["brief", "full", "--audience", "client", "--format", "json"])
        .exits(0);
    for word in [
        "tier",
        "influence",
        "attitude",
        "champion",
        "concern",
        "competitor",
        "health",
        "private",
        "score",
    ] {
        assert!(!run.stdout.contains(word), "{word}\n{run}");
    }
}

#[test]
fn private_facts_are_told_to_the_team_alone_and_only_when_asked_for() {
    let world = full();
    let is_private = |place: &String| place.contains("-private-");
    for options in [&[][..], &["--audience", "manager"]] {
        let told = told(&world, options);
        assert!(told.len() > 20, "{told:?}");
        assert!(!told.iter().any(is_private), "{told:?}");
    }
    assert!(told(&world, &["--private"]).iter().any(is_private));
}
