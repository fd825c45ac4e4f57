//! The agenda as a Markdown list, to paste where people work.

use std::fmt::Write;

use super::{Grouping, due_on, what, why};
use crate::analysis::agenda::Item;
use crate::model::Day;
use crate::render::markdown::inert;

/// A list of tasks for each group.
pub fn render(items: &[Item<'_>], grouping: Grouping, today: Day) -> String {
    let groups = grouping.groups(items).map(|(title, group)| {
        let mut text = format!("## {}\n\n", inert(&title));
        for item in group {
            push_task(&mut text, item, grouping, today);
        }
        text
    });
    groups.collect::<Vec<_>>().join("\n")
}

fn push_task(text: &mut String, item: &Item<'_>, grouping: Grouping, today: Day) {
    // Writing to a String does not fail.
    let _ = writeln!(
        text,
        "- [ ] **{}** ({}): {} — {} · {}",
        inert(&item.account.name),
        item.tier,
        inert(&what(item)),
        due_on(item),
        inert(&why(item, grouping, today))
    );
}
