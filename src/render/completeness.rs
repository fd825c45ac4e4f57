//! Completeness for people: bars by section, the nine points, and the questions that fill the gaps.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::style::{Look, Tone};
use super::table::{Cell, Table};
use super::template::playbook::Playbook;
use super::tiers;
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
}

impl Row<'_> {
    fn is_enough(&self) -> bool {
        self.completeness.percent >= Decimal::from(self.minimum)
    }

    fn tone(&self) -> Tone {
        if self.is_enough() { Tone::Good } else { Tone::Warn }
    }
}

/// The cells of a bar.
const BAR: usize = 10;

/// All accounts, the best tier first.
pub fn table(rows: &[Row<'_>], look: &Look) -> String {
    let mut rows: Vec<&Row<'_>> = rows.iter().collect();
    rows.sort_by(|a, b| {
        (a.tier, a.completeness.percent, &a.account.id).cmp(&(b.tier, b.completeness.percent, &b.account.id))
    });
    let mut table =
        Table::new(["Tier", "Account", "Complete", "", "Asked", "Points", "Thinnest"]).right(&[3, 4, 5]);
    for row in rows {
        table.row([
            Cell::new(row.tier.as_str(), tiers::tone(row.tier)),
            row.account.name.as_str().into(),
            Cell::new(bar(row.completeness.percent), row.tone()),
            Cell::new(percent(row.completeness.percent), row.tone()),
            Cell::new(format!("{} %", row.minimum), Tone::Faint),
            format!("{}/9", row.completeness.known_points()).into(),
            Cell::new(thinnest(&row.completeness), Tone::Faint),
        ]);
    }
    table.render(look)
}

/// The sections that lack most, as far as they lack anything.
fn thinnest(completeness: &Completeness) -> String {
    let mut sections = completeness.sections.clone();
    sections.retain(|(_, percent)| *percent < Decimal::ONE_HUNDRED);
    sections.sort_by_key(|(_, percent)| *percent);
    let named: Vec<&str> = sections
        .iter()
        .take(3)
        .map(|(section, _)| section.as_str())
        .collect();
    named.join(", ")
}

fn bar(percent: Decimal) -> String {
    let cells = BAR as u64;
    let full = (percent * Decimal::from(cells) / Decimal::ONE_HUNDRED)
        .floor()
        .to_usize()
        .unwrap_or(0)
        .min(BAR);
    "█".repeat(full) + &"░".repeat(BAR - full)
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
    let mut sections = Table::new([""; 0]).right(&[2]);
    for (section, share) in &completeness.sections {
        let tone = if *share == Decimal::ONE_HUNDRED {
            Tone::Good
        } else {
            Tone::Plain
        };
        sections.row([
            format!("  {}", section.as_str()).into(),
            Cell::new(bar(*share), tone),
            Cell::new(percent(*share), tone),
        ]);
    }
    let mut points = Table::new([""; 0]);
    for point in &completeness.points {
        points.row([
            format!("  {}", point.number).into(),
            point_state(point),
            Cell::new(playbook.point(point.id), Tone::Plain),
        ]);
    }
    format!(
        "{}\n{}  {}\n{}",
        heading(row, look),
        sections.render(look),
        look.paint(
            Tone::Faint,
            &format!("nine points, {} known", completeness.known_points())
        ),
        points.render(look)
    )
}

fn heading(row: &Row<'_>, look: &Look) -> String {
    format!(
        "{}  {}  {}",
        look.paint(Tone::Heading, row.tier.as_str()),
        look.paint(Tone::Heading, &row.account.name),
        look.paint(
            row.tone(),
            &format!(
                "{} of what tier {} asks, at least {} %",
                percent(row.completeness.percent),
                row.tier,
                row.minimum
            )
        )
    )
}

fn point_state(point: &Point) -> Cell {
    let (mark, tone) = match point.state {
        State::Known => ("●", Tone::Good),
        State::Partly => ("◐", Tone::Warn),
        State::Unknown => ("○", Tone::Faint),
    };
    Cell::new(format!("{mark} {}", point.state.as_str()), tone)
}

/// The questions that fill the gaps, by whom to ask.
pub fn questions(rows: &[Row<'_>], playbook: &Playbook, today: Day, look: &Look) -> String {
    let blocks: Vec<String> = rows
        .iter()
        .filter(|row| !row.completeness.missing.is_empty())
        .map(|row| format!("{}\n{}", heading(row, look), asked(row, playbook, today, look)))
        .collect();
    match blocks.is_empty() {
        true => "nothing that the tiers ask for is missing\n".to_owned(),
        false => blocks.join("\n"),
    }
}

/// Whom a question goes to.
#[derive(Debug, Clone, PartialEq)]
enum Asked {
    /// We know it ourselves, or find it out without the client.
    Us,
    /// Somebody there.
    Person(String),
    /// Nobody we know: these roles or departments would.
    Nobody(&'static [&'static str]),
}

fn asked(row: &Row<'_>, playbook: &Playbook, today: Day, look: &Look) -> String {
    let people: Vec<&Stakeholder<'_>> = row.account.present(today).collect();
    let mut groups: Vec<(Asked, Vec<&Requirement>)> = Vec::new();
    for requirement in &row.completeness.missing {
        let whom = whom(requirement, &people);
        match groups.iter_mut().find(|(asked, _)| *asked == whom) {
            Some((_, requirements)) => requirements.push(requirement),
            None => groups.push((whom, vec![requirement])),
        }
    }
    groups
        .iter()
        .map(|(whom, requirements)| {
            let mut text = format!("  {}\n", look.paint(Tone::Heading, &title(whom, playbook)));
            for requirement in requirements {
                let question = look.paint(Tone::Plain, playbook.requirement(requirement.id));
                text.push_str(&format!(
                    "    - {question} {}\n",
                    look.paint(Tone::Faint, requirement.fills)
                ));
            }
            text
        })
        .collect()
}

fn whom(requirement: &Requirement, people: &[&Stakeholder<'_>]) -> Asked {
    if requirement.knows.is_empty() {
        return Asked::Us;
    }
    let knows = |person: &&&Stakeholder<'_>, word: &str| {
        person.roles.iter().any(|role| role.as_str() == word)
            || person
                .department
                .is_some_and(|department| department.as_str() == word)
    };
    requirement
        .knows
        .iter()
        .find_map(|word| people.iter().find(|person| knows(person, word)))
        .map_or(Asked::Nobody(requirement.knows), |person| {
            Asked::Person(person.called().to_owned())
        })
}

fn title(whom: &Asked, playbook: &Playbook) -> String {
    match whom {
        Asked::Us => playbook.label("ask-ourselves"),
        Asked::Person(name) => name.clone(),
        Asked::Nobody(roles) => {
            let roles: Vec<String> = roles.iter().map(|role| playbook.label(role)).collect();
            format!("{}: {}", playbook.label("ask-nobody"), roles.join(" / "))
        }
    }
}

/// What could be done next.
pub fn next_step(rows: &[Row<'_>]) -> String {
    let thin = rows
        .iter()
        .filter(|row| !row.is_enough())
        .min_by_key(|row| row.tier);
    match thin {
        Some(row) => format!(
            "`dossier complete {} --missing` lists what to ask, and whom",
            row.account.id
        ),
        None => "every dossier says what its tier asks at least".to_owned(),
    }
}
