//! The rule `unsupported-fact`.

use super::pursuit::is_lost;
use super::{Check, Finding, Report, World};
use crate::model::account::Evidence;
use crate::model::competition::Position;
use crate::model::{Account, Tier};
use crate::route;
use crate::source::{Route, Step, Tree, nearest};

rule! {
    /// A fact that wants evidence and has none, or evidence of nothing.
    ///
    /// ## Why
    ///
    /// A dossier is true where it says how it knows (M1). Of tiers A and B the potential and the budget
    /// decide where we spend our time; of tier A also the finances, and the share of each competitor. What
    /// is stated there wants an entry in `sources`. An entry that leads nowhere is evidence of nothing.
    ///
    /// ## How to mend
    ///
    /// Add to `sources` what the fact is known from: `of` its route or one above it, such as
    /// `procurement.budget` for the amount; `grade` confirmed, told or inferred; `from` whom or what; `on`
    /// which day. Where you do not know, take the fact out: not known is better than made up.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// value: {potential: 6M}
    /// sources:
    ///   - {of: value.potental, grade: told, from: li-wei, on: 2026-10-14}   # did you mean `value.potential`?
    /// ```
    pub struct UnsupportedFact = "unsupported-fact", Warning;
}

impl Check for UnsupportedFact {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        let Some(dossier) = world.dossier(account) else {
            return;
        };
        let stray = &dossier.stray_evidence;
        let mut supported = Vec::with_capacity(account.sources.len());
        for (at, evidence) in account.sources.iter().enumerate() {
            if stray.contains(&at) {
                continue;
            }
            match supports(account, evidence, at, world) {
                Ok(route) => supported.extend(route),
                Err(finding) => report.add(finding),
            }
        }
        if !stray.is_empty() {
            dossier
                .document
                .look(|tree| tell_stray(account, stray, tree, report));
        }
        let Some(tier) = world.standing(&account.id).map(|standing| standing.tier) else {
            return;
        };
        let has_none = |fact: &Route| {
            let is_it_or_above = |of: &Route| fact.steps().starts_with(of.steps());
            !supported.iter().any(is_it_or_above)
        };
        for fact in wanting_evidence(account, tier).into_iter().filter(has_none) {
            let message = format!("`{fact}` has no evidence, and tier {tier} asks for it");
            // In `{…}` brackets want quotes.
            let quote = if fact.to_string().contains('[') { "\"" } else { "" };
            let help = format!(
                "say in `sources` how you know: `{{of: {quote}{fact}{quote}, grade: told, from: …, on: …}}`"
            );
            report.add(Finding::at(fact, message).help(help));
        }
    }
}

/// The facts that are stated and want evidence.
fn wanting_evidence(account: &Account<'_>, tier: Tier) -> Vec<Route> {
    let mut facts = Vec::new();
    if is_lost(account) || tier > Tier::B {
        return facts;
    }
    let budget = account.procurement.budget.as_ref();
    if account.value.potential.is_some() {
        facts.push(route!["value", "potential"]);
    }
    if budget.is_some_and(|budget| budget.amount.is_some()) {
        facts.push(route!["procurement", "budget", "amount"]);
    }
    if tier == Tier::A {
        if account.profile.finances.is_some() {
            facts.push(route!["profile", "finances"]);
        }
        let competitors = account.competitors.iter().enumerate();
        let shares =
            competitors.filter(|(_, one)| one.share.is_some() && one.position != Some(Position::Exited));
        facts.extend(shares.map(|(at, _)| route!["competitors", at, "share"]));
    }
    facts
}

/// What an entry of `sources` is evidence of; nothing where it could not be read.
fn supports(
    account: &Account<'_>,
    evidence: &Evidence<'_>,
    at: usize,
    world: &World<'_, '_>,
) -> Result<Option<Route>, Finding> {
    let place = |key: &str| route!["sources", at, key];
    let Some(of) = evidence.of.as_deref().map(str::trim).filter(|of| !of.is_empty()) else {
        if evidence.of.is_none() && world.is_at_fault(account, &place("of")) {
            return Ok(None);
        }
        let finding = Finding::at(place("of"), "the evidence does not say of what");
        return Err(finding.help("write in `of` the route of the fact, such as `value.potential`"));
    };
    let route = of.parse::<Route>().map_err(|error| {
        let help = "write the route of a fact, such as `value.potential`";
        Finding::at(place("of"), error.to_string()).help(help)
    })?;
    let is_silent = |text: Option<&str>, key: &str| match text {
        Some(text) => text.trim().is_empty(),
        None => !world.is_at_fault(account, &place(key)),
    };
    let grade = evidence.grade.map(|grade| grade.as_str());
    if is_silent(grade, "grade") && is_silent(evidence.from.as_deref(), "from") {
        let message = format!("the evidence of `{of}` says neither from whom it is nor how sure");
        return Err(Finding::at(place("of"), message).help("write `grade` and `from`"));
    }
    Ok(Some(route))
}

/// Tells of the evidence that leads to nothing.
fn tell_stray(account: &Account<'_>, stray: &[usize], tree: &Tree<'_>, report: &mut Report<'_>) {
    let routes = stray.iter().filter_map(|at| {
        let of = account.sources.get(*at)?.of.as_deref()?.trim();
        Some((*at, of, of.parse::<Route>().ok()?))
    });
    for (at, of, route) in routes {
        let message = format!("`{of}` leads to nothing in this dossier");
        let finding = Finding::at(route!["sources", at, "of"], message);
        report.add(finding.help(correction(tree, &route)));
    }
}

/// The route that was most likely meant: with the key, where it leads no further, that is there.
fn correction(tree: &Tree<'_>, route: &Route) -> String {
    let near = || {
        let (node, _) = tree.follow(route)?;
        let depth = tree.route(node).steps().len();
        let Step::Key(typed) = route.steps().get(depth)? else {
            return None;
        };
        let keys = tree.entries(node).filter_map(|(key, _)| tree.scalar(key));
        let key = nearest(typed, keys.map(|key| key.as_str()))?;
        let mut steps = route.steps().to_vec();
        steps[depth] = Step::from(key);
        Some(Route::from(steps))
    };
    match near() {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write the route of a fact that is stated here, such as `value.potential`".to_owned(),
    }
}
