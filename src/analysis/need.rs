//! Needs: which of them matter most (M6).

use crate::model::need::{NeedKind, NeedStatus};
use crate::model::{Account, Need};

/// How many needs are worked on at once.
const FOCUS: usize = 2;

/// The one or two needs that matter most and are not met yet. A want is none.
pub fn top_needs<'a, 's>(account: &'a Account<'s>) -> Vec<&'a Need<'s>> {
    let mut needs: Vec<_> = account
        .needs
        .iter()
        .filter(|need| need.need.is_some() && need.status != Some(NeedStatus::Solved))
        .filter(|need| need.kind != Some(NeedKind::Want))
        .collect();
    needs.sort_by_key(|need| need.priority.unwrap_or(u32::MAX));
    needs.truncate(FOCUS);
    needs
}
