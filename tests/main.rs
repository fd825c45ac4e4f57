//! All integration tests, in one binary.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot be set up fails"
)]

mod support;

mod architecture;
mod brief;
mod cli;
mod complete;
mod docs;
mod edit;
mod examples;
mod formats;
mod gate;
mod merge;
mod past;
mod readme;
mod rules;
mod safety;
mod schema;
