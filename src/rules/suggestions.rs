//! Suggestions: "did you mean" for ids, within a budget, so that a hostile file cannot buy minutes with it.

use crate::source::nearest;

/// How many comparisons are made in all before mistyped ids get no suggestion any more.
const BUDGET: usize = 100_000;

/// The known ids, and how many comparisons with them may still be made.
pub(super) struct Suggestions<I> {
    known: I,
    left: usize,
}

impl<'k, I: Iterator<Item = &'k str> + Clone> Suggestions<I> {
    /// Suggestions among these ids.
    pub(super) fn among(known: I) -> Self {
        Self { known, left: BUDGET }
    }

    /// The help for a mistyped id: the id that was most likely meant, or else this.
    pub(super) fn help(&mut self, typed: &str, otherwise: &str) -> String {
        let left = &mut self.left;
        let known = self.known.clone().take(*left).inspect(|_| *left -= 1);
        match nearest(typed, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => otherwise.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_end_with_the_budget() {
        let known = vec!["li-wei"; BUDGET - 1];
        let mut suggestions = Suggestions::among(known.iter().copied());
        assert_eq!(suggestions.help("li-wie", "none"), "did you mean `li-wei`?");
        assert_eq!(suggestions.help("li-wie", "none"), "did you mean `li-wei`?");
        assert_eq!(suggestions.help("li-wie", "none"), "none");
    }
}
