//! Cases that suit: by need, industry and size.

use super::reason::{score, weightiest};
use super::{Criterion, Hindrance, Library, Reason, Request, hindrance};
use crate::analysis::deal::need_for;
use crate::analysis::need::top_needs;
use crate::analysis::wording::{Terms, is_kindred, squeeze};
use crate::model::need::NeedStatus;
use crate::model::{Case, Need};

/// A case that suits a meeting.
#[derive(Debug, Clone)]
pub struct CaseMatch<'a> {
    /// The case.
    pub case: &'a Case<'a>,
    /// What it rests on, the weightiest first.
    pub reasons: Vec<Reason<'a>>,
    /// The points of the reasons together.
    pub score: u32,
}

/// Those that are not to be told, and those that are.
pub(super) fn suiting<'a>(
    library: Library<'a>,
    request: &Request<'a>,
) -> (Vec<(&'a Case<'a>, Hindrance<'a>)>, Vec<CaseMatch<'a>>) {
    let wishes = wishes(request);
    let (mut withheld, mut offered) = (Vec::new(), Vec::new());
    for case in library.cases {
        let Some(found) = suits(case, &wishes, request) else {
            continue;
        };
        match hindrance(case, request) {
            Some(hindrance) => withheld.push((case, hindrance)),
            None => offered.push(found),
        }
    }
    (withheld, offered)
}

/// A need to be met, with the words it is told in.
struct Wish<'a> {
    id: Option<String>,
    terms: Terms,
    called: &'a str,
    is_main: bool,
}

/// The needs that are open; the deal's is one whatever its status.
fn wishes<'a>(request: &Request<'a>) -> Vec<Wish<'a>> {
    let account = request.account;
    let main = match request.deal {
        Some(deal) => Vec::from_iter(need_for(account, deal)),
        None => top_needs(account),
    };
    let is_main = |need: &Need<'_>| main.iter().any(|main| std::ptr::eq(*main, need));
    let needs = account.needs.iter();
    let is_open = |need: &&Need<'_>| need.status != Some(NeedStatus::Solved) || is_main(need);
    needs
        .filter(is_open)
        .map(|need| Wish {
            id: need.id.as_deref().map(squeeze),
            terms: need_terms(need),
            called: need.id.as_deref().or(need.need.as_deref()).unwrap_or("?"),
            is_main: is_main(need),
        })
        .collect()
}

fn need_terms(need: &Need<'_>) -> Terms {
    let whole = [&need.id, &need.need, &need.impact].into_iter().flatten();
    Terms::of(whole.chain(&need.why).map(|text| text.as_str()))
}

/// That a case suits. Size alone says nothing: there are clients of every size in every trade.
fn suits<'a>(case: &'a Case<'a>, wishes: &[Wish<'a>], request: &Request<'a>) -> Option<CaseMatch<'a>> {
    let profile = &request.account.profile;
    let mut reasons = Vec::from_iter(by_need(case, wishes));
    let industries = case.industry.as_deref().zip(request.account.industry.as_deref());
    if let Some((industry, _)) = industries.filter(|(one, other)| is_kindred(one, other)) {
        reasons.push(Reason::new(Criterion::Industry, industry));
    }
    if reasons.is_empty() {
        return None;
    }
    let sizes = case
        .size
        .as_ref()
        .and_then(|size| size.employees)
        .zip(profile.employees);
    if let Some((_, people)) = sizes.filter(|((from, to), people)| (from..=to).contains(&people)) {
        reasons.push(Reason::new(Criterion::Size, people.to_string()));
    }
    let score = score(&reasons);
    Some(CaseMatch { case, reasons, score })
}

/// The weightiest need that a case answers: by its tags, or else by the words it is told in.
fn by_need<'a>(case: &Case<'_>, wishes: &[Wish<'a>]) -> Option<Reason<'a>> {
    let told = [&case.title, &case.problem].into_iter().flatten();
    let told = Terms::of(told.chain(&case.needs).map(|text| text.as_str()));
    let reasons = wishes.iter().filter_map(|wish| {
        by_tag(case, wish).or_else(|| {
            let words = wish.terms.shared(&told)?.join(", ");
            let criterion = match wish.is_main {
                true => Criterion::MainNeedWords,
                false => Criterion::NeedWords,
            };
            Some(Reason::new(criterion, format!("{}: {words}", wish.called)))
        })
    });
    weightiest(reasons)
}

/// A need that a tag of the case names by its id, or by words that the need is told in.
fn by_tag<'a>(case: &Case<'_>, wish: &Wish<'a>) -> Option<Reason<'a>> {
    let names = |tag: &&str| {
        let apart = tag.replace(['-', '_'], " ");
        wish.id.as_ref() == Some(&squeeze(tag))
            || Terms::of([*tag]).are_within(&wish.terms)
            || Terms::of([&*apart]).are_within(&wish.terms)
    };
    let tag = case.needs.iter().map(|tag| tag.as_str()).find(names)?;
    let criterion = match wish.is_main {
        true => Criterion::MainNeed,
        false => Criterion::Need,
    };
    Some(Reason::new(criterion, tag))
}
