//! Holidays: the days of the repository's list on which everybody is greeted (M4).

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::item::{Item, ItemKind, few};
use super::occasion::Occasion;
use super::policy::AgendaPolicy;
use super::scope::Scope;
use crate::model::{Day, PersonalDate, Stakeholder, Status};

/// A holiday's day: month and day, without a year.
const MONTH_DAY: &str = "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

/// The same by the lunar calendar, whose months have 30 days at most.
const LUNAR_DAY: &str = "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|30)$";

/// A day on which people are greeted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Holiday {
    /// Its name.
    pub name: Option<String>,
    /// The solar day, `01-01`.
    #[schemars(extend("pattern" = MONTH_DAY, "patternErrorMessage" = "Write month and day, such as `01-01`."))]
    pub on: Option<PersonalDate>,
    /// The lunar day, `08-15`.
    #[serde(deserialize_with = "lunar")]
    #[schemars(extend("pattern" = LUNAR_DAY, "patternErrorMessage" = "Write month and day, such as `08-15`."))]
    pub lunar: Option<PersonalDate>,
}

/// A lunar day, which is written without the word.
fn lunar<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<PersonalDate>, D::Error> {
    let text = Option::<std::borrow::Cow<'_, str>>::deserialize(deserializer)?;
    let date = text.map(|text| format!("lunar {text}").parse());
    date.transpose().map_err(serde::de::Error::custom)
}

impl Holiday {
    /// What is wrong with what it says together, in sentences.
    pub fn problems(&self) -> impl Iterator<Item = &'static str> {
        let days = || [self.on, self.lunar].into_iter().flatten();
        let no_month_day = |day: PersonalDate| day.year.is_some() || day.leap_month;
        [
            (days().count() == 0).then_some("a holiday wants a day: `on: 01-01` or `lunar: 01-01`"),
            (days().count() == 2).then_some("a holiday has one day: `on` or `lunar`, not both"),
            (days().any(no_month_day) || self.on.is_some_and(|day| day.lunar))
                .then_some("a holiday's day is month and day, such as `01-01`, without a year"),
            self.name.is_none().then_some("a holiday wants a `name`"),
        ]
        .into_iter()
        .flatten()
    }
}

/// A holiday, and its occasions that are at hand.
pub(super) struct AtHand<'p> {
    name: &'p str,
    occasions: Vec<Occasion>,
}

/// The holidays that are at hand on a day: the same for all accounts.
pub(super) fn at_hand(policy: &AgendaPolicy, today: Day, within: u32) -> Vec<AtHand<'_>> {
    let at_hand = policy.holidays.iter().filter_map(|holiday| {
        let name = holiday.name.as_deref()?;
        let date = holiday.on.or(holiday.lunar)?;
        let occasions = Occasion::of(date, policy, today, within).collect();
        Some(AtHand { name, occasions })
    });
    at_hand.collect()
}

/// The next of each holiday for which not everybody present was greeted; none at a lost account.
pub(super) fn items<'a>(scope: &Scope<'a, '_>, items: &mut Vec<Item<'a>>) {
    if scope.account.status != Some(Status::Lost) {
        items.extend(scope.holidays.iter().filter_map(|holiday| next(scope, holiday)));
    }
}

fn next<'a>(scope: &Scope<'a, '_>, holiday: &AtHand<'_>) -> Option<Item<'a>> {
    holiday.occasions.iter().find_map(|occasion| {
        let present = scope.account.present(scope.today);
        let open: Vec<_> = present.filter(|person| !occasion.is_met(scope, person)).collect();
        (!open.is_empty()).then(|| item(scope, *occasion, holiday.name, &open))
    })
}

fn item<'a>(scope: &Scope<'a, '_>, occasion: Occasion, name: &str, open: &[&'a Stakeholder<'a>]) -> Item<'a> {
    let why = format!("from {} on greet {}", occasion.from, few(open));
    let item = scope.item(ItemKind::Holiday, occasion.day, name.to_owned(), why);
    let plans = open.iter().map(|person| occasion.planned(scope, person));
    // Only where everybody will be greeted is the day planned for.
    let planned = plans.collect::<Option<Vec<Day>>>();
    Item {
        with: open.iter().filter_map(|person| person.id.as_deref()).collect(),
        ..item.with_plan(planned.and_then(|days| days.into_iter().max()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, day, faults, read, seen, shipped};
    use super::super::{AgendaPolicy, Item, agenda};
    use super::*;
    use crate::model::{Account, Tier};

    fn policy() -> AgendaPolicy {
        let holidays =
            "[{name: 春节, lunar: 01-01}, {name: 中秋节, lunar: 08-15}, {name: New Year, on: 01-01}]";
        AgendaPolicy {
            holidays: read(holidays),
            ..shipped()
        }
    }

    fn holidays<'a>(account: &'a Account<'a>, today: &str, within: u32) -> Vec<Item<'a>> {
        let mut items = agenda([(account, Tier::D)], &policy(), day(today), within);
        items.retain(|item| item.kind == ItemKind::Holiday);
        items
    }

    const PEOPLE: &str = "name: X\nowner: wang.min\nstakeholders: [{id: li, name: 李伟, owner: chen.yu}, {id: sun, name: 孙洁}, {id: gone, left: 2026-01-01}]\n";

    #[test]
    fn an_account_has_one_item_for_everybody_present() {
        let account = account(PEOPLE);
        let items = holidays(&account, "2026-09-18", 0);
        assert_eq!(
            seen(&items),
            ["upcoming -7 holiday wang.min 中秋节 — from 2026-09-18 on greet 李伟, 孙洁"]
        );
        assert_eq!(items[0].with, ["li", "sun"]);
        assert!(holidays(&account, "2026-09-17", 0).is_empty());
        assert_eq!(holidays(&account, "2026-10-01", 0).len(), 1, "belated");
        assert!(holidays(&account, "2026-10-02", 0).is_empty(), "too late");
    }

    #[test]
    fn the_days_are_solar_and_lunar() {
        let account = account(PEOPLE);
        let items = holidays(&account, "2026-12-20", 60);
        let days: Vec<_> = items
            .iter()
            .map(|item| format!("{} {}", item.what, item.due))
            .collect();
        assert_eq!(days, ["New Year 2027-01-01", "春节 2027-02-06"]);
    }

    #[test]
    fn who_was_greeted_is_no_longer_named_and_the_last_one_meets_it() {
        let greeted = |with: &str| {
            let text = format!("{PEOPLE}touchpoints: [{{on: 2026-09-24, kind: greeting, with: [{with}]}}]\n");
            seen(&holidays(&account(&text), "2026-09-25", 0))
        };
        assert_eq!(
            greeted("li"),
            ["due 0 holiday wang.min 中秋节 — from 2026-09-18 on greet 孙洁"]
        );
        assert_eq!(greeted("li, sun"), [""; 0]);
        assert_eq!(greeted("").len(), 1);
    }

    #[test]
    fn it_is_planned_where_everybody_will_be_greeted() {
        let planned = |with: &str| {
            let text = format!("{PEOPLE}touchpoints: [{{on: 2026-09-27, kind: greeting, with: [{with}]}}]\n");
            holidays(&account(&text), "2026-09-25", 0)[0]
                .planned
                .map(|day| day.to_string())
        };
        assert_eq!(planned("li"), None);
        assert_eq!(planned("li, sun").as_deref(), Some("2026-09-27"));
    }

    #[test]
    fn an_account_with_nobody_or_lost_is_not_greeted_and_many_are_not_all_named() {
        for text in ["name: X\n", "name: X\nstatus: lost\nstakeholders: [{id: li}]\n"] {
            assert!(holidays(&account(text), "2026-09-25", 0).is_empty());
        }
        let many = account("name: X\nstakeholders: [{id: a}, {id: b}, {id: c}, {id: d}, {id: e}]\n");
        let items = holidays(&many, "2026-09-25", 0);
        assert!(
            items[0].why.ends_with("greet a, b, c and 2 more"),
            "{}",
            items[0].why
        );
        assert_eq!(items[0].with.len(), 5);
    }

    #[test]
    fn a_holiday_has_a_name_and_one_day_without_a_year() {
        for (text, told) in [
            ("name: x", "a holiday wants a day"),
            ("{name: x, on: 01-01, lunar: 01-01}", "`on` or `lunar`, not both"),
            ("{on: 01-01}", "wants a `name`"),
            ("{name: x, on: 2026-01-01}", "without a year"),
            ("{name: x, on: lunar 01-01}", "without a year"),
            ("{name: x, lunar: 2026-01-01}", "without a year"),
            ("{name: x, lunar: leap-04-01}", "without a year"),
        ] {
            let holiday: Holiday = read(text);
            let problems: Vec<_> = holiday.problems().collect();
            assert!(
                problems.len() == 1 && problems[0].contains(told),
                "{text}: {problems:?}"
            );
        }
        let fine: Holiday = read("{name: x, lunar: 02-30}");
        assert_eq!(fine.problems().count(), 0);
        assert_eq!(faults::<Holiday>("{name: x, lunar: 01-31}").len(), 1);
        assert_eq!(faults::<Holiday>("{name: x, lunar: lunar 01-01}").len(), 1);
    }
}
