//! The rule `competitor-without-counter`.

use super::pursuit::is_lost;
use super::{Check, Finding, Report, World};
use crate::model::Account;
use crate::model::competition::Position;
use crate::route;

rule! {
    /// A competitor whose strengths or attacks we know, and have no answer to.
    ///
    /// ## Why
    ///
    /// What they say against us will be said when we are not in the room (M7). Who is for us there needs
    /// the answer, and gets it from us or not at all.
    ///
    /// ## How to mend
    ///
    /// Write in `counters` what we answer: best with figures from this client, and who there can say it.
    /// A competitor who has left has the position `exited`.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// competitors:
    ///   - {name: Varnholt, position: challenger, attacks: [nobody answers at night]}    # and we say?
    /// ```
    pub struct CompetitorWithoutCounter = "competitor-without-counter", Note;
}

impl Check for CompetitorWithoutCounter {
    fn account(&self, account: &Account<'_>, _world: &World<'_, '_>, report: &mut Report<'_>) {
        for (at, competitor) in account.competitors.iter().enumerate() {
            let place = |key: &str| route!["competitors", at, key];
            let is_here = competitor.position != Some(Position::Exited) && !is_lost(account);
            let is_answered = !competitor.counters.is_empty();
            let (key, what) = match (competitor.attacks.is_empty(), competitor.strengths.is_empty()) {
                _ if !is_here || is_answered => continue,
                (false, _) => ("attacks", "attacks us"),
                (true, false) => ("strengths", "is strong"),
                (true, true) => continue,
            };
            let name = competitor.name.as_deref().unwrap_or("a competitor");
            let message = format!("{name} {what}, and we have no answer");
            let help = "write in `counters` what we answer, best with figures of this client";
            report.add(Finding::at(place(key), message).help(help));
        }
    }
}
