//! The rule `future-fact`.

use std::fmt::Display;

use super::{Check, Finding, Report, World};
use crate::model::{Account, Day};
use crate::route;
use crate::source::Route;

rule! {
    /// A fact that is dated after today.
    ///
    /// ## Why
    ///
    /// A purchase, a promise kept or a milestone reached is established; what has not happened is a plan.
    /// Counted as a fact it would raise figures that nobody has earned yet. Touchpoints are the exception:
    /// dated after today they are planned.
    ///
    /// ## How to mend
    ///
    /// Correct the date, most often the year; or take it out and enter the plan where plans stand: in
    /// `due`, in `close`, or as a touchpoint to come.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// commitments:
    ///   - {id: c1, due: 2027-01-05, kept: 2027-01-05}    # on 2026-11-21 nobody knows that yet
    /// ```
    pub struct FutureFact = "future-fact", Error;
}

impl Check for FutureFact {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        let today = world.today;
        let mut facts = Facts { today, report };
        facts.of_the_account(account);
        facts.of_deals(account);
        facts.of_dealings(account);
    }
}

/// Finds facts that lie after today.
struct Facts<'f, 'r> {
    today: Day,
    report: &'f mut Report<'r>,
}

impl Facts<'_, '_> {
    /// Looks at one fact: what it is, its day, and what to write where it is a plan.
    fn see(&mut self, what: impl Display, day: Option<Day>, instead: &str, route: impl FnOnce() -> Route) {
        if let Some(day) = day.filter(|day| *day > self.today) {
            let message = format!("{what} {day} lies after today ({})", self.today);
            self.report.add(Finding::at(route(), message).help(instead));
        }
    }

    fn of_the_account(&mut self, account: &Account<'_>) {
        let came = account.source.as_ref().and_then(|source| source.on);
        let instead = "write the day on which the lead came";
        self.see("a lead dated", came, instead, || route!["source", "on"]);
        let instead = "write the first day in the lead table";
        self.see("a registration dated", account.registered, instead, || {
            route!["registered"]
        });
        let instead = "write the last day on which the whole dossier was gone through";
        self.see("a review of the dossier dated", account.reviewed, instead, || {
            route!["reviewed"]
        });
        let instead = "write the day on which the fact was established";
        for (at, source) in account.sources.iter().enumerate() {
            self.see("evidence dated", source.on, instead, || {
                route!["sources", at, "on"]
            });
        }
    }

    fn of_deals(&mut self, account: &Account<'_>) {
        for (at, deal) in account.opportunities.iter().enumerate() {
            for (milestone, day) in &deal.reached {
                let route = || route!["opportunities", at, "reached", milestone.as_str()];
                let what = format_args!("the milestone `{milestone}` reached on");
                self.see(what, Some(*day), "enter a milestone once it is reached", route);
            }
            let approved = deal.approved.as_ref().and_then(|approved| approved.on);
            let route = || route!["opportunities", at, "approved", "on"];
            let instead = "enter the approval once it is given";
            self.see("an approval given on", approved, instead, route);
        }
        for (at, delivery) in account.deliveries.iter().enumerate() {
            for (stage, dates) in delivery.stages.stated() {
                let route = || route!["deliveries", at, "stages", stage, "done"];
                let what = format_args!("the stage `{stage}` done on");
                self.see(what, dates.done, DUE_AND_DONE, route);
            }
        }
    }

    fn of_dealings(&mut self, account: &Account<'_>) {
        let instead = "enter a purchase once it is made; one to come is an opportunity with its `close`";
        for (at, purchase) in account.value.purchases.iter().flatten().enumerate() {
            self.see("a purchase dated", purchase.on, instead, || {
                route!["value", "purchases", at, "on"]
            });
        }
        for (at, action) in account.plan.actions.iter().enumerate() {
            let route = || route!["plan", "actions", at, "done"];
            self.see("an action done on", action.done, DUE_AND_DONE, route);
        }
        let instead = "write in `due` when it is to be kept, and `kept` once it is";
        for (at, promise) in account.commitments.iter().enumerate() {
            self.see("a promise kept on", promise.kept, instead, || {
                route!["commitments", at, "kept"]
            });
        }
        let instead = "plan a review as a touchpoint of the kind `value_review`";
        for (at, review) in account.reviews.iter().enumerate() {
            self.see("a value review dated", review.on, instead, || {
                route!["reviews", at, "on"]
            });
        }
        let instead = "enter a referral once it is asked for; what you plan belongs in `plan.actions`";
        for (at, referral) in account.referrals.iter().enumerate() {
            self.see("a referral asked for on", referral.asked, instead, || {
                route!["referrals", at, "asked"]
            });
        }
    }
}

const DUE_AND_DONE: &str = "write in `due` when it is to be done, and `done` once it is";
