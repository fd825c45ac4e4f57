//! Document: one file's text, what is wrong with its structure, and its nodes when a place is asked for.

use std::ops::Range;
use std::sync::OnceLock;

use crate::source::decode::decode;
use crate::source::file::Fault;
use crate::source::tree::Sections;
use crate::source::{Problem, ProblemKind, Route, SourceFile, Tree};

/// A text, its tree and what is wrong with its structure.
#[derive(Debug)]
pub struct Document<'s> {
    /// The text.
    pub source: &'s SourceFile,
    /// What is wrong with its structure, in the order of the text.
    pub problems: Vec<Problem>,
    /// Its nodes, kept only where there are problems: rules ask for them again and again there.
    kept: Option<Tree<'s>>,
    /// Where its sections begin, where they can be read one by one.
    sections: Sections,
    /// Found when it is first asked for.
    private: OnceLock<Vec<Range<usize>>>,
}

impl<'s> Document<'s> {
    /// Has a look at the text's nodes. Most files have nothing to show, so their trees are not kept but made
    /// again here: whoever has much to look for looks for all of it at once.
    pub fn look<R>(&self, look: impl FnOnce(&Tree<'s>) -> R) -> R {
        match &self.kept {
            Some(tree) => look(tree),
            None => look(&Tree::parse(self.source.text()).0),
        }
    }

    /// Has a look at the nodes that routes lead to, and at what stands around them; the rest of the text need not
    /// be there.
    pub fn look_at<'r, R>(
        &self,
        routes: impl IntoIterator<Item = &'r Route>,
        look: impl FnOnce(&Tree<'s>) -> R,
    ) -> R {
        match self.sections.read(self.source.text(), routes) {
            Some(part) if self.kept.is_none() => look(&part),
            _ => self.look(look),
        }
    }

    /// The place in the text of a route into what was read: items that were left out count in the text.
    pub fn place(&self, route: Route) -> Route {
        // Where nothing was left out both are the same.
        let Some((tree, (node, _))) = self
            .kept
            .as_ref()
            .and_then(|tree| Some((tree, tree.follow(&route)?)))
        else {
            return route;
        };
        let found = tree.route(node);
        let rest = route.steps().iter().skip(found.steps().len());
        Route::from(found.steps().iter().chain(rest).cloned().collect::<Vec<_>>())
    }

    /// The bytes of everything that stands below a key `private`.
    pub fn private_spans(&self) -> &[Range<usize>] {
        self.private.get_or_init(|| match &self.kept {
            Some(tree) => tree.private_spans(),
            None => Tree::parse(self.source.text()).0.private_spans(),
        })
    }

    /// Reads a text, and has a look at its nodes while they are there, unless there is no value.
    pub(super) fn read<T: serde::Deserialize<'s>, L: Default>(
        source: &'s SourceFile,
        look: impl FnOnce(&Tree<'s>, &T) -> L,
    ) -> (Self, Option<T>, L) {
        let (mut tree, mut problems) = Tree::parse(source.text());
        if let Some(fault) = source.fault() {
            return (
                Self::new(source, vec![fault_problem(fault)], tree),
                None,
                L::default(),
            );
        }
        let decoded = decode(&tree);
        let broken = problems.iter().any(|problem| problem.kind == ProblemKind::Syntax);
        let told = decoded.problems.into_iter();
        problems.extend(told.filter(|problem| !(broken && is_missing_name(problem))));
        problems.sort_by_key(|problem| problem.span.start);
        tree.refuse(decoded.left_out);
        let looked = decoded.value.as_ref().map(|value| look(&tree, value));
        (
            Self::new(source, problems, tree),
            decoded.value,
            looked.unwrap_or_default(),
        )
    }

    fn new(source: &'s SourceFile, problems: Vec<Problem>, tree: Tree<'s>) -> Self {
        Self {
            source,
            sections: Sections::of(&tree),
            kept: (!problems.is_empty()).then_some(tree),
            problems,
            private: OnceLock::new(),
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
