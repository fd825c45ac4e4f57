//! Age: when and by whom each value of a dossier was last changed, as its history tells (M1, M10).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Day;
use crate::source::Route;

/// The age in days from which a fact is old (M11).
pub const OLD: i64 = 180;

/// When a value became what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Setting {
    /// The day.
    pub on: Day,
    /// Who committed it; nobody has yet where it is missing.
    pub by: Option<String>,
}

/// The settings of a dossier's values, by their routes. What history does not tell is not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ages(BTreeMap<Route, Setting>);

impl Ages {
    /// When what stands at a route, or anything below it, was last changed.
    pub fn last(&self, route: &Route) -> Option<&Setting> {
        self.below(route)
            .map(|(_, setting)| setting)
            .max_by_key(|setting| setting.on)
    }

    /// What has been as it is for longest at a route or below it, if anything.
    pub fn oldest(&self, route: &Route) -> Option<(&Route, &Setting)> {
        self.below(route).min_by_key(|(_, setting)| setting.on)
    }

    /// How many values there are at a route and below it, and how many of them are [`OLD`].
    pub fn count(&self, route: &Route, today: Day) -> (usize, usize) {
        let is_old = |setting: &Setting| today.days_since(setting.on) >= OLD;
        let old = self.below(route).filter(|(_, setting)| is_old(setting));
        (self.below(route).count(), old.count())
    }

    fn below<'a, 'r>(
        &'a self,
        route: &'r Route,
    ) -> impl Iterator<Item = (&'a Route, &'a Setting)> + use<'a, 'r> {
        let from = self.0.range(route..);
        from.take_while(|(found, _)| found.steps().starts_with(route.steps()))
    }
}

/// How long a value has been as it is, where that is long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Since {
    /// The day it was set.
    pub on: Day,
    /// How many days ago.
    pub days_ago: i64,
    /// Who set it.
    pub by: Option<String>,
}

impl Ages {
    /// What is to be told of the age of a value: nothing where it is not known, or the value is not [`OLD`].
    pub fn since(&self, route: &Route, today: Day) -> Option<Since> {
        let setting = self.last(route)?;
        let days_ago = today.days_since(setting.on);
        (days_ago >= OLD).then(|| Since {
            on: setting.on,
            days_ago,
            by: setting.by.clone(),
        })
    }
}

impl FromIterator<(Route, Setting)> for Ages {
    fn from_iter<I: IntoIterator<Item = (Route, Setting)>>(settings: I) -> Self {
        Self(settings.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn ages(settings: &[(Route, &str)]) -> Ages {
        let setting = |on: &str| Setting {
            on: day(on),
            by: None,
        };
        settings
            .iter()
            .map(|(route, on)| (route.clone(), setting(on)))
            .collect()
    }

    #[test]
    fn the_age_is_told_from_half_a_year_on() {
        let ages = ages(&[(route!["a"], "2026-05-25"), (route!["b"], "2026-05-26")]);
        let since = |route: Route| ages.since(&route, day("2026-11-21")).map(|since| since.days_ago);
        assert_eq!(since(route!["a"]), Some(180));
        assert_eq!(since(route!["b"]), None);
    }

    #[test]
    fn the_age_of_a_part_is_that_of_its_latest_change() {
        let ages = ages(&[
            (route!["name"], "2024-03-01"),
            (route!["needs", 0, "id"], "2026-01-01"),
            (route!["needs", 0, "need"], "2026-05-01"),
            (route!["needs", 10, "id"], "2026-07-01"),
            (route!["needs-more"], "2026-09-01"),
        ]);
        let last = |route: Route| ages.last(&route).map(|setting| setting.on.to_string());
        assert_eq!(last(route!["needs", 0]).as_deref(), Some("2026-05-01"));
        assert_eq!(last(route!["needs"]).as_deref(), Some("2026-07-01"));
        assert_eq!(last(route![]).as_deref(), Some("2026-09-01"));
        assert_eq!(last(route!["value"]), None);
        let oldest = ages.oldest(&route!["needs"]).map(|(route, _)| route.to_string());
        assert_eq!(oldest.as_deref(), Some("needs[0].id"));
        assert_eq!(ages.count(&route!["needs"], day("2026-11-21")), (3, 2));
    }
}
