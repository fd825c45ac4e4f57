//! Why: the reason of a tier in one short sentence.

use rust_decimal::Decimal;

use super::figures::{Figure, Reading};
use super::policy::{Group, Limits};
use super::standing::{Fixed, Interval};
use crate::model::{FixedTier, Tier};

/// Of a scorecard.
pub(super) fn score(score: &Interval, computed: Tier, could_be: Tier, limits: &Limits) -> String {
    let shown = |score| shown(score, |score| limits.by_score(score));
    let low = shown(score.low);
    if score.low == score.high {
        return format!("score {low}: {computed}");
    }
    let high = shown(score.high);
    match computed == could_be {
        true => format!("score {low} to {high}: {computed}, however the unknown turns out"),
        false => format!("score {low} to {high}: {computed}, {could_be} if the unknown turned out well"),
    }
}

/// Of pareto, where there is a figure above 0.
pub(super) fn share(share: Decimal, figure: Figure, limits: &Limits) -> String {
    let label = figure.label();
    if share.is_zero() {
        return format!("first by {label}");
    }
    let percent = shown(share, |share| limits.by_share(share));
    format!("the largest {percent} % of {label} come before it")
}

/// Of pareto, where there is none.
pub(super) fn without_share(reading: &Reading, figure: Figure) -> String {
    match reading {
        Reading::Value(_) => format!("{} not above 0", figure.label()),
        Reading::Missing(_) | Reading::NoRate(..) => no_figure(reading, figure),
    }
}

/// Of rank, where there is a place.
pub(super) fn place(place: usize, size: usize, group: Option<&str>) -> String {
    match group.filter(|name| !name.is_empty()) {
        Some(group) => format!("place {place} of {size} in {group}"),
        None => format!("place {place} of {size}"),
    }
}

/// Of rank, where a figure or the group is missing.
pub(super) fn without_place(reading: &Reading, figure: Figure, missing_group: Option<Group>) -> String {
    match (reading, missing_group) {
        (Reading::Value(_), Some(group)) => format!("no {group}"),
        (_, Some(group)) => format!("{}, no {group}", no_figure(reading, figure)),
        (_, None) => no_figure(reading, figure),
    }
}

fn no_figure(reading: &Reading, figure: Figure) -> String {
    let label = figure.label();
    match reading {
        Reading::NoRate(currency, _) => format!("no {label} figure: no rate for {currency}"),
        Reading::Value(_) | Reading::Missing(_) => format!("no {label} figure"),
    }
}

/// Of a tier that is fixed today.
pub(super) fn fixed(fixed: &Fixed, computed: Tier) -> String {
    let until = fixed
        .until
        .map_or_else(String::new, |until| format!(" until {until}"));
    let reason = match fixed.reason.as_deref() {
        Some(reason) if !reason.is_empty() => format!(": {reason}"),
        _ => String::new(),
    };
    format!("fixed {}{until}{reason} (computed {computed})", fixed.tier)
}

/// Of a computed tier, after the end of one that was fixed.
pub(super) fn after_expiry(fixed: Option<&FixedTier<'_>>, computed: String) -> String {
    match fixed.and_then(|fixed| fixed.fixed.zip(fixed.until)) {
        Some((tier, until)) => format!("fixed {tier} ended on {until}, it no longer counts; {computed}"),
        None => computed,
    }
}

/// A number with one decimal at most; rounded the other way rather than into another tier.
fn shown(number: Decimal, tier: impl Fn(Decimal) -> Tier) -> Decimal {
    let tenth = Decimal::new(1, 1);
    let near = number.round_dp(1);
    [near, near - tenth, near + tenth]
        .into_iter()
        .find(|shown| tier(*shown) == tier(number))
        .unwrap_or(number)
        .normalize()
}
