//! White space for people: how much of their money is ours, what they buy, and which needs nothing answers.

use rust_decimal::Decimal;

use super::{Shown, amount};
use crate::analysis::white_space::{Bought, Orders, UnservedNeed};
use crate::model::money::short_amount;
use crate::render::style::{Look, Tone};
use crate::render::table::{Cell, Table};
use crate::render::tiers::decimal;

const TITLE: &str = "White space";
/// How many purchases are shown, each with all orders of the same.
const LINES: usize = 5;

/// What of their money is not ours, and the needs behind it; nothing where neither is known.
pub(super) fn section(shown: &Shown<'_>, look: &Look) -> String {
    let needs = needs(&shown.space.needs);
    match wallet(shown) {
        None => needs.section(TITLE, look),
        Some(wallet) => {
            let rest = if needs.is_empty() {
                String::new()
            } else {
                needs.render(look)
            };
            let (title, wallet) = (look.paint(Tone::Heading, TITLE), look.paint(Tone::Plain, &wallet));
            format!("\n{title}\n{wallet}\n{rest}")
        }
    }
}

fn wallet(shown: &Shown<'_>) -> Option<String> {
    let overview = shown.overview;
    let (unserved, potential) = (overview.unserved?, overview.potential?);
    let share = overview.share_of_wallet.map(|share| {
        let percent = share.saturating_mul(Decimal::ONE_HUNDRED);
        format!(" · share of wallet {} %", decimal(percent))
    });
    Some(format!(
        "unserved {} of {}{}",
        short_amount(unserved),
        short_amount(potential),
        share.unwrap_or_default()
    ))
}

fn needs(needs: &[UnservedNeed<'_>]) -> Table {
    let mut table = Table::new(["Need", "Gain a year", "Open deals", "Our solution"]).right(&[1, 2]);
    for one in needs {
        let solution = one.need.solution.base.as_deref();
        table.row([
            one.need.need.as_deref().unwrap_or("–").into(),
            amount(one.gain).into(),
            amount(one.amount).into(),
            solution.map_or_else(|| Cell::new("none yet", Tone::Warn), Cell::from),
        ]);
    }
    table
}

/// What they have bought, the most of the last 365 days first.
pub(super) fn purchases(shown: &Shown<'_>) -> Table {
    let mut table = Table::new(["What", "Last 365 days", "In all", "Last order"]).right(&[1, 2]);
    let lines = &shown.space.bought;
    for line in lines.iter().take(LINES) {
        table.row(bought(line));
    }
    if lines.len() > LINES {
        table.row([Cell::new(
            format!("and {} more", lines.len() - LINES),
            Tone::Faint,
        )]);
    }
    table
}

fn bought(line: &Bought<'_>) -> [Cell; 4] {
    let last = line.last.map_or("–".to_owned(), |day| day.to_string());
    let tone = if line.is_lapsed() { Tone::Warn } else { Tone::Plain };
    [
        line.what.unwrap_or("–").into(),
        orders(line.recent).into(),
        orders(line.all).into(),
        Cell::new(last, tone),
    ]
}

/// Their amount, and how many they are where they are several.
fn orders(orders: Orders) -> String {
    match orders.count {
        0 | 1 => amount(orders.amount),
        count => format!("{} ({count})", amount(orders.amount)),
    }
}
