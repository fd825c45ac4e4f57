//! The status for people: one screen, each line with the command that goes deeper.

use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr;

use super::agenda::{by_severity, days};
use super::bar::bar;
use super::findings::counted;
use super::shell;
use super::style::{Look, Tone};
use super::table::{Cell, Table};
use super::tiers::{self, decimal};
use super::visible;
use super::wrap::{clip, wrap};
use crate::analysis::agenda::Severity;
use crate::analysis::deal::Pursuit;
use crate::analysis::overview::Overview;
use crate::analysis::status::{Class, Status, Wallet};
use crate::analysis::tier::Interval;
use crate::model::money::short_amount;

/// The cells that the names of the lines take.
const LABEL: usize = 11;
/// The blank cells before a command, and before one that stands on a line of its own.
const GAP: usize = 2;
const INDENT: usize = 4;
/// How many accounts, and how many deals, a line names.
const NAMED: usize = 3;
/// The widest that a name gets, in cells.
const WIDEST_NAME: usize = 14;
/// The cells of a deal's line beside its name.
const BESIDE_DEAL: usize = 52;

/// One line: what it is about, what is to be said, and the command that tells more.
struct Line {
    label: &'static str,
    text: String,
    tone: Tone,
    command: &'static str,
}

/// The whole screen.
pub fn render(status: &Status<'_, '_>, look: &Look) -> String {
    let line = |line: Option<Line>| line.map_or_else(String::new, |line| laid_out(&line, status.owner, look));
    let parts = [
        format!("{}\n", look.paint(Tone::Heading, &headline(status))),
        pyramid(&status.pyramid).render(look) + "\n",
        line(due(status)),
        line(promises(status)),
        line(gates(status)),
        deals(&status.shut, look).render(look),
        line(standards(status)),
        line(cold(status, look)),
        line(health(status, look)),
        line(below_minimum(status)),
        line(unsettled(status)),
        line(wallet(status)),
        in_order(status, look),
    ];
    parts.concat()
}

fn headline(status: &Status<'_, '_>) -> String {
    let whose = status
        .owner
        .map_or_else(String::new, |owner| format!(" of {owner}"));
    format!("{}: {}{whose}", status.today, counted(status.accounts, "account"))
}

fn pyramid(classes: &[Class]) -> Table {
    let mut table = Table::new([""; 0]).right(&[2]);
    for class in classes {
        let sales = class
            .sales_share
            .map_or_else(String::new, |share| format!("{} % of the sales", decimal(share)));
        table.row([
            Cell::new(class.tier.as_str(), tiers::tone(class.tier)),
            bar(class.share, class.share).into(),
            counted(class.accounts, "account").into(),
            Cell::new(sales, Tone::Faint),
        ]);
    }
    table
}

/// The line with its command beside it, where there is room, or else below.
fn laid_out(line: &Line, owner: Option<&str>, look: &Look) -> String {
    let lines = wrap(&visible::line(&line.text), look.width.saturating_sub(LABEL));
    let last = lines.last().map_or(0, |last| last.width());
    let painted: Vec<String> = lines.iter().map(|text| look.paint(line.tone, text)).collect();
    let text = painted.join(&format!("\n{:LABEL$}", ""));
    let between = match last <= room(line.command, owner, look) {
        true => format!("{:GAP$}", ""),
        false => format!("\n{:INDENT$}", ""),
    };
    let command = look.paint(Tone::Faint, &told(line.command, owner));
    format!("{:LABEL$}{text}{between}{command}\n", line.label)
}

fn unsettled(status: &Status<'_, '_>) -> Option<Line> {
    let count = some(status.unsettled.len())?;
    Some(Line {
        label: "tiers",
        text: format!("{} could be higher", counted(count, "account")),
        tone: Tone::Plain,
        command: "tier",
    })
}

fn below_minimum(status: &Status<'_, '_>) -> Option<Line> {
    let count = some(status.below_minimum.len())?;
    let text = match count {
        1 => "1 dossier is less complete than its tier asks".to_owned(),
        count => format!("{count} dossiers are less complete than their tier asks"),
    };
    Some(Line {
        label: "dossiers",
        text,
        tone: Tone::Warn,
        command: "complete",
    })
}

fn due(status: &Status<'_, '_>) -> Option<Line> {
    let text = by_severity(status.due);
    let has = |wanted| {
        status
            .due
            .iter()
            .any(|(severity, count)| *severity == wanted && *count > 0)
    };
    (!text.is_empty()).then(|| Line {
        label: "agenda",
        text,
        tone: match (has(Severity::Critical), has(Severity::Late)) {
            (true, _) => Tone::Bad,
            (false, true) => Tone::Warn,
            (false, false) => Tone::Plain,
        },
        command: "due",
    })
}

fn promises(status: &Status<'_, '_>) -> Option<Line> {
    let oldest = status.promises.first()?;
    let name = clip(&oldest.account.name, WIDEST_NAME);
    Some(Line {
        label: "promises",
        text: format!(
            "{} of ours overdue, the oldest {}: {name}",
            status.promises.len(),
            days(oldest)
        ),
        tone: Tone::Bad,
        command: "due --kind commitment-ours",
    })
}

fn cold(status: &Status<'_, '_>, look: &Look) -> Option<Line> {
    some(status.cold.len())?;
    let command = "due --tier A";
    let since = |one: &Overview<'_>| match one.days_since_touch {
        None => "never".to_owned(),
        Some(1) => "1 day".to_owned(),
        Some(days) => format!("{days} days"),
    };
    Some(Line {
        label: "coldest A",
        text: named(&status.cold, since, room(command, status.owner, look)),
        tone: Tone::Plain,
        command,
    })
}

fn health(status: &Status<'_, '_>, look: &Look) -> Option<Line> {
    some(status.health.len())?;
    let command = "health";
    let measure = |one: &Overview<'_>| {
        tiers::range(&Interval {
            low: one.insight.health_low,
            high: one.insight.health_high,
        })
    };
    Some(Line {
        label: "low health",
        text: named(&status.health, measure, room(command, status.owner, look)),
        tone: Tone::Plain,
        command,
    })
}

fn standards(status: &Status<'_, '_>) -> Option<Line> {
    let count = some(status.unmet.len())?;
    let have = if count == 1 { "has" } else { "have" };
    Some(Line {
        label: "deals",
        text: format!("{count} of {} open {have} standards unmet", status.open_deals),
        tone: Tone::Warn,
        command: "deals",
    })
}

fn wallet(status: &Status<'_, '_>) -> Option<Line> {
    some(status.accounts)?;
    Some(Line {
        label: "unserved",
        text: in_wallet(&status.wallet),
        tone: Tone::Plain,
        command: "list --columns name,unserved,share_of_wallet",
    })
}

fn in_wallet(wallet: &Wallet) -> String {
    let unstated = match wallet.unstated {
        0 => String::new(),
        1 => "; 1 account does not say".to_owned(),
        count => format!("; {count} accounts do not say"),
    };
    if wallet.stated == 0 {
        return "no account states its potential and our sales".to_owned();
    }
    let share = wallet.share().map_or_else(String::new, |share| {
        let percent = share.saturating_mul(Decimal::ONE_HUNDRED);
        format!(", our share {} %", decimal(percent))
    });
    let (unserved, potential) = (short_amount(wallet.unserved), short_amount(wallet.potential));
    format!("{unserved} of {potential}{share}{unstated}")
}

fn gates(status: &Status<'_, '_>) -> Option<Line> {
    let count = some(status.shut.len())?;
    let (deals, close) = match count {
        1 => ("1 deal".to_owned(), "closes"),
        count => (format!("{count} deals"), "close"),
    };
    Some(Line {
        label: "gates",
        text: format!("{deals} with a gate shut {close} by {}", status.closing_by),
        tone: Tone::Bad,
        command: "deals --by month",
    })
}

/// The first of the deals with a gate shut: when, how much, whose, and which gates.
fn deals(shut: &[&Pursuit<'_>], look: &Look) -> Table {
    let room = look.width.saturating_sub(BESIDE_DEAL).max(WIDEST_NAME);
    let mut table = Table::new([""; 0]).right(&[1]);
    for deal in shut.iter().take(NAMED) {
        let account = clip(&deal.account.name, WIDEST_NAME);
        let called = format!("{account}: {}", deal.deal.called());
        let close = deal
            .deal
            .close
            .map_or_else(String::new, |close| close.to_string());
        table.row([
            format!("  {close}").into(),
            deal.amount.map_or_else(|| "–".to_owned(), short_amount).into(),
            clip(&called, room).into(),
            Cell::new(shut_gates(deal), Tone::Warn),
        ]);
    }
    if shut.len() > NAMED {
        table.row([Cell::new(
            format!("  and {} more", shut.len() - NAMED),
            Tone::Faint,
        )]);
    }
    table
}

fn shut_gates(deal: &Pursuit<'_>) -> String {
    let shut = deal.gates.shut();
    match shut.len() == deal.gates.all().len() {
        true => "all three".to_owned(),
        false => shut.join(", "),
    }
}

/// What there is nothing to say about.
fn in_order(status: &Status<'_, '_>, look: &Look) -> String {
    let looked_at = [
        ("agenda", status.due.iter().all(|(_, count)| *count == 0)),
        ("promises", status.promises.is_empty()),
        ("gates", status.shut.is_empty() && status.open_deals > 0),
        ("deals", status.unmet.is_empty() && status.open_deals > 0),
        ("dossiers", status.below_minimum.is_empty() && status.accounts > 0),
        ("tiers", status.unsettled.is_empty() && status.accounts > 0),
    ];
    let fine: Vec<&str> = looked_at
        .iter()
        .filter(|(_, is_fine)| *is_fine)
        .map(|(name, _)| *name)
        .collect();
    match fine.is_empty() {
        true => String::new(),
        false => format!(
            "{:LABEL$}{}\n",
            "in order",
            look.paint(Tone::Good, &fine.join(", "))
        ),
    }
}

/// As many of the first accounts as there is room for, each with its measure; one in any case.
fn named(accounts: &[&Overview<'_>], measure: impl Fn(&Overview<'_>) -> String, room: usize) -> String {
    let mut text = String::new();
    for one in accounts.iter().take(NAMED) {
        let between = if text.is_empty() { "" } else { ", " };
        let told = format!("{between}{} {}", clip(one.name, WIDEST_NAME), measure(one));
        if !text.is_empty() && text.width() + told.width() > room {
            break;
        }
        text.push_str(&told);
    }
    text
}

/// The cells that a line has beside its command.
fn room(line: &str, owner: Option<&str>, look: &Look) -> usize {
    look.width.saturating_sub(LABEL + GAP + told(line, owner).width())
}

/// What a line says of its command.
fn told(line: &str, owner: Option<&str>) -> String {
    format!("→ {}", visible::line(&command(line, owner)))
}

/// The command, of the same colleague's.
fn command(command: &str, owner: Option<&str>) -> String {
    match owner {
        None => format!("dossier {command}"),
        Some(owner) => format!("dossier {command} --owner {}", shell::word(owner)),
    }
}

/// The number, where there is any.
fn some(count: usize) -> Option<usize> {
    (count > 0).then_some(count)
}
