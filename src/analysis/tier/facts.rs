//! Facts: what a dossier may leave out and a tier then lacks, as small sets with their routes.

use crate::source::Route;

/// One entry of a dossier that a figure is made of, or that says whom it is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    Sales,
    Margin,
    Potential,
    StrategicFit,
    Growth,
    Purchases,
    Credit,
    Willingness,
    Turnover,
    Employees,
    Industry,
    Region,
}

impl Fact {
    const ALL: [Self; 12] = [
        Self::Sales,
        Self::Margin,
        Self::Potential,
        Self::StrategicFit,
        Self::Growth,
        Self::Purchases,
        Self::Credit,
        Self::Willingness,
        Self::Turnover,
        Self::Employees,
        Self::Industry,
        Self::Region,
    ];

    const fn place(self) -> &'static str {
        match self {
            Self::Sales => "value.sales",
            Self::Margin => "value.margin",
            Self::Potential => "value.potential",
            Self::StrategicFit => "value.strategic_fit",
            Self::Growth => "value.growth",
            Self::Purchases => "value.purchases",
            Self::Credit => "profile.credit.rating",
            Self::Willingness => "profile.willingness",
            Self::Turnover => "profile.turnover",
            Self::Employees => "profile.employees",
            Self::Industry => "industry",
            Self::Region => "region",
        }
    }

    /// Where the fact stands in a dossier.
    pub(super) fn route(self) -> Route {
        self.place().split('.').fold(Route::root(), Route::key)
    }

    /// The section that it stands in, or the entry of one.
    pub(super) fn section(self) -> &'static str {
        let place = self.place();
        let deeper = place.match_indices('.').nth(1);
        deeper.map_or(place, |(at, _)| &place[..at])
    }
}

/// A set of facts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Facts(u16);

impl Facts {
    pub(super) const NONE: Self = Self(0);

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn len(self) -> u32 {
        self.0.count_ones()
    }

    pub(super) fn holds(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    #[must_use]
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[must_use]
    pub(super) fn in_common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    #[must_use]
    pub(super) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Every set of some of these facts, but for the empty one.
    pub(super) fn subsets(self) -> impl Iterator<Item = Self> {
        let smaller = move |set: &Self| Some(Self(set.0.wrapping_sub(1) & self.0));
        std::iter::successors(Some(self), smaller).take_while(|set| !set.is_empty())
    }

    fn facts(self) -> impl Iterator<Item = Fact> {
        Fact::ALL
            .into_iter()
            .filter(move |fact| self.holds((*fact).into()))
    }

    /// The places of the facts.
    pub(super) fn routes(self) -> Vec<Route> {
        self.facts().map(Fact::route).collect()
    }

    /// The sections that they stand in.
    pub(super) fn sections(self) -> impl Iterator<Item = &'static str> {
        self.facts().map(Fact::section)
    }
}

impl From<Fact> for Facts {
    fn from(fact: Fact) -> Self {
        Self(1 << fact as u16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_hold_what_was_put_in() {
        let set = Facts::from(Fact::Credit).and(Fact::Sales.into());
        assert_eq!(set.len(), 2);
        assert!(set.holds(Fact::Sales.into()) && !set.holds(Fact::Margin.into()));
        assert_eq!(
            set.routes().iter().map(Route::to_string).collect::<Vec<_>>(),
            ["value.sales", "profile.credit.rating"]
        );
        assert_eq!(set.without(Fact::Sales.into()), Fact::Credit.into());
        assert_eq!(set.subsets().count(), 3);
        assert_eq!(Facts::NONE.subsets().count(), 0);
    }

    #[test]
    fn facts_are_told_apart() {
        for (at, fact) in Fact::ALL.into_iter().enumerate() {
            assert_eq!(Facts::from(fact), Facts(1 << at));
        }
    }
}
