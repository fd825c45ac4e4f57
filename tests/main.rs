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
mod examples;
mod readme;
mod rules;
mod safety;
