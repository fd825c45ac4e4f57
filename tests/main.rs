//! All integration tests, in one binary.

mod support;

mod brief;
mod cli;
mod complete;
mod docs;
mod formats;
mod gate;
mod readme;
mod rules;
mod safety;
mod schema;
