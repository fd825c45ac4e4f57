//! Predicates: what a standard can ask of an account and a deal, by the words of `process.yaml` (M7).

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::de::value::StrDeserializer;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::key::Key;
use super::{Case, is_approved, need_of};
use crate::analysis::completeness::{REQUIREMENTS, said};
use crate::analysis::influence::{decides, top_last_met};
use crate::model::competition::{Competitor, Position};
use crate::model::need::NeedStatus;
use crate::model::number::decimal;
use crate::model::parsed::parsed;
use crate::model::{Answer, Day, Need, Tier};

/// A predicate as it is named.
#[derive(Debug)]
pub struct Named {
    /// Its word in `process.yaml`.
    pub word: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// Declares the predicates, and the table that says what each of them means: its comment.
macro_rules! predicates {
    ($( #[doc = $meaning:literal] $name:ident $(($argument:ty))? = $word:literal, )+) => {
        /// What a standard can ask.
        #[derive(Debug, PartialEq, Deserialize)]
        pub enum Predicate {
            $( #[doc = $meaning] #[serde(rename = $word)] $name $(($argument))?, )+
        }

        /// All predicates, those with an argument first.
        pub const PREDICATES: &[Named] = &[
            $( Named { word: $word, meaning: $meaning.trim_ascii() }, )+
        ];
    };
}

predicates! {
    /// The dossier says something at the key, or at each key of a list: `said: [deal.offer.pilot, deal.offer.rollout]`.
    Said(Many<Key>) = "said",
    /// So many entries or more say something at the key: `count: {deal.key_factors.factor: 3}`.
    Count(BTreeMap<Key, usize>) = "count",
    /// The word at the key is this one, or one of a list: `is: {touchpoints.kind: [visit, meeting]}`.
    Is(BTreeMap<Key, Many<String>>) = "is",
    /// The number at the key is so much or more: `at-least: {value.strategic_fit: 2}`. Amounts in a currency of their own are not compared.
    AtLeast(BTreeMap<Key, Number>) = "at-least",
    /// The day at the key is today or past: `past: reviews.on`.
    Past(Key) = "past",
    /// Everything is known that completeness asks of the tier: `complete-for: D`.
    CompleteFor(Tier) = "complete-for",
    /// Each of a list of predicates holds: `all: [map-drawn, {said: competitors}]`.
    All(Vec<Predicate>) = "all",
    /// One of a list of predicates holds: `any: [{said: need.value.saves}, {said: need.value.earns}]`.
    Any(Vec<Predicate>) = "any",
    /// The deal's `approved` says who of us approved it, and when; `unapproved-deal` tells where it does not.
    Approved = "approved",
    /// Everybody there has a role and an influence, and somebody decides or approves.
    MapDrawn = "map-drawn",
    /// Somebody who decides or approves was met.
    TopMet = "top-met",
    /// The deal's need is confirmed or solved by its status, or where that is not stated by the answer to `need_confirmed`.
    NeedConfirmed = "need-confirmed",
    /// Every competitor who attacks and has not left has a counter, and so has every risk of the deal.
    ObjectionsAnswered = "objections-answered",
    /// There is another need than the deal's that is not solved.
    FurtherNeed = "further-need",
}

impl Predicate {
    /// Whether it holds.
    pub(super) fn holds(&self, case: &Case<'_>) -> bool {
        match self {
            Self::Said(keys) => keys.0.iter().all(|key| key.count(case, &says) > 0),
            Self::Count(keys) => keys.iter().all(|(key, least)| key.count(case, &says) >= *least),
            Self::Is(keys) => keys.iter().all(|(key, words)| {
                let is_one = |text: &str| words.0.iter().any(|word| word == text);
                key.count(case, &is_one) > 0
            }),
            Self::AtLeast(keys) => keys.iter().all(|(key, least)| {
                let reaches = |text: &str| decimal(text).is_some_and(|number| number >= least.0);
                key.count(case, &reaches) > 0
            }),
            Self::Past(key) => key.count(case, &|text| is_past(text, case.today)) > 0,
            Self::CompleteFor(tier) => is_complete(case, *tier),
            Self::All(predicates) => predicates.iter().all(|one| one.holds(case)),
            Self::Any(predicates) => predicates.iter().any(|one| one.holds(case)),
            Self::Approved => is_approved(case.deal),
            Self::MapDrawn => is_mapped(case),
            Self::TopMet => top_last_met(case.account, case.today).is_some(),
            Self::NeedConfirmed => is_confirmed(case),
            Self::ObjectionsAnswered => are_objections_answered(case),
            Self::FurtherNeed => has_further_need(case),
        }
    }

    /// Whether it names nothing to look at, and so would always or never hold.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Said(keys) => keys.0.is_empty(),
            Self::Count(keys) => keys.is_empty(),
            Self::Is(keys) => keys.is_empty(),
            Self::AtLeast(keys) => keys.is_empty(),
            Self::All(predicates) | Self::Any(predicates) => {
                predicates.is_empty() || predicates.iter().any(Self::is_empty)
            }
            _ => false,
        }
    }

    /// Whether it looks at a delivery, of which a deal can have several.
    pub(super) fn is_of_delivery(&self) -> bool {
        match self {
            Self::Said(keys) => keys.0.iter().any(Key::is_of_delivery),
            Self::Count(keys) => keys.keys().any(Key::is_of_delivery),
            Self::Is(keys) => keys.keys().any(Key::is_of_delivery),
            Self::AtLeast(keys) => keys.keys().any(Key::is_of_delivery),
            Self::Past(key) => key.is_of_delivery(),
            Self::All(predicates) | Self::Any(predicates) => predicates.iter().any(Self::is_of_delivery),
            _ => false,
        }
    }
}

/// Whether a text says something: an answer that is not known does not.
pub(super) fn says(text: &str) -> bool {
    !text.trim().is_empty() && text != Answer::Unknown.as_str()
}

fn is_past(text: &str, today: Day) -> bool {
    text.parse::<Day>().is_ok_and(|day| day <= today)
}

fn is_complete(case: &Case<'_>, tier: Tier) -> bool {
    REQUIREMENTS
        .iter()
        .filter(|requirement| requirement.is_asked_of(tier))
        .all(|requirement| requirement.is_met(case.account, case.today))
}

/// The decision map is drawn when all who are there have a role and a weight, and one of them decides.
fn is_mapped(case: &Case<'_>) -> bool {
    let mut people = case.account.present(case.today);
    people.all(|person| !person.roles.is_empty() && person.influence.is_some())
        && case.account.present(case.today).any(decides)
}

/// What the need's own status says stands before the answer to the question whether it is confirmed.
fn is_confirmed(case: &Case<'_>) -> bool {
    match need_of(case).and_then(|need| need.status) {
        Some(status) => matches!(status, NeedStatus::Confirmed | NeedStatus::Solved),
        None => need_of(case).is_some() && case.deal.evaluation.need_confirmed == Answer::Yes,
    }
}

/// A competitor who has left raises no objections any more.
fn are_objections_answered(case: &Case<'_>) -> bool {
    let is_here = |one: &&Competitor<'_>| one.position != Some(Position::Exited);
    let mut competitors = case.account.competitors.iter().filter(is_here);
    competitors.all(|one| one.attacks.is_empty() || !one.counters.is_empty())
        && case.deal.risks.iter().all(|risk| said(&risk.counter))
}

/// Another need than the deal's that is not met yet.
fn has_further_need(case: &Case<'_>) -> bool {
    let own = need_of(case);
    let is_further = |need: &Need<'_>| {
        let is_own = own.is_some_and(|own| std::ptr::eq(own, need));
        !is_own && said(&need.need) && need.status != Some(NeedStatus::Solved)
    };
    case.account.needs.iter().any(is_further)
}

/// One value, or a list of them.
#[derive(Debug, PartialEq)]
pub struct Many<T>(pub(super) Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrMore(PhantomData))
    }
}

struct OneOrMore<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for OneOrMore<T> {
    type Value = Many<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one word or a list")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Many<T>, E> {
        T::deserialize(StrDeserializer::new(text)).map(|one| Many(vec![one]))
    }

    fn visit_bool<E: Error>(self, word: bool) -> Result<Many<T>, E> {
        self.visit_str(if word { "true" } else { "false" })
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Many<T>, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Many<T>, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Many<T>, A::Error> {
        let mut many = Vec::new();
        while let Some(item) = items.next_element()? {
            many.push(item);
        }
        Ok(Many(many))
    }
}

/// An exact number.
#[derive(Debug, PartialEq)]
pub struct Number(Decimal);

impl FromStr for Number {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = decimal(text).map(Self);
        number.ok_or_else(|| format!("`{text}` is no number; write one such as 2 or 0.5"))
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, "a number")
    }
}
