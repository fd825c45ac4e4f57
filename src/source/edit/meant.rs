//! The second opinion: what a text is to say once it is edited.

use super::print;
use super::value::Value;
use super::{Change, place_among};
use crate::source::data::{Data, Reading, read};
use crate::source::route::{Route, Step};

/// What a value says once it is written.
pub(super) fn meant(value: &Value, reading: Reading) -> Data {
    match value {
        Value::Text(text) => Data::Text(text.clone()),
        Value::Plain(text) => read(text, reading).unwrap_or_else(|_| Data::Text(text.clone())),
        Value::List(items) => Data::List(items.iter().map(|item| meant(item, reading)).collect()),
        Value::Map(entries) => Data::map(
            entries
                .iter()
                .map(|(key, value)| (meant_key(key, reading), meant(value, reading)))
                .collect(),
        ),
    }
}

/// What a key says once it is written: years stand without quotes.
fn meant_key(key: &str, reading: Reading) -> Data {
    match reading == Reading::Theirs && print::is_number(key) {
        true => Data::Number(key.to_owned()),
        false => Data::Text(key.to_owned()),
    }
}

/// Makes a change to what a text says. Nothing where there is no such place.
pub(super) fn change(data: &mut Data, change: &Change, reading: Reading) -> Option<()> {
    match change {
        Change::Append { list, item } => match place(data, list.steps(), reading)? {
            found @ Data::Null => *found = Data::List(vec![meant(item, reading)]),
            Data::List(items) => items.push(meant(item, reading)),
            _ => return None,
        },
        Change::Insert { list, by, item } => match place(data, list.steps(), reading)? {
            found @ Data::Null => *found = Data::List(vec![meant(item, reading)]),
            Data::List(items) => {
                let keys = items.iter().map(|item| item.entry(by));
                let at = place_among(keys, item.entry(by)).unwrap_or(items.len());
                items.insert(at, meant(item, reading));
            }
            _ => return None,
        },
        Change::Set { at, value } => *place(data, at.steps(), reading)? = meant(value, reading),
        Change::Remove { at } => remove(data, at, reading)?,
        Change::Comment { .. } => {}
    }
    sort(data);
    Some(())
}

/// The data at a place; keys that are missing on the way are added.
fn place<'d>(data: &'d mut Data, steps: &[Step], reading: Reading) -> Option<&'d mut Data> {
    let Some((step, rest)) = steps.split_first() else {
        return Some(data);
    };
    if *data == Data::Null && matches!(step, Step::Key(_)) {
        *data = Data::Map(Vec::new());
    }
    match (data, step) {
        (Data::Map(entries), Step::Key(key)) => {
            let at = entries.iter().position(|(found, _)| found.is_key(key));
            let at = at.unwrap_or_else(|| {
                entries.push((meant_key(key, reading), Data::Null));
                entries.len() - 1
            });
            place(&mut entries.get_mut(at)?.1, rest, reading)
        }
        (Data::List(items), Step::Index(index)) => place(items.get_mut(*index)?, rest, reading),
        _ => None,
    }
}

fn remove(data: &mut Data, at: &Route, reading: Reading) -> Option<()> {
    let (last, above) = at.steps().split_last()?;
    match (place(data, above, reading)?, last) {
        (Data::Map(entries), Step::Key(key)) => {
            let at = entries.iter().position(|(found, _)| found.is_key(key))?;
            entries.remove(at);
        }
        (Data::List(items), Step::Index(index)) if *index < items.len() => {
            items.remove(*index);
        }
        _ => return None,
    }
    Some(())
}

/// Keys that were added come into their place.
fn sort(data: &mut Data) {
    match data {
        Data::Map(entries) => {
            entries.iter_mut().for_each(|(_, value)| sort(value));
            entries.sort();
        }
        Data::List(items) => items.iter_mut().for_each(sort),
        _ => {}
    }
}
