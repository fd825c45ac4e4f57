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
        let gone = Gone::of(account, world.today);
        if !gone.is_empty() {
            report_roles(account, &gone, world.today, report);
            report_open_parts(account, &gone, world.today, report);
        }
    }
}

/// Somebody who has left.
struct Gone<'a, 's> {
    who: &'a Stakeholder<'s>,
    at: usize,
    left: Day,
}

impl<'a, 's> Gone<'a, 's> {
    fn of(account: &'a Account<'s>, today: Day) -> Vec<Self> {
        let people = account.stakeholders.iter().enumerate();
        let gone = people.filter_map(|(at, who)| Some((at, who, who.left.filter(|left| *left <= today)?)));
        gone.map(|(at, who, left)| Self { who, at, left }).collect()
    }

    fn finding(&self, place: Route, part: &str) -> Finding {
        let message = format!("{} left on {} {part}", self.who.called(), self.left);
        Finding::at(place, message).label(route!["stakeholders", self.at, "left"], "left here")
    }
}

/// Roles of those who have left that nobody has taken over.
fn report_roles(account: &Account<'_>, gone: &[Gone<'_, '_>], today: Day, report: &mut Report<'_>) {
    let taken: HashSet<Role> = account
        .present(today)
        .flat_map(|person| person.roles.iter().copied())
        .collect();
    for person in gone.iter().filter(|person| person.who.successor.is_none()) {
        let open = person.who.roles.iter().filter(|role| !taken.contains(role));
        let open: Vec<_> = open.map(|role| format!("`{role}`")).collect();
        let part = match open.as_slice() {
            [] => continue,
            [role] => format!("and nobody has taken the role {role}"),
            roles => format!("and nobody has taken the roles {}", roles.join(" and ")),
        };
        let finding = person.finding(route!["stakeholders", person.at, "roles"], &part);
        let help = "enter who came after as `successor`, or give the role to somebody who is there";
        report.add(finding.help(help));
    }
}

/// Open things in which those who have left are named. Somebody of the same id who is there may be meant.
fn report_open_parts(account: &Account<'_>, gone: &[Gone<'_, '_>], today: Day, report: &mut Report<'_>) {
    let present: HashSet<&str> = account
        .present(today)
        .filter_map(|person| person.id.as_deref())
        .collect();
    let by_id: HashMap<&str, &Gone<'_, '_>> = gone
        .iter()
        .rev()
        .filter_map(|person| Some((person.who.id.as_deref()?, person)))
        .collect();
    open_parts(account, today, &mut |id, part, place| {
        if let Some(person) = by_id.get(id).filter(|_| !present.contains(id)) {
            let help = match person.who.successor.as_deref().filter(|id| present.contains(id)) {
                Some(successor) => format!("the successor is `{successor}`"),
                None => "name whoever does it now, and enter who came after as `successor`".to_owned(),
            };
            report.add(person.finding(place(), &part()).help(help));
        }
    });
}

type Part<'p> = &'p dyn Fn() -> String;
type Place<'p> = &'p dyn Fn() -> Route;
type See<'f> = dyn FnMut(&str, Part<'_>, Place<'_>) + 'f;

/// Calls `see` with everyone who is named in something open, by id: the part in it, and where it is said.
fn open_parts(account: &Account<'_>, today: Day, see: &mut See<'_>) {
    for (at, area) in account.escalation.iter().enumerate() {
        if let Some(id) = area.theirs.as_deref() {
            see(id, &|| "but is still the one to escalate to".to_owned(), &|| {
                route!["escalation", at, "theirs"]
            });
        }
    }
    superiors(account, today, see);
    approvals(account, today, see);
    promises(account, see);
    meetings(account, today, see);
}

fn superiors(account: &Account<'_>, today: Day, see: &mut See<'_>) {
    for (at, person) in account.stakeholders.iter().enumerate() {
        if let Some(id) = person.reports_to.as_deref().filter(|_| person.is_present(today)) {
            let part = || format!("but {} still reports to them", person.called());
            see(id, &part, &|| route!["stakeholders", at, "reports_to"]);
        }
    }
}

fn approvals(account: &Account<'_>, today: Day, see: &mut See<'_>) {
    let budget = account.procurement.budget.as_ref();
    let open = budget.filter(|budget| budget.decided_by.is_none_or(|day| day >= today));
    for (at, approval) in open.iter().flat_map(|budget| &budget.approvals).enumerate() {
        if let Some(id) = approval.by.as_deref() {
            let place = || route!["procurement", "budget", "approvals", at, "by"];
            see(id, &|| "but has still to approve the budget".to_owned(), &place);
        }
    }
}

fn promises(account: &Account<'_>, see: &mut See<'_>) {
    for (at, promise) in account.commitments.iter().enumerate() {
        let (key, id, part) = match promise.by {
            Some(Party::Them) => ("who", &promise.who, "but a promise of theirs is open"),
            _ => ("to", &promise.to, "but a promise made to them is open"),
        };
        if let Some(id) = id.as_deref().filter(|_| promise.is_open()) {
            see(id, &|| part.to_owned(), &|| route!["commitments", at, key]);
        }
    }
}

fn meetings(account: &Account<'_>, today: Day, see: &mut See<'_>) {
    for (at, touch) in account.touchpoints.iter().enumerate() {
        let Some(on) = touch.on.filter(|on| *on > today) else {
            continue;
        };
        for (item, id) in touch.with.iter().enumerate() {
            let part = || format!("but a touchpoint with them is planned for {on}");
            see(id, &part, &|| route!["touchpoints", at, "with", item]);
        }
    }
}
