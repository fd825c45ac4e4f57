//! `list` and `show` as JSON, version 1.

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Number, number, to_text};
use crate::analysis::overview::Overview;
use crate::analysis::white_space::{Bought, UnservedNeed, WhiteSpace};
use crate::model::Day;
use crate::render::overview::at;

#[derive(Serialize)]
struct List<'a, T> {
    version: u32,
    today: Day,
    accounts: &'a [T],
}

#[derive(Serialize)]
struct Show<'a> {
    version: u32,
    today: Day,
    account: &'a Value,
    white_space: Space<'a>,
}

#[derive(Serialize)]
struct Space<'a> {
    bought: Vec<Line<'a>>,
    needs: Vec<Need<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    what: Option<&'a str>,
    recent_orders: usize,
    recent_amount: Option<Number>,
    orders: usize,
    amount: Option<Number>,
    last: Option<Day>,
}

#[derive(Serialize)]
struct Need<'a> {
    id: Option<&'a str>,
    need: Option<&'a str>,
    priority: Option<u32>,
    solution: Option<&'a str>,
    gain: Option<Number>,
    deals: usize,
    amount: Option<Number>,
}

/// The accounts with all their figures.
pub fn list(accounts: &[&Overview<'_>], today: Day) -> String {
    to_text(&List {
        version: 1,
        today,
        accounts,
    })
}

/// The accounts with the chosen columns.
pub fn chosen(columns: &[String], names: &[Value], today: Day) -> String {
    let accounts: Vec<Map<String, Value>> = names
        .iter()
        .map(|names| {
            let value = |column: &String| at(names, column).cloned().unwrap_or(Value::Null);
            columns
                .iter()
                .map(|column| (column.clone(), value(column)))
                .collect()
        })
        .collect();
    to_text(&List {
        version: 1,
        today,
        accounts: &accounts,
    })
}

/// One account with every name that expressions can use, and its white space.
pub fn show(names: &Value, space: &WhiteSpace<'_>, today: Day) -> String {
    to_text(&Show {
        version: 1,
        today,
        account: names,
        white_space: Space {
            bought: space.bought.iter().map(bought).collect(),
            needs: space.needs.iter().map(need).collect(),
        },
    })
}

fn bought<'a>(line: &Bought<'a>) -> Line<'a> {
    Line {
        what: line.what,
        recent_orders: line.recent.count,
        recent_amount: line.recent.amount.map(number),
        orders: line.all.count,
        amount: line.all.amount.map(number),
        last: line.last,
    }
}

fn need<'a>(one: &UnservedNeed<'a>) -> Need<'a> {
    Need {
        id: one.need.id.as_deref(),
        need: one.need.need.as_deref(),
        priority: one.need.priority,
        solution: one.need.solution.base.as_deref(),
        gain: one.gain.map(number),
        deals: one.deals,
        amount: one.amount.map(number),
    }
}
