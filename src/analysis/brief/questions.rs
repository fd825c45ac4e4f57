//! Questions in a brief: what the dossier does not know, for whoever among those present can tell (M11).
//!
//! Here is only which question is open and for whom; its words are in the playbook.

use schemars::JsonSchema;
use serde::Serialize;

use super::people::Person;
use crate::analysis::deal::{answers, bant_to_ask};
use crate::analysis::need::top_needs;
use crate::model::deal::Answer;
use crate::model::{Account, Opportunity, Role, Status};

/// The fewest and the most questions of a brief.
const FEWEST: usize = 3;
const MOST: usize = 5;
/// How many of them are the account's own, where it has any.
const OWN: usize = 1;

/// A question to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Question<'a> {
    /// The playbook's question; nothing where `text` is the account's own.
    pub id: Option<&'static str>,
    /// The account's own question.
    pub text: Option<&'a str>,
    /// The fact that the answer fills.
    pub fills: &'static str,
    /// Who of those present can answer.
    pub to: Option<&'a str>,
    /// The deal it is about, where that is not the main one.
    pub about: Option<&'a str>,
}

/// A question of the playbook: when it is open, what it fills, who can answer.
struct Gap {
    id: &'static str,
    fills: &'static str,
    is_open: fn(&Account<'_>, Option<&Opportunity<'_>>) -> bool,
    /// Roles and departments that know best, the best first.
    knows: &'static [&'static str],
}

/// The gaps, the most valuable first.
const GAPS: &[Gap] = &[
    Gap {
        id: "need",
        fills: "needs",
        is_open: |account, deal| {
            top_needs(account).is_empty() || deal.is_some_and(|deal| lacks(deal, "need"))
        },
        knows: &["user", "initiator", "production", "operations", "decision_maker"],
    },
    Gap {
        id: "authority",
        fills: "stakeholders[].roles",
        is_open: |account, deal| deal.is_some_and(|deal| lacks(deal, "authority")) || !decides(account),
        knows: &["coach", "decision_maker", "approver", "buyer"],
    },
    Gap {
        id: "budget",
        fills: "procurement.budget",
        is_open: |account, deal| deal.is_some_and(|deal| lacks(deal, "budget")) || lacks_amount(account),
        knows: &["approver", "finance", "decision_maker", "buyer"],
    },
    Gap {
        id: "timeline",
        fills: "opportunities[].bant.timeline",
        is_open: |_, deal| deal.is_some_and(|deal| lacks(deal, "timeline")),
        knows: &["decision_maker", "initiator", "buyer"],
    },
    Gap {
        id: "process",
        fills: "procurement.process",
        is_open: |account, deal| {
            account.procurement.process.is_empty() || deal.is_some_and(|deal| asks(deal, "process_known"))
        },
        knows: &["buyer", "procurement", "gatekeeper", "coach"],
    },
    Gap {
        id: "criteria",
        fills: "procurement.criteria",
        is_open: |account, deal| {
            account.procurement.criteria.is_empty() || deal.is_some_and(|deal| asks(deal, "factors_clear"))
        },
        knows: &["evaluator", "decision_maker", "buyer"],
    },
    Gap {
        id: "competitors",
        fills: "competitors",
        is_open: |account, _| account.competitors.is_empty(),
        knows: &["coach", "buyer", "procurement", "user"],
    },
    Gap {
        id: "need-why",
        fills: "needs[].why",
        is_open: |account, _| top_needs(account).first().is_some_and(|need| need.why.is_empty()),
        knows: &["initiator", "user", "production", "operations"],
    },
    Gap {
        id: "need-impact",
        fills: "needs[].impact",
        is_open: |account, _| {
            top_needs(account)
                .first()
                .is_some_and(|need| need.impact.is_none())
        },
        knows: &["user", "production", "operations", "finance"],
    },
    Gap {
        id: "driver",
        fills: "opportunities[].evaluation.driver",
        is_open: |_, deal| deal.is_some_and(|deal| asks(deal, "driver") || asks(deal, "pressure")),
        knows: &["decision_maker", "executive", "initiator"],
    },
    Gap {
        id: "solution-fits",
        fills: "opportunities[].evaluation.solution_fits",
        is_open: |_, deal| deal.is_some_and(|deal| asks(deal, "solution_fits")),
        knows: &["evaluator", "technical", "user"],
    },
    Gap {
        id: "value-shown",
        fills: "opportunities[].evaluation.value_shown",
        is_open: |_, deal| deal.is_some_and(|deal| asks(deal, "value_shown") || asks(deal, "unique_value")),
        knows: &["finance", "decision_maker", "evaluator"],
    },
    Gap {
        id: "resources",
        fills: "resources.theirs",
        is_open: |account, deal| {
            account.resources.theirs.is_empty() || deal.is_some_and(|deal| asks(deal, "resources_fair"))
        },
        knows: &["decision_maker", "production", "technical"],
    },
    Gap {
        id: "potential",
        fills: "value.potential",
        is_open: |account, _| account.value.potential.is_none(),
        knows: &["buyer", "procurement", "finance"],
    },
    Gap {
        id: "strategy",
        fills: "profile.strategy",
        is_open: |account, _| account.profile.strategy.is_none(),
        knows: &["executive", "approver", "decision_maker"],
    },
    Gap {
        id: "finances",
        fills: "profile.finances",
        is_open: |account, _| account.profile.finances.is_none(),
        knows: &["finance", "approver"],
    },
];

/// What is always worth asking, where too little else is open.
const STANDING: &[Gap] = &[
    Gap {
        id: "changes",
        fills: "stakeholders",
        is_open: |_, _| true,
        knows: &["coach", "user", "buyer"],
    },
    Gap {
        id: "referral",
        fills: "referrals",
        is_open: |account, _| account.status == Some(Status::Customer),
        knows: &["decision_maker", "approver", "initiator"],
    },
];

fn lacks(deal: &Opportunity<'_>, part: &str) -> bool {
    bant_to_ask(deal).contains(&part)
}

fn asks(deal: &Opportunity<'_>, question: &str) -> bool {
    answers(&deal.evaluation).contains(&(question, Answer::Unknown))
}

fn decides(account: &Account<'_>) -> bool {
    let decides = |role: &Role| matches!(role, Role::Approver | Role::DecisionMaker);
    account
        .stakeholders
        .iter()
        .any(|person| person.left.is_none() && person.roles.iter().any(decides))
}

fn lacks_amount(account: &Account<'_>) -> bool {
    account
        .procurement
        .budget
        .as_ref()
        .is_none_or(|budget| budget.amount.is_none())
}

/// Three to five questions: gaps by their value, those of the largest deal first; where the account has
/// questions of its own, one is among the first three.
pub(super) fn choose<'a>(
    account: &'a Account<'_>,
    deals: &[&'a Opportunity<'_>],
    there: &[Person<'a>],
) -> Vec<Question<'a>> {
    let own = own_questions(account);
    let most = MOST - own.len().min(OWN);
    let mut chosen: Vec<Question<'a>> = Vec::new();
    for (gap, about) in gaps(account, deals) {
        if chosen.len() < most && !chosen.iter().any(|question| question.id == Some(gap.id)) {
            chosen.push(ask(gap, about, there));
        }
    }
    let missing = FEWEST.saturating_sub(chosen.len()).max(OWN);
    let after = chosen.len().min(FEWEST - OWN);
    chosen.splice(after..after, own.into_iter().take(missing));
    let missing = FEWEST.saturating_sub(chosen.len());
    let standing = STANDING.iter().filter(|gap| (gap.is_open)(account, None));
    chosen.extend(standing.take(missing).map(|gap| ask(gap, None, there)));
    chosen
}

fn ask<'a>(gap: &'static Gap, about: Option<&'a str>, there: &[Person<'a>]) -> Question<'a> {
    Question {
        id: Some(gap.id),
        text: None,
        fills: gap.fills,
        to: who_knows(gap.knows, there),
        about,
    }
}

/// What is open: of the account and its largest deal first, then what only the other deals lack.
fn gaps<'a>(account: &Account<'_>, deals: &[&'a Opportunity<'_>]) -> Vec<(&'static Gap, Option<&'a str>)> {
    let main = deals.first().copied();
    let mut open: Vec<_> = GAPS
        .iter()
        .filter(|gap| (gap.is_open)(account, main))
        .map(|gap| (gap, None))
        .collect();
    for deal in deals.iter().skip(1) {
        let lacks = |gap: &&Gap| (gap.is_open)(account, Some(deal)) && !(gap.is_open)(account, None);
        open.extend(GAPS.iter().filter(lacks).map(|gap| (gap, Some(deal.called()))));
    }
    open
}

/// The account's own questions in SPIN order, each with what its answer tells.
fn own_questions<'a>(account: &'a Account<'_>) -> Vec<Question<'a>> {
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
        id: None,
        text: Some(text.as_str()),
        fills,
        to: None,
        about: None,
    })
    .collect()
}

/// Who of those present has one of the roles or departments, the best first; else the most influential.
fn who_knows<'a>(knows: &[&str], there: &[Person<'a>]) -> Option<&'a str> {
    knows
        .iter()
        .find_map(|known| {
            there
                .iter()
                .find(|person| person.roles.contains(known) || person.department == Some(known))
        })
        .or_else(|| there.first())
        .map(|person| person.name)
}

/// The ids of all questions, for those who check that each has its words.
pub fn ids() -> impl Iterator<Item = &'static str> {
    GAPS.iter().chain(STANDING).map(|gap| gap.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Tree, decode::decode};

    fn ids_for(text: &str) -> Vec<Option<&'static str>> {
        let (tree, _) = Tree::parse(text);
        let account: Account<'_> = decode(&tree).value.expect("decodes");
        let deals: Vec<_> = account.opportunities.iter().collect();
        choose(&account, &deals, &[])
            .into_iter()
            .map(|question| question.id)
            .collect()
    }

    #[test]
    fn an_account_with_only_a_name_is_all_questions() {
        let asked = ids_for("name: X\n");
        assert_eq!(
            asked,
            ["need", "authority", "budget", "process", "criteria"].map(Some)
        );
    }

    #[test]
    fn a_fact_that_is_filled_asks_no_more() {
        let before = ids_for("name: X\nneeds: [{need: uptime, status: confirmed}]\n");
        assert_eq!(before[0], Some("authority"));
        let after = ids_for(
            "name: X\nneeds: [{need: uptime}]\nstakeholders: [{id: a, roles: [approver]}]\nprocurement: {budget: {amount: 1M}}\n",
        );
        assert_eq!(after[0], Some("process"));
    }

    #[test]
    fn an_own_question_keeps_its_place_beside_the_gaps() {
        let asked = ids_for("name: X\nquestions: {problem: [what hurts, what else]}\n");
        assert_eq!(
            asked,
            [
                Some("need"),
                Some("authority"),
                None,
                Some("budget"),
                Some("process"),
            ]
        );
    }

    #[test]
    fn what_only_another_deal_lacks_is_asked_about_that_deal() {
        let text = "name: X
needs: [{need: uptime, why: [age], impact: stops}]
stakeholders: [{id: a, roles: [approver]}]
procurement: {process: [one], criteria: [price], budget: {amount: 1M}}
competitors: [{name: Y}]
opportunities:
  - {id: main, bant: {budget: yes, authority: yes, need: yes, timeline: yes}}
  - {id: other, bant: {budget: yes, authority: yes, need: yes}}
";
        let (tree, _) = Tree::parse(text);
        let account: Account<'_> = decode(&tree).value.expect("decodes");
        let deals: Vec<_> = account.opportunities.iter().collect();
        let asked = gaps(&account, &deals);
        let about = |id: &str| {
            asked
                .iter()
                .find(|(gap, _)| gap.id == id)
                .map(|(_, about)| *about)
        };
        assert_eq!(about("timeline"), Some(Some("other")));
        assert_eq!(about("driver"), Some(None));
    }
}
