//! Ages for people and as JSON: how old what dossiers say is, and who said it.

use serde::Serialize;

use super::style::{Look, Tone};
use super::table::{Cell, Table};
use super::tiers;
use crate::analysis::age::{Ages, Setting};
use crate::model::{Account, Day, Tier};
use crate::route;
use crate::source::Route;

/// An account, and how old what its dossier says is.
#[derive(Debug)]
pub struct Row<'a> {
    /// The account.
    pub account: &'a Account<'a>,
    /// Its tier.
    pub tier: Tier,
    /// The ages, where they are known.
    pub ages: Option<&'a Ages>,
}

/// From so many cells on there is room for the oldest value beside all else.
const WIDE: usize = 100;

/// All accounts, those with the most old values first.
pub fn table(rows: &[Row<'_>], today: Day, look: &Look) -> String {
    let mut told: Vec<_> = rows
        .iter()
        .map(|row| (row, summary(row.ages, &route![], today)))
        .collect();
    told.sort_by_key(|(_, summary)| std::cmp::Reverse(summary.as_ref().map_or(0, Summary::share)));
    let mut table = Table::new(header("Account", look)).right(&[1, 2]);
    for (row, summary) in told {
        let name = format!("{}  {}", row.tier, row.account.name);
        let mut cells = vec![Cell::new(name, tiers::tone(row.tier))];
        cells.extend(columns(summary.as_ref(), today, look));
        table.row(cells);
    }
    table.render(look)
}

/// Each account with its sections.
pub fn details(rows: &[Row<'_>], today: Day, look: &Look) -> String {
    let blocks: Vec<String> = rows.iter().map(|row| detail(row, today, look)).collect();
    blocks.join("\n")
}

fn detail(row: &Row<'_>, today: Day, look: &Look) -> String {
    let mut table = Table::new(header("Section", look)).right(&[1, 2]);
    let whole = [("all of it".to_owned(), route![])];
    let sections = Account::sections().into_iter().map(|section| {
        let route = route![section.as_str()];
        (section, route)
    });
    for (section, route) in whole.into_iter().chain(sections) {
        // A line for each scalar would hide what has many.
        if let Some(summary) = summary(row.ages, &route, today).filter(|summary| summary.values > 1) {
            let mut cells = vec![Cell::from(section)];
            cells.extend(columns(Some(&summary), today, look));
            table.row(cells);
        }
    }
    let name = look.paint(Tone::Heading, &format!("{}  {}", row.tier, row.account.name));
    let id = look.paint(Tone::Faint, &row.account.id);
    match row.ages {
        Some(_) => format!("{name}  {id}\n{}", table.render(look)),
        None => format!("{name}  {id}\n  its ages are not known\n"),
    }
}

fn header(what: &'static str, look: &Look) -> Vec<&'static str> {
    let mut header = vec![what, "Values", "Old", "Last change"];
    if look.width >= WIDE {
        header.push("Longest as it is");
    }
    header
}

fn columns(summary: Option<&Summary<'_>>, today: Day, look: &Look) -> Vec<Cell> {
    let Some(summary) = summary else {
        return vec![
            Cell::new("–", Tone::Faint),
            Cell::new("–", Tone::Faint),
            Cell::new("not known", Tone::Faint),
        ];
    };
    let share = summary.share();
    let tone = if share >= 50 { Tone::Warn } else { Tone::Plain };
    let mut cells = vec![
        summary.values.to_string().into(),
        Cell::new(format!("{share} %"), tone),
        ago(summary.last, today).into(),
    ];
    if look.width >= WIDE {
        let (route, setting) = summary.oldest;
        cells.push(Cell::new(
            format!("{route}: {}", ago(setting, today)),
            Tone::Faint,
        ));
    }
    cells
}

/// `2026-05-01, 204 days ago, Li Wei`.
fn ago(setting: &Setting, today: Day) -> String {
    let days = match today.days_since(setting.on) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    };
    let by = setting.by.as_deref().unwrap_or("not committed yet");
    format!("{}, {days}, {by}", setting.on)
}

/// The ages of a part of a dossier.
struct Summary<'a> {
    values: usize,
    old: usize,
    last: &'a Setting,
    oldest: (&'a Route, &'a Setting),
}

impl Summary<'_> {
    /// The share of old values in percent, rounded down.
    fn share(&self) -> usize {
        self.old * 100 / self.values.max(1)
    }
}

fn summary<'a>(ages: Option<&'a Ages>, route: &Route, today: Day) -> Option<Summary<'a>> {
    let ages = ages?;
    let (values, old) = ages.count(route, today);
    Some(Summary {
        values,
        old,
        last: ages.last(route)?,
        oldest: ages.oldest(route)?,
    })
}

/// The ages of a dossier as JSON.
#[derive(Serialize)]
pub(super) struct Json<'a> {
    #[serde(flatten)]
    whole: Part<'a>,
    sections: Vec<Section<'a>>,
}

#[derive(Serialize)]
struct Section<'a> {
    id: String,
    #[serde(flatten)]
    part: Part<'a>,
}

#[derive(Serialize)]
struct Part<'a> {
    values: usize,
    old: usize,
    last: &'a Setting,
    oldest: Oldest<'a>,
}

#[derive(Serialize)]
struct Oldest<'a> {
    route: String,
    #[serde(flatten)]
    setting: &'a Setting,
}

pub(super) fn json(ages: &Ages, today: Day) -> Option<Json<'_>> {
    let part = |route: &Route| {
        let summary = summary(Some(ages), route, today)?;
        let (route, setting) = summary.oldest;
        Some(Part {
            values: summary.values,
            old: summary.old,
            last: summary.last,
            oldest: Oldest {
                route: route.to_string(),
                setting,
            },
        })
    };
    let sections = Account::sections().into_iter().filter_map(|id| {
        let part = part(&route![id.as_str()])?;
        Some(Section { id, part })
    });
    Some(Json {
        whole: part(&route![])?,
        sections: sections.collect(),
    })
}
