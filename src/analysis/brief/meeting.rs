//! The meeting that a brief is for, and the step agreed before it (M4, M11).

use chrono::Datelike;
use schemars::JsonSchema;
use serde::Serialize;

use super::Request;
use crate::analysis::agenda::{Item, ItemKind};
use crate::model::touchpoint::NextStep;
use crate::model::{Account, Day, Kind, Text, Touchpoint};

/// The meeting.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Meeting<'a> {
    /// The day.
    pub on: Day,
    /// Its day of the week: `mon` to `sun`.
    pub weekday: &'static str,
    /// In how many days.
    pub in_days: i64,
    /// Whether the dossier has it planned.
    pub planned: bool,
    /// The kind of contact.
    pub kind: Option<&'static str>,
    /// What for.
    pub purpose: Option<&'a str>,
    /// Who of us goes.
    pub goes: Vec<String>,
}

/// The step agreed at the last contact.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NextStepInfo<'a> {
    /// By when.
    pub on: Option<Day>,
    /// What kind of contact.
    pub kind: Option<&'static str>,
    /// What for.
    pub purpose: Option<&'a str>,
}

/// What the dossier knows of the meeting: a contact planned, or else a step agreed for a day to come.
#[derive(Debug, Default)]
pub(super) struct Occasion<'a, 's> {
    /// The day.
    pub(super) on: Option<Day>,
    /// The kind of contact.
    pub(super) kind: Option<Kind>,
    purpose: Option<&'a str>,
    by: Option<&'a str>,
    /// With whom: stakeholders' ids.
    pub(super) with: &'a [Text<'s>],
}

impl<'a, 's> Occasion<'a, 's> {
    /// On the day where one is given, else the next one.
    pub(super) fn find(account: &'a Account<'s>, items: &[&Item<'_>], request: &Request<'_>) -> Self {
        let planned = account.touchpoints.iter().map(Self::planned);
        let agreed = open_steps(account, items).map(|(touch, next)| Self::agreed(touch, next));
        next_of(planned, request)
            .or_else(|| next_of(agreed, request))
            .unwrap_or_default()
    }

    fn planned(touch: &'a Touchpoint<'s>) -> Self {
        Self {
            on: touch.on,
            kind: touch.kind,
            purpose: touch.purpose.as_deref(),
            by: touch.by.as_deref(),
            with: &touch.with,
        }
    }

    fn agreed(touch: &'a Touchpoint<'s>, next: &'a NextStep<'s>) -> Self {
        Self {
            on: next.on,
            kind: next.kind,
            purpose: next.purpose.as_deref(),
            by: touch.by.as_deref(),
            with: &touch.with,
        }
    }

    /// Who of us goes: who planned it, or else our account manager.
    pub(super) fn who_goes(&self, account: &'a Account<'_>) -> Option<&'a str> {
        self.by.or(account.owner.as_deref())
    }
}

fn next_of<'a, 's>(
    occasions: impl Iterator<Item = Occasion<'a, 's>>,
    request: &Request<'_>,
) -> Option<Occasion<'a, 's>> {
    let mut ahead = occasions.filter(|occasion| occasion.on >= Some(request.today));
    match request.meeting {
        Some(day) => ahead.find(|occasion| occasion.on == Some(day)),
        None => ahead
            .filter(|occasion| occasion.on > Some(request.today))
            .min_by_key(|occasion| occasion.on),
    }
}

pub(super) fn tell<'a>(
    account: &'a Account<'_>,
    occasion: &Occasion<'a, '_>,
    request: &Request<'_>,
) -> Meeting<'a> {
    let on = request.meeting.or(occasion.on).unwrap_or(request.today);
    let goes = occasion.who_goes(account);
    Meeting {
        on,
        weekday: weekday(on),
        in_days: on.days_since(request.today),
        planned: occasion.on.is_some(),
        kind: occasion.kind.map(Kind::as_str),
        purpose: occasion.purpose,
        goes: goes.into_iter().map(|who| request.name_of(who)).collect(),
    }
}

fn weekday(day: Day) -> &'static str {
    const WORDS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let at = day.date().weekday().num_days_from_monday();
    WORDS.get(at as usize).copied().unwrap_or_default()
}

/// The latest step agreed and not yet taken.
pub(super) fn open_step<'a>(account: &'a Account<'_>, items: &[&Item<'_>]) -> Option<NextStepInfo<'a>> {
    open_steps(account, items)
        .map(|(_, next)| next)
        .max_by_key(|next| next.on)
        .map(|next| NextStepInfo {
            on: next.on,
            kind: next.kind.map(Kind::as_str),
            purpose: next.purpose.as_deref(),
        })
}

/// The steps that the agenda holds to be open, each with the contact it was agreed at.
fn open_steps<'a, 's>(
    account: &'a Account<'s>,
    items: &[&Item<'_>],
) -> impl Iterator<Item = (&'a Touchpoint<'s>, &'a NextStep<'s>)> {
    let is_open = |day: Option<Day>| {
        items
            .iter()
            .any(|item| item.kind == ItemKind::NextStep && Some(item.due) == day)
    };
    account
        .touchpoints
        .iter()
        .filter_map(|touch| Some((touch, touch.next.as_ref()?)))
        .filter(move |(_, next)| is_open(next.on))
}
