//! Breadth: how many of us know how many of them (M5).

use std::collections::BTreeSet;

use super::influence::THREAD_DAYS;
use crate::model::{Account, Day};

/// How broadly the relationship stands: our people × theirs, by the contacts of the last 180 days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breadth {
    /// How many of us had contact with somebody there.
    pub ours: usize,
    /// How many of them, who have not left, had contact with one of us.
    pub theirs: usize,
    /// How many pairs of one of us and one of them had contact.
    pub threads: usize,
}

/// The breadth of an account. Contacts of which nobody wrote who of us had them are left out.
pub fn breadth(account: &Account<'_>, today: Day) -> Breadth {
    let present: BTreeSet<&str> = account
        .present(today)
        .filter_map(|person| person.id.as_deref())
        .collect();
    let recent = account
        .real_touchpoints(today)
        .filter(|touch| touch.on.is_some_and(|on| today.days_since(on) <= THREAD_DAYS));
    let threads: BTreeSet<(&str, &str)> = recent
        .filter_map(|touch| Some((touch.by.as_deref()?, touch)))
        .flat_map(|(by, touch)| touch.with.iter().map(move |id| (by, id.as_str())))
        .filter(|(_, id)| present.contains(id))
        .collect();
    let ours: BTreeSet<&str> = threads.iter().map(|(ours, _)| *ours).collect();
    let theirs: BTreeSet<&str> = threads.iter().map(|(_, theirs)| *theirs).collect();
    Breadth {
        ours: ours.len(),
        theirs: theirs.len(),
        threads: threads.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Tree, decode::decode};

    /// By hand: of us wang and li, of them a and b: wang–a, wang–b, li–a. Left out are what is planned, what is
    /// 181 days ago, who has left, who is not on record, and a contact that none of us is named for.
    #[test]
    fn pairs_that_had_contact_in_half_a_year_are_counted_once() {
        let text = "name: X\nstakeholders: [{id: a}, {id: b}, {id: c, left: 2026-11-01}, {id: d}]\ntouchpoints:\n\
            - {on: 2026-11-02, by: wang, with: [a, b, c, stranger]}\n\
            - {on: 2026-05-25, by: wang, with: [a]}\n\
            - {on: 2026-05-25, by: li, with: [a]}\n\
            - {on: 2026-05-24, by: chen, with: [d]}\n\
            - {on: 2026-11-22, by: chen, with: [d]}\n\
            - {on: 2026-11-02, with: [d]}\n";
        let (tree, problems) = Tree::parse(text);
        assert_eq!(problems, []);
        let account: Account<'_> = decode(&tree).value.expect("decodes");
        let found = breadth(&account, "2026-11-21".parse().expect("a day"));
        let expected = Breadth {
            ours: 2,
            theirs: 2,
            threads: 3,
        };
        assert_eq!(found, expected);
    }
}
