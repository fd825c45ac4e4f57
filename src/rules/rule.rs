//! Rule: what every rule has, and the macro that makes its doc comment its manual page.

use super::{Report, World};
use crate::diagnostic::{RuleId, Severity};
use crate::model::Account;
use crate::portfolio::Document;

/// What is known of a rule without running it.
#[derive(Debug)]
pub struct RuleInfo {
    /// Its id, kebab-case.
    pub id: RuleId,
    /// The severity it is shipped with.
    pub severity: Severity,
    /// Its manual page, Markdown: what, why, how to mend, example.
    pub manual: &'static str,
}

impl RuleInfo {
    /// The first line of the manual page.
    pub fn summary(&self) -> &'static str {
        self.manual.lines().next().unwrap_or("").trim()
    }
}

/// What a rule looks at. Each method is called for each of its things; most rules have one.
pub trait Check: Sync {
    /// Looks at one file's structure.
    fn document(&self, _document: &Document<'_>, _report: &mut Report<'_>) {}

    /// Looks at one account.
    fn account(&self, _account: &Account<'_>, _world: &World<'_, '_>, _report: &mut Report<'_>) {}

    /// Looks at the whole portfolio.
    fn portfolio(&self, _world: &World<'_, '_>, _report: &mut Report<'_>) {}
}

/// A rule: what it is, and what it looks at.
pub trait Rule: Check {
    /// What is known of it without running it.
    fn info(&self) -> &'static RuleInfo;
}

/// Declares a rule: `rule! { /// manual page … pub struct Name = "rule-id", Error; }`.
macro_rules! rule {
    ($(#[doc = $line:literal])+ pub struct $name:ident = $id:literal, $severity:ident;) => {
        $(#[doc = $line])+
        #[derive(Debug)]
        pub struct $name;

        impl $crate::rules::Rule for $name {
            fn info(&self) -> &'static $crate::rules::RuleInfo {
                static INFO: $crate::rules::RuleInfo = $crate::rules::RuleInfo {
                    id: $id,
                    severity: $crate::diagnostic::Severity::$severity,
                    manual: concat!($($line, "\n"),+),
                };
                &INFO
            }
        }
    };
}
