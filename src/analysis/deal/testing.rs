//! For tests: the shipped process, and what an expression can name where no account has names.

use minijinja::Value;

use super::{Process, Standards};
use crate::model::{Account, Day};
use crate::source::{Tree, decode::decode};

const SHIPPED: &str = include_str!("../../../templates/playbook/process.yaml");

/// The shipped process.
pub(in crate::analysis) fn shipped() -> Process {
    process(SHIPPED)
}

/// A process that is in order.
pub(in crate::analysis) fn process(text: &str) -> Process {
    let (tree, problems) = Tree::parse(text);
    assert_eq!(problems, []);
    let decoded = decode::<Process>(&tree);
    assert_eq!(decoded.problems, [], "{text}");
    decoded.value.expect("a process")
}

/// The standards of a process without expressions.
pub(in crate::analysis) fn held_to(process: &Process, today: Day) -> Standards<'_, 'static> {
    Standards {
        process,
        names: &nobody,
        today,
    }
}

fn nobody(_: &Account<'_>) -> Value {
    panic!("names are asked for only where there is an expression")
}
