//! Lack: the fact that a standard misses, for those who ask for it (M7, M11).

use super::key::Key;
use super::predicate::{Predicate, says};
use super::{Case, need_of};
use crate::model::{Account, Opportunity};

/// A fact that a standard misses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// What tells the fact from others: its route, and where only a part of that is meant, which.
    pub fact: String,
    /// The route that is to be filled: `procurement.process`, `opportunities[0].bant.budget`.
    pub fills: String,
}

/// The part of the contacts that is a meeting with whoever decides.
const TOP_MET: &str = "top-met";

impl Lack {
    /// Whether it is the first meeting with whoever decides.
    pub fn is_top_meeting(&self) -> bool {
        *self == Self::part("touchpoints".to_owned(), TOP_MET)
    }

    fn at(fills: String) -> Self {
        Self {
            fact: fills.clone(),
            fills,
        }
    }

    /// A part of a fact, told by a word.
    fn part(fills: String, word: &str) -> Self {
        Self {
            fact: format!("{fills}={word}"),
            fills,
        }
    }

    /// The deal as a whole, as far as a standard goes.
    pub(super) fn of_deal(case: &Case<'_>, standard: &str) -> Self {
        Self::part(deal_route(case.account, case.deal), standard)
    }
}

/// Where the deal stands in its account.
pub(super) fn deal_route(account: &Account<'_>, deal: &Opportunity<'_>) -> String {
    let place = account
        .opportunities
        .iter()
        .position(|one| std::ptr::eq(one, deal));
    place.map_or_else(|| "opportunities".to_owned(), |at| format!("opportunities[{at}]"))
}

/// Where the need of the deal stands; the needs, where there is none.
pub(super) fn need_route(case: &Case<'_>) -> String {
    let need = need_of(case);
    let place = need.and_then(|need| case.account.needs.iter().position(|one| std::ptr::eq(one, need)));
    place.map_or_else(|| "needs".to_owned(), |at| format!("needs[{at}]"))
}

/// What the decision map lacks.
fn unmapped(case: &Case<'_>) -> &'static str {
    let mut people = case.account.present(case.today);
    match people.any(|person| person.influence.is_none()) {
        true => "stakeholders[].influence",
        false => "stakeholders[].roles",
    }
}

impl Predicate {
    /// The first fact that it misses; nothing where the dossier says all that it looks at, or where what it
    /// looks at is not for anybody there to tell.
    pub(super) fn lack(&self, case: &Case<'_>) -> Option<Lack> {
        let unsaid = |key: &&Key| key.count(case, &says) == 0;
        let at = |key: &Key| Lack::at(key.route(case));
        match self {
            Self::Said(keys) => keys.0.iter().find(unsaid).map(at),
            Self::Past(key) => Some(key).filter(unsaid).map(at),
            Self::AtLeast(keys) => keys.keys().find(unsaid).map(at),
            Self::Count(keys) => keys
                .iter()
                .find(|(key, least)| key.count(case, &says) < **least)
                .map(|(key, _)| at(key)),
            Self::Is(keys) => keys.iter().find_map(|(key, words)| {
                let is_one = |text: &str| words.0.iter().any(|word| word == text);
                let of_many = key.is_of_many() && key.count(case, &is_one) == 0;
                match of_many {
                    true => Some(Lack::part(key.route(case), words.0.first()?)),
                    false => Some(key).filter(unsaid).map(at),
                }
            }),
            Self::All(predicates) | Self::Any(predicates) => predicates
                .iter()
                .filter(|one| !one.holds(case))
                .find_map(|one| one.lack(case)),
            Self::TopMet => Some(Lack::part("touchpoints".to_owned(), TOP_MET)),
            Self::MapDrawn => Some(Lack::at(unmapped(case).to_owned())),
            Self::NeedConfirmed => Some(Lack::at(match need_of(case) {
                Some(_) => format!("{}.status", need_route(case)),
                None => need_route(case),
            })),
            Self::FurtherNeed => Some(match need_of(case) {
                Some(_) => Lack::part("needs".to_owned(), "further"),
                None => Lack::at(need_route(case)),
            }),
            Self::CompleteFor(_) | Self::Approved | Self::ObjectionsAnswered => None,
        }
    }
}
