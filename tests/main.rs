//! All integration tests, in one binary.

mod support;

mod brief;
mod cli;
mod formats;
mod readme;
mod rules;
mod safety;
