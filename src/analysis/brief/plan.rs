//! The plan for the account: goals with their gaps, open actions, SWOT (M8).

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::Request;
use crate::model::plan::Goal;
use crate::model::{Account, Day, Text};

/// What we want there and do for it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlanInfo<'a> {
    /// The goals, the nearest first.
    pub goals: Vec<GoalInfo<'a>>,
    /// What is still to be done, the nearest first.
    pub actions: Vec<ActionInfo<'a>>,
    /// How many actions are done.
    pub done: usize,
    /// Our strengths.
    pub strengths: Vec<&'a str>,
    /// Our weaknesses.
    pub weaknesses: Vec<&'a str>,
    /// Chances there.
    pub opportunities: Vec<&'a str>,
    /// Dangers there.
    pub threats: Vec<&'a str>,
}

/// A goal.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GoalInfo<'a> {
    /// What is to be reached.
    pub goal: &'a str,
    /// By what it is measured.
    pub measure: Option<&'a str>,
    /// The measure today.
    pub now: Option<&'a str>,
    /// The measure at the end.
    pub target: Option<&'a str>,
    /// Target − now, where both are numbers.
    pub gap: Option<String>,
    /// By when.
    pub due: Option<Day>,
    /// The days since then; negative where it lies ahead.
    pub overdue: Option<i64>,
    /// Who of us.
    pub owner: Option<String>,
}

/// Something to do.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ActionInfo<'a> {
    /// What.
    pub what: &'a str,
    /// Who of us.
    pub who: Option<String>,
    /// By when.
    pub due: Option<Day>,
    /// The days since then; negative where it lies ahead.
    pub overdue: Option<i64>,
    /// For which goal.
    pub goal: Option<&'a str>,
}

pub(super) fn plan<'a>(account: &'a Account<'_>, request: &Request<'_>) -> PlanInfo<'a> {
    let (plan, swot) = (&account.plan, &account.swot);
    let list = |texts: &'a [Text<'_>]| texts.iter().map(|text| text.as_str()).collect();
    let mut goals: Vec<_> = plan.goals.iter().filter_map(|one| goal(one, request)).collect();
    goals.sort_by_key(|goal| (goal.due.is_none(), goal.due));
    PlanInfo {
        goals,
        actions: actions(account, request),
        done: plan.actions.iter().filter(|action| action.done.is_some()).count(),
        strengths: list(&swot.strengths),
        weaknesses: list(&swot.weaknesses),
        opportunities: list(&swot.opportunities),
        threats: list(&swot.threats),
    }
}

fn goal<'a>(goal: &'a Goal<'_>, request: &Request<'_>) -> Option<GoalInfo<'a>> {
    let number = |text: &Option<Text<'_>>| text.as_deref()?.parse::<Decimal>().ok();
    let gap = number(&goal.target)
        .zip(number(&goal.now))
        .and_then(|(target, now)| target.checked_sub(now));
    Some(GoalInfo {
        goal: goal.goal.as_deref().or(goal.measure.as_deref())?,
        measure: goal.measure.as_deref().filter(|_| goal.goal.is_some()),
        now: goal.now.as_deref(),
        target: goal.target.as_deref(),
        gap: gap.map(|gap| gap.normalize().to_string()),
        due: goal.due,
        overdue: goal.due.map(|due| request.today.days_since(due)),
        owner: goal.owner.as_deref().map(|owner| request.name_of(owner)),
    })
}

fn actions<'a>(account: &'a Account<'_>, request: &Request<'_>) -> Vec<ActionInfo<'a>> {
    let plan = &account.plan;
    let goal_of = |id: &str| {
        let goal = plan.goals.iter().find(|goal| goal.id.as_deref() == Some(id))?;
        goal.goal.as_deref()
    };
    let open = plan.actions.iter().filter(|action| action.done.is_none());
    let mut actions: Vec<_> = open
        .filter_map(|action| {
            Some(ActionInfo {
                what: action.what.as_deref()?,
                who: action.who.as_deref().map(|who| request.name_of(who)),
                due: action.due,
                overdue: action.due.map(|due| request.today.days_since(due)),
                goal: action.goal.as_deref().and_then(goal_of),
            })
        })
        .collect();
    actions.sort_by_key(|action| (action.due.is_none(), action.due));
    actions
}

#[cfg(test)]
mod tests {
    use super::super::testing::look;
    use super::*;

    #[test]
    fn the_gap_is_told_where_both_ends_are_numbers() {
        let text = "plan:
  goals:
  - {id: g, goal: half, now: 0.3, target: 0.50, due: 2026-11-20, owner: wang}
  - {goal: a seat, now: none, target: 3}
  - {measure: visits, target: 3, due: 2026-10-01}
  - {due: 2026-10-01}
  actions:
  - {what: second, due: 2026-12-01, goal: g}
  - {what: whenever}
  - {what: first, due: 2026-11-30, who: wang}
  - {what: over, done: 2026-11-01}
";
        look(text, |account, request| {
            let plan = plan(account, request);
            let goals: Vec<_> = plan
                .goals
                .iter()
                .map(|goal| (goal.goal, goal.gap.as_deref(), goal.overdue))
                .collect();
            let expected = [
                ("visits", None, Some(51)),
                ("half", Some("0.2"), Some(1)),
                ("a seat", None, None),
            ];
            assert_eq!(goals, expected);
            let actions: Vec<_> = plan
                .actions
                .iter()
                .map(|action| (action.what, action.goal))
                .collect();
            assert_eq!(
                actions,
                [("first", None), ("second", Some("half")), ("whenever", None)]
            );
            assert_eq!((plan.done, plan.actions[0].who.as_deref()), (1, Some("Wang Min")));
        });
    }
}
