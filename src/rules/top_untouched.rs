//! The rule `top-untouched`.

use std::cmp::Reverse;

use super::listing::ago;
use super::pursuit::open_deals;
use super::{Check, Finding, Report, World};
use crate::analysis::influence::{REACH_DAYS, decides};
use crate::model::{Account, Stakeholder};
use crate::route;

rule! {
    /// An open deal, and nobody has met those who decide.
    ///
    /// ## Why
    ///
    /// Never to have met who decides is the gravest risk of a deal (M5). Met is who was spoken with in the
    /// last 90 days: a call, a visit, a meeting, an event; something sent, a gift or a greeting is none.
    ///
    /// ## How to mend
    ///
    /// Meet one of them; ask the coach or somebody they listen to for the way there. Enter the touchpoint
    /// with their id.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stakeholders:
    ///   - {id: zhao-gang, name: 赵刚, roles: [approver]}     # last met in May
    /// opportunities:
    ///   - {id: line-3, milestone: deep_contact}
    /// ```
    pub struct TopUntouched = "top-untouched", Warning;
}

/// How many of those who decide are named.
const SHOWN: usize = 3;

impl Check for TopUntouched {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        let Some((deal, _)) = open_deals(account).next() else {
            return;
        };
        let Some(influence) = world.influence(account).filter(|people| !people.top_reached) else {
            return;
        };
        let people = account.stakeholders.iter().enumerate();
        let mut top: Vec<(usize, &Stakeholder<'_>)> = people
            .filter(|(_, person)| decides(person) && person.is_present(world.today))
            .collect();
        top.sort_by_key(|(_, person)| Reverse(person.influence));
        let Some((at, _)) = top.first() else { return };
        let last = match influence.top_last_met {
            Some(day) => format!("the last time was {}", ago(day, world.today)),
            None => "nor ever before".to_owned(),
        };
        let message = format!(
            "a deal is open, and nobody who decides ({}) was met in the last {REACH_DAYS} days; {last}",
            names(&top)
        );
        let help = "meet one of them before the deal goes on, and enter the touchpoint";
        let finding = Finding::at(route!["stakeholders", *at, "roles"], message).help(help);
        report.add(finding.label(route!["opportunities", deal, "milestone"], "the deal is open"));
    }
}

fn names(top: &[(usize, &Stakeholder<'_>)]) -> String {
    let shown = top.iter().take(SHOWN);
    let mut names: Vec<_> = shown.map(|(_, person)| person.called().to_owned()).collect();
    if top.len() > SHOWN {
        names.push(format!("{} more", top.len() - SHOWN));
    }
    names.join(", ")
}
