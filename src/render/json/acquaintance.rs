//! `history --people` as JSON, version 1.

use serde::Serialize;

use super::to_text;
use crate::history::editors::Editor;
use crate::model::{Account, Day};
use crate::render::acquaintance::Row;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    today: Day,
    id: &'a str,
    name: &'a str,
    editors: Vec<Edited<'a>>,
    people: Vec<Person<'a>>,
}

#[derive(Serialize)]
struct Edited<'a> {
    name: &'a str,
    email: &'a str,
    commits: usize,
    first: Day,
    last: Day,
}

#[derive(Serialize)]
struct Person<'a> {
    id: Option<&'a str>,
    name: &'a str,
    left: bool,
    met_by: Vec<Met<'a>>,
}

#[derive(Serialize)]
struct Met<'a> {
    who: &'a str,
    times: usize,
    last: Day,
}

/// Who edited a dossier, and who has met whom, in the order given.
pub fn render(account: &Account<'_>, editors: &[Editor], rows: &[Row<'_>], today: Day) -> String {
    let edited = editors.iter().map(|editor| Edited {
        name: &editor.name,
        email: &editor.email,
        commits: editor.commits,
        first: editor.first,
        last: editor.last,
    });
    let people = rows.iter().map(|row| Person {
        id: row.person.id.as_deref(),
        name: row.person.called(),
        left: row.has_left,
        met_by: row.met_by.iter().map(met).collect(),
    });
    to_text(&Document {
        version: 1,
        today,
        id: &account.id,
        name: &account.name,
        editors: edited.collect(),
        people: people.collect(),
    })
}

fn met<'a>(met: &crate::analysis::acquaintance::Met<'a>) -> Met<'a> {
    Met {
        who: met.who,
        times: met.times,
        last: met.last,
    }
}
