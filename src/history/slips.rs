//! Slips: how often the dates of a dossier's items were moved (M10).

use std::collections::HashMap;

use super::contents::Object;
use super::git::{Git, GitError};
use super::log::{Extent, Files, Walk};
use crate::model::difference::{Stop, differences};
use crate::model::identity::identity;
use crate::source::Tree;
use crate::source::tree::excerpt;

/// The dates that slip: the list and the entry.
const DATES: [(&str, &str); 2] = [("opportunities", "close"), ("commitments", "due")];

/// How often the dates of items were moved: by the list and by what the item is told by.
pub type Slips = HashMap<(String, String), usize>;

/// Counts how often dates of a dossier were moved up to a commit, and from there to the text that it has now.
///
/// # Errors
/// What git says where it cannot tell.
pub fn slips(git: &Git, until: &str, path: &str, now: &str) -> Result<Slips, GitError> {
    let extent = Extent {
        until,
        after: None,
        walk: Walk::EveryBranch,
        files: Files::One(path),
    };
    let mut sides: Vec<Object> = Vec::new();
    let mut last = None;
    for commit in git.log(&extent)? {
        for touched in commit?.touched {
            if last.is_none() {
                last = touched.after.as_ref().map(|version| version.object.clone());
            }
            let both = touched.before.zip(touched.after);
            sides.extend(both.into_iter().flat_map(|(then, now)| [then.object, now.object]));
        }
    }
    sides.extend(last);
    let mut slips = Slips::new();
    let mut older: Option<String> = None;
    for content in git.stream(&sides)? {
        let text = content?.map_or_else(String::new, |content| {
            String::from_utf8_lossy(&content).into_owned()
        });
        match older.take() {
            Some(older) => count(&mut slips, &older, &text),
            None => older = Some(text),
        }
    }
    if let Some(last) = older {
        count(&mut slips, &last, now);
    }
    Ok(slips)
}

fn count(slips: &mut Slips, older: &str, newer: &str) {
    let sections = DATES.map(|(list, _)| list);
    let part = |text: &str| excerpt(text, &sections).unwrap_or_else(|| text.to_owned());
    let (older, newer) = (part(older), part(newer));
    let trees = [&older, &newer].map(|text| Tree::parse(text).0);
    for difference in differences(&trees[0], &trees[1], false) {
        let is_moved = difference.before.is_some() && difference.after.is_some();
        let [Stop::Key(list), Stop::Item(_, Some(item)), Stop::Key(entry)] = &difference.way[..] else {
            continue;
        };
        if is_moved
            && DATES.contains(&(list, entry))
            && let Some(told) = identity(&trees[1], list, *item)
        {
            *slips.entry((list.clone(), told)).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_is_another_was_moved_and_one_that_is_new_was_not() {
        let mut slips = Slips::new();
        let texts = [
            "opportunities: [{id: a, close: 2026-10-01}, {id: b}]\n",
            "opportunities: [{id: b, close: 2026-10-01}, {id: a, close: 2026-11-01}]\n",
            "opportunities:\n- {id: a, close: '2026-11-01', amount: 3}\n- {id: b, close: 2026-12-01}\n",
            "opportunities: [{id: a, close: 2026-12-01}]\n",
        ];
        for pair in texts.windows(2) {
            count(&mut slips, pair[0], pair[1]);
        }
        let of = |id: &str| slips.get(&("opportunities".to_owned(), id.to_owned())).copied();
        assert_eq!((of("a"), of("b")), (Some(2), Some(1)));
    }
}
