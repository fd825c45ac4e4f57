//! Key: which facts a predicate looks at, `need.solution.base`: keys of the dossier, through lists item by item.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::lack::{deal_route, need_route};
use super::probe::count;
use super::{Case, need_of};
use crate::model::Account;
use crate::model::parsed::parsed;
use crate::source::decode::OWN_KEYS;
use crate::source::nearest;

/// The keys that lead from an account, or from the deal at hand, to what is looked at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    text: String,
    root: Root,
    below: Vec<String>,
}

/// Where the keys begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Root {
    /// The account.
    Account,
    /// Those of the account's people who are there.
    People,
    /// Those of its contacts that have taken place.
    Contacts,
    /// The deal.
    Deal,
    /// The need that the deal answers.
    Need,
    /// A delivery for the deal.
    Delivery,
}

/// The words with which a key begins elsewhere than in the account as a whole, and the sections of whose
/// entries they tell.
const ROOTS: [(&str, Root, &str); 5] = [
    ("deal", Root::Deal, "opportunities"),
    ("need", Root::Need, "needs"),
    ("delivery", Root::Delivery, "deliveries"),
    ("stakeholders", Root::People, "stakeholders"),
    ("touchpoints", Root::Contacts, "touchpoints"),
];

impl Key {
    /// How many values there have a text that passes the test.
    pub(super) fn count(&self, case: &Case<'_>, passes: &dyn Fn(&str) -> bool) -> usize {
        let (account, below) = (case.account, &self.below[..]);
        match self.root {
            Root::Account => count(account, below, passes),
            Root::People => account
                .present(case.today)
                .map(|person| count(person, below, passes))
                .sum(),
            Root::Contacts => account
                .real_touchpoints(case.today)
                .map(|touch| count(touch, below, passes))
                .sum(),
            Root::Deal => count(case.deal, below, passes),
            Root::Need => need_of(case).map_or(0, |need| count(need, below, passes)),
            Root::Delivery => case.delivery.map_or(0, |delivery| count(delivery, below, passes)),
        }
    }

    /// The route that it leads to, as far as there is one place: up to the first list below it.
    pub(super) fn route(&self, case: &Case<'_>) -> String {
        let root = match self.root {
            Root::Account => return self.upto_list(&[]),
            Root::People if case.account.present(case.today).next().is_none() => "stakeholders".to_owned(),
            Root::People => "stakeholders[]".to_owned(),
            Root::Contacts => "touchpoints[]".to_owned(),
            Root::Delivery => "deliveries".to_owned(),
            Root::Deal => deal_route(case.account, case.deal),
            Root::Need => need_route(case),
        };
        // Where there is no such entry yet, that is what is to be filled.
        let is_one = root.ends_with(']');
        let below = self.upto_list(&[self.section()]);
        match below.is_empty() || !is_one {
            true => root,
            false => format!("{root}.{below}"),
        }
    }

    /// The section of the dossier that it looks at.
    fn section(&self) -> &'static str {
        let found = ROOTS.iter().find(|(_, root, _)| *root == self.root);
        found.map_or("", |(.., section)| section)
    }

    /// The keys up to the first list, below what lies above them.
    fn upto_list(&self, above: &[&str]) -> String {
        let mut at = above.iter().try_fold(&*FORMAT, |at, key| below(at, key));
        let mut keys: Vec<&str> = Vec::new();
        for key in &self.below {
            keys.push(key);
            at = at.and_then(|schema| schema.get("properties")?.get(key.as_str()));
            if at.is_some_and(is_list) {
                break;
            }
            at = at.map(bare);
        }
        keys.join(".")
    }

    /// Whether it leads to a word of each of several people or contacts.
    pub(super) fn is_of_many(&self) -> bool {
        matches!(self.root, Root::People | Root::Contacts)
    }

    /// Whether it looks at a delivery.
    pub(super) fn is_of_delivery(&self) -> bool {
        self.root == Root::Delivery
    }
}

impl FromStr for Key {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let keys: Vec<&str> = text.split('.').collect();
        let is_own = text.starts_with(OWN_KEYS);
        let root = ROOTS.iter().find(|(word, ..)| *word == keys[0]);
        let (root, below) = match root {
            Some((_, root, section)) => {
                check(&[&[*section], &keys[1..]].concat())?;
                (*root, keys[1..].to_vec())
            }
            None if is_own => (Root::Account, [&[OWN_KEYS], &keys[..]].concat()),
            None => {
                check(&keys)?;
                (Root::Account, keys)
            }
        };
        Ok(Self {
            text: text.to_owned(),
            root,
            below: below.into_iter().map(str::to_owned).collect(),
        })
    }
}

/// What a dossier can say, as its schema has it.
static FORMAT: LazyLock<Value> = LazyLock::new(|| schemars::schema_for!(Account).to_value());

/// Looks whether the format has these keys: a misspelt one would be taken for what is not known.
fn check(keys: &[&str]) -> Result<(), String> {
    let mut at = &*FORMAT;
    for key in keys {
        if *key == "private" {
            return Err("what stands below `private` is never looked at".to_owned());
        }
        let known = at.get("properties").and_then(Value::as_object);
        let found = known.and_then(|known| known.get(*key));
        at = found.or_else(|| by_number(at, key)).map(bare).ok_or_else(|| {
            let known = known.into_iter().flat_map(|known| known.keys());
            unknown(key, known.map(String::as_str).collect())
        })?;
    }
    Ok(())
}

/// The schema of what stands under a key.
fn below(schema: &'static Value, key: &str) -> Option<&'static Value> {
    schema.get("properties")?.get(key).map(bare)
}

fn is_list(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("array")
}

/// What stands under each number of a map by numbers, such as years.
fn by_number(map: &'static Value, key: &str) -> Option<&'static Value> {
    let patterns = map.get("patternProperties").and_then(Value::as_object)?;
    let is_number = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
    patterns.values().next().filter(|_| is_number)
}

fn unknown(key: &str, mut known: Vec<&str>) -> String {
    if known.contains(&"opportunities") {
        known.extend(ROOTS.map(|(word, ..)| word));
    }
    let help = match nearest(key, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "nothing stands below what is before it".to_owned(),
        None => format!("there are {}", known.join(", ")),
    };
    format!("the format has no key `{key}` here; {help}")
}

/// The schema of a value itself, for what may be absent, is told elsewhere, or stands in a list.
fn bare(mut schema: &'static Value) -> &'static Value {
    let within = |schema: &'static Value| {
        let told = schema.get("$ref").and_then(Value::as_str);
        let told = told.and_then(|place| FORMAT.pointer(place.trim_start_matches('#')));
        let choice = || schema.get("anyOf").and_then(|choices| choices.get(0));
        told.or_else(|| schema.get("items")).or_else(choice)
    };
    while let Some(inner) = within(schema) {
        schema = inner;
    }
    schema
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, "a key such as procurement.process")
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_the_format_are_keys() {
        for text in [
            "registered",
            "value.sales.2025",
            "procurement.budget.approvals.level",
            "stakeholders",
            "stakeholders.roles",
            "deal.reached.proposal",
            "deal.evaluation.solution_fits",
            "need.value.years",
            "delivery.stages.trial.due",
            "touchpoints.told",
            "plan.goals.owner",
            "x-sap.number",
        ] {
            assert_eq!(
                text.parse::<Key>().map(|key| key.to_string()),
                Ok(text.to_owned())
            );
        }
    }

    #[test]
    fn misspelt_keys_are_told_with_what_was_meant() {
        for (text, told) in [
            ("registred", "no key `registred` here; did you mean `registered`?"),
            (
                "procurement.proces",
                "no key `proces` here; did you mean `process`?",
            ),
            ("del.amount", "no key `del` here; did you mean `deal`?"),
            ("deal.reached.propsal", "did you mean `proposal`?"),
            ("need.status.first", "nothing stands below what is before it"),
            ("delivery.response.speed", "there are answer, fix"),
            ("stakeholders.private.family", "`private` is never looked at"),
            ("", "no key `` here"),
            ("value.sales.year", "no key `year` here"),
        ] {
            let error = text.parse::<Key>().expect_err(text);
            assert!(error.contains(told), "{text}: {error}");
        }
    }
}
