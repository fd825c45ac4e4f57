//! Movement for people: what became of each account, as tables or as Markdown to paste into a report.

use std::fmt::Write;

use super::findings::counted;
use super::markdown::inert;
use super::style::{Look, Tone};
use super::table::{Cell, Table};
use super::tiers;
use super::wrap::clip;
use crate::analysis::movement::{Change, ChangeKind, Event, Movement, Turn};

/// The widest that one side of a change gets, in cells.
const WIDEST: usize = 80;
/// The cells of the column of kinds.
const KIND: usize = 14;
/// The words for how often, up to ten times.
const TIMES: [&str; 10] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
];

/// A table for each account.
pub fn table(movements: &[Movement], look: &Look) -> String {
    let blocks: Vec<String> = movements.iter().map(|movement| block(movement, look)).collect();
    blocks.join("\n")
}

fn block(movement: &Movement, look: &Look) -> String {
    let mut title = match movement.tier {
        Some(tier) => format!("{}  ", look.paint(tiers::tone(tier), tier.as_str())),
        None => String::new(),
    };
    title.push_str(&look.paint(Tone::Heading, &movement.name));
    for more in [Some(&movement.id), movement.owner.as_ref()]
        .into_iter()
        .flatten()
    {
        title.push_str(&format!("  {}", look.paint(Tone::Faint, more)));
    }
    let mut table = Table::new([""; 0]).width(0, KIND + 2);
    for change in &movement.changes {
        table.row([
            Cell::new(format!("  {}", kind(change)), Tone::Faint),
            Cell::new(said(change), tone(change)),
        ]);
    }
    format!("{title}\n{}", table.render(look))
}

fn tone(change: &Change) -> Tone {
    match change.turn {
        Some(Turn::Better) => Tone::Good,
        Some(Turn::Worse) => Tone::Warn,
        None => Tone::Plain,
    }
}

/// Who moved to another tier, and why; their only changes are such.
pub fn moved(movements: &[Movement], look: &Look) -> String {
    let mut table = Table::new(["Moved", "Account", "Owner", "Why"]);
    for movement in movements {
        for change in &movement.changes {
            let sides = [&change.before, &change.after].map(|side| side.as_deref().unwrap_or_default());
            table.row([
                Cell::new(sides.join(" → "), tone(change)),
                movement.name.as_str().into(),
                Cell::new(movement.owner.as_deref().unwrap_or("–"), Tone::Faint),
                change.why.as_deref().unwrap_or_default().into(),
            ]);
        }
    }
    if table.is_empty() {
        String::new()
    } else {
        table.render(look)
    }
}

/// A list for each account, below a line that says what is compared.
pub fn markdown(movements: &[Movement], compared: &str) -> String {
    let mut text = format!("{}: {}\n", inert(compared), counted(movements.len(), "account"));
    for movement in movements {
        let tier = movement
            .tier
            .map_or_else(String::new, |tier| format!(" ({tier})"));
        // Writing to a String does not fail.
        let _ = write!(text, "\n## {}{tier}\n\n", inert(&movement.name));
        for change in &movement.changes {
            let _ = writeln!(text, "- **{}** {}", kind(change), inert(&said(change)));
        }
    }
    text
}

fn kind(change: &Change) -> String {
    change.kind.as_str().replace('-', " ")
}

/// What became of it, on one line.
fn said(change: &Change) -> String {
    let side = |side: &Option<String>| side.as_deref().map(|text| clip(text, WIDEST).into_owned());
    let what = match (side(&change.before), side(&change.after), change.event) {
        _ if change.kind == ChangeKind::Private => "details changed (--private shows them)".to_owned(),
        _ if change.kind == ChangeKind::Account => account(change.event).to_owned(),
        _ if change.kind == ChangeKind::Unreadable => readable(change.event).to_owned(),
        _ if change.kind == ChangeKind::PromiseBroken => String::new(),
        (Some(before), Some(after), _) => format!("{before} → {after}"),
        (None, Some(after), _) => after,
        (Some(before), None, _) => format!("{before}, no longer stated"),
        (None, None, Event::Removed) => "removed".to_owned(),
        (None, None, _) => "new".to_owned(),
    };
    let mut said = match change.subject.as_str() {
        "" => what,
        subject if what.is_empty() => subject.to_owned(),
        subject => format!("{}: {what}", clip(subject, WIDEST)),
    };
    if let Some(times) = change.times {
        said.push_str(&format!(", moved {}", often(times)));
    }
    if let Some(why) = &change.why {
        said.push_str(&format!(" ({why})"));
    }
    said
}

fn account(event: Event) -> &'static str {
    match event {
        Event::Removed => "the dossier is gone",
        Event::Added | Event::Changed => "new",
    }
}

fn readable(event: Event) -> &'static str {
    match event {
        Event::Removed => "could not be read before",
        Event::Added | Event::Changed => "cannot be read",
    }
}

fn often(times: usize) -> String {
    match times.checked_sub(1).and_then(|at| TIMES.get(at)) {
        Some(word) => format!("for the {word} time"),
        None => format!("{times} times"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_one_line_that_says_all_there_is_to_say() {
        let change = |kind, event| Change::new(kind, event);
        let some = |text: &str| Some(text.to_owned());
        let close = Change {
            subject: "Press".to_owned(),
            before: some("2026-10-01"),
            after: some("2026-12-01"),
            why: some("61 days later"),
            times: Some(3),
            ..change(ChangeKind::CloseDate, Event::Changed)
        };
        let gone = Change {
            before: some("3"),
            ..change(ChangeKind::Influence, Event::Removed)
        };
        let broken = Change {
            subject: "Quote".to_owned(),
            after: some("true"),
            why: some("no remedy yet"),
            ..change(ChangeKind::PromiseBroken, Event::Added)
        };
        for (change, line) in [
            (
                close,
                "Press: 2026-10-01 → 2026-12-01, moved for the third time (61 days later)",
            ),
            (gone, "3, no longer stated"),
            (broken, "Quote (no remedy yet)"),
            (change(ChangeKind::Account, Event::Added), "new"),
            (change(ChangeKind::Account, Event::Removed), "the dossier is gone"),
            (
                change(ChangeKind::Private, Event::Changed),
                "details changed (--private shows them)",
            ),
        ] {
            assert_eq!(said(&change), line);
        }
        assert_eq!([often(10), often(11)], ["for the tenth time", "11 times"]);
    }
}
