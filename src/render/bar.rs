//! Bars: a percentage, or the interval it lies in, as ten cells.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The cells of a bar.
const CELLS: usize = 10;

/// A bar of 0 to 100 %: full up to `low`, half as dense up to `high`.
pub fn bar(low: Decimal, high: Decimal) -> String {
    let (full, most) = (cells(low), cells(high));
    "█".repeat(full) + &"▒".repeat(most.saturating_sub(full)) + &"░".repeat(CELLS - most)
}

/// Cut off, not rounded: only what is whole fills the bar.
fn cells(percent: Decimal) -> usize {
    let cells = percent * Decimal::from(CELLS) / Decimal::ONE_HUNDRED;
    cells.floor().to_usize().unwrap_or(0).min(CELLS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_shows_what_is_sure_and_what_may_be() {
        for (low, high, shown) in [
            (0, 0, "░░░░░░░░░░"),
            (99, 99, "█████████░"),
            (100, 100, "██████████"),
            (35, 79, "███▒▒▒▒░░░"),
            (0, 100, "▒▒▒▒▒▒▒▒▒▒"),
        ] {
            assert_eq!(bar(Decimal::from(low), Decimal::from(high)), shown);
        }
    }
}
