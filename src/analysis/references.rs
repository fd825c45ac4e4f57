//! References: every place of a dossier that names something by id, in one table.

use crate::model::{Account, Party, Text};
use crate::route;
use crate::source::Route;

/// What a reference names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A stakeholder of the same account.
    Person,
    /// One of us, in the settings' `team`.
    TeamMember,
    /// A need of the same account.
    Need,
    /// A goal of the same account's plan.
    Goal,
    /// A case of the library.
    Case,
    /// Another account.
    Account,
}

/// Calls `see` with every reference of an account: what it names, the id, and the way to its route.
/// Routes are made only where they are asked for.
pub fn references<'a>(account: &'a Account<'_>, mut see: impl FnMut(Target, &'a str, &dyn Fn() -> Route)) {
    let mut one = |target: Target, id: &'a Option<Text<'_>>, route: &dyn Fn() -> Route| {
        if let Some(id) = id {
            see(target, id, route);
        }
    };
    general(account, &mut one);
    people(account, &mut one);
    business(account, &mut one);
    dealings(account, &mut one);
    lists(account, &mut see);
}

type See<'f, 'a, 's> = dyn FnMut(Target, &'a Option<Text<'s>>, &dyn Fn() -> Route) + 'f;

fn general<'a, 's>(account: &'a Account<'s>, one: &mut See<'_, 'a, 's>) {
    one(Target::Account, &account.parent, &|| route!["parent"]);
    one(Target::TeamMember, &account.owner, &|| route!["owner"]);
    for (at, member) in account.team.iter().enumerate() {
        one(Target::TeamMember, &member.who, &|| route!["team", at, "who"]);
    }
    for (at, area) in account.escalation.iter().enumerate() {
        one(Target::TeamMember, &area.ours, &|| {
            route!["escalation", at, "ours"]
        });
        one(Target::Person, &area.theirs, &|| {
            route!["escalation", at, "theirs"]
        });
    }
}

fn people<'a, 's>(account: &'a Account<'s>, one: &mut See<'_, 'a, 's>) {
    for (at, person) in account.stakeholders.iter().enumerate() {
        one(Target::Person, &person.reports_to, &|| {
            route!["stakeholders", at, "reports_to"]
        });
        one(Target::Person, &person.successor, &|| {
            route!["stakeholders", at, "successor"]
        });
        one(Target::TeamMember, &person.owner, &|| {
            route!["stakeholders", at, "owner"]
        });
    }
}

fn business<'a, 's>(account: &'a Account<'s>, one: &mut See<'_, 'a, 's>) {
    let approvals = account
        .procurement
        .budget
        .iter()
        .flat_map(|budget| &budget.approvals);
    for (at, approval) in approvals.enumerate() {
        one(Target::Person, &approval.by, &|| {
            route!["procurement", "budget", "approvals", at, "by"]
        });
    }
    for (at, need) in account.needs.iter().enumerate() {
        one(Target::Person, &need.raised_by, &|| {
            route!["needs", at, "raised_by"]
        });
    }
    for (at, goal) in account.plan.goals.iter().enumerate() {
        one(Target::TeamMember, &goal.owner, &|| {
            route!["plan", "goals", at, "owner"]
        });
    }
    for (at, action) in account.plan.actions.iter().enumerate() {
        one(Target::TeamMember, &action.who, &|| {
            route!["plan", "actions", at, "who"]
        });
        one(Target::Goal, &action.goal, &|| {
            route!["plan", "actions", at, "goal"]
        });
    }
    for (at, deal) in account.opportunities.iter().enumerate() {
        one(Target::Need, &deal.need, &|| route!["opportunities", at, "need"]);
    }
}

fn dealings<'a, 's>(account: &'a Account<'s>, one: &mut See<'_, 'a, 's>) {
    for (at, promise) in account.commitments.iter().enumerate() {
        let (who, to) = match promise.by {
            Some(Party::Them) => (Target::Person, Target::TeamMember),
            _ => (Target::TeamMember, Target::Person),
        };
        one(who, &promise.who, &|| route!["commitments", at, "who"]);
        one(to, &promise.to, &|| route!["commitments", at, "to"]);
    }
    for (at, touch) in account.touchpoints.iter().enumerate() {
        one(Target::TeamMember, &touch.by, &|| route!["touchpoints", at, "by"]);
    }
    for (at, referral) in account.referrals.iter().enumerate() {
        one(Target::Person, &referral.from, &|| {
            route!["referrals", at, "from"]
        });
    }
}

/// Sees a reference: what it names, the id, and the way to its route.
type SeeOne<'f, 'a> = dyn FnMut(Target, &'a str, &dyn Fn() -> Route) + 'f;

fn lists<'a>(account: &'a Account<'_>, see: &mut SeeOne<'_, 'a>) {
    for (at, person) in account.stakeholders.iter().enumerate() {
        for (item, id) in person.influences.iter().enumerate() {
            see(Target::Person, id, &|| {
                route!["stakeholders", at, "influences", item]
            });
        }
        for (item, id) in person.conflicts_with.iter().enumerate() {
            see(Target::Person, id, &|| {
                route!["stakeholders", at, "conflicts_with", item]
            });
        }
    }
    for (at, competitor) in account.competitors.iter().enumerate() {
        for (item, id) in competitor.supporters.iter().enumerate() {
            see(Target::Person, id, &|| {
                route!["competitors", at, "supporters", item]
            });
        }
    }
    for (at, touch) in account.touchpoints.iter().enumerate() {
        for (item, id) in touch.with.iter().enumerate() {
            see(Target::Person, id, &|| route!["touchpoints", at, "with", item]);
        }
        for (item, id) in touch.told.iter().enumerate() {
            see(Target::Case, id, &|| route!["touchpoints", at, "told", item]);
        }
    }
}
