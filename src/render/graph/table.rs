//! The decision influence map as a table: a row for each person.

use super::{attitude, last_touch, nobody, roles, tone};
use crate::analysis::map::{Map, Person};
use crate::render::style::{Look, Tone};
use crate::render::table::{Cell, Table};

/// The cells of the roles: the longest with its mark and a comma.
const ROLES: usize = 16;

/// The people, superiors before theirs.
pub fn render(map: &Map<'_>, look: &Look) -> String {
    if let Some(nobody) = nobody(map) {
        return format!("{}\n", look.paint(Tone::Faint, nobody));
    }
    let mut header = vec!["Name", "Reports to", "Roles", "Weight", "Attitude", "Last touch"];
    if map.deal.is_some() {
        header.push("Part");
    }
    let mut table = Table::new(header).right(&[3]).width(2, ROLES);
    for person in &map.people {
        let mut cells = cells(map, person);
        if map.deal.is_some() {
            cells.push(person.parts.join(", ").into());
        }
        table.row(cells);
    }
    table.render(look)
}

fn cells(map: &Map<'_>, person: &Person<'_>) -> Vec<Cell> {
    let who = person.who;
    let superior = who.reports_to.as_deref().map(|id| map.account.person_name(id));
    let name = Cell::new(
        who.called(),
        if person.is_gone { Tone::Gone } else { Tone::Plain },
    );
    vec![
        match who.title.as_deref() {
            Some(title) => name.below(title, Tone::Faint),
            None => name,
        },
        superior.unwrap_or("–").into(),
        roles(who).into(),
        who.influence
            .map_or("–".to_owned(), |influence| influence.to_string())
            .into(),
        Cell::new(attitude(person), tone(person)),
        last_touch(person).into(),
    ]
}
