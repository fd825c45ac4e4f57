//! Weights: what each reason to ask counts, and what the meeting makes of it (M11).

use super::gap::{Cause, pattern};
use crate::analysis::need::top_needs;
use crate::model::{Account, Day, Kind, Milestone, Opportunity, Status, Touchpoint};

/// What a reason counts, in points. They are set against one another so that what shuts a deal out counts
/// most, and what is only untidy least:
///
/// | reason | points | because |
/// |---|---|---|
/// | budget, authority, need, timeline | 40 | without any one of the four there is no order |
/// | a standard of the milestone or an earlier one | 30 | the deal stands on it, and it does not hold |
/// | a standard of the next milestone | 20 | it is what the deal waits for |
/// | one of the nine points unknown / partly known | 20 / 10 | seven of nine open the first gate |
/// | a layer of a top need | 15 | without it there is no value to show |
/// | one of the ten questions | 15 | there are ten of them |
/// | a fact that settles the tier | 15 | the tier decides where our time goes |
/// | a requirement of the tier | 4 for each of its weight, 1 to 3 | the table has its own weights |
/// | what we concluded / heard / knew long ago | 10 / 6 / 4 | there is something, if not enough |
/// | what is always worth asking | 1 | only where nothing else is |
pub(super) fn points(cause: Cause) -> u32 {
    match cause {
        Cause::Bant => 40,
        Cause::Standard => 30,
        Cause::NextStandard | Cause::Point => 20,
        Cause::Layer | Cause::Evaluation | Cause::Tier => 15,
        Cause::Requirement | Cause::Stale => 4,
        Cause::Hearsay => 6,
        Cause::Always => 1,
    }
}

/// One of the nine points that is partly known.
pub(super) const PARTLY: u32 = 10;
/// What we concluded ourselves.
pub(super) const INFERRED: u32 = 10;

/// A share that makes neither more nor less of it, in percent.
pub(super) const WHOLE: u32 = 100;
/// The share that counts, in percent, where nobody who will be there can answer.
pub(super) const NOBODY_THERE: u32 = 50;
/// The same for a deal other than the largest.
pub(super) const OTHER_DEAL: u32 = 60;
/// The same for what the meeting is there for.
const FITTING: u32 = 150;
/// The same for what it is too early for.
const TOO_EARLY: u32 = 50;

/// What a meeting is there for, as far as questions go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis::brief) enum Purpose {
    /// Nobody was visited yet, or nothing is known that hurts: how things are, and what does.
    Opening,
    /// What hurts, why, and who decides it.
    Diagnosis,
    /// By what they decide, and what it is worth to them.
    Proposal,
    /// Money, dates, approvals.
    Negotiation,
    /// What came of it, and what comes next.
    Review,
    /// Where they are going.
    Executive,
}

impl Purpose {
    /// What a meeting is there for: by its kind, else by where the largest deal stands, else by whether
    /// somebody was visited and told what hurts.
    pub(in crate::analysis::brief) fn of(
        account: &Account<'_>,
        main: Option<&Opportunity<'_>>,
        kind: Option<Kind>,
        today: Day,
    ) -> Self {
        let is_visited = account.real_touchpoints(today).any(is_visit);
        let begun = match is_visited && !top_needs(account).is_empty() {
            true => Self::Diagnosis,
            false => Self::Opening,
        };
        match (kind, main.map(|deal| deal.milestone)) {
            (Some(Kind::ExecutiveVisit), _) => Self::Executive,
            (Some(Kind::ValueReview), _) => Self::Review,
            (_, Some(Some(Milestone::Proposal))) => Self::Proposal,
            (_, Some(Some(Milestone::Negotiation))) => Self::Negotiation,
            (_, Some(Some(Milestone::Delivery | Milestone::Growth))) => Self::Review,
            (_, None) if account.status == Some(Status::Customer) => Self::Review,
            _ => begun,
        }
    }

    /// The share of a question's points that counts at such a meeting, in percent.
    pub(super) fn share(self, fills: &str) -> u32 {
        let topic = Topic::of(fills);
        let fitting: &[Topic] = match self {
            Self::Opening => &[Topic::Situation, Topic::Problem],
            Self::Diagnosis => &[Topic::Problem, Topic::Decision],
            Self::Proposal => &[Topic::Decision, Topic::Value],
            Self::Negotiation => &[Topic::Money],
            Self::Review => &[Topic::Problem, Topic::Value],
            Self::Executive => &[Topic::Situation],
        };
        match fitting.contains(&topic) {
            true => FITTING,
            // Neither a price nor an offer before the need is known.
            false if self == Self::Opening && matches!(topic, Topic::Value | Topic::Money | Topic::Means) => {
                TOO_EARLY
            }
            false => WHOLE,
        }
    }
}

fn is_visit(touch: &Touchpoint<'_>) -> bool {
    let visits = [Kind::Visit, Kind::Meeting, Kind::ExecutiveVisit];
    touch.kind.is_some_and(|kind| visits.contains(&kind))
}

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Topic {
    Situation,
    Problem,
    Value,
    Decision,
    Money,
    /// What both sides can bring.
    Means,
}

/// The topics of facts; a route below one of these has its topic, the first that fits. All else tells of
/// the situation.
const TOPICS: &[(&str, Topic)] = &[
    ("needs[].value", Topic::Value),
    ("needs", Topic::Problem),
    ("opportunities[].bant.need", Topic::Problem),
    ("opportunities[].bant.authority", Topic::Decision),
    ("opportunities[].bant", Topic::Money),
    ("opportunities[].close", Topic::Money),
    ("opportunities[].evaluation.pressure", Topic::Problem),
    ("opportunities[].evaluation.driver", Topic::Problem),
    ("opportunities[].evaluation", Topic::Value),
    ("opportunities[].offer", Topic::Value),
    ("opportunities", Topic::Decision),
    ("procurement.budget", Topic::Money),
    ("procurement", Topic::Decision),
    ("profile.credit", Topic::Money),
    ("profile.finances", Topic::Money),
    ("stakeholders", Topic::Decision),
    ("touchpoints", Topic::Decision),
    ("competitors", Topic::Decision),
    ("resources", Topic::Means),
    ("value", Topic::Money),
];

impl Topic {
    fn of(fills: &str) -> Self {
        let fact = pattern(fills);
        let is_below = |of: &str| {
            let below = fact.strip_prefix(of);
            below.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let topic = TOPICS.iter().find(|(of, _)| is_below(of));
        topic.map_or(Self::Situation, |(_, topic)| *topic)
    }
}
