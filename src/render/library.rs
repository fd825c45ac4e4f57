//! The library for people: what there is, and what of it suits a meeting, with the reasons.

use super::style::{Look, Tone};
use super::table::{Cell, Table};
use super::template::playbook::Playbook;
use super::wrap::clip;
use crate::analysis::matching::{
    CaseMatch, ENDING, Hindrance, Library, Matching, Objection, Proof, Reason, Request, Shelved, TalkMatch,
    is_approved,
};
use crate::model::library::CaseValue;
use crate::model::{Case, Day, Talk};

/// The widest that ids get in a list, in cells.
const WIDEST_ID: usize = 22;
/// How much of what a talk track says is listed, in cells.
const SAID: usize = 120;

/// Every case with its leave and tellings, and every talk track.
pub fn list(
    shelf: &[Shelved<'_>],
    library: Library<'_>,
    today: Day,
    playbook: &Playbook,
    look: &Look,
) -> String {
    let mut cases = Table::new(["Case", "For", "Leave"]);
    for shelved in shelf {
        cases.row([
            told_case(shelved.case),
            suited(shelved.case, playbook),
            leave(shelved, today),
        ]);
    }
    let mut talks = Table::new(["Talk track", "For", "Says"]);
    for talk in library.talks {
        let id = clip(talk.id.as_deref().unwrap_or("–"), WIDEST_ID).into_owned();
        let scene = talk
            .scene
            .map_or_else(String::new, |scene| playbook.label(scene.as_str()));
        let name = Cell::new(id, Tone::Heading).below(scene, Tone::Faint);
        talks.row([name, used(talk, playbook), said(talk)]);
    }
    let tables = [cases, talks].into_iter().filter(|table| !table.is_empty());
    let texts: Vec<String> = tables.map(|table| table.render(look)).collect();
    texts.join("\n")
}

/// Id, title and value.
fn told_case(case: &Case<'_>) -> Cell {
    let cell = match (&case.id, &case.title) {
        (Some(id), Some(title)) => Cell::new(id.as_str(), Tone::Heading).below(title.as_str(), Tone::Plain),
        _ => Cell::new(case.called(), Tone::Heading),
    };
    match worth(&case.value) {
        Some(worth) => cell.below(worth, Tone::Faint),
        None => cell,
    }
}

/// What a case brought: `6 h → 40 min, saves 800k CNY`.
fn worth(value: &CaseValue<'_>) -> Option<String> {
    let change = match (value.before.as_deref(), value.after.as_deref()) {
        (Some(before), Some(after)) => Some(format!("{before} → {after}")),
        (one, other) => one.or(other).map(str::to_owned),
    };
    let saves = value.saves.map(|saves| format!("saves {saves}"));
    joined(change.into_iter().chain(saves), ", ")
}

fn suited(case: &Case<'_>, playbook: &Playbook) -> Cell {
    let industry = case.industry.as_deref().map(|industry| playbook.label(industry));
    let size = case.size.as_ref().and_then(|size| size.employees);
    let size = size.map(|(from, to)| format!("{from}–{to} people"));
    let needs = case.needs.iter().map(|need| need.as_str().to_owned());
    lines([
        joined(industry.into_iter().chain(size), ", "),
        joined(needs, ", "),
    ])
}

/// What is known, each on its line, the first plain and the others faint.
fn lines<const N: usize>(texts: [Option<String>; N]) -> Cell {
    let mut texts = texts.into_iter().flatten();
    let first = Cell::from(texts.next().unwrap_or_else(|| "–".to_owned()));
    texts.fold(first, |cell, text| cell.below(text, Tone::Faint))
}

fn leave(shelved: &Shelved<'_>, today: Day) -> Cell {
    let until = shelved.case.approved.as_ref().and_then(|approved| approved.until);
    let leave = match until {
        _ if !is_approved(shelved.case) => Cell::new("not given", Tone::Bad),
        None => Cell::new("without end", Tone::Good),
        Some(until) if until < today => Cell::new(format!("ended {until}"), Tone::Bad),
        Some(until) if until.days_since(today) <= ENDING => Cell::new(format!("until {until}"), Tone::Warn),
        Some(until) => Cell::new(format!("until {until}"), Tone::Good),
    };
    let told = match (shelved.times, shelved.last) {
        (0, _) | (_, None) => "not told yet".to_owned(),
        (1, Some(last)) => format!("told {last}"),
        (times, Some(last)) => format!("told {times}×, last {last}"),
    };
    leave.below(told, Tone::Faint)
}

/// To whom, where and at which milestones a talk track is used.
fn used(talk: &Talk<'_>, playbook: &Playbook) -> Cell {
    let roles = talk.roles.iter().map(|role| role.as_str());
    let departments = talk.departments.iter().map(|department| department.as_str());
    let milestones = talk.milestones.iter().map(|milestone| milestone.as_str());
    let industries = talk.industries.iter().map(|industry| industry.as_str());
    let said = |word: &str| playbook.label(word);
    lines([
        joined(roles.chain(departments).map(said), ", "),
        joined(milestones.map(said), ", "),
        joined(industries.map(said), ", "),
    ])
}

fn said(talk: &Talk<'_>) -> Cell {
    let objection = talk
        .objection
        .as_deref()
        .map(|objection| format!("“{objection}”"));
    let say = clip(talk.say.as_deref().unwrap_or("–"), SAID).into_owned();
    match objection {
        Some(objection) => Cell::from(objection).below(format!("→ {say}"), Tone::Plain),
        None => Cell::from(say),
    }
}

/// What suits a meeting, section by section, and what is kept back.
pub fn matching(found: &Matching<'_>, request: &Request<'_>, playbook: &Playbook, look: &Look) -> String {
    let cases = found.cases.iter().map(|found| case_row(found, playbook));
    let talks = found.talks.iter().map(|found| talk_row(found, playbook));
    let objections = found
        .objections
        .iter()
        .map(|found| objection_row(found, playbook));
    let withheld = found
        .withheld
        .iter()
        .map(|(case, hindrance)| withheld_row(case, hindrance));
    let sections = [
        section("Cases", cases, look),
        section("Talk tracks", talks, look),
        section("Objections to expect", objections, look),
        section("Not to be told", withheld, look),
    ];
    heading(request, playbook, look) + &sections.concat()
}

fn heading(request: &Request<'_>, playbook: &Playbook, look: &Look) -> String {
    let deal = request.deal.map(|deal| match deal.milestone {
        Some(milestone) => format!("{} ({})", deal.called(), playbook.label(milestone.as_str())),
        None => deal.called().to_owned(),
    });
    let people = joined(request.with.iter().map(|person| person.called().to_owned()), ", ");
    let scene = playbook.label(request.scene_at_hand().as_str());
    let facts = [
        deal.map(|deal| format!("deal: {deal}")),
        people.map(|people| format!("there: {people}")),
        Some(format!("scene: {scene}")),
    ];
    let mut text = format!(
        "{}  {}\n",
        look.paint(Tone::Heading, &request.account.name),
        look.paint(Tone::Faint, &request.account.id)
    );
    let mut table = Table::new([""; 0]);
    for fact in facts.into_iter().flatten() {
        table.row([Cell::new(format!("  {fact}"), Tone::Faint)]);
    }
    text.push_str(&table.render(look));
    text
}

/// A titled table of scores or ids beside what they are of; nothing where it has no rows.
fn section(title: &str, rows: impl Iterator<Item = (Cell, Cell)>, look: &Look) -> String {
    let mut table = Table::new([""; 0]);
    for (first, second) in rows {
        table.row([first, second]);
    }
    match table.is_empty() {
        true => String::new(),
        false => format!("\n{}\n{}", look.paint(Tone::Heading, title), table.render(look)),
    }
}

fn scored(score: u32) -> Cell {
    Cell::new(format!("  {score:>2}"), Tone::Faint)
}

fn case_row(found: &CaseMatch<'_>, playbook: &Playbook) -> (Cell, Cell) {
    let cell = told_case(found.case).below(reasons(&found.reasons, playbook), Tone::Good);
    (scored(found.score), cell)
}

fn talk_row(found: &TalkMatch<'_>, playbook: &Playbook) -> (Cell, Cell) {
    let talk = found.talk;
    let cell = Cell::new(talk.id.as_deref().unwrap_or("–"), Tone::Heading)
        .below(talk.say.as_deref().unwrap_or("–"), Tone::Plain);
    let cell = with_proof(cell, found.proof.as_ref());
    (
        scored(found.score),
        cell.below(reasons(&found.reasons, playbook), Tone::Good),
    )
}

fn objection_row(found: &Objection<'_>, playbook: &Playbook) -> (Cell, Cell) {
    let said = format!("“{}”", found.objection);
    let said = match joined(found.from.iter().map(|who| (*who).to_owned()), ", ") {
        Some(from) => format!("{said} ({from})"),
        None => said,
    };
    let cell = Cell::new(said, Tone::Heading);
    let cell = match found.answers.as_slice() {
        [] => cell.below("→ no answer yet", Tone::Warn),
        answers => answers.iter().fold(cell, |cell, answer| {
            cell.below(format!("→ {answer}"), Tone::Plain)
        }),
    };
    let cell = with_proof(cell, found.proof.as_ref());
    (
        scored(found.score),
        cell.below(reasons(&found.reasons, playbook), Tone::Good),
    )
}

fn with_proof(cell: Cell, proof: Option<&Proof<'_>>) -> Cell {
    let Some(proof) = proof else {
        return cell;
    };
    match (proof.case, &proof.hindrance) {
        (None, _) => cell.below(format!("proof: {} (not in the library)", proof.id), Tone::Warn),
        (Some(_), Some(hindrance)) => cell.below(
            format!("proof: {} ({})", proof.id, hindered(hindrance)),
            Tone::Warn,
        ),
        (Some(case), None) => cell.below(format!("proof: {}, {}", proof.id, case.called()), Tone::Faint),
    }
}

fn withheld_row(case: &Case<'_>, hindrance: &Hindrance<'_>) -> (Cell, Cell) {
    let id = case.id.as_deref().unwrap_or(case.called());
    (
        Cell::from(format!("  {}", clip(id, WIDEST_ID))),
        Cell::new(hindered(hindrance), Tone::Warn),
    )
}

/// Why a case is not to be told, in words.
fn hindered(hindrance: &Hindrance<'_>) -> String {
    match hindrance {
        Hindrance::Unapproved => "nobody has given leave to tell it".to_owned(),
        Hindrance::Expired(until) => format!("leave ended on {until}"),
        Hindrance::Told { to, on } if to.is_empty() => {
            format!("told on {on}, the contact does not say to whom")
        }
        Hindrance::Told { to, on } => format!("already told to {} on {on}", to.join(", ")),
    }
}

/// Why something suits, in words: `same need (change-over), role (Sun Jie, buyer)`.
fn reasons(reasons: &[Reason<'_>], playbook: &Playbook) -> String {
    let told = reasons.iter().map(|reason| {
        let label = playbook.label(&format!("match-{}", reason.criterion));
        let what = playbook.label(&reason.what);
        match reason.who {
            Some(who) => format!("{label} ({who}, {what})"),
            None => format!("{label} ({what})"),
        }
    });
    told.collect::<Vec<_>>().join(", ")
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> Option<String> {
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| parts.join(between))
}
