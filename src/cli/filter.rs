//! Options that several commands filter by, and words of the format as their values.

use std::str::FromStr;

use clap::Args;

use super::context::Context;
use super::exit::Failure;
use super::pick;
use crate::model::{Account, Tier};

/// Whose accounts a command tells about.
#[derive(Debug, Args)]
pub(super) struct Whose {
    /// Only accounts that this colleague owns; may be repeated
    #[arg(long, value_name = "WHO")]
    owner: Vec<String>,
}

impl Whose {
    /// Refuses colleagues whom nothing here names.
    pub(super) fn check(&self, context: &Context, accounts: &[&Account<'_>]) -> Result<(), Failure> {
        let mut owners = self.owner.iter();
        owners.try_for_each(|owner| pick::known_colleague(&context.settings, accounts, owner))
    }

    /// Whether an account is one of those asked for.
    pub(super) fn wants(&self, account: &Account<'_>) -> bool {
        self.wants_those_of(account.owner.as_deref())
    }

    /// Whether accounts of an owner are among those asked for.
    pub(super) fn wants_those_of(&self, owner: Option<&str>) -> bool {
        self.owner.is_empty() || owner.is_some_and(|owner| self.owner.iter().any(|asked| asked == owner))
    }
}

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
