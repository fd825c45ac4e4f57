//! Comments of a kind, each on a line of its own directly above the value that it is about.

use super::Refusal;
use super::page::Page;
use crate::source::route::Route;

/// A text in which the comment above a value that begins with a mark says this, or is gone.
pub(super) fn comment(
    page: &Page<'_>,
    at: &Route,
    mark: &str,
    said: Option<&str>,
) -> Result<String, Refusal> {
    let (value, rest) = page.reach(at)?;
    if !rest.is_empty() {
        return Err(page.refusal(value, format!("there is no `{at}` to comment on")));
    }
    let begin = page.tree.key_of(value).unwrap_or(value);
    let line = page.line_start(page.tree.span(begin).start);
    let first = page.comments_above(line);
    let (before, after) = (&page.text[..first], &page.text[line..]);
    let others: String = page.text[first..line]
        .split_inclusive('\n')
        .filter(|comment| !comment.trim_start().starts_with(mark))
        .collect();
    let indent = &after[..after.len() - after.trim_start_matches(' ').len()];
    let own = said.map_or(String::new(), |said| {
        format!("{indent}{mark} {said}{}", page.newline())
    });
    Ok(format!("{before}{others}{own}{after}"))
}
