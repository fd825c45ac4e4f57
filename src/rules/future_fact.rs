//! The rule `future-fact`.

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
        let mut see = |what: &str, day: Option<Day>, route: &dyn Fn() -> Route, instead: &str| {
            if let Some(day) = day.filter(|day| *day > world.today) {
                let message = format!("{what} dated {day} lies after today ({})", world.today);
                report.add(Finding::at(route(), message).help(instead));
            }
        };
        general(account, &mut see);
        deals(account, &mut see);
        dealings(account, &mut see);
    }
}

type See<'f> = dyn FnMut(&str, Option<Day>, &dyn Fn() -> Route, &str) + 'f;

fn general(account: &Account<'_>, see: &mut See<'_>) {
    let source = account.source.as_ref().and_then(|source| source.on);
    see(
        "a lead",
        source,
        &|| route!["source", "on"],
        "write the day on which the lead came",
    );
    let reviewed = "write the last day on which the whole dossier was gone through";
    see(
        "a review of the dossier",
        account.reviewed,
        &|| route!["reviewed"],
        reviewed,
    );
    for (at, purchase) in account.value.purchases.iter().flatten().enumerate() {
        let instead = "enter a purchase once it is made; one to come is an opportunity with its `close`";
        see(
            "a purchase",
            purchase.on,
            &|| route!["value", "purchases", at, "on"],
            instead,
        );
    }
    for (at, evidence) in account.sources.iter().enumerate() {
        let instead = "write the day on which it was established";
        see("evidence", evidence.on, &|| route!["sources", at, "on"], instead);
    }
}

fn deals(account: &Account<'_>, see: &mut See<'_>) {
    for (at, deal) in account.opportunities.iter().enumerate() {
        for (milestone, day) in &deal.reached {
            let what = format!("the milestone `{milestone}`");
            let route = || route!["opportunities", at, "reached", milestone.as_str()];
            see(&what, Some(*day), &route, "enter a milestone once it is reached");
        }
        let approved = deal.approved.as_ref().and_then(|approved| approved.on);
        let route = || route!["opportunities", at, "approved", "on"];
        see(
            "an approval",
            approved,
            &route,
            "enter the approval once it is given",
        );
    }
    for (at, delivery) in account.deliveries.iter().enumerate() {
        for (stage, dates) in delivery.stages.stated() {
            let route = || route!["deliveries", at, "stages", stage, "done"];
            see(
                &format!("the stage `{stage}`, done and"),
                dates.done,
                &route,
                DUE_INSTEAD,
            );
        }
    }
}

const DUE_INSTEAD: &str = "write in `due` when it is to be done, and `done` once it is";

fn dealings(account: &Account<'_>, see: &mut See<'_>) {
    for (at, action) in account.plan.actions.iter().enumerate() {
        see(
            "an action done and",
            action.done,
            &|| route!["plan", "actions", at, "done"],
            DUE_INSTEAD,
        );
    }
    for (at, promise) in account.commitments.iter().enumerate() {
        let instead = "write in `due` when it is to be kept, and `kept` once it is";
        see(
            "a promise kept and",
            promise.kept,
            &|| route!["commitments", at, "kept"],
            instead,
        );
    }
    for (at, review) in account.reviews.iter().enumerate() {
        let instead = "plan a review as a touchpoint of the kind `value_review`";
        see(
            "a value review",
            review.on,
            &|| route!["reviews", at, "on"],
            instead,
        );
    }
    for (at, referral) in account.referrals.iter().enumerate() {
        let instead = "enter a referral once it is asked for; what you plan belongs in `plan.actions`";
        see(
            "a referral asked for and",
            referral.asked,
            &|| route!["referrals", at, "asked"],
            instead,
        );
    }
}
