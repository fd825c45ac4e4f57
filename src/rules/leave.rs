//! Leave: what rules about the leave to tell a case have in common.

use crate::model::{Case, Day};
use crate::route;
use crate::source::Route;

/// The last day a case may be told.
pub(super) fn until(case: &Case<'_>) -> Option<Day> {
    case.approved.as_ref()?.until
}

/// Where that stands.
pub(super) fn until_place(at: usize) -> Route {
    route![at, "approved", "until"]
}

/// A case in a sentence.
pub(super) fn called(case: &Case<'_>) -> String {
    match (&case.id, &case.title) {
        (Some(id), _) => format!("the case `{id}`"),
        (None, Some(title)) => format!("the case “{title}”"),
        (None, None) => "this case".to_owned(),
    }
}
