//! Survey: one figure of all accounts, the groups they are compared in, and their places there.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::facts::Facts;
use super::figures::{Figure, Reading, read};
use super::policy::Group;
use crate::model::{Account, Day, Exchange};

/// What every method reads its figures from.
pub(super) struct Survey<'a, 's> {
    pub(super) accounts: &'a [&'a Account<'s>],
    pub(super) exchange: &'a Exchange,
    pub(super) today: Day,
}

impl Survey<'_, '_> {
    /// A figure of each account.
    pub(super) fn readings(&self, figure: Figure) -> Vec<Reading> {
        let one = |account: &&Account<'_>| read(account, figure, self.exchange, self.today);
        self.accounts.iter().map(one).collect()
    }

    /// The number of the group that each account is in; none where it does not say.
    fn groups(&self, group: Group) -> Vec<Option<usize>> {
        if group == Group::Portfolio {
            return vec![Some(0); self.accounts.len()];
        }
        let mut numbers = HashMap::new();
        let mut number = |name: &str| {
            let next = numbers.len();
            *numbers.entry(name.to_lowercase()).or_insert(next)
        };
        self.accounts
            .iter()
            .map(|account| group_name(account, group).map(&mut number))
            .collect()
    }

    /// Where each account stands with its figure in its group, or the facts that it lacks for a place.
    pub(super) fn compared(&self, readings: &[Reading], group: Group) -> Vec<Result<Place, Facts>> {
        let groups = self.groups(group);
        let pairs = groups.iter().zip(readings);
        let figures: Vec<_> = pairs.map(|(group, reading)| group.zip(reading.value())).collect();
        let group_fact = group.fact().map_or(Facts::NONE, Facts::from);
        let lacking = |at: usize| {
            let of_group = groups[at].map_or(group_fact, |_| Facts::NONE);
            missing(&readings[at], of_group)
        };
        let places = places(&figures).into_iter().enumerate();
        places
            .map(|(at, place)| place.ok_or_else(|| lacking(at)))
            .collect()
    }
}

/// What a figure and a comparison lack; nothing where no fact would help.
pub(super) fn missing(reading: &Reading, of_group: Facts) -> Facts {
    match reading {
        Reading::Value(_) => of_group,
        Reading::Missing(facts) => facts.and(of_group),
        Reading::NoRate(..) => Facts::NONE,
    }
}

/// The name of the group that an account is in, as it is written there.
pub(super) fn group_name<'a>(account: &'a Account<'_>, group: Group) -> Option<&'a str> {
    let name = match group {
        Group::Industry => account.industry.as_deref()?,
        Group::Region => account.region.as_deref()?,
        Group::Portfolio => return Some(""),
    };
    Some(name.trim()).filter(|name| !name.is_empty())
}

/// Where an account stands in its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// How many have a lower figure.
    pub(super) below: usize,
    /// How many have the same figure, itself counted.
    pub(super) equal: usize,
    /// How many have a figure at all.
    pub(super) size: usize,
}

impl Place {
    /// 100 × (number below + ½ × number of others equal) / (size − 1); the middle where it is alone.
    pub(super) fn percentile(self) -> Decimal {
        if self.size <= 1 {
            return Decimal::from(50);
        }
        let halves = 2 * self.below + self.equal - 1;
        Decimal::from(50 * halves) / Decimal::from(self.size - 1)
    }

    /// The place from the top, from 1; equal figures share the best of theirs.
    pub(super) fn number(self) -> usize {
        self.size - self.below - self.equal + 1
    }
}

/// The places of figures, each with the number of its group: sorted once, so that many cost little.
fn places(figures: &[Option<(usize, Decimal)>]) -> Vec<Option<Place>> {
    let mut order: Vec<_> = (0..figures.len())
        .filter_map(|at| figures[at].map(|(group, figure)| (group, figure, at)))
        .collect();
    order.sort_unstable();
    let mut places = vec![None; figures.len()];
    for group in order.chunk_by(|one, other| one.0 == other.0) {
        let mut below = 0;
        for equals in group.chunk_by(|one, other| one.1 == other.1) {
            let place = Place {
                below,
                equal: equals.len(),
                size: group.len(),
            };
            for (.., at) in equals {
                places[*at] = Some(place);
            }
            below += equals.len();
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percentiles(figures: &[i64]) -> Vec<String> {
        let figures: Vec<_> = figures
            .iter()
            .map(|figure| Some((0, Decimal::from(*figure))))
            .collect();
        let shown =
            |place: Option<Place>| place.map_or_else(String::new, |p| p.percentile().normalize().to_string());
        places(&figures).into_iter().map(shown).collect()
    }

    /// M3: 100 × (below + ½ × equal) / (n − 1), worked by hand.
    #[test]
    fn percentile_ranks_share_the_points_of_equals() {
        // 40: 100 × (4 + 0) / 4; the three of 20: 100 × (1 + ½ × 2) / 4; 10: 0.
        assert_eq!(percentiles(&[20, 40, 20, 10, 20]), ["50", "100", "50", "0", "50"]);
        // The two lowest: 100 × ½ × 1 / 4.
        assert_eq!(percentiles(&[5, 5, 7, 8, 9]), ["12.5", "12.5", "50", "75", "100"]);
        assert_eq!(percentiles(&[7]), ["50"]);
        assert_eq!(percentiles(&[7, 7]), ["50", "50"]);
        assert_eq!(percentiles(&[3, 3, 3, 3]), ["50", "50", "50", "50"]);
        assert_eq!(percentiles(&[-5, 0, 1, 2])[1], "33.333333333333333333333333333");
    }

    #[test]
    fn groups_do_not_mix_and_unknown_figures_do_not_count() {
        let one = |group, figure: i64| Some((group, Decimal::from(figure)));
        let found = places(&[one(0, 1), None, one(1, 5), one(0, 2), one(1, 4)]);
        let place = |below, equal, size| Some(Place { below, equal, size });
        assert_eq!(
            found,
            [
                place(0, 1, 2),
                None,
                place(1, 1, 2),
                place(1, 1, 2),
                place(0, 1, 2)
            ]
        );
    }

    #[test]
    fn places_from_the_top_are_those_of_a_competition() {
        let figures: Vec<_> = [30, 50, 30, 10, 50, 50]
            .map(|figure| Some((0, Decimal::from(figure))))
            .into();
        let found: Vec<_> = places(&figures)
            .into_iter()
            .flatten()
            .map(Place::number)
            .collect();
        assert_eq!(found, [4, 1, 4, 6, 1, 1]);
    }

    #[test]
    fn a_figure_written_with_more_digits_is_the_same_figure() {
        let figures = [
            Some((0, Decimal::new(710_000, 0))),
            Some((0, Decimal::new(7_100_000, 1))),
        ];
        assert_eq!(places(&figures)[0], places(&figures)[1]);
    }
}
