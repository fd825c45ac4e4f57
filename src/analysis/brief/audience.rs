//! Who reads a brief, and so what it may tell (M11).

use crate::model::words::words;

words! {
    /// Who reads a brief.
    pub enum Audience {
        /// Those of us who go: all that is not private.
        Team = "team",
        /// Who decides for us: the same, and what is to be decided.
        Manager = "manager",
        /// The client: what both sides know already.
        Client = "client",
    }
}
