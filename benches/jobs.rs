//! Jobs: what is measured, each from the files on disk to the finished value, and until all is dropped.

use std::fs;
use std::path::Path;

use account_dossier::analysis::agenda::agenda;
use account_dossier::analysis::deal::{Standards, pipeline};
use account_dossier::analysis::health::health;
use account_dossier::analysis::overview::{asked, overviews};
use account_dossier::analysis::status::{Scene, Status};
use account_dossier::analysis::tier::tiers;
use account_dossier::diagnostic::Severity;
use account_dossier::portfolio::{Portfolio, Sources};
use account_dossier::rules::{Located, Selection, World, check};
use account_dossier::settings::process;
use account_dossier::source::tree::count_events;
use rayon::prelude::*;

use crate::generate::today;
use crate::repository::Repository;

/// A job and what it is called.
pub type Job = (&'static str, fn(&Repository) -> usize);

/// The bare event scan first: it is what the others are compared with.
pub const JOBS: [Job; 7] = [
    ("event scan", event_scan),
    ("check", checked),
    ("tier", tiered),
    ("due", due),
    ("deals", deals),
    ("health", healthy),
    ("status", status),
];

/// Reads every file and counts the parser's events: less nobody can do who reads YAML with this parser.
pub fn event_scan(repository: &Repository) -> usize {
    repository.files.par_iter().map(|path| events(path)).sum()
}

fn events(path: &Path) -> usize {
    count_events(&fs::read_to_string(path).unwrap_or_default())
}

/// All rules over all dossiers.
fn checked(repository: &Repository) -> usize {
    let sources = Sources::find(&repository.layout());
    let portfolio = Portfolio::decode(&sources);
    let process = process::shipped();
    let world = World::new(&portfolio, &repository.settings, &process, today());
    check(&world, &Selection::default()).len()
}

/// The tiers of all accounts.
fn tiered(repository: &Repository) -> usize {
    let sources = Sources::find(&repository.layout());
    let portfolio = Portfolio::decode(&sources);
    let settings = &repository.settings;
    tiers(
        &portfolio.accounts(),
        &settings.tiers,
        &settings.exchange(),
        today(),
    )
    .len()
}

/// The agenda of the next seven days.
fn due(repository: &Repository) -> usize {
    let sources = Sources::find(&repository.layout());
    let portfolio = Portfolio::decode(&sources);
    let (accounts, settings) = (portfolio.accounts(), &repository.settings);
    let standings = tiers(&accounts, &settings.tiers, &settings.exchange(), today());
    let tiers = standings.iter().map(|standing| standing.tier);
    agenda(
        accounts.iter().copied().zip(tiers),
        &settings.agenda(),
        today(),
        7,
    )
    .len()
}

/// Every open deal with its standards and gates.
fn deals(repository: &Repository) -> usize {
    let sources = Sources::find(&repository.layout());
    let portfolio = Portfolio::decode(&sources);
    let process = process::shipped();
    let standards = Standards {
        process: &process,
        names: &|_| minijinja::Value::UNDEFINED,
        today: today(),
    };
    pipeline(portfolio.accounts(), &repository.settings.exchange(), standards).len()
}

/// The health of all accounts.
fn healthy(repository: &Repository) -> usize {
    let sources = Sources::find(&repository.layout());
    let portfolio = Portfolio::decode(&sources);
    let (accounts, settings) = (portfolio.accounts(), &repository.settings);
    let standings = tiers(&accounts, &settings.tiers, &settings.exchange(), today());
    accounts
        .iter()
        .zip(&standings)
        .map(|(account, standing)| health(account, standing.tier, settings.health(), today()))
        .filter(|health| !health.parts.is_empty())
        .count()
}

/// The one screen of `dossier status`.
fn status(repository: &Repository) -> usize {
    let sources = Sources::find(&repository.layout());
    let portfolio = Portfolio::decode(&sources);
    let (accounts, settings) = (portfolio.accounts(), &repository.settings);
    let process = process::shipped();
    let exchange = settings.exchange();
    let standings = tiers(&accounts, &settings.tiers, &exchange, today());
    let tiered = accounts
        .iter()
        .copied()
        .zip(standings.iter().map(|standing| standing.tier));
    let items = agenda(tiered, &settings.agenda(), today(), 7);
    let rows = overviews(&accounts, &standings, &items, |tier| {
        settings.terms(tier, &exchange, &process, today())
    });
    let standards = Standards {
        process: &process,
        names: &asked(&rows),
        today: today(),
    };
    let deals = pipeline(accounts.iter().copied(), &exchange, standards);
    Status::of(Scene {
        accounts: &rows,
        items: &items,
        deals: &deals,
        owner: None,
        today: today(),
    })
    .accounts
}

/// What `check` finds, by severity; an error among it means that the generator writes nonsense.
pub fn findings(repository: &Repository) -> Result<[usize; 3], String> {
    let sources = Sources::find(&repository.layout());
    let portfolio = Portfolio::decode(&sources);
    let process = process::shipped();
    let world = World::new(&portfolio, &repository.settings, &process, today());
    let found = check(&world, &Selection::default());
    let count = |severity| {
        found
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let is_wrong = |finding: &&Located<'_>| finding.severity == Severity::Error;
    match found.iter().find(is_wrong) {
        Some(error) => Err(in_words(error)),
        None => Ok([
            portfolio.accounts().len(),
            count(Severity::Warning),
            count(Severity::Note),
        ]),
    }
}

fn in_words(finding: &Located<'_>) -> String {
    let (name, line) = (finding.source.name(), finding.start.line);
    format!(
        "a generated dossier is wrong: {name}:{line}: {} [{}]",
        finding.message, finding.rule
    )
}
