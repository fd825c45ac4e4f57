//! Commitments: open promises of both sides with a day (M9).

use super::item::{Item, ItemKind};
use super::scope::Scope;
use crate::model::{Commitment, Day, Party};

/// The promises that are neither kept nor broken.
pub(super) fn items<'a>(scope: &Scope<'a, '_>, items: &mut Vec<Item<'a>>) {
    let open = scope
        .account
        .commitments
        .iter()
        .filter(|promise| promise.is_open());
    for promise in open {
        if let Some(due) = promise.due.filter(|due| scope.lists(*due)) {
            items.push(item(scope, promise, due));
        }
    }
}

fn item<'a>(scope: &Scope<'a, '_>, promise: &'a Commitment<'a>, due: Day) -> Item<'a> {
    let (who, to) = (promise.who.as_deref(), promise.to.as_deref());
    let item = |kind, why| scope.item(kind, due, what(promise), why);
    match promise.by {
        Some(Party::Them) => Item {
            owner: scope.holder(who),
            with: who.into_iter().collect(),
            ..item(ItemKind::CommitmentTheirs, why(scope, promise, "by", who))
        },
        Some(Party::Us) | None => Item {
            owner: who.or(scope.account.owner.as_deref()),
            with: to.into_iter().collect(),
            ..item(ItemKind::CommitmentOurs, why(scope, promise, "to", to))
        },
    }
}

fn what(promise: &Commitment<'_>) -> String {
    let text = promise.what.as_deref().or(promise.id.as_deref());
    text.unwrap_or("promise").to_owned()
}

fn why(scope: &Scope<'_, '_>, promise: &Commitment<'_>, word: &str, person: Option<&str>) -> String {
    let person = person.map_or("them", |id| scope.account.person_name(id));
    let made = promise.made.map_or_else(String::new, |day| format!(" {day}"));
    format!("promised{made} {word} {person}")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, items_of, seen};

    #[test]
    fn each_side_owes_its_own() {
        let account = account(
            "name: X\nowner: wang.min\nstatus: lost\ncommitments:\n- {id: c1, what: send the log, by: us, who: chen.yu, to: li-wei, made: 2026-10-14, due: 2026-11-10}\n- {id: c2, what: name the team, by: them, who: li-wei, to: chen.yu, made: 2026-10-14, due: 2026-11-15}\n- {id: c3, due: 2026-11-20}\n- {by: them, due: 2026-11-21}\nstakeholders: [{id: li-wei, owner: chen.yu}]\n",
        );
        let items = items_of(&account, "2026-11-21");
        assert_eq!(
            seen(&items),
            [
                "critical 11 commitment-ours chen.yu send the log — promised 2026-10-14 to li-wei",
                "late 6 commitment-theirs chen.yu name the team — promised 2026-10-14 by li-wei",
                "due 1 commitment-ours wang.min c3 — promised to them",
                "due 0 commitment-theirs wang.min promise — promised by them",
            ]
        );
        let with: Vec<_> = items.iter().map(|item| item.with.as_slice()).collect();
        assert_eq!(with, [&["li-wei"][..], &["li-wei"], &[], &[]]);
    }

    #[test]
    fn what_is_kept_broken_or_without_a_day_is_not_owed() {
        let account = account(
            "name: X\nstatus: lost\ncommitments:\n- {what: kept, due: 2026-11-10, kept: 2026-11-09}\n- {what: broken, due: 2026-11-10, broken: true}\n- {what: some day}\n- {what: far, due: 2027-11-10}\n",
        );
        assert!(items_of(&account, "2026-11-21").is_empty());
    }
}
