//! The rule `unknown-person`.

use std::cell::LazyCell;
use std::collections::{BTreeSet, HashMap};

use super::suggestions::Suggestions;
use super::{Check, Finding, Report, World};
use crate::analysis::references::{Target, references};
use crate::model::{Account, Stakeholder};

rule! {
    /// A person named who is not among the stakeholders.
    ///
    /// ## Why
    ///
    /// Reach, decision map and agenda follow a person by the id. A contact with somebody the dossier does
    /// not have counts for nobody.
    ///
    /// ## How to mend
    ///
    /// Write the person's `id` as it stands in `stakeholders`, not the name; or add the person there.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stakeholders:
    ///   - {id: li-wei, name: 李伟}
    /// touchpoints:
    ///   - {on: 2026-11-05, kind: call, with: [li-wie]}    # did you mean `li-wei`?
    /// ```
    pub struct UnknownPerson = "unknown-person", Error;
}

impl Check for UnknownPerson {
    fn account(&self, account: &Account<'_>, _world: &World<'_, '_>, report: &mut Report<'_>) {
        let ids = account
            .stakeholders
            .iter()
            .filter_map(|person| person.id.as_deref());
        let known: BTreeSet<&str> = ids.clone().collect();
        let by_name = LazyCell::new(|| by_name(account));
        let mut suggestions = Suggestions::among(ids);
        references(account, |target, id, route| {
            if target == Target::Person && !known.contains(id) {
                let help = match by_name.get(&id.to_ascii_lowercase()) {
                    Some(person) => named_by_name(person),
                    None => suggestions.help(id, "add the person to `stakeholders`"),
                };
                report.add(Finding::at(route(), format!("no stakeholder has the id `{id}`")).help(help));
            }
        });
    }
}

/// The first person of each name, in lower case.
fn by_name<'a, 's>(account: &'a Account<'s>) -> HashMap<String, &'a Stakeholder<'s>> {
    let named = account.stakeholders.iter().rev();
    named
        .filter_map(|person| Some((person.name.as_deref()?.to_ascii_lowercase(), person)))
        .collect()
}

/// The help for a person who is named by the name.
fn named_by_name(person: &Stakeholder<'_>) -> String {
    match &person.id {
        Some(id) => format!("people are named by id: `{id}`"),
        None => format!(
            "people are named by id: give {} an `id` in `stakeholders`",
            person.called()
        ),
    }
}
