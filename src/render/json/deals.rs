//! `deals` as JSON, version 1.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Number, number, to_text};
use crate::analysis::deal::{Grouping, Pursuit, Total, Unmet};
use crate::model::{Answer, Day, Milestone};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    today: Day,
    opportunities: Vec<Entry<'a>>,
    milestones: Vec<OfMilestone>,
    months: Vec<OfMonth>,
}

#[derive(Serialize)]
struct Entry<'a> {
    account: &'a str,
    id: Option<&'a str>,
    name: &'a str,
    owner: Option<&'a str>,
    milestone: Option<Milestone>,
    days: Option<i64>,
    amount: Option<Number>,
    probability: Option<Number>,
    weighted: Option<Number>,
    close: Option<Day>,
    unmet: Vec<&'a str>,
    unknown: Vec<&'a str>,
    bant: BTreeMap<&'static str, Answer>,
    answered: usize,
    yes: usize,
    funnel: &'static str,
    gates: BTreeMap<&'static str, Gate<'a>>,
}

#[derive(Serialize)]
struct Gate<'a> {
    open: bool,
    why: &'a str,
}

#[derive(Serialize)]
struct OfMilestone {
    milestone: Option<Milestone>,
    #[serde(flatten)]
    sum: Sum,
}

#[derive(Serialize)]
struct OfMonth {
    month: Option<String>,
    #[serde(flatten)]
    sum: Sum,
}

#[derive(Serialize)]
struct Sum {
    deals: usize,
    amount: Number,
    weighted: Number,
}

/// The deals in the order given, and what they add up to by milestone and by month.
pub fn render(deals: &[&Pursuit<'_>], today: Day) -> String {
    let mut sorted = deals.to_vec();
    Grouping::Milestone.arrange(&mut sorted);
    let milestones = Grouping::Milestone.groups(&sorted).map(of_milestone).collect();
    Grouping::Month.arrange(&mut sorted);
    let months = Grouping::Month.groups(&sorted).map(of_month).collect();
    to_text(&Document {
        version: 1,
        today,
        opportunities: deals.iter().map(|deal| entry(deal)).collect(),
        milestones,
        months,
    })
}

fn entry<'a>(deal: &'a Pursuit<'_>) -> Entry<'a> {
    Entry {
        account: &deal.account.id,
        id: deal.deal.id.as_deref(),
        name: deal.deal.called(),
        owner: deal.account.owner.as_deref(),
        milestone: deal.deal.milestone,
        days: deal.days,
        amount: deal.amount.map(number),
        probability: deal.deal.probability.map(|share| number(share.0)),
        weighted: deal.weighted.map(number),
        close: deal.deal.close,
        unmet: deal.unmet.iter().map(id).collect(),
        unknown: deal
            .unmet
            .iter()
            .filter(|one| one.unknown.is_some())
            .map(id)
            .collect(),
        bant: deal.bant.into_iter().collect(),
        answered: deal.answers.len() - deal.answered(Answer::Unknown),
        yes: deal.answered(Answer::Yes),
        funnel: deal.funnel.as_str(),
        gates: deal
            .gates
            .all()
            .map(|(name, gate)| {
                let (open, why) = (gate.is_open, gate.why.as_str());
                (name, Gate { open, why })
            })
            .into(),
    }
}

fn id<'a>(unmet: &'a Unmet<'_>) -> &'a str {
    &unmet.standard.id
}

fn of_milestone(group: &[&Pursuit<'_>]) -> OfMilestone {
    OfMilestone {
        milestone: group.first().and_then(|deal| deal.deal.milestone),
        sum: sum(group),
    }
}

fn of_month(group: &[&Pursuit<'_>]) -> OfMonth {
    let month = group.first().and_then(|deal| deal.month());
    OfMonth {
        month: month.map(|(year, month)| format!("{year:04}-{month:02}")),
        sum: sum(group),
    }
}

fn sum(group: &[&Pursuit<'_>]) -> Sum {
    let total = Total::of(group.iter().copied());
    Sum {
        deals: total.deals,
        amount: number(total.amount),
        weighted: number(total.weighted),
    }
}
