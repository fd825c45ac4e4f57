//! Questions in a brief: what the dossier does not know, for whoever among those present can tell (M11).
//!
//! Every gap is weighed: its reasons add up, and what the meeting is there for, who will be there, and which
//! deal it is about make more or less of them. Here is only which question is asked and of whom; its words
//! are in the playbook.

mod gap;
mod source;
#[cfg(test)]
mod tests;
mod weight;

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::Serialize;

use super::Request;
use super::people::Person;
use crate::analysis::need::top_needs;
use crate::analysis::tier::Standing;
use crate::model::{Account, Day, Opportunity, Role};

use gap::{Gap, Gaps};
use weight::{NOBODY_THERE, OTHER_DEAL, WHOLE};

pub use gap::{Cause, Reason, Section, ids, layers};
pub(super) use weight::Purpose;

/// The fewest and the most questions of a brief.
const FEWEST: usize = 3;
const MOST: usize = 5;
/// How many of them are the account's own, where it has any.
const OWN: usize = 1;
/// How many one person is asked, where others can answer others.
const EACH: usize = 2;
/// How many of those that were not chosen are told beside them.
const NEXT: usize = 5;

/// What makes more or less of the sum of a question's reasons: the meeting, who will be there, the deal.
const SHARES: [&str; 3] = ["meeting", "nobody-there", "other-deal"];

/// A question to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Question<'a> {
    /// The section of the playbook that has its words; nothing where it is the account's own.
    pub section: Option<Section>,
    /// Its id there.
    pub id: Option<String>,
    /// Its words: the account's own, or those of the playbook once they are put in.
    pub text: Option<String>,
    /// The need it is about, where it brings out a layer of one, and the place of that among the top needs.
    pub need: Option<(usize, &'a str)>,
    /// The route of the fact that the answer fills.
    pub fills: String,
    /// Who of those present can answer.
    pub to: Option<&'a str>,
    /// The deal it is about, where that is not the main one.
    pub about: Option<&'a str>,
    /// What it is worth: the sum of its reasons, times its shares.
    pub points: u32,
    /// Why it is asked.
    pub why: Vec<Reason>,
    /// What makes it more or less than the sum of its reasons: each with its percentage.
    pub shares: Vec<(&'static str, u32)>,
}

/// The questions of a brief.
#[derive(Debug)]
pub(super) struct Questions<'a> {
    /// Those to ask, three to five, the most valuable first.
    pub(super) chosen: Vec<Question<'a>>,
    /// The most valuable ones beside them.
    pub(super) next: Vec<Question<'a>>,
}

/// What questions are chosen for.
pub(super) struct Case<'a, 'c> {
    pub(super) account: &'a Account<'a>,
    pub(super) standing: &'c Standing,
    /// The open deals, the largest first.
    pub(super) deals: &'c [&'a Opportunity<'a>],
    /// Who will be there, the most influential first.
    pub(super) there: &'c [Person<'a>],
    pub(super) purpose: Purpose,
    pub(super) request: &'c Request<'c>,
}

impl Case<'_, '_> {
    fn today(&self) -> Day {
        self.request.today
    }

    /// Whether somebody who decides will be there.
    fn somebody_decides(&self) -> bool {
        let decides = [Role::Approver.as_str(), Role::DecisionMaker.as_str()];
        let mut roles = self.there.iter().flat_map(|person| &person.roles);
        roles.any(|role| decides.contains(role))
    }
}

/// A gap with its worth, and who of those present can answer, the best first.
struct Candidate<'a> {
    question: Question<'a>,
    able: Vec<&'a str>,
}

/// Three to five questions by their worth; where the account has questions of its own, one is among the
/// first three. What is always worth asking comes in only where there are fewer.
pub(super) fn choose<'a>(case: &Case<'a, '_>) -> Questions<'a> {
    let own = own_questions(case.account);
    let gaps = source::gaps(case).questions();
    let mut candidates: Vec<Candidate<'a>> = gaps.iter().filter_map(|gap| weigh(gap, case)).collect();
    candidates.sort_by_key(|candidate| Reverse(candidate.question.points));
    let (mut chosen, mut next) = pick(candidates, MOST - own.len().min(OWN));
    let missing = FEWEST.saturating_sub(chosen.len()).max(OWN);
    let after = chosen.len().min(FEWEST - OWN);
    chosen.splice(after..after, own.into_iter().take(missing));
    let missing = FEWEST.saturating_sub(chosen.len());
    let always = Gaps::always(case.account);
    let always = always.iter().filter_map(|gap| weigh(gap, case));
    chosen.extend(always.take(missing).map(|candidate| candidate.question));
    next.truncate(NEXT);
    Questions { chosen, next }
}

/// The worth of a gap; nothing where only an insider can tell, and none will be there.
fn weigh<'a>(gap: &Gap, case: &Case<'a, '_>) -> Option<Candidate<'a>> {
    let able = able(&gap.ask.knows, case.there);
    if able.is_empty() && gap.ask.knows == [Role::Coach.as_str()] {
        return None;
    }
    let is_unanswered = able.is_empty() && !case.there.is_empty();
    let all = [
        case.purpose.share(&gap.fills),
        if is_unanswered { NOBODY_THERE } else { WHOLE },
        if gap.deal > Some(0) { OTHER_DEAL } else { WHOLE },
    ];
    let shares: Vec<_> = SHARES
        .into_iter()
        .zip(all)
        .filter(|(_, share)| *share != WHOLE)
        .collect();
    let sum: u32 = gap.why.iter().map(|reason| reason.points).sum();
    let about = gap.deal.filter(|rank| *rank > 0);
    let question = Question {
        section: Some(gap.ask.section),
        id: Some(gap.ask.id.clone()),
        text: gap.ask.text.clone(),
        need: need_of(gap, case.account),
        fills: gap.fills.clone(),
        to: able.first().copied(),
        about: about
            .and_then(|rank| case.deals.get(rank))
            .map(|deal| deal.called()),
        points: shares
            .iter()
            .fold(sum, |points, (_, share)| points * share / WHOLE),
        why: gap.why.clone(),
        shares,
    };
    Some(Candidate { question, able })
}

/// The top need that a question brings out a layer of, and its place among those.
fn need_of<'a>(gap: &Gap, account: &'a Account<'_>) -> Option<(usize, &'a str)> {
    if gap.ask.section != Section::Spin {
        return None;
    }
    top_needs(account)
        .into_iter()
        .enumerate()
        .find_map(|(rank, need)| {
            let at = account.needs.iter().position(|one| std::ptr::eq(one, need))?;
            let is_it = gap.fills.starts_with(&format!("needs[{at}]."));
            Some((rank, need.need.as_deref()?)).filter(|_| is_it)
        })
}

/// Who of those present has one of the roles or departments, the best first.
fn able<'a>(knows: &[&str], there: &[Person<'a>]) -> Vec<&'a str> {
    let mut able: Vec<&'a str> = Vec::new();
    for known in knows {
        let has = |person: &&Person<'_>| person.roles.contains(known) || person.department == Some(known);
        for person in there.iter().filter(has) {
            if !able.contains(&person.name) {
                able.push(person.name);
            }
        }
    }
    able
}

/// The best candidates, each question once, and what is left of them, all by their worth. Nobody is asked a
/// third question while others can answer one that is worth at least half as much.
fn pick<'a>(mut left: Vec<Candidate<'a>>, most: usize) -> (Vec<Question<'a>>, Vec<Question<'a>>) {
    let mut chosen: Vec<Question<'a>> = Vec::new();
    while chosen.len() < most && !left.is_empty() {
        let Candidate { mut question, able } = left.remove(best(&left, &chosen));
        question.to = free(&able, &chosen).or(question.to);
        left.retain(|other| other.question.id != question.id);
        chosen.push(question);
    }
    chosen.sort_by_key(|question| Reverse(question.points));
    let mut next: Vec<Question<'a>> = Vec::new();
    for Candidate { question, .. } in left {
        if next.iter().all(|other| other.id != question.id) {
            next.push(question);
        }
    }
    (chosen, next)
}

/// The place of the candidate to choose next: the first, or where whoever can answer that has been asked
/// enough, the first for somebody else that is worth half as much.
fn best(left: &[Candidate<'_>], chosen: &[Question<'_>]) -> usize {
    let is_free = |one: &Candidate<'_>| free(&one.able, chosen).is_some();
    let Some(first) = left.first().filter(|one| !one.able.is_empty() && !is_free(one)) else {
        return 0;
    };
    let is_worth_it = |one: &Candidate<'_>| one.question.points * 2 >= first.question.points;
    left.iter()
        .position(|one| is_free(one) && is_worth_it(one))
        .unwrap_or(0)
}

/// The best of those who can answer that has not been asked enough.
fn free<'a>(able: &[&'a str], chosen: &[Question<'_>]) -> Option<&'a str> {
    let asked = |name: &str| chosen.iter().filter(|one| one.to == Some(name)).count();
    able.iter().copied().find(|name| asked(name) < EACH)
}

/// The ids of all shares, for those who check that each has its words.
pub fn shares() -> impl Iterator<Item = &'static str> {
    SHARES.into_iter()
}

/// The account's own questions in SPIN order, each with what its answer tells.
fn own_questions<'a>(account: &Account<'_>) -> Vec<Question<'a>> {
    let own = &account.questions;
    [
        ("profile", &own.situation),
        ("needs", &own.problem),
        ("needs[].impact", &own.implication),
        ("needs[].value", &own.need_payoff),
    ]
    .into_iter()
    .flat_map(|(fills, questions)| questions.iter().map(move |text| (fills, text)))
    .map(|(fills, text)| Question {
        section: None,
        id: None,
        text: Some(text.as_str().to_owned()),
        need: None,
        fills: fills.to_owned(),
        to: None,
        about: None,
        points: 0,
        why: Vec::new(),
        shares: Vec::new(),
    })
    .collect()
}
