//! Words of the format as values of options.

use std::str::FromStr;

use crate::model::Tier;

/// A tier typed in either case.
///
/// # Errors
/// A sentence that lists the tiers.
pub(super) fn tier(typed: &str) -> Result<Tier, String> {
    Tier::from_word(&typed.to_uppercase())
        .ok_or_else(|| format!("`{typed}` is no tier; it is one of {}", Tier::WORDS.join(", ")))
}

impl FromStr for crate::analysis::agenda::ItemKind {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        Self::from_word(typed).ok_or_else(|| {
            let words: Vec<&str> = Self::words().collect();
            format!(
                "`{typed}` is nothing that can be due; it is one of {}",
                words.join(", ")
            )
        })
    }
}
