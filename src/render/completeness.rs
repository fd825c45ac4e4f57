//! Completeness for people: bars by section, the nine points, and the questions that fill the gaps.

use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr;

use super::bar::bar;
use super::style::{Look, Tone};
use super::table::{Cell, Table};
use super::template::playbook::Playbook;
use super::tiers;
use crate::analysis::age::Ages;
use crate::analysis::completeness::{Completeness, Point, Requirement, State};
use crate::model::{Account, Day, Stakeholder, Tier};

/// An account and how complete its dossier is.
#[derive(Debug)]
pub struct Row<'a> {
    /// The account.
    pub account: &'a Account<'a>,
    /// Its tier.
    pub tier: Tier,
    /// The least percentage for the tier.
    pub minimum: u8,
    /// The measure.
    pub completeness: Completeness,
    /// How old what it says is, where that was asked for and is known.
    pub ages: Option<Ages>,
}

impl Row<'_> {
    fn is_enough(&self) -> bool {
        self.completeness.percent >= Decimal::from(self.minimum)
    }

    fn tone(&self) -> Tone {
        if self.is_enough() { Tone::Good } else { Tone::Warn }
    }
}

/// From so many cells on, the table names several thin sections.
const WIDE: usize = 110;
/// A question that has less room than this stands above the route that it fills.
const NARROW: usize = 30;

/// All accounts, the best tier first, in it the thinnest dossier.
pub fn table(rows: &[Row<'_>], playbook: &Playbook, look: &Look) -> String {
    let mut rows: Vec<&Row<'_>> = rows.iter().collect();
    rows.sort_by(|a, b| {
        (a.tier, a.completeness.percent, &a.account.id).cmp(&(b.tier, b.completeness.percent, &b.account.id))
    });
    let most = if look.width < WIDE { 1 } else { 3 };
    let mut table = Table::new(["Tier", "Account", "Complete", "Min", "Points", "Thinnest"]).right(&[3, 4]);
    for row in rows {
        table.row([
            Cell::new(row.tier.as_str(), tiers::tone(row.tier)),
            row.account.name.as_str().into(),
            Cell::new(measure(row.completeness.percent), row.tone()),
            Cell::new(percent(Decimal::from(row.minimum)), Tone::Faint),
            format!("{}/9", row.completeness.known_points()).into(),
            Cell::new(thinnest(&row.completeness, playbook, most), Tone::Faint),
        ]);
    }
    table.render(look)
}

/// The sections that lack most, as far as they lack anything.
fn thinnest(completeness: &Completeness, playbook: &Playbook, most: usize) -> String {
    let mut sections = completeness.sections.clone();
    sections.retain(|(_, percent)| *percent < Decimal::ONE_HUNDRED);
    sections.sort_by_key(|(_, percent)| *percent);
    let named: Vec<&str> = sections
        .iter()
        .take(most)
        .map(|(section, _)| playbook.section(section.as_str()))
        .collect();
    named.join(", ")
}

/// A bar with its figure.
fn measure(share: Decimal) -> String {
    format!("{} {:>5}", bar(share, share), percent(share))
}

fn percent(percent: Decimal) -> String {
    format!("{} %", percent.floor())
}

/// Each account with a bar per section and the nine points.
pub fn details(rows: &[Row<'_>], playbook: &Playbook, look: &Look) -> String {
    let blocks: Vec<String> = rows.iter().map(|row| detail(row, playbook, look)).collect();
    blocks.join("\n")
}

fn detail(row: &Row<'_>, playbook: &Playbook, look: &Look) -> String {
    let completeness = &row.completeness;
    let mut points = Table::new([""; 0]);
    for point in &completeness.points {
        points.row([
            format!("  {}", point.number).into(),
            point_state(point, playbook),
            Cell::new(playbook.point(point.id), Tone::Plain),
        ]);
    }
    let counted = format!(
        "{}  {}/9",
        playbook.label("nine-points"),
        completeness.known_points()
    );
    format!(
        "{}\n{}\n  {}\n{}",
        heading(row, look),
        sections(row, playbook).render(look),
        look.paint(Tone::Heading, &counted),
        points.render(look)
    )
}

/// The whole and its sections, a bar for each.
fn sections(row: &Row<'_>, playbook: &Playbook) -> Table {
    let mut table = Table::new([""; 0]);
    let whole = row.completeness.percent;
    table.row([
        Cell::new(format!("  {}", playbook.label("in-all")), Tone::Heading),
        Cell::new(measure(whole), row.tone()),
        Cell::new(least(row), Tone::Faint),
    ]);
    for (section, share) in &row.completeness.sections {
        let tone = match *share == Decimal::ONE_HUNDRED {
            true => Tone::Good,
            false => Tone::Plain,
        };
        table.row([
            format!("  {}", playbook.section(section.as_str())).into(),
            Cell::new(measure(*share), tone),
        ]);
    }
    table
}

fn heading(row: &Row<'_>, look: &Look) -> String {
    format!(
        "{}  {}  {}",
        look.paint(Tone::Heading, row.tier.as_str()),
        look.paint(Tone::Heading, &row.account.name),
        look.paint(Tone::Faint, &row.account.id)
    )
}

fn least(row: &Row<'_>) -> String {
    format!("min {} %", row.minimum)
}

fn point_state(point: &Point, playbook: &Playbook) -> Cell {
    let (mark, word, tone) = match point.state {
        State::Known => ("●", "known", Tone::Good),
        State::Partly => ("◐", "partly-known", Tone::Warn),
        State::Unknown => ("○", "unknown", Tone::Faint),
    };
    Cell::new(format!("{mark} {}", playbook.label(word)), tone)
}

/// The questions that fill the gaps, by whom to ask.
pub fn questions(rows: &[Row<'_>], playbook: &Playbook, today: Day, look: &Look) -> String {
    let blocks: Vec<String> = rows
        .iter()
        .filter(|row| !row.completeness.missing.is_empty())
        .map(|row| {
            format!(
                "{}\n  {}  {}\n{}",
                heading(row, look),
                look.paint(row.tone(), &measure(row.completeness.percent)),
                look.paint(Tone::Faint, &least(row)),
                asked(row, playbook, today, look)
            )
        })
        .collect();
    match blocks.is_empty() {
        true => "nothing that the tiers ask for is missing\n".to_owned(),
        false => blocks.join("\n"),
    }
}

/// Whom a question goes to.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Asked<'a> {
    /// Somebody there.
    Person(&'a Stakeholder<'a>),
    /// We know it ourselves, or find it out without the client.
    Us,
    /// Nobody we know: these roles or departments would.
    Nobody(&'static [&'static str]),
}

impl Asked<'_> {
    /// Where it is told: people as they stand in the dossier, then ourselves, then those we have yet to meet.
    fn place(&self, people: &[&Stakeholder<'_>]) -> (u8, Option<usize>) {
        match self {
            Self::Person(person) => (0, people.iter().position(|one| one == person)),
            Self::Us => (1, None),
            Self::Nobody(_) => (2, None),
        }
    }
}

fn asked(row: &Row<'_>, playbook: &Playbook, today: Day, look: &Look) -> String {
    let people: Vec<&Stakeholder<'_>> = row.account.present(today).collect();
    let missing = &row.completeness.missing;
    let mut groups: Vec<(Asked<'_>, Vec<&Requirement>)> = Vec::new();
    for requirement in missing {
        let whom = whom(requirement, &people);
        match groups.iter_mut().find(|(asked, _)| *asked == whom) {
            Some((_, requirements)) => requirements.push(requirement),
            None => groups.push((whom, vec![requirement])),
        }
    }
    groups.sort_by_key(|(whom, _)| whom.place(&people));
    let widths = widths(missing, playbook, look);
    groups
        .iter()
        .map(|(whom, requirements)| {
            title(*whom, playbook, look) + &list(requirements, widths, playbook, look)
        })
        .collect()
}

/// The cells before a question.
const INDENT: usize = 4;
/// The cells that a table leaves free after each column.
const GAP: usize = 2;

/// The cells of the questions and of the routes they fill; nothing where there is no room for both in one line.
fn widths(missing: &[&Requirement], playbook: &Playbook, look: &Look) -> Option<(usize, usize)> {
    let longest =
        |width: fn(&Requirement, &Playbook) -> usize| missing.iter().map(|one| width(one, playbook)).max();
    let fills = longest(|one, _| one.fills.width())?;
    let questions = longest(|one, playbook| playbook.requirement(one.id).width())?;
    let room = look.width.checked_sub(INDENT + fills + GAP)?;
    (room >= NARROW).then_some((questions.min(room), fills))
}

fn list(
    requirements: &[&Requirement],
    widths: Option<(usize, usize)>,
    playbook: &Playbook,
    look: &Look,
) -> String {
    let mut table = Table::new([""; 0]);
    if let Some((questions, fills)) = widths {
        table = table.width(0, questions).width(1, fills);
    }
    for requirement in requirements {
        let question = Cell::from(playbook.requirement(requirement.id));
        match widths {
            Some(_) => table.row([question, Cell::new(requirement.fills, Tone::Faint)]),
            None => table.row([question.below(requirement.fills, Tone::Faint)]),
        }
    }
    // Nothing stands after the last column, so what a table leaves free there does not count.
    let inner = Look {
        width: (look.width + GAP).saturating_sub(INDENT),
        ..*look
    };
    let indent = " ".repeat(INDENT);
    let text = table.render(&inner);
    text.lines().map(|line| format!("{indent}{line}\n")).collect()
}

fn whom<'a>(requirement: &Requirement, people: &[&'a Stakeholder<'a>]) -> Asked<'a> {
    if requirement.knows.is_empty() {
        return Asked::Us;
    }
    let knows = |person: &Stakeholder<'_>, word: &str| {
        person.roles.iter().any(|role| role.as_str() == word)
            || person
                .department
                .is_some_and(|department| department.as_str() == word)
    };
    requirement
        .knows
        .iter()
        .find_map(|word| people.iter().find(|person| knows(person, word)))
        .map_or(Asked::Nobody(requirement.knows), |person| Asked::Person(person))
}

/// Who is asked, and what they are.
fn title(whom: Asked<'_>, playbook: &Playbook, look: &Look) -> String {
    let (who, what) = match whom {
        Asked::Us => (playbook.label("ask-ourselves"), String::new()),
        Asked::Person(person) => (
            person.called().to_owned(),
            person.title.as_deref().unwrap_or_default().to_owned(),
        ),
        Asked::Nobody(roles) => {
            let roles: Vec<String> = roles.iter().map(|role| playbook.label(role)).collect();
            (roles.join(" / "), playbook.label("ask-nobody"))
        }
    };
    let line = format!(
        "  {}  {}",
        look.paint(Tone::Heading, &who),
        look.paint(Tone::Faint, &what)
    );
    format!("{}\n", line.trim_end())
}

/// What could be done next.
pub fn next_step(rows: &[Row<'_>]) -> String {
    let thin = rows.iter().filter(|row| !row.is_enough());
    let thinnest = thin
        .clone()
        .min_by_key(|row| (row.tier, row.completeness.percent));
    match thinnest {
        Some(row) => format!(
            "{} below the minimum; `dossier complete {} --missing` lists what to ask, and whom",
            match thin.count() {
                1 => "1 dossier is".to_owned(),
                more => format!("{more} dossiers are"),
            },
            row.account.id
        ),
        None if rows.iter().any(|row| !row.completeness.missing.is_empty()) => {
            "no dossier is below the minimum; `--missing` lists what else to ask, and whom".to_owned()
        }
        None => "everything that the tiers ask for is known".to_owned(),
    }
}
