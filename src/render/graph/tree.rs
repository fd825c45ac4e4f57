//! The decision influence map as a tree for the terminal.

use unicode_width::UnicodeWidthStr;

use super::{attitude, blocks, last_touch, line_in_words, nobody, roles, summary, tone, vacancy};
use crate::analysis::map::{LineKind, Map, Person};
use crate::render::style::{Look, Tone};
use crate::render::table::{Cell, Table};
use crate::render::visible;
use crate::render::wrap::{clip, wrap};

/// The cells of the columns between the name and the roles.
const WEIGHT: usize = 6;
const ATTITUDE: usize = 11;
const TOUCH: usize = 10;
/// The blank cells between two columns.
const GAP: usize = 2;
/// The least cells for roles; with fewer they stand below the name.
const ROLES: usize = 18;
/// The least cells for a name.
const NAME: usize = 12;
/// So many levels are drawn; who stands deeper stands there, too.
const LEVELS: usize = 6;

/// The map: what it amounts to, the tree, and the lines across it.
pub fn render(map: &Map<'_>, look: &Look) -> String {
    let mut text = format!(
        "{}  {}\n",
        look.paint(Tone::Heading, &map.account.name),
        look.paint(Tone::Faint, &map.account.id)
    );
    for (line, tone) in summary(map) {
        for line in wrap(&visible::line(&line), look.width) {
            text.push_str(&format!("{}\n", look.paint(tone, &line)));
        }
    }
    text.push('\n');
    text.push_str(&tree(map, look));
    text + &lines(map).section("Lines", look) + &deal(map).section(&deal_title(map), look)
}

/// A line of the tree in the making.
struct Row {
    /// The branches before the name, and before what stands below the name.
    stems: [String; 2],
    name: String,
    cells: [String; 3],
    roles: String,
    tone: Tone,
}

fn tree(map: &Map<'_>, look: &Look) -> String {
    if let Some(nobody) = nobody(map) {
        return format!("{}\n", look.paint(Tone::Faint, nobody));
    }
    let mut rows = vec![header()];
    rows.extend(map.people.iter().zip(stems(&map.people)).map(row));
    rows.extend(map.influence.missing_roles.iter().map(|group| Row {
        stems: Default::default(),
        name: "? nobody".to_owned(),
        cells: Default::default(),
        roles: vacancy(group),
        tone: Tone::Warn,
    }));
    let room = look.width.saturating_sub(WEIGHT + ATTITUDE + TOUCH + 4 * GAP);
    let has_column = room >= NAME + ROLES;
    let most = match has_column {
        true => room - ROLES,
        false => (room + GAP).max(NAME),
    };
    let widest = rows
        .iter()
        .map(|row| row.stems[0].width() + row.name.width())
        .max();
    let name = widest.unwrap_or(0).min(most);
    let beside = has_column.then(|| room - name);
    rows.iter().map(|row| row.render(name, beside, look)).collect()
}

fn header() -> Row {
    Row {
        stems: Default::default(),
        name: "Person".to_owned(),
        cells: ["Weight", "Attitude", "Last touch"].map(str::to_owned),
        roles: "Roles".to_owned(),
        tone: Tone::Faint,
    }
}

fn row((person, stems): (&Person<'_>, [String; 2])) -> Row {
    let star = if person.parts.is_empty() { "" } else { "★ " };
    let name = format!("{star}{}", person.who.called());
    Row {
        stems,
        name: visible::line(&name).into_owned(),
        cells: [blocks(person.who), attitude(person), last_touch(person)],
        roles: roles(person.who),
        tone: tone(person),
    }
}

impl Row {
    /// The row with names of `name` cells, and as many for the roles as stand `beside` them, or else below.
    fn render(&self, name: usize, beside: Option<usize>, look: &Look) -> String {
        let [stem, below] = &self.stems;
        let called = clip(&self.name, name.saturating_sub(stem.width()));
        let blank = name.saturating_sub(stem.width() + called.width());
        let mut line = format!("{stem}{}{}", look.paint(self.tone, &called), " ".repeat(blank));
        for (cell, width) in self.cells.iter().zip([WEIGHT, ATTITUDE, TOUCH]) {
            let blank = width.saturating_sub(cell.width());
            line.push_str(&format!("  {}{}", look.paint(self.tone, cell), " ".repeat(blank)));
        }
        let mut roles = wrap(
            &self.roles,
            beside.unwrap_or(look.width.saturating_sub(below.width())),
        );
        if beside.is_some() && !roles.is_empty() {
            line.push_str(&format!("  {}", look.paint(self.tone, &roles.remove(0))));
        }
        let mut text = format!("{}\n", line.trim_end());
        let indent = beside.map_or(0, |_| name + WEIGHT + ATTITUDE + TOUCH + 4 * GAP);
        for more in roles {
            let blank = " ".repeat(indent.saturating_sub(below.width()));
            text.push_str(&format!("{below}{blank}{}\n", look.paint(self.tone, &more)));
        }
        text
    }
}

/// The branches of the tree before each person, and before what stands below their name.
fn stems(people: &[Person<'_>]) -> Vec<[String; 2]> {
    let is_last = last_ones(people);
    // Whether those above are the last of theirs, from the second level on.
    let mut above: Vec<bool> = Vec::new();
    let mut stems = Vec::with_capacity(people.len());
    for (at, person) in people.iter().enumerate() {
        above.truncate(person.depth.saturating_sub(1));
        let bar = |is_last: bool| if is_last { "  " } else { "│ " };
        let bars: String = above.iter().take(LEVELS - 1).map(|last| bar(*last)).collect();
        let has_people = people.get(at + 1).is_some_and(|next| next.superior == Some(at));
        let trunk = if has_people { "│ " } else { "  " };
        stems.push(match person.depth {
            0 => [String::new(), trunk.to_owned()],
            1..=LEVELS => {
                let branch = if is_last[at] { "└ " } else { "├ " };
                let below = format!("{bars}{}{trunk}", bar(is_last[at]));
                [format!("{bars}{branch}"), below]
            }
            _ => [format!("{bars}⋯ "), format!("{bars}  {trunk}")],
        });
        if person.depth > 0 {
            above.push(is_last[at]);
        }
    }
    stems
}

/// Whether each person is the last of those with the same superior.
fn last_ones(people: &[Person<'_>]) -> Vec<bool> {
    let mut has_later = vec![false; people.len()];
    let mut is_last = vec![true; people.len()];
    for (at, person) in people.iter().enumerate().rev() {
        if let Some(superior) = person.superior {
            is_last[at] = !has_later[superior];
            has_later[superior] = true;
        }
    }
    is_last
}

/// The lines that the tree does not show.
fn lines(map: &Map<'_>) -> Table {
    let mut table = Table::new([""; 0]);
    let name = |at: usize| Cell::from(map.people[at].who.called());
    for line in map.lines.iter().filter(|line| line.kind != LineKind::ReportsTo) {
        let tone = match line.kind {
            LineKind::Conflict => Tone::Bad,
            LineKind::ReportsTo | LineKind::Influences => Tone::Faint,
        };
        table.row([
            name(line.from),
            Cell::new(line_in_words(line.kind), tone),
            name(line.to),
        ]);
    }
    for person in map.people.iter().filter(|person| person.leads_back) {
        let superior = person.who.reports_to.as_deref().unwrap_or_default();
        table.row([
            person.who.called().into(),
            Cell::new("reports in a circle to", Tone::Bad),
            map.account.person_name(superior).into(),
        ]);
    }
    table
}

fn deal_title(map: &Map<'_>) -> String {
    map.deal
        .map_or_else(String::new, |deal| format!("★ {}", deal.called()))
}

/// Who matters to the deal, and why.
fn deal(map: &Map<'_>) -> Table {
    let mut table = Table::new([""; 0]);
    for person in map.people.iter().filter(|person| !person.parts.is_empty()) {
        table.row([person.who.called().into(), person.parts.join(", ").into()]);
    }
    table
}
