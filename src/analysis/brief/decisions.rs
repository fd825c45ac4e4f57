//! What a manager of ours has to decide before a meeting: approvals, gates, means, risks (M2, M7).

use schemars::JsonSchema;
use serde::Serialize;

use crate::analysis::deal::{Gates, Process, is_approved};
use crate::model::{Account, Day, Opportunity};

/// What is to be decided.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Decisions<'a> {
    /// Open deals at a milestone that asks for an approval, and without one.
    pub approvals: Vec<&'a str>,
    /// The gates to a win that are shut; none where no deal is open.
    pub gates: Vec<ShutGate>,
    /// What our side is asked to bring.
    pub resources: Vec<&'a str>,
    /// Risks of open deals that nobody has an answer to.
    pub risks: Vec<OpenRisk<'a>>,
}

/// A gate that is shut.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ShutGate {
    /// Which: `information`, `relationship` or `decision`.
    pub gate: &'static str,
    /// Why, in a few words.
    pub why: String,
}

/// A risk without a counter-move.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OpenRisk<'a> {
    /// The deal.
    pub deal: &'a str,
    /// The risk.
    pub risk: &'a str,
}

pub(super) fn decisions<'a>(account: &'a Account<'_>, process: &Process, today: Day) -> Decisions<'a> {
    let open: Vec<_> = account
        .opportunities
        .iter()
        .filter(|deal| deal.is_open())
        .collect();
    Decisions {
        approvals: open
            .iter()
            .filter(|deal| wants_approval(deal, process))
            .map(|deal| deal.called())
            .collect(),
        gates: match open.is_empty() {
            true => Vec::new(),
            false => shut_gates(account, today),
        },
        resources: account.resources.ours.iter().map(|ours| ours.as_str()).collect(),
        risks: open.iter().flat_map(|deal| open_risks(deal)).collect(),
    }
}

fn wants_approval(deal: &Opportunity<'_>, process: &Process) -> bool {
    let from = process.approved_from();
    from.is_some_and(|from| deal.milestone >= Some(from)) && !is_approved(deal)
}

fn shut_gates(account: &Account<'_>, today: Day) -> Vec<ShutGate> {
    let gates = Gates::for_account(account, today);
    let shut = gates.all().into_iter().filter(|(_, gate)| !gate.is_open);
    shut.map(|(name, gate)| ShutGate {
        gate: name,
        why: gate.why.clone(),
    })
    .collect()
}

fn open_risks<'a>(deal: &'a Opportunity<'_>) -> impl Iterator<Item = OpenRisk<'a>> {
    let unanswered = deal.risks.iter().filter(|risk| risk.counter.is_none());
    unanswered.filter_map(|risk| {
        Some(OpenRisk {
            deal: deal.called(),
            risk: risk.risk.as_deref()?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::deal::testing::{process, shipped};
    use crate::source::{Tree, decode::decode};

    fn told(text: &str, process: &Process, look: impl FnOnce(Decisions<'_>)) {
        let (tree, _) = Tree::parse(text);
        let account: Account<'_> = decode(&tree).value.expect("decodes");
        look(decisions(
            &account,
            process,
            Day::new(2026, 11, 21).expect("a day"),
        ));
    }

    const TEXT: &str = "name: X
resources: {ours: [a test bench]}
opportunities:
- {id: early, milestone: contact, risks: [{risk: frozen budget}]}
- {id: late, milestone: proposal, risks: [{risk: a rival, counter: a pilot}]}
- {id: fine, milestone: proposal, approved: {by: li, on: 2026-01-05}}
- {id: won, milestone: proposal, outcome: won, risks: [{risk: none now}]}
";

    #[test]
    fn what_is_open_and_lacks_a_yes_is_to_be_decided() {
        told(TEXT, &shipped(), |decisions| {
            assert_eq!(decisions.approvals, ["late"]);
            assert_eq!(decisions.resources, ["a test bench"]);
            let risks: Vec<_> = decisions.risks.iter().map(|one| (one.deal, one.risk)).collect();
            assert_eq!(risks, [("early", "frozen budget")]);
            let gates: Vec<_> = decisions.gates.iter().map(|gate| gate.gate).collect();
            assert_eq!(gates, ["information", "relationship", "decision"]);
        });
    }

    #[test]
    fn a_process_without_approvals_asks_for_none_and_without_a_deal_no_gate_matters() {
        told(TEXT, &process("initiation: []\n"), |decisions| {
            assert_eq!(decisions.approvals, [""; 0]);
        });
        told("name: X\n", &shipped(), |decisions| {
            assert!(decisions.gates.is_empty());
        });
    }
}
