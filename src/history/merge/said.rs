//! Said: what a merged file must say, told from the plan and from what the three files say, without a look
//! at how any of them is written.

use super::plan::{Name, Part, Plan};
use super::sides::{Side, Sides};
use crate::source::data::{self, Data, Reading};

/// What becomes of a value, where conflicts are as one side has them: nothing inside where it is not there,
/// nothing at all where it cannot be told.
pub(super) fn said(
    plan: &Plan,
    data: Sides<Option<&Data>>,
    side: Side,
    reading: Reading,
) -> Option<Option<Data>> {
    Some(match plan {
        Plan::Ours | Plan::Comments => data.ours.cloned(),
        Plan::Theirs | Plan::Value => data.theirs.cloned(),
        Plan::Conflict => data.of(side).cloned(),
        Plan::Lines(text) => Some(only(data::read(text, reading).ok()?)?),
        Plan::Parts(parts) => Some(together(parts, data, side, reading)?),
    })
}

/// The one value of a list or map.
fn only(data: Data) -> Option<Data> {
    match data {
        Data::Map(entries) => entries.into_iter().next().map(|(_, value)| value),
        Data::List(items) => items.into_iter().next(),
        _ => None,
    }
}

/// What the parts of a list or map say together.
fn together(parts: &[Part], data: Sides<Option<&Data>>, side: Side, reading: Reading) -> Option<Data> {
    let is_map = matches!(data.ours?, Data::Map(_));
    let (mut items, mut entries) = (Vec::new(), Vec::new());
    for part in parts {
        let found = Sides {
            base: find(data.base, part, Side::Base)?,
            ours: find(data.ours, part, Side::Ours)?,
            theirs: find(data.theirs, part, Side::Theirs)?,
        };
        let values = found.each_ref().map(|found| found.map(|(_, value)| value));
        let Some(value) = said(&part.plan, values, side, reading)? else {
            continue;
        };
        match found.ours.or(found.theirs)? {
            (Some(key), _) if is_map => entries.push((key.clone(), value)),
            _ => items.push(value),
        }
    }
    Some(if is_map {
        Data::map(entries)
    } else {
        Data::List(items)
    })
}

type Found<'d> = (Option<&'d Data>, &'d Data);

/// What a side says of a part: its key, if it is an entry, and its value. Nothing at all where it must be
/// there and is not found.
fn find<'d>(data: Option<&'d Data>, part: &Part, side: Side) -> Option<Option<Found<'d>>> {
    if part.at.of(side).is_none() {
        return Some(None);
    }
    match (data?, &part.name) {
        (Data::Map(entries), Name::Key(key)) => {
            let (key, value) = entries.iter().find(|(found, _)| found.is_key(key))?;
            Some(Some((Some(key), value)))
        }
        (Data::List(list), Name::Item(items)) => Some(Some((None, list.get((*items.of(side))?)?))),
        _ => None,
    }
}
