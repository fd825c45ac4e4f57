//! Sparklines: how a figure moved, one cell for each moment.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The cells, the lowest first.
const CELLS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// The cell of a figure that is not known.
const GAP: char = '·';

/// A line of figures, from the least of them to the most; one that never moves lies in the middle.
pub fn spark(figures: &[Option<Decimal>]) -> String {
    let known = || figures.iter().flatten();
    let (Some(least), Some(most)) = (known().min(), known().max()) else {
        return figures.iter().map(|_| GAP).collect();
    };
    let cell = |figure: &Decimal| {
        let highest = Decimal::from(CELLS.len() - 1);
        let share = ((figure - least) * highest).checked_div(most - least);
        let at = share.map_or(CELLS.len() / 2 - 1, |share| share.round().to_usize().unwrap_or(0));
        CELLS[at.min(CELLS.len() - 1)]
    };
    figures
        .iter()
        .map(|figure| figure.as_ref().map_or(GAP, cell))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_from_the_least_to_the_most() {
        let spark = |figures: &[Option<i64>]| {
            super::spark(
                &figures
                    .iter()
                    .map(|figure| figure.map(Decimal::from))
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(spark(&[Some(0), Some(50), None, Some(100)]), "▁▅·█");
        assert_eq!(spark(&[Some(-1), Some(6)]), "▁█");
        assert_eq!(spark(&[Some(7), Some(7)]), "▄▄");
        assert_eq!(spark(&[None, None]), "··");
        assert_eq!(spark(&[]), "");
    }
}
