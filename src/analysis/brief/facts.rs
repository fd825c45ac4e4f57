//! The age of what is known: when the dossier was gone through, which facts are old or only inferred (M1, M11).

use schemars::JsonSchema;
use serde::Serialize;

use super::Request;
use crate::analysis::age::OLD;
use crate::model::account::{Evidence, Grade};
use crate::model::{Account, Day};

/// How far what the dossier says can be relied on.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Facts<'a> {
    /// The day the whole dossier was last gone through.
    pub reviewed: Option<Day>,
    /// How many days ago.
    pub reviewed_ago: Option<i64>,
    /// Facts to be checked: old ones and those we inferred, the oldest first.
    pub shaky: Vec<Fact<'a>>,
}

/// A fact with its evidence.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Fact<'a> {
    /// Its route.
    pub of: &'a str,
    /// How well it is established.
    pub grade: Option<&'static str>,
    /// From whom or what.
    pub from: Option<&'a str>,
    /// Who of us entered it, where only history tells how old it is.
    pub by: Option<String>,
    /// When.
    pub on: Option<Day>,
    /// How many days ago.
    pub days_ago: Option<i64>,
}

pub(super) fn facts<'a>(account: &'a Account<'_>, request: &Request<'_>) -> Facts<'a> {
    let age = |day: Day| request.today.days_since(day);
    let is_shaky = |evidence: &&Evidence<'_>| {
        evidence.grade == Some(Grade::Inferred) || evidence.on.is_some_and(|on| age(on) >= OLD)
    };
    let mut shaky: Vec<_> = account
        .sources
        .iter()
        .filter(is_shaky)
        .filter_map(|evidence| {
            Some(Fact {
                of: evidence.of.as_deref()?,
                grade: evidence.grade.map(Grade::as_str),
                from: evidence.from.as_deref().map(|id| account.person_name(id)),
                by: None,
                on: evidence.on,
                days_ago: evidence.on.map(age),
            })
        })
        .collect();
    if account.reviewed.is_none_or(|day| age(day) >= OLD) {
        shaky.extend(aged(account, request));
    }
    shaky.sort_by_key(|fact| fact.on);
    Facts {
        reviewed: account.reviewed,
        reviewed_ago: account.reviewed.map(age),
        shaky,
    }
}

/// What a meeting rests on, and changes while nobody looks.
const CHANGING: [&str; 7] = [
    "value.potential",
    "procurement.process",
    "procurement.criteria",
    "procurement.budget",
    "profile.strategy",
    "profile.finances",
    "relationship.stage",
];

/// Facts without evidence that nobody has touched for long; where the whole dossier was gone through since, that
/// was their evidence.
fn aged<'a>(account: &'a Account<'_>, request: &Request<'_>) -> Vec<Fact<'a>> {
    let has_evidence = |of: &str| account.sources.iter().any(|one| one.of.as_deref() == Some(of));
    let without = CHANGING.into_iter().filter(|of| !has_evidence(of));
    let aged = without.filter_map(|of| {
        let since = request.past?.ages.since(&of.parse().ok()?, request.today)?;
        Some(Fact {
            of,
            grade: None,
            from: None,
            by: since.by,
            on: Some(since.on),
            days_ago: Some(since.days_ago),
        })
    });
    aged.collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::look;
    use super::*;

    #[test]
    fn old_and_inferred_facts_are_to_be_checked() {
        let text = "reviewed: 2026-10-30
stakeholders: [{id: a, name: Ada}]
sources:
- {of: profile.business, grade: confirmed, on: 2026-05-26}
- {of: procurement.budget, grade: told, from: a, on: 2026-05-25}
- {of: value.potential, grade: inferred, on: 2026-11-20}
- {grade: inferred}
";
        look(text, |account, request| {
            let facts = facts(account, request);
            assert_eq!(facts.reviewed_ago, Some(22));
            let shaky: Vec<_> = facts
                .shaky
                .iter()
                .map(|fact| (fact.of, fact.from, fact.days_ago))
                .collect();
            let expected = [
                ("procurement.budget", Some("Ada"), Some(180)),
                ("value.potential", None, Some(1)),
            ];
            assert_eq!(shaky, expected);
        });
    }
}
