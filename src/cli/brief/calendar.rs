//! `dossier brief --calendar`: a brief for each meeting of a day, as the calendar has them.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Asked, Brief, Format, Maker, Round};
use crate::analysis::attendance::{Directory, Presence};
use crate::cli::context::{Context, system_clock};
use crate::cli::exit::{Failure, Verdict};
use crate::exchange::ics::{Calendar, Meeting, clock_of, meetings_on};
use crate::model::Day;
use crate::render::json::meetings as json;
use crate::render::meetings::{self, Done, Row, State};
use crate::source::save;

/// The largest calendar that is read, in bytes: some hundred thousand events.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Where briefs are written where nothing else is said.
const FOLDER: &str = "briefs";

/// Writes the briefs of a day's meetings, and lists them.
pub(super) fn run(
    brief: &Brief,
    file: &Path,
    round: &Round<'_>,
    maker: &Maker<'_>,
    context: &Context,
) -> Result<Verdict, Failure> {
    let day = maker.asked.meeting.unwrap_or(context.today);
    let calendar = read(brief, file, day)?;
    let folder = folder(brief, context)?;
    let team = &context.settings.team;
    let ours = team.values().filter_map(|colleague| colleague.email.as_deref());
    let directory = Directory::new(&round.accounts, ours, context.today);
    let mut taken = HashSet::new();
    let mut rows = Vec::new();
    for meeting in &calendar.meetings {
        let attendance = directory.attendance(&meeting.invitees);
        let briefs = attendance.accounts.iter().map(|presence| {
            let path = folder.join(name(meeting, presence, day, &mut taken) + "." + maker.extension());
            let asked = Asked {
                meeting: Some(day),
                with: with(presence),
                ..maker.asked.clone()
            };
            let (account, standing) = round.find(&presence.account.id)?;
            let (text, _) = maker.text(account, standing, &asked)?;
            let state = write(&path, &text)?;
            let file = shown(&path, context);
            Ok(Done { file, state })
        });
        let briefs = briefs.collect::<Result<Vec<Done>, Failure>>()?;
        rows.push(Row {
            meeting,
            attendance,
            briefs,
        });
    }
    tell(brief, &rows, (day, &calendar), context)
}

fn tell(
    brief: &Brief,
    rows: &[Row<'_>],
    (day, calendar): (Day, &Calendar),
    context: &Context,
) -> Result<Verdict, Failure> {
    let console = &context.console;
    console.print(&match brief.format {
        Format::Json => json::render(rows, &calendar.problems, context.today, day),
        Format::Md | Format::Html => meetings::table(rows, &console.look),
    })?;
    for problem in &calendar.problems {
        console.warn(&format!("line {}: {}", problem.line, problem.message));
    }
    if brief.format != Format::Json {
        console.remark(&meetings::summary(rows, day));
    }
    Ok(match calendar.problems.is_empty() {
        true => Verdict::Clean,
        false => Verdict::Findings,
    })
}

/// The meetings of the day by the user's clock.
fn read(brief: &Brief, file: &Path, day: Day) -> Result<Calendar, Failure> {
    let failed = |error| Failure::at(file, error);
    if fs::metadata(file).map_err(failed)?.len() > LARGEST {
        return Err(Failure::Usage(format!(
            "{} has more than 64 MiB; export fewer months",
            file.display()
        )));
    }
    let bytes = fs::read(file).map_err(failed)?;
    let text = String::from_utf8_lossy(&bytes);
    let found = match &brief.zone {
        None => meetings_on(&text, day, &system_clock),
        Some(zone) => {
            let clock = clock_of(zone).ok_or_else(|| unknown_zone(zone))?;
            meetings_on(&text, day, &clock)
        }
    };
    found.ok_or_else(|| {
        Failure::Usage(format!(
            "{} is no calendar: it has no BEGIN:VCALENDAR; export yours as iCalendar (.ics)",
            file.display()
        ))
    })
}

fn unknown_zone(zone: &str) -> Failure {
    Failure::Usage(format!(
        "there is no time zone `{zone}`; write one such as Asia/Shanghai or Europe/Berlin"
    ))
}

/// The folder for the briefs. The usual one must not lead out of the repository.
fn folder(brief: &Brief, context: &Context) -> Result<PathBuf, Failure> {
    let folder = match &brief.output {
        Some(folder) => folder.clone(),
        None => context.root.join(FOLDER),
    };
    let leads_out = match (folder.canonicalize(), context.root.canonicalize()) {
        (Ok(target), Ok(root)) => !target.starts_with(root),
        _ => false,
    };
    if brief.output.is_none() && leads_out {
        return Err(Failure::Usage(format!(
            "{} is a link to a folder outside the repository; name a folder with -o",
            folder.display()
        )));
    }
    Ok(folder)
}

/// `2026-11-22-0930-huadong-precision`; a second one of the same name gets a number.
fn name(meeting: &Meeting, presence: &Presence<'_>, day: Day, taken: &mut HashSet<String>) -> String {
    let time = meeting
        .time
        .map_or_else(String::new, |time| time.format("-%H%M").to_string());
    let stem = format!("{day}{time}-{}", presence.account.id.replace('/', "-"));
    let numbered = (2..).map(|number| format!("{stem}-{number}"));
    let mut names = [stem.clone()].into_iter().chain(numbered);
    let free = names.find(|name| taken.insert(name.clone())).unwrap_or(stem);
    free
}

/// Who will be there of an account, as a brief takes it.
fn with(presence: &Presence<'_>) -> Vec<String> {
    let known = presence.with.iter().map(|id| (*id).to_owned());
    known.chain(presence.unknown.iter().cloned()).collect()
}

/// Writes a brief where there is none yet. One that is there was perhaps filled in: it stays as it is.
fn write(path: &Path, text: &str) -> Result<State, Failure> {
    match save::create(path, text) {
        Ok(()) => Ok(State::Written),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let there = fs::read(path).map_err(|error| Failure::at(path, error))?;
            Ok(match there == text.as_bytes() {
                true => State::Unchanged,
                false => State::Kept,
            })
        }
        Err(error) => Err(Failure::at(path, error)),
    }
}

fn shown(path: &Path, context: &Context) -> String {
    let below = path.strip_prefix(&context.root).unwrap_or(path);
    below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}
