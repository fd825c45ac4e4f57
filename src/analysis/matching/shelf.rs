//! The shelf: every case of the library with how often it was told.

use super::Library;
use crate::model::{Account, Case, Day};

/// A case and its tellings.
#[derive(Debug)]
pub struct Shelved<'a> {
    /// The case.
    pub case: &'a Case<'a>,
    /// At how many contacts it was told.
    pub times: usize,
    /// The last day it was.
    pub last: Option<Day>,
}

/// The cases in the order of the library; what is planned was not told yet.
pub fn shelf<'a>(library: Library<'a>, accounts: &[&Account<'_>], today: Day) -> Vec<Shelved<'a>> {
    let contacts = accounts
        .iter()
        .flat_map(|account| account.real_touchpoints(today));
    let tellings: Vec<(&str, Option<Day>)> = contacts
        .flat_map(|touch| touch.told.iter().map(|id| (id.as_str(), touch.on)))
        .collect();
    let shelved = |case: &'a Case<'a>| {
        let of_it = tellings.iter().filter(|(id, _)| case.id.as_deref() == Some(*id));
        Shelved {
            case,
            times: of_it.clone().count(),
            last: of_it.filter_map(|(_, on)| *on).max(),
        }
    };
    library.cases.iter().map(shelved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Tree, decode::decode};

    #[test]
    fn a_case_knows_how_often_and_when_it_was_told() {
        let trees = [
            "[{id: a}, {id: b}, {title: nameless}]",
            "{name: X, touchpoints: [{on: 2026-03-01, told: [a]}, {on: 2026-02-01, told: [a]}, {on: 2027-01-01, told: [a, b]}]}",
        ]
        .map(|text| Tree::parse(text).0);
        let cases: Vec<Case<'_>> = decode(&trees[0]).value.expect("cases");
        let account: Account<'_> = decode(&trees[1]).value.expect("an account");
        let day = |text: &str| text.parse().expect(text);
        let library = Library {
            cases: &cases,
            talks: &[],
        };
        let shelf = shelf(library, &[&account, &account], day("2026-11-21"));
        let told: Vec<_> = shelf.iter().map(|one| (one.times, one.last)).collect();
        assert_eq!(told, [(4, Some(day("2026-03-01"))), (0, None), (0, None)]);
    }
}
