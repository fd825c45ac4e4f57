//! Document: one file's text, what is wrong with its structure, and its tree when a place is asked for.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::source::decode::decode;
use crate::source::file::Fault;
use crate::source::tree::NodeId;
use crate::source::{Problem, ProblemKind, SourceFile, Tree};

/// A text, its tree and what is wrong with its structure.
#[derive(Debug)]
pub struct Document<'s> {
    /// The text.
    pub source: &'s SourceFile,
    /// What is wrong with its structure, in the order of the text.
    pub problems: Vec<Problem>,
    /// Its nodes, made again when a place is first asked for: most files have nothing to show.
    tree: OnceLock<Tree<'s>>,
    left_out: HashSet<NodeId>,
}

impl<'s> Document<'s> {
    /// The text's nodes.
    pub fn tree(&self) -> &Tree<'s> {
        self.tree.get_or_init(|| {
            let (mut tree, _) = Tree::parse(self.source.text());
            tree.refuse(self.left_out.clone());
            tree
        })
    }

    pub(super) fn read<T: serde::Deserialize<'s>>(source: &'s SourceFile) -> (Self, Option<T>) {
        let (tree, mut problems) = Tree::parse(source.text());
        if let Some(fault) = source.fault() {
            return (
                Self::new(source, vec![fault_problem(fault)], HashSet::new()),
                None,
            );
        }
        let decoded = decode(&tree);
        let broken = problems.iter().any(|problem| problem.kind == ProblemKind::Syntax);
        let told = decoded.problems.into_iter();
        problems.extend(told.filter(|problem| !(broken && is_missing_name(problem))));
        problems.sort_by_key(|problem| problem.span.start);
        (Self::new(source, problems, decoded.left_out), decoded.value)
    }

    fn new(source: &'s SourceFile, problems: Vec<Problem>, left_out: HashSet<NodeId>) -> Self {
        Self {
            source,
            problems,
            tree: OnceLock::new(),
            left_out,
        }
    }

    /// Whether the file could not be parsed whole, so that what it says is not to be relied on.
    pub fn is_broken(&self) -> bool {
        self.problems.iter().any(|problem| {
            matches!(
                problem.kind,
                ProblemKind::Syntax
                    | ProblemKind::NotUtf8
                    | ProblemKind::EmptyFile
                    | ProblemKind::MultipleDocuments
            )
        })
    }
}

/// In a file with broken sections a name that is missing may stand in one of them.
fn is_missing_name(problem: &Problem) -> bool {
    problem.route.steps().is_empty() && problem.kind == ProblemKind::WrongType
}

fn fault_problem(fault: &Fault) -> Problem {
    match fault {
        Fault::NotUtf8 { offset, looks_like } => {
            let seems = looks_like.map_or(String::new(), |encoding| format!("; it looks like {encoding}"));
            Problem::new(
                ProblemKind::NotUtf8,
                *offset..*offset,
                format!("the text stops being UTF-8 here{seems}"),
            )
            .help("save the file as UTF-8")
        }
        Fault::TooLarge { bytes } => Problem::new(
            ProblemKind::Syntax,
            0..0,
            format!(
                "the file has {} MiB; a dossier has at most {} MiB",
                bytes >> 20,
                crate::source::file::MAX_BYTES >> 20
            ),
        )
        .help("keep documents beside the dossier and name them in it"),
    }
}
