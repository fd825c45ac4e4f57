//! One deal explained: standards with their questions, BANT, ten questions, gates, return, offer, risks.

use rust_decimal::Decimal;

use super::{Terms, amount, close, days, milestone, probability};
use crate::analysis::deal::{Pursuit, Unmet, Worth, need_for, worth};
use crate::model::money::short_amount;
use crate::model::{Answer, Milestone};
use crate::render::style::{Look, Tone};
use crate::render::table::{Cell, Table};
use crate::render::tiers::decimal;

/// From this return on there is room in the price (M6), as a fraction.
const ROOM: Decimal = Decimal::from_parts(3, 0, 0, false, 1);

/// All of one deal, section by section.
pub fn explained(deal: &Pursuit<'_>, terms: Terms<'_>, look: &Look) -> String {
    let sections = [
        standards(deal, terms, look),
        section("BANT", &answers(&deal.bant, terms), terms, look),
        section("ten-questions", &answers(&deal.answers, terms), terms, look),
        section("three-gates", &gates(deal, terms), terms, look),
        section("roi", &need(deal, terms), terms, look),
        section("offer", &offer(deal, terms), terms, look),
        section("risks", &risks(deal), terms, look),
    ];
    heading(deal, terms, look) + &sections.concat()
}

fn heading(deal: &Pursuit<'_>, terms: Terms<'_>, look: &Look) -> String {
    let class = terms.playbook.label(deal.funnel.as_str());
    let since = deal.days.map(|_| days(deal));
    let money = deal
        .amount
        .map(|_| format!("{} {}", amount(deal), terms.exchange.currency));
    let parts = [
        Some(milestone(deal, terms.playbook)),
        since,
        money,
        probability(deal),
        close(deal, terms.today),
        Some(class),
    ];
    format!(
        "{}  {}  {}\n  {}\n",
        look.paint(Tone::Heading, deal.deal.called()),
        look.paint(Tone::Plain, &deal.account.name),
        look.paint(Tone::Faint, &deal.account.id),
        look.paint(
            Tone::Plain,
            &parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        )
    )
}

/// A table below its title.
fn section(title: &str, table: &Table, terms: Terms<'_>, look: &Look) -> String {
    table.section(&terms.playbook.label(title), look)
}

/// What is not met, by milestone, each with what to ask.
fn standards(deal: &Pursuit<'_>, terms: Terms<'_>, look: &Look) -> String {
    if deal.unmet.is_empty() && deal.deal.milestone.is_some() {
        let met = terms.playbook.label("all-standards-met");
        return format!("\n{}\n", look.paint(Tone::Good, &met));
    }
    let mut table = Table::new([""; 0]);
    let mut last: Option<Milestone> = None;
    for unmet in &deal.unmet {
        let milestone = unmet.milestone;
        let title = match last == Some(milestone) {
            true => String::new(),
            false => terms.playbook.label(milestone.as_str()),
        };
        last = Some(milestone);
        table.row([Cell::new(format!("  {title}"), Tone::Faint), asked(unmet)]);
    }
    section("standards-open", &table, terms, look)
}

/// A standard that is not met, what to ask, and why it cannot be told where that is so.
fn asked(unmet: &Unmet<'_>) -> Cell {
    let cell = Cell::new(unmet.standard.say(), Tone::Warn);
    let cell = match unmet.standard.ask() {
        Some(question) => cell.below(format!("→ {question}"), Tone::Plain),
        None => cell,
    };
    match &unmet.unknown {
        Some(why) => cell.below(format!("unknown: {why}"), Tone::Faint),
        None => cell,
    }
}

fn answers(answers: &[(&'static str, Answer)], terms: Terms<'_>) -> Table {
    let mut table = Table::new([""; 0]);
    for (question, answer) in answers {
        let (mark, word, tone) = match answer {
            Answer::Yes => ("●", "answer-yes", Tone::Good),
            Answer::No => ("✗", "answer-no", Tone::Bad),
            Answer::Unknown => ("○", "unknown", Tone::Faint),
        };
        let word = terms.playbook.label(word);
        table.row([
            Cell::new(format!("  {mark} {word}"), tone),
            terms.playbook.label(question).into(),
        ]);
    }
    table
}

fn gates(deal: &Pursuit<'_>, terms: Terms<'_>) -> Table {
    let mut table = Table::new([""; 0]);
    for (name, gate) in deal.gates.all() {
        let (mark, tone) = match gate.is_open {
            true => ("●", Tone::Good),
            false => ("○", Tone::Warn),
        };
        let name = terms.playbook.label(&format!("gate-{name}"));
        table.row([
            Cell::new(format!("  {mark} {name}"), tone),
            Cell::new(gate.why.as_str(), Tone::Plain),
        ]);
    }
    table
}

/// The need that the deal answers, and what a solution is worth.
fn need(deal: &Pursuit<'_>, terms: Terms<'_>) -> Table {
    let mut table = Table::new([""; 0]);
    let Some(need) = need_for(deal.account, deal.deal) else {
        return table;
    };
    let called = need.need.as_deref().or(need.id.as_deref()).unwrap_or("?");
    let worth = need.value.as_ref().and_then(|value| worth(value, terms.exchange));
    let (told, tone) = match worth {
        Some(worth) => (in_figures(&worth, terms), Tone::Plain),
        None => (
            "gain, cost and years are not all in figures".to_owned(),
            Tone::Warn,
        ),
    };
    table.row([format!("  {called}").into()]);
    table.row([Cell::new(format!("  {told}"), tone)]);
    table
}

fn in_figures(worth: &Worth, terms: Terms<'_>) -> String {
    let Worth {
        gain,
        cost,
        years,
        roi,
    } = worth;
    let percent = roi.saturating_mul(Decimal::ONE_HUNDRED);
    let room = if *roi > ROOM { ": room in the price" } else { "" };
    format!(
        "gain {}, cost {} {} in {years} years, ROI {} %{room}",
        short_amount(*gain),
        short_amount(*cost),
        terms.exchange.currency,
        decimal(percent)
    )
}

fn offer(deal: &Pursuit<'_>, terms: Terms<'_>) -> Table {
    let offer = &deal.deal.offer;
    let phases = [
        ("pilot", &offer.pilot),
        ("rollout", &offer.rollout),
        ("optimise", &offer.optimise),
        ("guarantee", &offer.guarantee),
    ];
    let mut table = Table::new([""; 0]);
    if phases.iter().all(|(_, text)| text.is_none()) {
        return table;
    }
    for (phase, text) in phases {
        let text = text
            .as_deref()
            .map_or_else(|| Cell::new("–", Tone::Warn), Cell::from);
        table.row([
            Cell::new(format!("  {}", terms.playbook.label(phase)), Tone::Faint),
            text,
        ]);
    }
    table
}

fn risks(deal: &Pursuit<'_>) -> Table {
    let mut table = Table::new([""; 0]);
    for risk in &deal.deal.risks {
        let counter = match risk.counter.as_deref() {
            Some(counter) => Cell::from(format!("→ {counter}")),
            None => Cell::new("→ no counter-move yet", Tone::Warn),
        };
        table.row([
            format!("  {}", risk.risk.as_deref().unwrap_or("?")).into(),
            counter,
        ]);
    }
    table
}
