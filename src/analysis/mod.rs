//! Pure judgement: accounts, a policy and a day in; a report value out. No clock, no output, no format.
pub mod agenda;
pub mod breadth;
pub mod brief;
pub mod circles;
pub mod completeness;
pub mod deal;
pub mod health;
pub mod influence;
pub mod map;
pub mod need;
pub mod overview;
pub mod references;
pub mod status;
pub mod tier;
pub mod white_space;
