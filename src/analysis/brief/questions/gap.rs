//! Gaps: facts that the dossier lacks, each with the reasons to ask for it and what asks for it (M11).

use schemars::JsonSchema;
use serde::Serialize;

use super::weight::points;
use crate::analysis::completeness::REQUIREMENTS;
use crate::model::words::words;
use crate::model::{Account, Status};

words! {
    /// The section of the playbook that has the words of a question.
    pub enum Section {
        /// What briefs ask.
        Questions = "questions",
        /// What a tier asks for.
        Requirements = "requirements",
        /// What the standards of milestones ask for.
        StandardQuestions = "standard_questions",
        /// The layers of a need (M6).
        Spin = "spin",
    }
}

words! {
    /// What makes a fact worth asking for.
    pub enum Cause {
        /// Budget, authority, need or timeline of a deal is unknown (M7).
        Bant = "bant",
        /// One of the nine points is not wholly known (M2).
        Point = "point",
        /// A layer of a need is missing (M6).
        Layer = "layer",
        /// One of the ten questions of a deal is unknown (M7).
        Evaluation = "evaluation",
        /// The tier asks for it (M2).
        Requirement = "requirement",
        /// The tier hangs on it (M3).
        Tier = "tier",
        /// The deal stands at or beyond a milestone that asks for it (M7).
        Standard = "standard",
        /// The next milestone of the deal asks for it (M7).
        NextStandard = "next-standard",
        /// It is known from hearsay or concluded by us (M1).
        Hearsay = "hearsay",
        /// It is older than the tier's review interval (M1).
        Stale = "stale",
        /// It is always worth asking.
        Always = "always",
    }
}

/// A reason to ask, with what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reason {
    /// The kind of reason.
    pub cause: Cause,
    /// What it is about: a point, a requirement, a standard … by its id, a day for what is old.
    pub of: String,
    /// The points that it counts.
    pub points: u32,
}

impl Reason {
    pub(super) fn new(cause: Cause, of: impl Into<String>, points: u32) -> Self {
        Self {
            cause,
            of: of.into(),
            points,
        }
    }
}

/// How a question is put, and who can answer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ask {
    /// Where its words are.
    pub(super) section: Section,
    /// Its id there.
    pub(super) id: String,
    /// The words that it brings itself, for want of any in the playbook.
    pub(super) text: Option<String>,
    /// The roles and departments that can answer, the best first.
    pub(super) knows: Vec<&'static str>,
}

/// A fact that the dossier lacks.
#[derive(Debug, Clone)]
pub(super) struct Gap {
    /// What tells the fact from others: its route, and where only a part of that is meant, which.
    pub(super) fact: String,
    /// The route that the answer fills.
    pub(super) fills: String,
    /// How it is asked for.
    pub(super) ask: Ask,
    /// The place of the deal it is about, among the open deals.
    pub(super) deal: Option<usize>,
    /// Why.
    pub(super) why: Vec<Reason>,
}

/// Roles and departments that can answer, the best first.
type Knows = &'static [&'static str];

/// What briefs ask for a fact, and who can answer; a question of two facts is put once.
const ASKS: &[(&str, &str, Knows)] = &[
    (
        "needs",
        "need",
        &[
            "user",
            "initiator",
            "production",
            "operations",
            "decision_maker",
            "technical",
            "executive",
        ],
    ),
    (
        "stakeholders[].roles",
        "authority",
        &["coach", "decision_maker", "approver", "buyer", "initiator"],
    ),
    (
        "opportunities[].bant.budget",
        "budget",
        &["approver", "finance", "decision_maker", "buyer"],
    ),
    (
        "opportunities[].bant.authority",
        "authority",
        &["coach", "decision_maker", "approver", "buyer", "initiator"],
    ),
    (
        "opportunities[].bant.need",
        "need",
        &[
            "user",
            "initiator",
            "production",
            "operations",
            "decision_maker",
            "technical",
            "executive",
        ],
    ),
    (
        "opportunities[].bant.timeline",
        "timeline",
        &["decision_maker", "initiator", "buyer"],
    ),
    (
        "procurement.process",
        "process",
        &["buyer", "procurement", "gatekeeper", "coach"],
    ),
    (
        "procurement.criteria",
        "criteria",
        &["evaluator", "decision_maker", "buyer"],
    ),
    (
        "competitors",
        "competitors",
        &["coach", "buyer", "procurement", "user"],
    ),
    (
        "opportunities[].evaluation.pressure",
        "driver",
        &["decision_maker", "executive", "initiator"],
    ),
    (
        "opportunities[].evaluation.driver",
        "driver",
        &["decision_maker", "executive", "initiator"],
    ),
    (
        "opportunities[].evaluation.solution_fits",
        "solution-fits",
        &["evaluator", "technical", "user"],
    ),
    (
        "opportunities[].evaluation.value_shown",
        "value-shown",
        &["finance", "decision_maker", "evaluator"],
    ),
    (
        "opportunities[].evaluation.unique_value",
        "value-shown",
        &["finance", "decision_maker", "evaluator"],
    ),
    (
        "resources.theirs",
        "resources",
        &["decision_maker", "production", "technical"],
    ),
    (
        "value.potential",
        "potential",
        &["buyer", "procurement", "finance"],
    ),
    (
        "profile.strategy",
        "strategy",
        &["executive", "approver", "decision_maker"],
    ),
    ("profile.finances", "finances", &["finance", "approver"]),
];

/// What is always worth asking, where too little else is open; the second of customers only.
const ALWAYS: [(&str, &str, Knows); 2] = [
    (
        "stakeholders",
        "changes",
        &["coach", "user", "buyer", "initiator", "decision_maker"],
    ),
    (
        "referrals",
        "referral",
        &["decision_maker", "approver", "initiator", "user"],
    ),
];

/// The layers of a need (M6), by the fact that each brings out.
const LAYERS: &[(&str, &str, Knows)] = &[
    (
        "profile.business",
        "situation",
        &["user", "production", "operations", "executive"],
    ),
    (
        "needs[].why",
        "problem",
        &["initiator", "user", "production", "operations"],
    ),
    (
        "needs[].impact",
        "implication",
        &["user", "production", "operations", "finance"],
    ),
    ("needs[].value", "need_payoff", &["finance", "decision_maker"]),
];

impl Ask {
    /// How a fact is asked for; nothing where only we ourselves can tell.
    pub(super) fn of(fills: &str) -> Option<Self> {
        let fact = pattern(fills);
        let table = |section, table: &[(&str, &'static str, Knows)]| {
            let found = table.iter().find(|(of, ..)| *of == fact);
            found.map(|(_, id, knows)| Self::new(section, id, knows))
        };
        table(Section::Questions, ASKS)
            .or_else(|| table(Section::Spin, LAYERS))
            .or_else(|| {
                let mut required = REQUIREMENTS.iter().filter(|one| !one.knows.is_empty());
                required
                    .find(|one| one.fills == fact)
                    .map(|one| Self::new(Section::Requirements, one.id, one.knows))
            })
    }

    fn new(section: Section, id: &str, knows: Knows) -> Self {
        Self {
            section,
            id: id.to_owned(),
            text: None,
            knows: knows.to_vec(),
        }
    }
}

/// A route without the places in lists: `needs[0].why` → `needs[].why`.
pub(super) fn pattern(route: &str) -> String {
    let mut pieces = route.split('[');
    let mut pattern = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        pattern.push('[');
        pattern.push_str(piece.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    pattern
}

/// Whether a fact is another one, or holds it: `needs[0].value` holds `needs[0].value.saves`.
fn is_or_holds(fact: &str, other: &str) -> bool {
    let rest = other.strip_prefix(fact);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// All gaps, each fact once.
#[derive(Debug, Default)]
pub(super) struct Gaps(pub(super) Vec<Gap>);

impl Gaps {
    /// Adds a reason to ask for a fact, as far as somebody there can tell.
    pub(super) fn add(&mut self, fills: String, deal: Option<usize>, reason: Reason) {
        if let Some(ask) = Ask::of(&fills) {
            self.put(Gap {
                fact: fills.clone(),
                fills,
                ask,
                deal,
                why: vec![reason],
            });
        }
    }

    /// What is always worth asking.
    pub(super) fn always(account: &Account<'_>) -> Vec<Gap> {
        let most = if account.status == Some(Status::Customer) {
            2
        } else {
            1
        };
        let told = ALWAYS.iter().take(most).map(|(fills, id, knows)| Gap {
            fact: (*fills).to_owned(),
            fills: (*fills).to_owned(),
            ask: Ask::new(Section::Questions, id, knows),
            deal: None,
            why: vec![Reason::new(Cause::Always, *id, points(Cause::Always))],
        });
        told.collect()
    }

    /// Adds a gap; where the fact is asked for already, or one that it is a part of, its reasons.
    pub(super) fn put(&mut self, gap: Gap) {
        let is_same = |one: &&mut Gap| is_or_holds(&one.fact, &gap.fact);
        match self.0.iter_mut().find(is_same) {
            None => self.0.push(gap),
            Some(known) => {
                for reason in gap.why {
                    if !known.why.contains(&reason) {
                        known.why.push(reason);
                    }
                }
            }
        }
    }
}

impl Gaps {
    /// What is asked: a question that brings out several facts of the account and its largest deal counts the
    /// reasons of all, and fills the first.
    pub(super) fn questions(self) -> Vec<Gap> {
        let mut asked: Vec<Gap> = Vec::new();
        for gap in self.0 {
            match asked.iter_mut().find(|one| one.is_same_question(&gap)) {
                Some(one) => one.why.extend(gap.why),
                None => asked.push(gap),
            }
        }
        asked
    }
}

impl Gap {
    /// Whether the words are the same, and mean the same deal; those for a layer each mean their own need.
    fn is_same_question(&self, other: &Self) -> bool {
        let deal = |gap: &Self| gap.deal.unwrap_or(0);
        self.ask.section != Section::Spin && self.ask.id == other.ask.id && deal(self) == deal(other)
    }
}

/// The ids of all questions, for those who check that each has its words.
pub fn ids() -> impl Iterator<Item = &'static str> {
    ASKS.iter().chain(&ALWAYS).map(|(_, id, _)| *id)
}

/// The ids of all layers of a need, likewise.
pub fn layers() -> impl Iterator<Item = &'static str> {
    LAYERS.iter().map(|(_, id, _)| *id)
}
