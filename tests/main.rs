//! All integration tests, in one binary.

mod support;

mod brief;
mod cli;
mod readme;
mod rules;
mod safety;
