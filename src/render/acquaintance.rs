//! Acquaintance for people: who of us edited a dossier, and who has met whom.

use super::style::{Look, Tone};
use super::table::{Cell, Table};
use crate::analysis::acquaintance::Met;
use crate::history::editors::Editor;
use crate::model::{Account, Stakeholder};

/// Somebody of theirs, and who of us has met them.
#[derive(Debug)]
pub struct Row<'a> {
    /// The person.
    pub person: &'a Stakeholder<'a>,
    /// Whether they have left.
    pub has_left: bool,
    /// Who has met them.
    pub met_by: Vec<Met<'a>>,
}

/// The editors of an account's dossier, then everybody on record; `name` tells what one of us is called.
pub fn render(
    account: &Account<'_>,
    editors: &[Editor],
    rows: &[Row<'_>],
    name: impl Fn(&str) -> String,
    look: &Look,
) -> String {
    let mut edited = Table::new(["Edited by", "Commits", "First", "Last"]).right(&[1]);
    for editor in editors {
        edited.row([
            Cell::from(editor.name.as_str()),
            editor.commits.to_string().into(),
            Cell::new(editor.first.to_string(), Tone::Faint),
            editor.last.to_string().into(),
        ]);
    }
    let mut met = Table::new(["Person", "Met by"]);
    for row in rows {
        let left = if row.has_left { " (left)" } else { "" };
        met.row([format!("{}{left}", row.person.called()).into(), who(row, &name)]);
    }
    let people = match rows {
        [] => String::new(),
        _ => format!("\n{}", met.render(look)),
    };
    format!(
        "{}  {}\n{}{people}",
        look.paint(Tone::Heading, &account.name),
        look.paint(Tone::Faint, &account.id),
        edited.render(look)
    )
}

fn who(row: &Row<'_>, name: impl Fn(&str) -> String) -> Cell {
    let told = |met: &Met<'_>| format!("{} {}×, last {}", name(met.who), met.times, met.last);
    match row.met_by.as_slice() {
        [] if row.has_left => Cell::new("nobody", Tone::Faint),
        [] => Cell::new("nobody", Tone::Warn),
        // Whoever alone knows somebody should introduce another of us.
        [only] if !row.has_left => Cell::new(format!("{}; nobody else", told(only)), Tone::Plain),
        all => Cell::from(all.iter().map(told).collect::<Vec<_>>().join("; ")),
    }
}
