//! The requirements: what a dossier should say, from which tier on, and how much each thing weighs (M2).
//!
//! The words of each question are in the playbook, under the requirement's id.

use crate::analysis::influence::decides;
use crate::model::need::NeedKind;
use crate::model::words::words;
use crate::model::{Account, Day, Need, Opportunity, Role, Stakeholder, Text, Tier};

words! {
    /// The sections that completeness is told by.
    pub enum Section {
        /// Who they are and how to reach them.
        Basics = "basics",
        /// What they are.
        Profile = "profile",
        /// What they are worth to us.
        Value = "value",
        /// How close we are.
        Relationship = "relationship",
        /// How they buy.
        Procurement = "procurement",
        /// What both sides can bring.
        Resources = "resources",
        /// Who decides.
        People = "people",
        /// Who else is in.
        Competition = "competition",
        /// What they need.
        Needs = "needs",
        /// What we are after.
        Deals = "deals",
        /// What we mean to do.
        Plan = "plan",
    }
}

/// One thing that a dossier should say.
#[derive(Debug, PartialEq)]
pub struct Requirement {
    /// Its id, under which the playbook has its question.
    pub id: &'static str,
    /// The section it looks at.
    pub section: Section,
    /// The lowest tier it is asked of.
    pub tier: Tier,
    /// How much it weighs.
    pub weight: u32,
    /// Who can tell, by role or department; empty: we ourselves know.
    pub knows: &'static [&'static str],
    /// The route that answering it fills.
    pub fills: &'static str,
    check: Check,
}

/// A look at an account, by its own name so that requirements can be compared.
#[derive(Debug, Clone, Copy)]
struct Check(fn(&Account<'_>, Day) -> bool);

impl PartialEq for Check {
    /// Requirements differ by their ids; what they look at says nothing more.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Requirement {
    /// Whether a tier asks for it: its own and better ones do.
    pub fn is_asked_of(&self, tier: Tier) -> bool {
        tier <= self.tier
    }

    /// Whether an account says it.
    pub fn is_met(&self, account: &Account<'_>, today: Day) -> bool {
        (self.check.0)(account, today)
    }
}

macro_rules! requirements {
    ($($section:ident $tier:ident { $( $id:literal $weight:literal $knows:expr, $fills:literal, $met:expr; )+ } )+) => {
        /// Every requirement, basics first.
        pub static REQUIREMENTS: &[Requirement] = &[
            $($( Requirement {
                id: $id,
                section: Section::$section,
                tier: Tier::$tier,
                weight: $weight,
                knows: &$knows,
                fills: $fills,
                check: Check($met),
            }, )+)+
        ];
    };
}

requirements! {
    Basics D {
        "name" 1 [], "name", |account, _| !account.name.trim().is_empty();
        "industry" 2 [], "industry", |account, _| said(&account.industry);
        "region" 1 [], "region", |account, _| said(&account.region);
        "owner" 2 [], "owner", |account, _| said(&account.owner);
        "contact" 3 [], "stakeholders[].phone", is_reachable;
        "lead-source" 1 [], "source", |account, _| account.source.as_ref().is_some_and(|source| said(&source.kind));
    }
    Basics C {
        "status" 1 [], "status", |account, _| account.status.is_some();
        "registered" 1 [], "registered", |account, _| account.registered.is_some();
        "address" 1 [], "address", |account, _| said(&account.address);
    }
    Basics A {
        "domains" 1 [], "domains", |account, _| !account.domains.is_empty();
        "industry-class" 1 [], "industry_class", |account, _| account.industry_class.is_some();
    }
    Profile C {
        "business" 2 ["user", "executive"], "profile.business", |account, _| said(&account.profile.business);
        "employees" 2 ["executive", "buyer"], "profile.employees", |account, _| account.profile.employees.is_some();
        "turnover" 2 ["executive", "finance"], "profile.turnover", |account, _| account.profile.turnover.is_some();
    }
    Profile B {
        "credit-rating" 2 [], "profile.credit.rating", |account, _| account.profile.credit.rating.is_some();
        "willingness" 1 [], "profile.willingness", |account, _| account.profile.willingness.is_some();
    }
    Profile A {
        "market-position" 2 ["executive", "decision_maker"], "profile.market_position", |account, _| said(&account.profile.market_position);
        "distribution" 1 ["executive"], "profile.distribution", |account, _| said(&account.profile.distribution);
        "finances" 2 ["finance", "approver"], "profile.finances", |account, _| said(&account.profile.finances);
        "credit-terms" 1 ["finance", "buyer"], "profile.credit.terms", |account, _| said(&account.profile.credit.terms);
        "strategy" 2 ["executive", "approver", "decision_maker"], "profile.strategy", |account, _| said(&account.profile.strategy);
        "markets" 1 ["executive", "decision_maker"], "profile.markets", |account, _| !account.profile.markets.is_empty();
        "external-factors" 1 ["executive", "decision_maker"], "profile.external_factors", |account, _| !account.profile.external_factors.is_empty();
    }
    Value C {
        "sales" 3 [], "value.sales", |account, _| !account.value.sales.is_empty();
        "potential" 3 ["buyer", "procurement", "finance"], "value.potential", |account, _| account.value.potential.is_some();
    }
    Value B {
        "margin" 2 [], "value.margin", |account, _| account.value.margin.is_some();
        "strategic-fit" 2 [], "value.strategic_fit", |account, _| account.value.strategic_fit.is_some();
        "purchases" 2 [], "value.purchases", |account, _| account.value.purchases.is_some();
    }
    Value A {
        "growth" 1 ["executive"], "value.growth", |account, _| account.value.growth.is_some();
        "loyalty" 1 ["buyer", "procurement"], "value.loyalty", |account, _| account.value.loyalty.is_some();
    }
    Relationship B {
        "stage" 1 [], "relationship.stage", |account, _| account.relationship.stage.is_some();
    }
    Relationship A {
        "standing" 1 [], "relationship.standing", |account, _| account.relationship.standing.is_some() && account.relationship.wanted.is_some();
        "escalation" 2 ["operations", "decision_maker"], "escalation", |account, _| !account.escalation.is_empty();
    }
    Procurement B {
        "process" 3 ["buyer", "procurement", "gatekeeper", "coach"], "procurement.process", |account, _| !account.procurement.process.is_empty();
        "criteria" 2 ["evaluator", "decision_maker", "buyer"], "procurement.criteria", |account, _| !account.procurement.criteria.is_empty();
        "budget" 2 ["approver", "finance", "decision_maker"], "procurement.budget.amount", |account, _| account.procurement.budget.as_ref().is_some_and(|budget| budget.amount.is_some());
    }
    Procurement A {
        "procurement-phase" 1 ["buyer", "procurement"], "procurement.phase", |account, _| account.procurement.phase.is_some();
        "approvals" 2 ["approver", "finance", "coach"], "procurement.budget.approvals", |account, _| account.procurement.budget.as_ref().is_some_and(|budget| !budget.approvals.is_empty());
        "decision-date" 1 ["decision_maker", "buyer"], "procurement.budget.decided_by", |account, _| account.procurement.budget.as_ref().is_some_and(|budget| budget.decided_by.is_some());
    }
    Resources A {
        "our-resources" 1 [], "resources.ours", |account, _| !account.resources.ours.is_empty();
        "their-resources" 2 ["decision_maker", "production", "technical"], "resources.theirs", |account, _| !account.resources.theirs.is_empty();
    }
    People B {
        "three-people" 3 ["coach", "user"], "stakeholders", |account, today| account.present(today).count() >= 3;
        "roles" 3 ["coach", "buyer"], "stakeholders[].roles", |account, today| of_all(account, today, |person| !person.roles.is_empty());
        "decider" 3 ["coach", "buyer", "evaluator"], "stakeholders[].roles", |account, today| account.present(today).any(decides);
        "influence" 2 ["coach"], "stakeholders[].influence", |account, today| of_all(account, today, |person| person.influence.is_some());
        "attitude" 2 ["coach"], "stakeholders[].attitude", |account, today| of_all(account, today, |person| person.attitude.is_some());
    }
    People A {
        "reporting-lines" 2 ["coach", "user"], "stakeholders[].reports_to", has_chart;
        "coach" 2 [], "stakeholders[].roles", |account, today| account.present(today).any(|person| person.roles.contains(&Role::Coach));
        "concerns" 2 ["decision_maker", "approver"], "stakeholders[].concerns", |account, today| deciders(account, today, |person| !person.concerns.is_empty());
        "departments" 1 ["coach"], "stakeholders[].department", |account, today| of_all(account, today, |person| person.department.is_some());
        "closeness" 1 [], "stakeholders[].closeness", |account, today| deciders(account, today, |person| person.closeness.is_some());
        "adoption" 1 [], "stakeholders[].adoption", |account, today| deciders(account, today, |person| person.adoption.is_some());
        "allies" 1 [], "allies", |account, _| !account.allies.is_empty();
    }
    Competition B {
        "competitors" 3 ["coach", "buyer", "user"], "competitors", |account, _| !account.competitors.is_empty();
    }
    Competition A {
        "competitor-position" 1 ["buyer", "coach"], "competitors[].position", |account, _| !account.competitors.is_empty() && account.competitors.iter().all(|one| one.position.is_some());
        "competitor-strengths" 2 ["evaluator", "user"], "competitors[].strengths", |account, _| !account.competitors.is_empty() && account.competitors.iter().all(|one| !one.strengths.is_empty() || !one.weaknesses.is_empty());
    }
    Needs B {
        "need" 3 ["user", "initiator", "decision_maker"], "needs", |account, _| real_needs(account).any(|need| said(&need.need));
        "need-raised-by" 1 ["coach", "user"], "needs[].raised_by", |account, _| of_needs(account, |need| said(&need.raised_by));
    }
    Needs A {
        "need-why" 2 ["initiator", "user"], "needs[].why", |account, _| of_needs(account, |need| !need.why.is_empty());
        "need-impact" 2 ["user", "finance"], "needs[].impact", |account, _| of_needs(account, |need| said(&need.impact));
        "need-solution" 1 [], "needs[].solution", |account, _| of_needs(account, |need| said(&need.solution.base));
        "need-value" 2 ["finance", "decision_maker"], "needs[].value", |account, _| of_needs(account, |need| need.value.is_some());
    }
    Deals A {
        "key-factors" 2 ["decision_maker", "evaluator", "coach"], "opportunities[].key_factors", |account, _| of_deals(account, |deal| deal.key_factors.len() >= 3);
        "risks" 2 ["coach", "decision_maker"], "opportunities[].risks", |account, _| of_deals(account, |deal| !deal.risks.is_empty());
        "close-date" 1 ["buyer", "decision_maker"], "opportunities[].close", |account, _| of_deals(account, |deal| deal.close.is_some());
    }
    Plan A {
        "swot" 1 [], "swot", |account, _| !account.swot.strengths.is_empty() || !account.swot.weaknesses.is_empty();
        "goals" 2 [], "plan.goals", |account, _| account.plan.goals.iter().any(|goal| goal.target.is_some() && goal.due.is_some());
        "actions" 1 [], "plan.actions", |account, _| account.plan.actions.iter().any(|action| action.who.is_some() && action.due.is_some());
    }
}

/// Whether a text is stated, and says something.
pub(in crate::analysis) fn said(text: &Option<Text<'_>>) -> bool {
    text.as_ref().is_some_and(|text| !text.trim().is_empty())
}

/// Somebody can be reached: by an own number or address, or by name over the switchboard.
fn is_reachable(account: &Account<'_>, today: Day) -> bool {
    let switchboard = said(&account.phone);
    account
        .present(today)
        .any(|person| said(&person.email) || said(&person.phone) || (switchboard && said(&person.name)))
}

/// Whether something holds of everybody there, and there is somebody.
fn of_all(account: &Account<'_>, today: Day, holds: impl Fn(&Stakeholder<'_>) -> bool) -> bool {
    let mut people = account.present(today).peekable();
    people.peek().is_some() && people.all(holds)
}

/// Whether something holds of everybody who decides, and somebody does.
fn deciders(account: &Account<'_>, today: Day, holds: impl Fn(&Stakeholder<'_>) -> bool) -> bool {
    let mut people = account.present(today).filter(|person| decides(person)).peekable();
    people.peek().is_some() && people.all(holds)
}

/// Everybody but one reports to somebody.
fn has_chart(account: &Account<'_>, today: Day) -> bool {
    let people = account.present(today).count();
    people > 1
        && account
            .present(today)
            .filter(|person| person.reports_to.is_some())
            .count()
            + 1
            >= people
}

/// The needs that are no wants: of a want nobody asks for the need behind it (M6).
fn real_needs<'a, 's>(account: &'a Account<'s>) -> impl Iterator<Item = &'a Need<'s>> {
    account
        .needs
        .iter()
        .filter(|need| need.kind != Some(NeedKind::Want))
}

/// Whether something holds of every need, and there is one.
fn of_needs(account: &Account<'_>, holds: impl Fn(&Need<'_>) -> bool) -> bool {
    let mut needs = real_needs(account).peekable();
    needs.peek().is_some() && needs.all(holds)
}

/// Whether something holds of every open deal; where none is open there is nothing to ask.
fn of_deals(account: &Account<'_>, holds: impl Fn(&Opportunity<'_>) -> bool) -> bool {
    account
        .opportunities
        .iter()
        .filter(|deal| deal.is_open())
        .all(holds)
}
