//! The rule `unused-ignore`.

use super::Check;

rule! {
    /// An ignore that silences nothing, or that says no reason.
    ///
    /// ## Why
    ///
    /// An ignore whose finding is gone would silence the next one unseen. One without a reason cannot be
    /// judged by anybody who reads it later, so it does not count.
    ///
    /// ## How to mend
    ///
    /// Remove the comment, or the rule from its list; add the reason after the bracket. An ignore stands
    /// at the end of the line it is for, or on a line of its own above it.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// # dossier: ignore[single-thread] the plant has one buyer and no other office
    /// stakeholders:
    /// ```
    pub struct UnusedIgnore = "unused-ignore", Error;
}

/// What it says comes from applying the ignores, after all other rules (`run`).
impl Check for UnusedIgnore {}
