//! The rule `fallen-back`.

use super::Check;

rule! {
    /// Completeness, knowledge or support that is less than it was.
    ///
    /// ## Why
    ///
    /// A dossier grows by what is learned. A change after which it says less, fewer of the nine points
    /// are known, or fewer people are for us, is either a loss that somebody should look at or news that
    /// somebody should confirm. Looked for only by `check --since REV`.
    ///
    /// ## How to mend
    ///
    /// Restore what was removed by mistake. Where the fall is true (a supporter left), allow it:
    /// `ratchet` in dossier.yaml says by how much each figure may fall in one change.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// ratchet: {completeness: 2, points: 0, support: 0.1}   # percent, points, support surface
    /// ```
    pub struct FallenBack = "fallen-back", Error;
}

/// What it says comes from comparing two states of a repository (`history::ratchet`).
impl Check for FallenBack {}
