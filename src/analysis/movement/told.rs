//! Told: differences between two texts in the words of the field.

use super::{Change, ChangeKind, Event, Turn, turn};
use crate::analysis::influence::attitude_points;
use crate::model::difference::{Difference, Stop, text};
use crate::model::identity::identity;
use crate::model::people::Attitude;
use crate::model::{Day, Milestone, Outcome};
use crate::source::Tree;
use crate::source::tree::{Content, NodeId};

/// What lists hold: the kind of change that a whole item is, that anything in it is, and what is told of a new one.
const LISTS: [(&str, ChangeKind, ChangeKind, &[&str]); 8] = [
    (
        "stakeholders",
        ChangeKind::Joined,
        ChangeKind::Person,
        &["title", "roles", "attitude"],
    ),
    (
        "opportunities",
        ChangeKind::Deal,
        ChangeKind::Deal,
        &["milestone", "amount", "close"],
    ),
    (
        "commitments",
        ChangeKind::Promise,
        ChangeKind::Promise,
        &["by", "to", "due"],
    ),
    (
        "touchpoints",
        ChangeKind::Touchpoint,
        ChangeKind::Touchpoint,
        &["with", "by", "achieved", "outcome"],
    ),
    (
        "needs",
        ChangeKind::Need,
        ChangeKind::Need,
        &["kind", "priority", "raised_by"],
    ),
    (
        "competitors",
        ChangeKind::Competitor,
        ChangeKind::Competitor,
        &["position", "share"],
    ),
    (
        "purchases",
        ChangeKind::Purchase,
        ChangeKind::Purchase,
        &["what", "amount"],
    ),
    (
        "reviews",
        ChangeKind::Review,
        ChangeKind::Review,
        &["saved", "note"],
    ),
];

/// Entries that are a kind of change of their own: the list, the entry, the kind.
const ENTRIES: [(&str, &str, ChangeKind); 11] = [
    ("stakeholders", "attitude", ChangeKind::Attitude),
    ("stakeholders", "influence", ChangeKind::Influence),
    ("stakeholders", "roles", ChangeKind::Roles),
    ("stakeholders", "left", ChangeKind::Left),
    ("opportunities", "outcome", ChangeKind::Outcome),
    ("opportunities", "milestone", ChangeKind::Milestone),
    ("opportunities", "close", ChangeKind::CloseDate),
    ("opportunities", "amount", ChangeKind::Amount),
    ("opportunities", "probability", ChangeKind::Probability),
    ("commitments", "kept", ChangeKind::PromiseKept),
    ("commitments", "due", ChangeKind::PromiseDue),
];

/// Entries of the dossier itself that are a kind of change of their own.
const SECTIONS: [(&str, ChangeKind); 3] = [
    ("status", ChangeKind::Status),
    ("owner", ChangeKind::Owner),
    ("reviewed", ChangeKind::Reviewed),
];

/// What an item is called by, the first that it has.
const NAMES: [&str; 14] = [
    "name",
    "what",
    "need",
    "goal",
    "factor",
    "risk",
    "area",
    "level",
    "who",
    "of",
    "opportunity",
    "asked",
    "on",
    "id",
];
/// Entries that name people of the account.
const PEOPLE: [&str; 6] = ["with", "to", "raised_by", "reports_to", "successor", "asked_of"];

/// All differences as changes.
pub(super) fn changes(found: &[Difference], before: &Tree<'_>, after: &Tree<'_>) -> Vec<Change> {
    let told = Told { before, after };
    let mut changes: Vec<Change> = found
        .iter()
        .filter_map(|difference| told.change(difference))
        .collect();
    // Of what is private it is enough to say once that it changed.
    let is_silent = |change: &Change| change.kind == ChangeKind::Private;
    if let Some(first) = changes.iter().position(is_silent) {
        let silent = changes[first].clone();
        changes.retain(|change| !is_silent(change));
        changes.push(silent);
    }
    changes
}

struct Told<'t, 's> {
    before: &'t Tree<'s>,
    after: &'t Tree<'s>,
}

/// An item on the way to a difference: the list's key, and the item in both texts.
type Item<'d> = (&'d str, Option<NodeId>, Option<NodeId>);

impl Told<'_, '_> {
    fn change(&self, difference: &Difference) -> Option<Change> {
        let Difference { way, before, after } = difference;
        let event = match (before, after) {
            (None, None) => return Some(Change::new(ChangeKind::Private, Event::Changed)),
            (None, _) => Event::Added,
            (_, None) => Event::Removed,
            _ => Event::Changed,
        };
        let keys: Vec<&str> = way.iter().filter_map(Stop::key).collect();
        let mut change = match item(way) {
            Some((item, rest)) if rest.is_empty() => self.whole(item, event),
            Some((item, rest)) => self.entry(item, &rest, event)?,
            None => self.section(&keys, event),
        };
        if change.kind != ChangeKind::PromiseKept && !matches!(item(way), Some((_, rest)) if rest.is_empty())
        {
            let last = keys.last().copied().unwrap_or_default();
            change.before = before.map(|node| self.said(self.before, last, node));
            change.after = after.map(|node| self.said(self.after, last, node));
            change.turn = change.turn.or_else(|| better_or_worse(&change));
        }
        Some(change)
    }

    /// A whole item, which is new or gone.
    fn whole(&self, item: Item<'_>, event: Event) -> Change {
        let (list, before, after) = item;
        let of_list = LISTS.iter().find(|(key, ..)| *key == list);
        let (kind, told) = of_list.map_or((ChangeKind::Field, &[][..]), |(_, kind, _, told)| (*kind, *told));
        let summary = after.map(|node| self.summary(self.after, node, told));
        let name = self.name(item);
        Change {
            kind: if event == Event::Removed && kind == ChangeKind::Joined {
                ChangeKind::Person
            } else {
                kind
            },
            subject: match of_list {
                Some(_) => name,
                None => format!("{list}: {name}"),
            },
            after: summary.filter(|summary| !summary.is_empty() && before.is_none()),
            ..Change::new(kind, event)
        }
    }

    /// An entry of an item; nothing where another change tells it, too.
    fn entry(&self, item: Item<'_>, rest: &[&str], event: Event) -> Option<Change> {
        let (list, _, after) = item;
        let own = ENTRIES
            .iter()
            .find(|(of, entry, _)| *of == list && *rest == [*entry]);
        let of_list = LISTS.iter().find(|(key, ..)| *key == list);
        let name = self.name(item);
        let now = |key: &str| Some(text(self.after, self.after.entry(after?, key)?.1));
        let kind = own.map_or_else(
            || of_list.map_or(ChangeKind::Field, |(_, _, kind, _)| *kind),
            |(.., kind)| *kind,
        );
        let mut change = Change::new(kind, event);
        change.subject = match (own, of_list) {
            (Some(_), _) => name,
            (None, Some(_)) => format!("{name}: {}", rest.join(".")),
            (None, None) => format!("{list}: {name}: {}", rest.join(".")),
        };
        match (list, rest) {
            ("stakeholders", ["left"]) => {
                let successor = now("successor").map(|id| self.person(self.after, &id));
                change.why = successor.map(|name| format!("{name} follows"));
                change.turn = (event == Event::Added).then_some(Turn::Worse);
            }
            ("stakeholders", ["successor"]) if self.is_new(item, "left") => return None,
            ("opportunities", ["close"]) | ("commitments", ["due"]) => {
                change.slip = identity(self.after, list, after?).map(|told| (list.to_owned(), told));
                change.why = self.later(item, rest[0]);
            }
            ("opportunities", ["milestone"]) => {
                change.why = now("milestone").and_then(|milestone| self.reached(after?, &milestone));
            }
            ("opportunities", ["reached", milestone])
                if now("milestone").as_deref() == Some(*milestone) && self.is_new(item, "milestone") =>
            {
                return None;
            }
            ("commitments", ["kept"]) if event != Event::Removed => {
                self.kept(&mut change, now("kept"), now("due"))
            }
            ("commitments", ["broken"])
                if now("broken").is_some_and(|broken| matches!(broken.as_str(), "true" | "yes")) =>
            {
                change = Change::new(ChangeKind::PromiseBroken, event);
                change.subject = self.name(item);
                change.why = Some(now("remedy").map_or_else(
                    || "no remedy yet".to_owned(),
                    |remedy| format!("remedy: {remedy}"),
                ));
                change.turn = Some(Turn::Worse);
            }
            _ => {}
        }
        Some(change)
    }

    fn section(&self, keys: &[&str], event: Event) -> Change {
        let own = SECTIONS.iter().find(|(section, _)| *keys == [*section]);
        match own {
            Some((_, kind)) => Change::new(*kind, event),
            None => Change {
                subject: keys.join("."),
                ..Change::new(ChangeKind::Field, event)
            },
        }
    }

    /// Whether an entry of an item says something else than before.
    fn is_new(&self, (_, before, after): Item<'_>, key: &str) -> bool {
        let says = |tree: &Tree<'_>, item: Option<NodeId>| Some(text(tree, tree.entry(item?, key)?.1));
        says(self.before, before) != says(self.after, after)
    }

    /// `since 2026-11-10`.
    fn reached(&self, deal: NodeId, milestone: &str) -> Option<String> {
        let (_, reached) = self.after.entry(deal, "reached")?;
        let (_, day) = self.after.entry(reached, milestone)?;
        Some(format!("since {}", text(self.after, day)))
    }

    /// By how much a date was moved.
    fn later(&self, (_, before, after): Item<'_>, key: &str) -> Option<String> {
        let day =
            |tree: &Tree<'_>, item: Option<NodeId>| text(tree, tree.entry(item?, key)?.1).parse::<Day>().ok();
        let days = day(self.after, after)?.days_since(day(self.before, before)?);
        let way = if days > 0 { "later" } else { "earlier" };
        Some(format!("{} {way}", days_of(days)))
    }

    /// On time, or so many days late.
    fn kept(&self, change: &mut Change, kept: Option<String>, due: Option<String>) {
        let day = |text: &Option<String>| text.as_ref()?.parse::<Day>().ok();
        let late = day(&kept).zip(day(&due)).map(|(kept, due)| kept.days_since(due));
        change.after = kept;
        change.why = late.map(|days| match days {
            ..=0 => "on time".to_owned(),
            days => format!("{} late", days_of(days)),
        });
        change.turn = late.map(|days| turn(days <= 0));
    }

    /// What an item is called: in the newer text, where it stands there.
    fn name(&self, (list, before, after): Item<'_>) -> String {
        let (tree, node) = match (before, after) {
            (_, Some(node)) => (self.after, node),
            (Some(node), None) => (self.before, node),
            (None, None) => return String::new(),
        };
        let said = |key: &str| Some(text(tree, tree.entry(node, key)?.1)).filter(|text| !text.is_empty());
        if list == "touchpoints" {
            let kind = said("kind").map(|kind| kind.replace('_', " "));
            return [said("on"), kind]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ");
        }
        if matches!(list, "purchases" | "reviews") {
            return said("on").unwrap_or_default();
        }
        match tree.content(node) {
            Content::Map => NAMES
                .iter()
                .find_map(|key| said(key))
                .unwrap_or_else(|| text(tree, node)),
            _ => text(tree, node),
        }
    }

    /// What is told of a new item, on one line.
    fn summary(&self, tree: &Tree<'_>, node: NodeId, told: &[&str]) -> String {
        let said = told.iter().filter_map(|key| {
            let (_, value) = tree.entry(node, key).filter(|(_, value)| !tree.is_null(*value))?;
            let said = self.said(tree, key, value);
            Some(match *key {
                "with" | "by" | "to" => format!("{key} {said}"),
                "raised_by" => format!("raised by {said}"),
                "due" => format!("due {said}"),
                "close" => format!("to close {said}"),
                "saved" => format!("saved {said}"),
                "priority" => format!("priority {said}"),
                _ => said,
            })
        });
        said.collect::<Vec<_>>().join(", ")
    }

    /// What an entry says; people by their names, words without underscores.
    fn said(&self, tree: &Tree<'_>, key: &str, value: NodeId) -> String {
        let said = text(tree, value);
        if PEOPLE.contains(&key) {
            let names = said.split(", ").map(|id| self.person(tree, id));
            return names.collect::<Vec<_>>().join(", ");
        }
        match key {
            "roles" | "milestone" | "attitude" | "outcome" => said.replace('_', " "),
            "achieved" => match said.as_str() {
                "yes" | "true" => "achieved".to_owned(),
                "no" | "false" => "not achieved".to_owned(),
                _ => format!("{said} achieved"),
            },
            _ => said,
        }
    }

    /// The name of a person of the account, in either text.
    fn person(&self, tree: &Tree<'_>, id: &str) -> String {
        let named = |tree: &Tree<'_>| {
            let (_, people) = tree.entry(tree.root()?, "stakeholders")?;
            let is_it = |person: &NodeId| {
                tree.entry(*person, "id")
                    .is_some_and(|(_, own)| text(tree, own) == id)
            };
            let person = tree.children(people).find(is_it)?;
            Some(text(tree, tree.entry(person, "name")?.1))
        };
        let name = named(tree)
            .or_else(|| named(self.after))
            .or_else(|| named(self.before));
        name.unwrap_or_else(|| id.to_owned())
    }
}

/// So many days, whichever way.
fn days_of(days: i64) -> String {
    match days.abs() {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// The first item on a way, and the keys after it.
fn item(way: &[Stop]) -> Option<(Item<'_>, Vec<&str>)> {
    let at = way.iter().position(|stop| stop.key().is_none())?;
    let Stop::Item(before, after) = way[at] else {
        return None;
    };
    let list = way[..at].last().and_then(Stop::key)?;
    let rest = way[at + 1..].iter().filter_map(Stop::key).collect();
    Some(((list, before, after), rest))
}

/// Which way an attitude, a milestone or an outcome turned.
fn better_or_worse(change: &Change) -> Option<Turn> {
    let sides = [change.before.as_deref(), change.after.as_deref()];
    let [before, after] = sides.map(|side| side.map(|text| text.replace(' ', "_")));
    match change.kind {
        ChangeKind::Attitude => {
            let points =
                |text: Option<String>| attitude_points(text.and_then(|text| Attitude::from_word(&text)));
            let (before, after) = (points(before), points(after));
            (before != after).then(|| turn(after > before))
        }
        ChangeKind::Milestone => {
            let [before, after] =
                [before, after].map(|text| text.and_then(|text| Milestone::from_word(&text)));
            Some(turn(after > before))
        }
        ChangeKind::Outcome => match Outcome::from_word(&after?)? {
            Outcome::Won => Some(Turn::Better),
            Outcome::Lost => Some(Turn::Worse),
            _ => None,
        },
        _ => None,
    }
}
