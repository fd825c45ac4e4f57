//! The agenda as a Markdown list, to paste where people work.

use std::fmt::Write;

use super::{Grouping, due_on, what, why};
use crate::analysis::agenda::Item;
use crate::model::Day;
use crate::render::visible;

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

/// A text that means nothing in Markdown, and stays as it is wherever it can, for it may be pasted as text.
fn inert(text: &str) -> String {
    let text = visible::line(text);
    let mut inert = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '#'
        ) {
            inert.push('\\');
        }
        inert.push(c);
    }
    inert
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_would_read_is_escaped_and_the_rest_stays() {
        assert_eq!(
            inert("[x](javascript:y) <b> `z` *a* 2026-11-21, 3.5: 李伟"),
            r"\[x\](javascript:y) \<b\> \`z\` \*a\* 2026-11-21, 3.5: 李伟"
        );
        assert_eq!(inert("a\n# b\u{1b}"), r"a \# b␛");
    }
}
