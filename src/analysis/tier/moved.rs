//! Moved: an account whose tier is another than before, and which figure moved it (M3, M10).

use super::standing::{Points, Standing};
use crate::model::Tier;

/// A tier that is another than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The tier before.
    pub from: Tier,
    /// The tier after.
    pub to: Tier,
    /// What moved it: the figures or points that are others, the weightiest first.
    pub why: String,
}

/// How an account's tier moved; nothing where it did not.
pub fn moved(before: &Standing, after: &Standing) -> Option<Moved> {
    (before.tier != after.tier).then(|| Moved {
        from: before.tier,
        to: after.tier,
        why: why(before, after),
    })
}

fn why(before: &Standing, after: &Standing) -> String {
    if before.fixed != after.fixed {
        return after.why.clone();
    }
    let mut pairs: Vec<(&Points, &Points)> = after
        .criteria
        .iter()
        .filter_map(|now| Some((before.criteria.iter().find(|then| then.id == now.id)?, now)))
        .filter(|(then, now)| then.low != now.low)
        .collect();
    pairs.sort_by_key(|(then, now)| std::cmp::Reverse((now.low - then.low).abs() * now.weight));
    let own: Vec<String> = pairs
        .iter()
        .filter_map(|(then, now)| by_figure(then, now))
        .collect();
    match (own.is_empty(), pairs.is_empty()) {
        (false, _) => own.join(", "),
        (true, false) => {
            let names: Vec<&str> = pairs.iter().map(|(_, now)| now.id.label()).collect();
            format!("others moved: its place by {} is another", names.join(", "))
        }
        (true, true) => after.why.clone(),
    }
}

/// `sales 1.2M → 1.8M`, where the figure itself is another.
fn by_figure(then: &Points, now: &Points) -> Option<String> {
    if then.figure == now.figure {
        return None;
    }
    let shown = |points: &Points| {
        points
            .figure
            .map_or_else(|| "unknown".to_owned(), |figure| points.id.shown(figure))
    };
    Some(format!("{} {} → {}", now.id.label(), shown(then), shown(now)))
}
