//! Text and places: files with their lines, span trees, routes, decoding, editing and whole-file writing.

pub(crate) mod data;
pub mod decode;
pub mod edit;
pub mod file;
pub mod hash;
pub mod naming;
pub mod nearest;
pub mod problem;
pub mod route;
pub mod save;
pub mod tree;

pub use file::SourceFile;
pub use hash::Hash;
pub use nearest::nearest;
pub use problem::{Problem, ProblemKind};
pub use route::{Route, Step};
pub use tree::Tree;
