//! Slips: how often the dates of a dossier's items were moved (M10).

use std::collections::{BTreeMap, HashMap};

use crate::analysis::past::Slip;
use crate::model::Day;
use crate::model::difference::{Difference, Stop, differences};
use crate::model::identity::identity;
use crate::source::tree::{NodeId, excerpt};
use crate::source::{Route, Tree};

/// The lists of which items have a date that slips, and its way in an item.
const DATES: [(&[&str], &[&str]); 8] = [
    (&["opportunities"], &["close"]),
    (&["commitments"], &["due"]),
    (&["plan", "goals"], &["due"]),
    (&["plan", "actions"], &["due"]),
    (&["deliveries"], &["stages", "requirements", "due"]),
    (&["deliveries"], &["stages", "build", "due"]),
    (&["deliveries"], &["stages", "trial", "due"]),
    (&["deliveries"], &["stages", "acceptance", "due"]),
];

/// How often the dates of items were moved: by the list and by what the item is told by, for stages with the stage.
pub type Slips = HashMap<(String, String), Slip>;

/// Takes note of the dates that one text has otherwise than an older one.
pub(super) fn count(slips: &mut Slips, older: &str, newer: &str) {
    let sections = ["opportunities", "commitments", "plan", "deliveries"];
    let part = |text: &str| excerpt(text, &sections).unwrap_or_else(|| text.to_owned());
    let (older, newer) = (part(older), part(newer));
    if older == newer {
        return;
    }
    let trees = [&older, &newer].map(|text| Tree::parse(text).0);
    for difference in differences(&trees[0], &trees[1], false) {
        if let Some((told, days)) = moved(&difference, &trees[0], &trees[1]) {
            let slip = slips.entry(told).or_default();
            slip.times += 1;
            slip.days += days;
        }
    }
}

/// Which date was moved, and by how many days.
fn moved(difference: &Difference, older: &Tree<'_>, newer: &Tree<'_>) -> Option<((String, String), i64)> {
    let (before, after) = (difference.before?, difference.after?);
    let (list, item, entry) = parts(&difference.way)?;
    let (_, known) = DATES.iter().find(|(at, known)| *at == list && *known == entry)?;
    let day = |tree: &Tree<'_>, node| tree.scalar(node)?.as_str().parse::<Day>().ok();
    let days = match (day(older, before), day(newer, after)) {
        (Some(before), Some(after)) => after.days_since(before),
        _ => 0,
    };
    Some((told(newer, list.last()?, item, known)?, days))
}

/// The list, the item and the way in it.
fn parts(way: &[Stop]) -> Option<(Vec<&str>, NodeId, Vec<&str>)> {
    let at = way.iter().position(|stop| matches!(stop, Stop::Item(..)))?;
    let Stop::Item(_, Some(item)) = way[at] else {
        return None;
    };
    Some((keys(&way[..at])?, item, keys(&way[at + 1..])?))
}

fn keys(stops: &[Stop]) -> Option<Vec<&str>> {
    let keys = stops.iter().map(|stop| match stop {
        Stop::Key(key) => Some(key.as_str()),
        Stop::Item(..) => None,
    });
    keys.collect()
}

/// The list and what tells a date of an item of it.
fn told(tree: &Tree<'_>, list: &str, item: NodeId, entry: &[&str]) -> Option<(String, String)> {
    let told = identity(tree, list, item)?;
    Some(match entry {
        [_, stage, _] => (list.to_owned(), format!("{told} {stage}")),
        _ => (list.to_owned(), told),
    })
}

/// The dates of a text that were moved, by their routes.
pub(super) fn by_route(slips: &Slips, text: &str) -> BTreeMap<Route, Slip> {
    let mut found = BTreeMap::new();
    if slips.is_empty() {
        return found;
    }
    let (tree, _) = Tree::parse(text);
    let tree = &tree;
    for (list, entry) in DATES {
        let at = list.iter().fold(Route::root(), |route, key| route.key(*key));
        let Some((key, items)) = list.last().zip(tree.find(&at)) else {
            continue;
        };
        for (index, item) in tree.children(items).enumerate() {
            let slip = told(tree, key, item, entry).and_then(|told| slips.get(&told));
            let route = entry
                .iter()
                .fold(at.clone().index(index), |route, key| route.key(*key));
            if let Some(slip) = slip.filter(|_| tree.states(&route)) {
                found.insert(route, *slip);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route;

    #[test]
    fn a_date_that_is_another_was_moved_and_one_that_is_new_was_not() {
        let mut slips = Slips::new();
        let texts = [
            "opportunities: [{id: a, close: 2026-10-01}, {id: b}]\n",
            "opportunities: [{id: b, close: 2026-10-01}, {id: a, close: 2026-11-01}]\n",
            "opportunities:\n- {id: a, close: '2026-11-01', amount: 3}\n- {id: b, close: 2026-12-01}\n",
            "opportunities: [{id: a, close: 2026-12-01}]\n",
        ];
        for pair in texts.windows(2) {
            count(&mut slips, pair[0], pair[1]);
        }
        let of = |id: &str| slips.get(&("opportunities".to_owned(), id.to_owned())).copied();
        let slip = |times, days| Some(Slip { times, days });
        assert_eq!((of("a"), of("b")), (slip(2, 61), slip(1, 61)));
        let found = by_route(&slips, texts[3]);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found.get(&route!["opportunities", 0, "close"]).copied(),
            slip(2, 61)
        );
    }

    #[test]
    fn promises_plans_and_stages_of_deliveries_slip_too() {
        let text = |day: &str| {
            format!(
                "commitments: [{{what: x, by: us, due: {day}}}]\nplan: {{actions: [{{what: y, due: {day}}}], goals: [{{id: g, due: {day}}}]}}\ndeliveries: [{{opportunity: o, stages: {{trial: {{due: {day}}}, build: {{due: 2026-01-01}}}}}}]\n"
            )
        };
        let mut slips = Slips::new();
        let (older, newer) = (text("2026-11-30"), text("2026-11-20"));
        count(&mut slips, &older, &newer);
        let found: Vec<String> = by_route(&slips, &newer)
            .iter()
            .map(|(route, slip)| format!("{route} {} {}", slip.times, slip.days))
            .collect();
        assert_eq!(
            found,
            [
                "commitments[0].due 1 -10",
                "deliveries[0].stages.trial.due 1 -10",
                "plan.actions[0].due 1 -10",
                "plan.goals[0].due 1 -10",
            ]
        );
    }
}
