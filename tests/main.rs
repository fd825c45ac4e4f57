//! All integration tests, in one binary.

mod support;

mod cli;
mod readme;
mod rules;
mod safety;
