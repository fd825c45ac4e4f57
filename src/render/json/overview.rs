//! `list` and `show` as JSON, version 1.

use serde::Serialize;
use serde_json::{Map, Value};

use super::to_text;
use crate::analysis::overview::Overview;
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

/// One account with every name that expressions can use.
pub fn show(names: &Value, today: Day) -> String {
    to_text(&Show {
        version: 1,
        today,
        account: names,
    })
}
