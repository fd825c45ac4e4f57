//! `dossier set`.

use clap::Args;

use super::context::Context;
use super::exit::{Failure, Verdict};
use super::record::{self, Entry, Recording};
use crate::portfolio::Dossier;
use crate::render::visible;
use crate::source::decode::OWN_KEYS;
use crate::source::edit::{Change, Value};
use crate::source::tree::{Content, NodeId};
use crate::source::{Route, Step, Tree, nearest};

/// Set one value of a dossier, or take it away
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dossier set acme value.potential 480万
  dossier set acme 'stakeholders[li-wei].attitude' supporter
  dossier set acme 'opportunities[line-3].close' 2027-03-31 --dry-run
  dossier set acme tags '[automation, export]'
  dossier set acme region --unset")]
pub(super) struct Set {
    /// The account: its id, name, alias, or a unique beginning of one
    account: String,
    /// The place: keys with dots between, and items of lists by [id] or by [number] from 0
    route: String,
    /// The value: text, a number, a day, a word of the format, or a list such as '[a, b]'
    #[arg(required_unless_present = "unset", allow_hyphen_values = true)]
    value: Option<String>,
    /// Take away what stands there
    #[arg(long, conflicts_with = "value")]
    unset: bool,
    #[command(flatten)]
    recording: Recording,
}

/// The longest value that is told, in characters.
const LONGEST_TOLD: usize = 40;

impl Set {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let typed = route_of(&self.route).map_err(Failure::Usage)?;
        if self.value.as_deref().is_some_and(|value| value.trim().is_empty()) {
            let why = "an empty value says nothing; --unset takes away what stands there";
            return Err(Failure::Usage(why.to_owned()));
        }
        self.recording
            .record(&self.account, context, |dossier| self.plan(&typed, dossier))
    }

    fn plan(&self, typed: &Route, dossier: &Dossier<'_>) -> Result<Entry, Failure> {
        let at = dossier
            .document
            .look(|tree| resolved(tree, typed))
            .map_err(Failure::Usage)?;
        let (change, subject) = match &self.value {
            Some(value) => {
                let subject = self.subject(typed, value);
                let value = value_for(dossier, &at, value);
                (Change::Set { at, value }, subject)
            }
            None => (Change::Remove { at }, format!("unset {}", self.route)),
        };
        Ok(Entry {
            changes: vec![change],
            subject,
            remarks: Vec::new(),
        })
    }

    /// The value is told where it is short, and nobody's private affair.
    fn subject(&self, at: &Route, value: &str) -> String {
        let route = &self.route;
        let is_private = at.passes("private") || value.contains("private");
        match is_private || value.chars().count() > LONGEST_TOLD {
            true => format!("set {route}"),
            false => format!("set {route} to {value}"),
        }
    }
}

/// The route that is typed, in which an item may be named by its id: `stakeholders[li-wei].attitude`.
fn route_of(typed: &str) -> Result<Route, String> {
    let mut text = String::new();
    let mut rest = typed;
    while let Some((before, inside)) = rest.split_once('[') {
        let end = inside.find(']').unwrap_or(inside.len());
        let word = &inside[..end];
        let is_id = !word.is_empty() && !word.starts_with('"') && word.parse::<usize>().is_err();
        text.push_str(before);
        text.push_str(&match is_id {
            true => format!("[\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\"")),
            false => format!("[{word}"),
        });
        rest = &inside[end..];
    }
    text.push_str(rest);
    match text.parse::<Route>() {
        Ok(route) if !route.steps().is_empty() => Ok(route),
        _ => Err(format!(
            "`{typed}` is no place in a dossier; one looks like `value.potential` or `stakeholders[li-wei].attitude`"
        )),
    }
}

/// The route in the text, where items have numbers.
fn resolved(tree: &Tree<'_>, typed: &Route) -> Result<Route, String> {
    let mut steps: Vec<Step> = Vec::new();
    for step in typed.steps() {
        let node = tree.find(&Route::from(steps.clone()));
        let list = node.filter(|node| tree.content(*node) == Content::List);
        steps.push(match (list, step) {
            (Some(list), Step::Key(id)) => Step::Index(item_called(tree, list, id)?),
            _ => step.clone(),
        });
    }
    Ok(Route::from(steps))
}

/// The number of the item with this id in a list.
fn item_called(tree: &Tree<'_>, list: NodeId, id: &str) -> Result<usize, String> {
    let ids = || tree.children(list).map(|item| id_of(tree, item));
    let mut called = ids().enumerate().filter(|(_, found)| *found == Some(id));
    let list = visible::line(&tree.route(list).to_string()).into_owned();
    match (called.next(), called.next()) {
        (Some((at, _)), None) => Ok(at),
        (Some((first, _)), Some((second, _))) => Err(format!(
            "`{id}` is the id of {list}[{first}] and of {list}[{second}]; name the one that is meant by its number"
        )),
        (None, _) => {
            let near = nearest(id, ids().flatten());
            let help = near.map_or_else(
                || "`dossier show` tells which there are, [0] is the first".to_owned(),
                |near| format!("did you mean `{}`?", visible::line(near)),
            );
            Err(format!("{list} has no item with the id `{id}`; {help}"))
        }
    }
}

fn id_of<'t>(tree: &'t Tree<'_>, item: NodeId) -> Option<&'t str> {
    let is_map = tree.content(item) == Content::Map;
    let (_, id) = tree.entry(item, "id").filter(|_| is_map)?;
    Some(tree.scalar(id)?.as_str())
}

/// Words that are text where text is wanted, and mean nothing anywhere else in the format.
const ANY_WORDS: &str = "any words at all";

/// What is to be written for what was typed: where text is wanted it stays text, whatever it looks like.
/// One's own keys take what the format has no opinion on as YAML does.
fn value_for(dossier: &Dossier<'_>, at: &Route, typed: &str) -> Value {
    let is_own = matches!(at.steps().first(), Some(Step::Key(key)) if key.starts_with(OWN_KEYS));
    let probe = Change::Set {
        at: at.clone(),
        value: Value::text(ANY_WORDS),
    };
    match !is_own && record::changed(dossier, &[probe]).is_ok() {
        true => Value::text(typed),
        // What is no YAML is text, and the format tells what it wants instead.
        false => Value::read(typed).unwrap_or_else(|_| Value::text(typed)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route;
    use proptest::prelude::*;

    #[test]
    fn items_are_named_by_id_or_by_number() {
        for (typed, route) in [
            ("value.potential", route!["value", "potential"]),
            ("needs[0].need", route!["needs", 0, "need"]),
            ("needs[li-wei].need", route!["needs", "li-wei", "need"]),
            ("needs[\"0\"]", route!["needs", "0"]),
            ("a[b c][1][d]", route!["a", "b c", 1, "d"]),
        ] {
            assert_eq!(route_of(typed), Ok(route), "{typed}");
        }
        for typed in ["", "needs[", "needs[]", "needs[a", ".a", "a b"] {
            assert!(route_of(typed).is_err(), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn any_id_without_a_bracket_can_stand_in_brackets(id in "[^\\]0-9\"+][^\\]]{0,9}") {
            prop_assert_eq!(route_of(&format!("needs[{id}]")), Ok(route!["needs", id.as_str()]));
        }
    }
}
