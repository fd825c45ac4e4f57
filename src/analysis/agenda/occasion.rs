//! Occasions: days on which people are greeted, and the greetings that meet them (M4).

use super::policy::AgendaPolicy;
use super::scope::{Scope, lists};
use crate::model::{Account, Day, Kind, PersonalDate, Stakeholder};

/// A day on which people are greeted.
///
/// It is announced its lead days ahead and met by a greeting from then on. A belated greeting is one until
/// the day would be critical; then it is too late for any, and the day is listed no more.
#[derive(Clone, Copy)]
pub(super) struct Occasion {
    pub(super) day: Day,
    /// The first day of a greeting for it.
    pub(super) from: Day,
    /// The first day on which it is too late for one.
    end: Day,
}

impl Occasion {
    /// The occasions of a date that are listed and not over yet.
    pub(super) fn of(
        date: PersonalDate,
        policy: &AgendaPolicy,
        today: Day,
        within: u32,
    ) -> impl Iterator<Item = Self> {
        let (lead, critical) = (policy.lead.holiday, policy.lateness.critical);
        let open = date.days_from(today.minus_days(critical.saturating_sub(1)));
        let listed = open.take_while(move |day| lists(*day, today, within.max(lead)));
        listed.map(move |day| Self {
            day,
            from: day.minus_days(lead),
            end: day.plus_days(critical),
        })
    }

    /// Whether a person was greeted for it.
    pub(super) fn is_met(&self, scope: &Scope<'_, '_>, person: &Stakeholder<'_>) -> bool {
        greetings(scope.account, person).any(|on| self.from <= on && on <= scope.today)
    }

    /// The day of the greeting that is planned, if there is one.
    pub(super) fn planned(&self, scope: &Scope<'_, '_>, person: &Stakeholder<'_>) -> Option<Day> {
        let is_ahead = |on: &Day| self.from.max(scope.today.plus_days(1)) <= *on && *on < self.end;
        greetings(scope.account, person).filter(is_ahead).min()
    }
}

/// The days on which a person is greeted; what is brought is a greeting, too.
fn greetings(account: &Account<'_>, person: &Stakeholder<'_>) -> impl Iterator<Item = Day> {
    let greets = |kind| matches!(kind, Some(Kind::Greeting | Kind::Gift));
    let greetings = account.touchpoints.iter().filter(move |touch| greets(touch.kind));
    let id = person.id.as_deref();
    let theirs = greetings.filter(move |touch| touch.with.iter().any(|with| Some(with.as_str()) == id));
    theirs.filter_map(|touch| touch.on)
}
