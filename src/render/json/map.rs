//! `map` as JSON, version 1.

use serde::Serialize;

use super::{Number, number, to_text};
use crate::analysis::map::{Line, Map, Person};
use crate::model::number::cut_off;
use crate::model::people::{Attitude, Department};
use crate::model::{Day, Rating, Role, Stakeholder};

/// The decimals of shares.
const DECIMALS: u32 = 2;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    today: Day,
    account: &'a str,
    name: &'a str,
    deal: Option<&'a str>,
    people: Vec<Entry<'a>>,
    lines: Vec<Link<'a>>,
    support: Option<Number>,
    reach: Option<Number>,
    top_reached: bool,
    top_last_met: Option<Day>,
    coach: Option<&'a str>,
    single_thread: Option<&'a str>,
    missing_roles: Vec<&'static [Role]>,
    untouched_opponents: Vec<Option<&'a str>>,
    breadth: Breadth,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: Option<&'a str>,
    name: Option<&'a str>,
    title: Option<&'a str>,
    department: Option<Department>,
    roles: &'a [Role],
    influence: Option<Rating>,
    attitude: Option<Attitude>,
    reports_to: Option<&'a str>,
    last_touch: Option<Day>,
    gone: bool,
    left: Option<Day>,
    parts: &'a [String],
}

#[derive(Serialize)]
struct Link<'a> {
    from: Option<&'a str>,
    to: Option<&'a str>,
    kind: &'static str,
}

#[derive(Serialize)]
struct Breadth {
    ours: usize,
    theirs: usize,
    threads: usize,
}

/// The map, people in its order.
pub fn render(map: &Map<'_>) -> String {
    let influence = &map.influence;
    let opponents = influence.untouched_opponents.iter();
    to_text(&Document {
        version: 1,
        today: map.today,
        account: &map.account.id,
        name: &map.account.name,
        deal: map.deal.and_then(|deal| deal.id.as_deref()),
        people: map.people.iter().map(entry).collect(),
        lines: map.lines.iter().map(|line| link(map, *line)).collect(),
        support: influence.support.map(share),
        reach: influence.reach.map(share),
        top_reached: influence.top_reached,
        top_last_met: influence.top_last_met,
        coach: influence.coach.and_then(id),
        single_thread: influence.single_thread.map(|(id, _)| id),
        missing_roles: influence.missing_roles.clone(),
        untouched_opponents: opponents.map(|who| id(who)).collect(),
        breadth: Breadth {
            ours: map.breadth.ours,
            theirs: map.breadth.theirs,
            threads: map.breadth.threads,
        },
    })
}

fn entry<'a>(person: &'a Person<'_>) -> Entry<'a> {
    let who = person.who;
    Entry {
        id: id(who),
        name: who.name.as_deref(),
        title: who.title.as_deref(),
        department: who.department,
        roles: &who.roles,
        influence: who.influence,
        attitude: who.attitude,
        reports_to: who.reports_to.as_deref(),
        last_touch: person.last_touch,
        gone: person.is_gone,
        left: who.left,
        parts: &person.parts,
    }
}

fn link<'a>(map: &Map<'a>, line: Line) -> Link<'a> {
    Link {
        from: id(map.people[line.from].who),
        to: id(map.people[line.to].who),
        kind: line.kind.as_str(),
    }
}

fn id<'a>(who: &'a Stakeholder<'_>) -> Option<&'a str> {
    who.id.as_deref()
}

fn share(share: rust_decimal::Decimal) -> Number {
    number(cut_off(share, DECIMALS))
}
