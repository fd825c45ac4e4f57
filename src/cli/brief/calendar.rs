//! `dossier brief --calendar`: a brief for each meeting of a day, as the calendar has them.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use super::file::{folder, put};
use super::{Asked, Brief, Format, Maker, Round};
use crate::analysis::attendance::{Directory, Presence};
use crate::cli::context::{Context, system_clock};
use crate::cli::exit::{Failure, Verdict};
use crate::exchange::ics::{Calendar, Meeting, clock_of, meetings_on};
use crate::model::Day;
use crate::render::json::meetings as json;
use crate::render::meetings::{self, Done, Row};

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
    let folder = folder(brief, Path::new(FOLDER), context)?;
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
            let (account, standing) = (presence.account, round.standing(&presence.account.id)?);
            let (text, _) = maker.text(account, standing, &asked)?;
            let state = put(&path, &text, false)?;
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

/// `2026-11-22-0930-huadong-precision`; a second one of the same name gets a number.
fn name(meeting: &Meeting, presence: &Presence<'_>, day: Day, taken: &mut HashSet<String>) -> String {
    let time = meeting
        .time
        .map_or_else(String::new, |time| time.format("-%H%M").to_string());
    let stem = format!("{day}{time}-{}", presence.account.id.replace('/', "-"));
    let numbered = (2..).map(|number| format!("{stem}-{number}"));
    let mut names = [stem.clone()].into_iter().chain(numbered);
    names.find(|name| taken.insert(name.clone())).unwrap_or(stem)
}

/// Who will be there of an account, as a brief takes it.
fn with(presence: &Presence<'_>) -> Vec<String> {
    let known = presence.with.iter().map(|id| (*id).to_owned());
    known.chain(presence.unknown.iter().cloned()).collect()
}

fn shown(path: &Path, context: &Context) -> String {
    let below = path.strip_prefix(&context.root).unwrap_or(path);
    below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}
