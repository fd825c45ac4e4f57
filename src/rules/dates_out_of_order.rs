//! The rule `dates-out-of-order`.

use std::fmt::Display;

use super::{Check, Finding, Report, World};
use crate::model::{Account, Day, Opportunity};
use crate::route;
use crate::source::Route;

rule! {
    /// Two dates that cannot both be right.
    ///
    /// ## Why
    ///
    /// A promise kept before it was made, or a milestone reached before the one below it, is a slip of the
    /// pen. Every span of days that is counted from it would be wrong. The same day twice is in order.
    ///
    /// ## How to mend
    ///
    /// Both places are shown: correct the date that is wrong.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// commitments:
    ///   - {id: c1, made: 2026-10-14, kept: 2026-01-29}    # 2026-10-29 was meant
    /// ```
    pub struct DatesOutOfOrder = "dates-out-of-order", Error;
}

impl Check for DatesOutOfOrder {
    fn account(&self, account: &Account<'_>, _world: &World<'_, '_>, report: &mut Report<'_>) {
        let mut order = Order { report };
        for (at, person) in account.stakeholders.iter().enumerate() {
            let place = || route!["stakeholders", at];
            order.pair(&place, ("since", person.since), ("left", person.left));
        }
        for (at, promise) in account.commitments.iter().enumerate() {
            let place = || route!["commitments", at];
            order.pair(&place, ("made", promise.made), ("due", promise.due));
            order.pair(&place, ("made", promise.made), ("kept", promise.kept));
        }
        for (at, touch) in account.touchpoints.iter().enumerate() {
            let next = touch.next.as_ref().and_then(|next| next.on);
            order.pair(&|| route!["touchpoints", at], ("on", touch.on), ("next.on", next));
        }
        for (at, deal) in account.opportunities.iter().enumerate() {
            order.deal(deal, &|| route!["opportunities", at]);
        }
        for (at, delivery) in account.deliveries.iter().enumerate() {
            let stages = delivery
                .stages
                .stated()
                .filter_map(|(key, stage)| Some((key, stage.due?)));
            order.chain(&|| route!["deliveries", at], stages, |stage| {
                format!("stages.{stage}.due")
            });
        }
    }
}

/// Finds dates that stand before those they should follow. Keys are routes without indexes, as `next.on`.
struct Order<'o, 'r> {
    report: &'o mut Report<'r>,
}

impl Order<'_, '_> {
    fn deal(&mut self, deal: &Opportunity<'_>, place: &dyn Fn() -> Route) {
        let opened = ("opened", deal.opened);
        self.pair(place, opened, ("close", deal.close));
        let reached = deal.reached.iter().map(|(milestone, day)| (*milestone, *day));
        if let Some((milestone, day)) = reached.clone().next() {
            self.pair(place, opened, (&format!("reached.{milestone}"), Some(day)));
        }
        self.chain(place, reached, |milestone| format!("reached.{milestone}"));
    }

    /// Each date of a chain follows the one before it.
    fn chain<K: Copy + Display>(
        &mut self,
        place: &dyn Fn() -> Route,
        dates: impl Iterator<Item = (K, Day)>,
        key: impl Fn(K) -> String,
    ) {
        let mut before: Option<(K, Day)> = None;
        for (next, day) in dates {
            if let Some((last, earlier)) = before.filter(|(_, earlier)| day < *earlier) {
                self.pair(place, (&key(last), Some(earlier)), (&key(next), Some(day)));
            }
            before = Some((next, day));
        }
    }

    fn pair(&mut self, place: &dyn Fn() -> Route, first: (&str, Option<Day>), second: (&str, Option<Day>)) {
        let ((first, Some(earlier)), (second, Some(later))) = (first, second) else {
            return;
        };
        if later < earlier {
            let route = |key: &str| key.split('.').fold(place(), Route::key);
            let message =
                format!("`{second}` {later} lies before `{first}` {earlier}, which it should follow");
            let finding = Finding::at(route(second), message).help("correct the date that is wrong");
            self.report.add(finding.label(route(first), "this is later"));
        }
    }
}
