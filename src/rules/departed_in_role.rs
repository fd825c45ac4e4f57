//! The rule `departed-in-role`.

use std::collections::{HashMap, HashSet};

use super::{Check, Finding, Report, World};
use crate::model::{Account, Day, Party, Role, Stakeholder};
use crate::route;
use crate::source::Route;

rule! {
    /// Somebody who has left and still has a part in something open.
    ///
    /// ## Why
    ///
    /// Changes of personnel are entered promptly (M1). A role that nobody has taken over is a hole in the
    /// decision map; a promise, a visit or an approval that waits for somebody who is gone will not come.
    ///
    /// ## How to mend
    ///
    /// Enter who came after as `successor`, or give the role to somebody who is there. Where the person is
    /// still named in something open, name whoever does it now.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stakeholders:
    ///   - {id: qian-feng, name: 钱峰, roles: [buyer], left: 2026-05-01}    # and who is the buyer now?
    /// escalation:
    ///   - {area: delivery, ours: chen.yu, theirs: qian-feng}              # he will not answer
    /// ```
    pub struct DepartedInRole = "departed-in-role", Error;
}

impl Check for DepartedInRole {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        let gone: Vec<_> = gone(account, world.today).collect();
        if gone.is_empty() {
            return;
        }
        let taken: HashSet<Role> = account
            .present(world.today)
            .flat_map(|person| person.roles.iter().copied())
            .collect();
        for person in &gone {
            report_roles(person, &taken, report);
        }
        let mut by_id: HashMap<_, _> = gone
            .iter()
            .rev()
            .filter_map(|person| Some((person.who.id.as_deref()?, person)))
            .collect();
        for present in account.present(world.today) {
            present.id.as_deref().and_then(|id| by_id.remove(id));
        }
        open_parts(account, world.today, |id, part, route| {
            if let Some(person) = by_id.get(id) {
                report.add(finding(person, route(), &part()).help(instead(account, person, world.today)));
            }
        });
    }
}

/// Somebody who has left.
struct Gone<'a, 's> {
    who: &'a Stakeholder<'s>,
    at: usize,
    left: Day,
}

fn gone<'a, 's>(account: &'a Account<'s>, today: Day) -> impl Iterator<Item = Gone<'a, 's>> {
    let people = account.stakeholders.iter().enumerate();
    people.filter_map(move |(at, who)| {
        let left = who.left.filter(|left| *left <= today)?;
        Some(Gone { who, at, left })
    })
}

fn report_roles(person: &Gone<'_, '_>, taken: &HashSet<Role>, report: &mut Report<'_>) {
    let open: Vec<_> = person
        .who
        .roles
        .iter()
        .filter(|role| !taken.contains(role))
        .map(|role| format!("`{role}`"))
        .collect();
    if open.is_empty() || person.who.successor.is_some() {
        return;
    }
    let roles = if open.len() == 1 { "role" } else { "roles" };
    let part = format!("and nobody has taken the {roles} {}", open.join(", "));
    let help = "enter who came after as `successor`, or give the role to somebody who is there";
    report.add(finding(person, route!["stakeholders", person.at, "roles"], &part).help(help));
}

fn finding(person: &Gone<'_, '_>, place: Route, part: &str) -> Finding {
    let message = format!("{} left on {} {part}", person.who.called(), person.left);
    Finding::at(place, message).label(route!["stakeholders", person.at, "left"], "left here")
}

/// The help that names who came after, if somebody did who is still there.
fn instead(account: &Account<'_>, person: &Gone<'_, '_>, today: Day) -> String {
    let successor = person.who.successor.as_deref().filter(|id| {
        account
            .present(today)
            .any(|present| present.id.as_deref() == Some(id))
    });
    match successor {
        Some(id) => format!("the successor is `{id}`"),
        None => "name whoever does it now, and enter who came after as `successor`".to_owned(),
    }
}

type Open<'f, 'a> = dyn FnMut(&'a str, &dyn Fn() -> String, &dyn Fn() -> Route) + 'f;

/// Calls `see` with everyone who has a part in something open, by id: which part, and where it is said.
fn open_parts<'a>(
    account: &'a Account<'_>,
    today: Day,
    mut see: impl FnMut(&'a str, &dyn Fn() -> String, &dyn Fn() -> Route),
) {
    duties(account, today, &mut see);
    promises(account, &mut see);
    planned(account, today, &mut see);
}

fn duties<'a>(account: &'a Account<'_>, today: Day, see: &mut Open<'_, 'a>) {
    for (at, area) in account.escalation.iter().enumerate() {
        let Some(id) = area.theirs.as_deref() else {
            continue;
        };
        let part = || "but is still the one to escalate to".to_owned();
        see(id, &part, &|| route!["escalation", at, "theirs"]);
    }
    for (at, person) in account
        .stakeholders
        .iter()
        .enumerate()
        .filter(|(_, person)| person.is_present(today))
    {
        let Some(id) = person.reports_to.as_deref() else {
            continue;
        };
        let part = || format!("but {} still reports there", person.called());
        see(id, &part, &|| route!["stakeholders", at, "reports_to"]);
    }
    let undecided = account
        .procurement
        .budget
        .iter()
        .filter(|budget| budget.decided_by.is_none_or(|day| day >= today));
    for (at, approval) in undecided.flat_map(|budget| &budget.approvals).enumerate() {
        let Some(id) = approval.by.as_deref() else {
            continue;
        };
        let part = || "but has still to approve the budget".to_owned();
        see(id, &part, &|| {
            route!["procurement", "budget", "approvals", at, "by"]
        });
    }
}

fn promises<'a>(account: &'a Account<'_>, see: &mut Open<'_, 'a>) {
    for (at, promise) in account
        .commitments
        .iter()
        .enumerate()
        .filter(|(_, promise)| promise.is_open())
    {
        let (key, id, part) = match promise.by {
            Some(Party::Them) => ("who", &promise.who, "but has still to keep a promise"),
            _ => ("to", &promise.to, "but is still promised something by us"),
        };
        let Some(id) = id.as_deref() else { continue };
        see(id, &|| part.to_owned(), &|| route!["commitments", at, key]);
    }
}

fn planned<'a>(account: &'a Account<'_>, today: Day, see: &mut Open<'_, 'a>) {
    for (at, touch) in account.touchpoints.iter().enumerate() {
        let Some(on) = touch.on.filter(|on| *on > today) else {
            continue;
        };
        for (item, id) in touch.with.iter().enumerate() {
            let part = || format!("but is to be met on {on}");
            see(id, &part, &|| route!["touchpoints", at, "with", item]);
        }
    }
}
