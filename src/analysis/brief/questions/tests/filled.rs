//! An account with one more fact, to see that its question is gone.

use serde_json::{Value as Json, json};

use super::TODAY;
use crate::analysis::brief::questions::gap::pattern;
use crate::model::Account;

/// What could be answered, by the fact.
fn answer(fact: &str) -> Json {
    match fact {
        "needs" => json!([{"need": "uptime"}, {"need": "another"}]),
        "stakeholders" => json!([{"id": "a"}, {"id": "b"}, {"id": "c"}]),
        "stakeholders[].roles" => json!(["approver", "buyer", "coach"]),
        "stakeholders[].influence" => json!(3),
        "stakeholders[].attitude" => json!("neutral"),
        "stakeholders[].department" => json!("other"),
        "competitors" => json!([{"name": "Y"}]),
        "competitors[].position" => json!("challenger"),
        "needs[].value" => json!({"saves": "1", "cost": "1", "years": 3}),
        "needs[].value.cost" | "value.potential" | "profile.turnover" | "procurement.budget.amount" => {
            json!("1")
        }
        "needs[].value.years" | "profile.employees" | "value.growth" => json!(3),
        "needs[].status" => json!("confirmed"),
        "value.loyalty" => json!("loyal"),
        "procurement.phase" => json!("decision"),
        "procurement.budget.approvals" => json!([{"level": "board"}]),
        "procurement.budget.decided_by" | "opportunities[].close" => json!("2027-01-01"),
        "opportunities[].key_factors" => json!([{"factor": "x"}, {"factor": "y"}, {"factor": "z"}]),
        "opportunities[].risks" => json!([{"risk": "x"}]),
        "escalation" => json!([{"area": "x"}]),
        "touchpoints" => json!([{"on": TODAY, "kind": "visit", "with": ["a"], "told": ["case"]}]),
        "deliveries" => {
            let stage = json!({"due": "2027-01-01"});
            json!([{"stages": {"requirements": stage, "build": stage, "trial": stage, "acceptance": stage},
                "response": {"answer": "2h", "fix": "2d"}}])
        }
        "reviews" => json!([{"on": TODAY}]),
        "referrals" => json!([{"asked": TODAY}]),
        list if LISTS.contains(&list) => json!(["known"]),
        answer if answer.contains(".bant.") || answer.contains(".evaluation.") => json!("no"),
        _ => json!("known"),
    }
}

/// Facts that are lists of texts.
const LISTS: [&str; 9] = [
    "needs[].why",
    "procurement.process",
    "procurement.criteria",
    "profile.markets",
    "profile.external_factors",
    "resources.theirs",
    "stakeholders[].concerns",
    "competitors[].strengths",
    "touchpoints[].told",
];

/// Writes an answer at a route; `[]` means each of the list.
fn fill(account: &mut Json, route: &str, answer: &Json) {
    let (key, rest) = match route.find(['.', '[']) {
        Some(at) => route.split_at(at),
        None => {
            account[route] = answer.clone();
            return;
        }
    };
    let below = &mut account[key];
    if let Some(rest) = rest.strip_prefix('.') {
        return fill(below, rest, answer);
    }
    let (at, rest) = rest[1..].split_once("].").expect("an entry");
    let entries = below.as_array_mut().expect("a list");
    for (index, entry) in entries.iter_mut().enumerate() {
        if at.is_empty() || at == index.to_string() {
            fill(entry, rest, answer);
        }
    }
}

/// The account with a fact written down, confirmed today.
pub(super) fn filled(account: &Account<'_>, fills: &str) -> String {
    let mut written = serde_json::to_value(account).expect("serializes");
    for not_written in ["id", "x-"] {
        written.as_object_mut().expect("a map").remove(not_written);
    }
    if fills.starts_with("stakeholders[].") && account.stakeholders.is_empty() {
        written["stakeholders"] = json!([{"id": "a"}]);
    }
    if fills == "touchpoints" {
        written["stakeholders"][0] = json!({"id": "a", "roles": ["approver"]});
    }
    fill(&mut written, fills, &answer(&pattern(fills)));
    let sources = written["sources"].as_array_mut().expect("a list");
    let budget = fills
        .starts_with("procurement.budget")
        .then_some("procurement.budget");
    for of in budget.into_iter().chain([fills]) {
        sources.push(json!({"of": of, "grade": "confirmed", "on": TODAY}));
    }
    prune(&mut written);
    // Years are numbers, which keys of JSON cannot be.
    let years = 2000..2100;
    years.fold(written.to_string(), |text, year| {
        text.replace(&format!("\"{year}\":"), &format!("{year}: "))
    })
}

/// Takes out what says nothing.
fn prune(value: &mut Json) {
    match value {
        Json::Object(map) => {
            map.retain(|_, value| !value.is_null());
            map.values_mut().for_each(prune);
        }
        Json::Array(items) => items.iter_mut().for_each(prune),
        _ => {}
    }
}
