//! Tiers for people: a table, and the explanation of each account's tier.

use rust_decimal::Decimal;

use super::style::{Look, Tone};
use super::table::{Cell, Table};
use crate::analysis::tier::{Interval, Method, Points, Standing};
use crate::model::{Account, Tier};
use crate::settings::Settings;

/// An account and its standing.
pub type Row<'a> = (&'a Account<'a>, Standing);

/// All accounts, best first.
pub fn table(rows: &mut [Row<'_>], look: &Look) -> String {
    sort(rows);
    let mut table = Table::new(["Tier", "Account", "Owner", "Basis", "Not known"]).right(&[3]);
    for (account, standing) in rows.iter() {
        table.row([
            Cell::new(standing.tier.as_str(), tone(standing.tier)),
            account.name.as_str().into(),
            Cell::new(account.owner.as_deref().unwrap_or("–"), Tone::Faint),
            basis(standing).into(),
            remarks(standing),
        ]);
    }
    table.render(look)
}

/// What could be done next about these tiers.
pub fn next_step(rows: &[Row<'_>]) -> &'static str {
    match rows.iter().all(|(_, standing)| standing.settled) {
        true => "`dossier tier --explain ACCOUNT` shows what a tier is made of",
        false => {
            "a tier is what the dossier proves; `dossier tier --explain ACCOUNT` shows what is missing and what it weighs"
        }
    }
}

fn sort(rows: &mut [Row<'_>]) {
    rows.sort_by(|(account, standing), (other, theirs)| {
        let by_score =
            |standing: &Standing| standing.score.as_ref().map(|score| std::cmp::Reverse(score.low));
        (
            standing.tier,
            by_score(standing),
            standing.share,
            standing.place,
            &account.id,
        )
            .cmp(&(
                theirs.tier,
                by_score(theirs),
                theirs.share,
                theirs.place,
                &other.id,
            ))
    });
}

/// The tone a tier is shown in.
pub fn tone(tier: Tier) -> Tone {
    match tier {
        Tier::A => Tone::Heading,
        Tier::B => Tone::Plain,
        Tier::C | Tier::D => Tone::Faint,
    }
}

fn basis(standing: &Standing) -> String {
    match (&standing.score, standing.share, standing.place) {
        (Some(score), ..) => range(score),
        (None, Some(share), _) => format!("after {} %", decimal(share)),
        (None, None, Some(place)) => format!("place {place}"),
        (None, None, None) => "–".to_owned(),
    }
}

fn remarks(standing: &Standing) -> Cell {
    if let Some(fixed) = &standing.fixed {
        let until = fixed
            .until
            .map_or(String::new(), |until| format!(" until {until}"));
        return Cell::new(
            format!("fixed{until}, computed {}", standing.computed),
            Tone::Faint,
        );
    }
    if standing.settled {
        return "".into();
    }
    let facts: Vec<String> = standing.settle_by.iter().map(ToString::to_string).collect();
    let ask = match facts.is_empty() {
        true => String::new(),
        false => format!(": {}", facts.join(", ")),
    };
    Cell::new(format!("could be {}{ask}", standing.could_be), Tone::Warn)
}

/// Each account's tier with what it is made of.
pub fn explained(rows: &mut [Row<'_>], settings: &Settings, look: &Look) -> String {
    sort(rows);
    let blocks: Vec<String> = rows
        .iter()
        .map(|(account, standing)| explanation(account, standing, settings, look))
        .collect();
    blocks.join("\n")
}

fn explanation(account: &Account<'_>, standing: &Standing, settings: &Settings, look: &Look) -> String {
    let mut text = format!(
        "{}  {}  {}\n  {}\n",
        look.paint(Tone::Heading, standing.tier.as_str()),
        look.paint(Tone::Heading, &account.name),
        look.paint(Tone::Faint, &account.id),
        look.paint(Tone::Plain, &standing.why)
    );
    if settings.tiers.method == Method::Scorecard {
        text.push_str(&indented(&criteria(&standing.criteria).render(look)));
        text.push_str(&format!("  {}\n", look.paint(Tone::Faint, &thresholds(settings))));
    }
    let facts: Vec<String> = standing
        .settle_by
        .iter()
        .map(|fact| format!("`{fact}`"))
        .collect();
    if !facts.is_empty() {
        let advice = format!(
            "find out {}: the fewest facts that can settle it",
            facts.join(" and ")
        );
        text.push_str(&format!("  {}\n", look.paint(Tone::Warn, &advice)));
    }
    text
}

fn criteria(points: &[Points]) -> Table {
    let mut table = Table::new(["Criterion", "Weight", "Figure", "Points", "Missing"]).right(&[1, 2, 3]);
    for criterion in points {
        let missing: Vec<String> = criterion.missing.iter().map(ToString::to_string).collect();
        let interval = Interval {
            low: criterion.low,
            high: criterion.high,
        };
        table.row([
            criterion.id.as_str().into(),
            decimal(criterion.weight).into(),
            criterion
                .figure
                .map_or("unknown".to_owned(), |figure| criterion.id.shown(figure))
                .into(),
            range(&interval).into(),
            Cell::new(missing.join(", "), Tone::Warn),
        ]);
    }
    table
}

fn thresholds(settings: &Settings) -> String {
    let limits = settings.tiers.thresholds();
    format!(
        "A from {}, B from {}, C from {}; points are weighted and averaged",
        decimal(limits.a),
        decimal(limits.b),
        decimal(limits.c)
    )
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}

/// A number with at most one decimal.
pub fn decimal(number: Decimal) -> String {
    number.round_dp(1).normalize().to_string()
}

/// An interval; a single number where both ends are the same.
pub fn range(interval: &Interval) -> String {
    match interval.low == interval.high {
        true => decimal(interval.low),
        false => format!("{}–{}", decimal(interval.low), decimal(interval.high)),
    }
}
