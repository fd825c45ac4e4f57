//! The dossier as plain types: what a file may say, and nothing about how it is judged.
//!
//! Every key but `name` is optional; a key left out is not known, never zero. The types borrow their
//! text from the file.

#[macro_use]
pub(crate) mod words;
mod lunar;
pub(crate) mod parsed;
pub(crate) mod schema;

pub mod account;
pub mod commitment;
pub mod competition;
pub mod day;
pub mod deal;
pub mod difference;
pub mod identity;
pub mod library;
pub mod money;
pub mod need;
pub mod number;
pub mod people;
pub mod plan;
pub mod procurement;
pub mod profile;
pub mod text;
pub mod touchpoint;
pub mod value;

pub use account::{Account, FixedTier, Status, Tier};
pub use commitment::{Commitment, Party};
pub use day::{Day, PersonalDate};
pub use deal::{Answer, Delivery, Milestone, Opportunity, Outcome};
pub use library::{Case, Talk};
pub use money::{Currency, Exchange, Money, NoRate};
pub use need::Need;
pub use number::{Fraction, Rating};
pub use people::{Role, Stakeholder};
pub use text::Text;
pub use touchpoint::{Kind, Touchpoint};
