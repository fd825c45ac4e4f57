//! The decision influence map for people: what its formats have in common.

pub mod dot;
mod layout;
pub mod mermaid;
pub mod svg;
pub mod table;
pub mod tree;

use rust_decimal::Decimal;

use super::style::Tone;
use crate::analysis::map::{LineKind, Map, Person};
use crate::model::number::cut_off;
use crate::model::people::Attitude;
use crate::model::{Role, Stakeholder};

/// The most weight somebody can have.
const FULL_WEIGHT: usize = 5;

/// The sign of an attitude, for whoever does not see its colour.
fn sign(attitude: Option<Attitude>) -> &'static str {
    match attitude {
        Some(Attitude::Champion) => "▲",
        Some(Attitude::Supporter) => "△",
        Some(Attitude::Neutral) => "○",
        Some(Attitude::Sceptic) => "▽",
        Some(Attitude::Opponent) => "▼",
        None => "?",
    }
}

/// The attitude with its sign.
fn attitude(person: &Person<'_>) -> String {
    match person.who.attitude {
        _ if person.is_gone => "left".to_owned(),
        None => "? unknown".to_owned(),
        Some(attitude) => format!("{} {attitude}", sign(Some(attitude))),
    }
}

fn tone(person: &Person<'_>) -> Tone {
    match person.who.attitude {
        _ if person.is_gone => Tone::Gone,
        Some(Attitude::Champion | Attitude::Supporter) => Tone::Good,
        Some(Attitude::Neutral) => Tone::Plain,
        Some(Attitude::Sceptic) => Tone::Warn,
        Some(Attitude::Opponent) => Tone::Bad,
        None => Tone::Faint,
    }
}

/// The colour that a person's box is filled with.
fn fill(person: &Person<'_>) -> &'static str {
    match person.is_gone {
        true => GONE,
        false => color(person.who.attitude),
    }
}

fn color(attitude: Option<Attitude>) -> &'static str {
    match attitude {
        Some(Attitude::Champion) => "#86d7a5",
        Some(Attitude::Supporter) => "#d3f0dd",
        Some(Attitude::Neutral) => "#eef2f7",
        Some(Attitude::Sceptic) => "#fde0bd",
        Some(Attitude::Opponent) => "#f6aaa2",
        None => "#ffffff",
    }
}

/// The colour of those who have left.
const GONE: &str = "#e5e7eb";
/// The colours of lines by which people are swayed, of conflicts, and of who matters to the deal.
const SWAY: &str = "#1d4ed8";
const CONFLICT: &str = "#c81e1e";
const MATTERS: &str = "#6d28d9";

/// A role with its mark, as the decision map has them.
fn role(role: Role) -> String {
    let mark = match role {
        Role::Approver => "※",
        Role::DecisionMaker => "+",
        Role::Evaluator => "=",
        Role::User => "−",
        Role::Influencer | Role::Buyer | Role::Gatekeeper | Role::Initiator | Role::Coach => "",
    };
    format!("{mark}{role}")
}

fn roles(who: &Stakeholder<'_>) -> String {
    joined(&who.roles, ", ")
}

/// What a group of roles of which nobody has one is called.
fn vacancy(group: &[Role]) -> String {
    joined(group, " or ")
}

fn joined(roles: &[Role], with: &str) -> String {
    let roles: Vec<String> = roles.iter().map(|one| role(*one)).collect();
    roles.join(with)
}

/// The weight as blocks; nothing known is nothing shown.
fn blocks(who: &Stakeholder<'_>) -> String {
    who.influence.map_or_else(String::new, |influence| {
        let full = usize::from(influence.get());
        "█".repeat(full) + &"░".repeat(FULL_WEIGHT.saturating_sub(full))
    })
}

/// The day of the last contact; of who has left, the day of that.
fn last_touch(person: &Person<'_>) -> String {
    let day = match person.is_gone {
        true => person.who.left,
        false => person.last_touch,
    };
    day.map_or("never".to_owned(), |day| day.to_string())
}

/// The same in a sentence of its own.
fn last_touch_in_words(person: &Person<'_>) -> String {
    match (person.is_gone, person.last_touch) {
        (true, _) => format!("left {}", last_touch(person)),
        (false, Some(day)) => format!("last touch {day}"),
        (false, None) => "never touched".to_owned(),
    }
}

/// What a box says, a line for each thing.
fn label(person: &Person<'_>) -> Vec<String> {
    let star = if person.parts.is_empty() { "" } else { "★ " };
    let who = person.who;
    let standing = match person.is_gone {
        true => String::new(),
        false => format!("{} {}", blocks(who), attitude(person)),
    };
    let lines = [
        format!("{star}{}", who.called()),
        who.title.as_deref().unwrap_or_default().to_owned(),
        roles(who),
        standing.trim_start().to_owned(),
        last_touch_in_words(person),
    ];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

/// What a line says of the first person about the second.
fn line_in_words(kind: LineKind) -> &'static str {
    match kind {
        LineKind::ReportsTo => "reports to",
        LineKind::Influences => "influences",
        LineKind::Conflict => "is in conflict with",
    }
}

/// The decimals of the support surface.
const DECIMALS: u32 = 2;

/// What the people amount to, a line for each thing, the figures first.
fn summary(map: &Map<'_>) -> Vec<(String, Tone)> {
    let mut lines = vec![(figures(map), Tone::Plain)];
    lines.extend(warnings(map).into_iter().map(|text| (text, Tone::Warn)));
    let unknown = &map.influence.unknown_attitudes;
    if !unknown.is_empty() {
        lines.push((format!("attitude unknown: {}", unknown.join(", ")), Tone::Faint));
    }
    lines
}

fn figures(map: &Map<'_>) -> String {
    let people = &map.influence;
    let breadth = &map.breadth;
    let parts = [
        people.support.map_or("support unknown".to_owned(), |support| {
            format!("support {:+.2}", cut_off(support, DECIMALS))
        }),
        people.reach.map_or("reach unknown".to_owned(), |reach| {
            format!("reach {}", percent(reach))
        }),
        people
            .top_last_met
            .map_or("top never met".to_owned(), |day| format!("top met {day}")),
        people
            .coach
            .map_or("no coach".to_owned(), |coach| format!("coach {}", coach.called())),
        format!(
            "{} of us × {} of them, {}",
            breadth.ours,
            breadth.theirs,
            super::findings::counted(breadth.threads, "thread")
        ),
    ];
    parts.join(" · ")
}

fn percent(share: Decimal) -> String {
    format!("{} %", (share * Decimal::ONE_HUNDRED).floor())
}

fn warnings(map: &Map<'_>) -> Vec<String> {
    let people = &map.influence;
    let top = (!people.top_reached && !map.people.is_empty())
        .then(|| "no approver or decision-maker was met in the last 90 days".to_owned());
    let thread = people.single_thread.map(|(id, share)| {
        let who = map.account.person_name(id);
        format!(
            "single thread: {} of the last 180 days' contacts were with {who} alone",
            percent(share)
        )
    });
    let opponents: Vec<String> = people
        .untouched_opponents
        .iter()
        .map(|who| who.called().to_owned())
        .collect();
    let opponents = (!opponents.is_empty()).then(|| {
        format!(
            "against us or in doubt, and not touched in the last 90 days: {}",
            opponents.join(", ")
        )
    });
    [top, thread, opponents].into_iter().flatten().collect()
}

/// What the map says where there is nobody to draw.
fn nobody(map: &Map<'_>) -> Option<&'static str> {
    map.people
        .is_empty()
        .then_some("nobody is on record: enter people under `stakeholders`")
}
