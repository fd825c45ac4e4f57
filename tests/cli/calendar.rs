//! `dossier brief --calendar`, with exports in the manner of Google, Outlook and Apple.

use insta::assert_snapshot;

use crate::support::{World, keys};

const SETTINGS: &str = "\
version: 1
team:
  wang.min: {name: Wang Min, email: wang.min@us.example}
";

const HUADONG: &str = "\
name: 华东精密
domains: [hdpm.example]
status: customer
stakeholders:
  - {id: li-wei, name: 李伟, roles: [decision_maker], influence: 4, email: Li.Wei@hdpm.example}
  - {id: sun-jie, name: 孙洁, roles: [buyer], influence: 3, email: sun.jie@hdpm.example}
";

const BOREAL: &str = "name: Boreal\ndomains: [boreal.example]\n";

/// A calendar with the lines that a real export has around its events.
fn calendar(product: &str, events: &str) -> String {
    let text = format!(
        "BEGIN:VCALENDAR\nPRODID:{product}\nVERSION:2.0\nCALSCALE:GREGORIAN\nMETHOD:PUBLISH\n{events}END:VCALENDAR\n"
    );
    text.replace('\n', "\r\n")
}

fn google() -> String {
    calendar(
        "-//Google Inc//Google Calendar 70.9054//EN",
        "\
BEGIN:VEVENT
DTSTART:20261124T013000Z
DTEND:20261124T023000Z
DTSTAMP:20261120T020202Z
ORGANIZER;CN=Wang Min:mailto:wang.min@us.example
UID:4h1@google.com
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Wang M
 in;X-NUM-GUESTS=0:mailto:wang.min@us.example
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=
 TRUE;CN=\"Li, Wei\";X-NUM-GUESTS=0:MAILTO:li.wei@HDPM.example
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=孙洁;X
 -NUM-GUESTS=0:mailto:sun.jie@hdpm.example
ATTENDEE;CUTYPE=RESOURCE;CN=Room 4;X-NUM-GUESTS=0:mailto:room4@resource.calendar.google.com
ATTENDEE;CN=zhou@mail.hdpm.example:mailto:zhou@mail.hdpm.example
SEQUENCE:0
STATUS:CONFIRMED
SUMMARY:Line 3\\, next step
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:reminder
TRIGGER:-P0DT0H30M0S
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Asia/Shanghai:20260106T140000
DTEND;TZID=Asia/Shanghai:20260106T150000
RRULE:FREQ=WEEKLY;BYDAY=TU
EXDATE;TZID=Asia/Shanghai:20261117T140000
UID:weekly@google.com
ATTENDEE;CN=Ann:mailto:ann@boreal.example
SUMMARY:Weekly
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Asia/Shanghai:20261201T160000
RECURRENCE-ID;TZID=Asia/Shanghai:20261201T140000
UID:weekly@google.com
SEQUENCE:3
ATTENDEE;CN=Ann:mailto:ann@boreal.example
SUMMARY:Weekly\\, moved
END:VEVENT
BEGIN:VEVENT
DTSTART:20261124T060000Z
UID:off@google.com
STATUS:CANCELLED
ATTENDEE:mailto:ann@boreal.example
SUMMARY:Cancelled
END:VEVENT
",
    )
}

fn outlook() -> String {
    calendar(
        "-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN",
        "\
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16011101T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010308T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;TZID=\"W. Europe Standard Time\":20261124T030000
SUMMARY;LANGUAGE=de:Besprechung
UID:040000008200E00074C5B7101A82E008
ATTENDEE;CN=\"li.wei@hdpm.example\";RSVP=TRUE:mailto:li.wei@hdpm.example
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=China Standard Time:20261124T110000
SUMMARY:没有 UID
ATTENDEE;CN=\"李伟\":MAILTO:li.wei@hdpm.example
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Customized Time Zone:20261123T230000
SUMMARY:own zone
UID:3
ATTENDEE:mailto:li.wei@hdpm.example
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Mars/Olympus Mons:20261124T150000
SUMMARY:far away
UID:4
ATTENDEE:mailto:li.wei@hdpm.example
ATTENDEE;CN=Stranger:mailto:s@elsewhere.example
END:VEVENT
",
    )
}

fn apple() -> String {
    calendar(
        "-//Apple Inc.//macOS 15.0//EN",
        "\
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261124
DTEND;VALUE=DATE:20261125
SUMMARY:Trade fair
UID:A1
ATTENDEE;CN=\"Ann\";EMAIL=\"Ann@boreal.example\";PARTSTAT=ACCEPTED:/aMTk3/principal/
END:VEVENT
BEGIN:VEVENT
DTSTART:20261124T080000
SUMMARY:floating
UID:A2
ATTENDEE;CN=Who:mailto:who@gmail.com
END:VEVENT
",
    )
}

fn world(text: &str) -> World {
    World::with([
        ("dossier.yaml", SETTINGS),
        ("accounts/east/huadong.yaml", HUADONG),
        ("accounts/boreal.yaml", BOREAL),
        ("day.ics", text),
    ])
}

/// The arguments for the briefs of a Tuesday in China.
const TUESDAY: [&str; 7] = [
    "brief",
    "--calendar",
    "day.ics",
    "--for",
    "2026-11-24",
    "--zone",
    "Asia/Shanghai",
];

#[test]
fn a_google_calendar_gives_a_brief_for_each_meeting() {
    let world = world(&google());
    assert_snapshot!(world.run(&TUESDAY), @"
    exit 0
    --- out
    09:30  Line 3, next step
           华东精密: 李伟
           not in the dossier: zhou@mail.hdpm.example
           briefs/2026-11-24-0930-east-huadong.md
           declined: 孙洁 <sun.jie@hdpm.example>
    14:00  Weekly
           Boreal
           not in the dossier: Ann <ann@boreal.example>
           briefs/2026-11-24-1400-boreal.md
    --- err
    2 meetings on 2026-11-24, 2 briefs
    ");
    let brief = world.read("briefs/2026-11-24-0930-east-huadong.md");
    assert!(
        brief.contains("李伟") && brief.contains("zhou@mail.hdpm.example"),
        "{brief}"
    );
    assert!(!brief.contains("孙洁**"), "{brief}");
}

#[test]
fn a_series_leaves_out_and_moves_what_its_calendar_says() {
    let times = |day: &str| {
        let world = world(&google());
        let arguments = [
            "brief",
            "--calendar",
            "day.ics",
            "--for",
            day,
            "--zone",
            "Asia/Shanghai",
            "--format",
            "json",
        ];
        let listed = world.run(&arguments).exits(0).json();
        let meetings = listed["meetings"].as_array().expect("meetings").clone();
        meetings
            .iter()
            .map(|one| one["time"].to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(times("2026-11-17"), [""; 0]);
    assert_eq!(times("2026-12-01"), ["\"16:00\""]);
    assert_eq!(times("2026-12-08"), ["\"14:00\""]);
    assert_eq!(times("2026-12-09"), [""; 0]);
}

#[test]
fn outlook_zones_are_read_and_what_nobody_knows_is_said() {
    assert_snapshot!(world(&outlook()).run(&TUESDAY), @"
    exit 0
    --- out
    10:00   Besprechung
            华东精密: 李伟
            briefs/2026-11-24-1000-east-huadong.md
    11:00   没有 UID
            华东精密: 李伟
            briefs/2026-11-24-1100-east-huadong.md
    12:00   own zone
            华东精密: 李伟
            briefs/2026-11-24-1200-east-huadong.md
    15:00?  far away
            the time zone Mars/Olympus Mons is not known: the time is as written
            华东精密: 李伟
            briefs/2026-11-24-1500-east-huadong.md
            unknown: Stranger <s@elsewhere.example>
    --- err
    4 meetings on 2026-11-24, 4 briefs
    ");
}

#[test]
fn apple_addresses_days_and_floating_times_are_read() {
    let world = world(&apple());
    let listed = world
        .run(&[&TUESDAY[..], &["--format", "json"]].concat())
        .exits(0)
        .json();
    assert_eq!(keys(&listed), ["day", "meetings", "problems", "today", "version"]);
    assert_snapshot!(serde_json::to_string_pretty(&listed["meetings"]).expect("text"), @r#"
    [
      {
        "briefs": [
          {
            "account": "boreal",
            "file": "briefs/2026-11-24-boreal.md",
            "state": "written",
            "unknown": [
              "Ann <ann@boreal.example>"
            ],
            "with": []
          }
        ],
        "declined": [],
        "line": 6,
        "summary": "Trade fair",
        "time": null,
        "unknown": [],
        "unknown_zone": null
      },
      {
        "briefs": [],
        "declined": [],
        "line": 13,
        "summary": "floating",
        "time": "08:00",
        "unknown": [
          "Who <who@gmail.com>"
        ],
        "unknown_zone": null
      }
    ]
    "#);
}

#[test]
fn a_brief_that_is_there_is_never_written_over() {
    let world = world(&google());
    world.run(&TUESDAY).exits(0);
    world.write("briefs/2026-11-24-0930-east-huadong.md", "they said: yes\n");
    let again = world.run(&TUESDAY).exits(0);
    assert!(
        again.stdout.contains("east-huadong.md (kept as it is)"),
        "{again}"
    );
    assert!(again.stdout.contains("boreal.md (unchanged)"), "{again}");
    assert_eq!(
        world.read("briefs/2026-11-24-0930-east-huadong.md"),
        "they said: yes\n"
    );
    world.run(&[&TUESDAY[..], &["-o", "out"]].concat()).exits(0);
    assert!(
        world
            .names()
            .contains(&"out/2026-11-24-0930-east-huadong.md".to_owned())
    );
}

#[test]
fn a_broken_event_stops_no_other_and_is_named_with_its_line() {
    let good =
        "BEGIN:VEVENT\nDTSTART:20261124T080000\nSUMMARY:good\nATTENDEE:mailto:a@boreal.example\nEND:VEVENT\n";
    let broken = "BEGIN:VEVENT\nSUMMARY:open\nBEGIN:VEVENT\nSUMMARY:no start\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:nonsense\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20261124T080000\nRRULE:FREQ=SECONDLY\nSUMMARY:often\nEND:VEVENT\n";
    let world = world(&calendar("-//x//EN", &format!("{broken}{good}")));
    assert_snapshot!(world.run(&TUESDAY), @"
    exit 1
    --- out
    08:00  good
           Boreal
           not in the dossier: a@boreal.example
           briefs/2026-11-24-0800-boreal.md
    --- err
    warning: line 6: the event has no END:VEVENT: it is left out
    warning: line 8: no start: it has no start (DTSTART)
    warning: line 11: (no title): its start (DTSTART) cannot be read
    warning: line 14: often: it repeats more than once a day, which is not read
    1 meeting on 2026-11-24, 1 brief
    ");
}

#[test]
fn what_is_no_calendar_or_no_zone_is_refused() {
    let world = world("hello\n");
    world
        .run(&TUESDAY)
        .exits(2)
        .says(&["day.ics is no calendar", "export yours as iCalendar"]);
    world
        .run(&["brief", "--calendar", "none.ics"])
        .exits(2)
        .says(&["none.ics"]);
    world.write("day.ics", calendar("-//x//EN", ""));
    world
        .run(&["brief", "--calendar", "day.ics", "--zone", "Nowhere"])
        .exits(2)
        .says(&["there is no time zone `Nowhere`"]);
    world.run(&TUESDAY).exits(0).says(&["no meetings on 2026-11-24"]);
    world.run(&["brief", "boreal", "--zone", "UTC"]).exits(2);
    world.run(&["brief"]).exits(2);
    assert!(!world.names().iter().any(|name| name.starts_with("briefs")));
}

#[test]
fn ten_thousand_events_are_read_at_once() {
    let mut events = String::new();
    for at in 0..10_000 {
        let rule = if at % 10 == 0 {
            "RRULE:FREQ=DAILY;INTERVAL=400\n"
        } else {
            ""
        };
        events.push_str(&format!("BEGIN:VEVENT\nUID:{at}\nDTSTART;TZID=Europe/Berlin:20200101T090000\n{rule}SUMMARY:event {at}\nATTENDEE:mailto:a{at}@boreal.example\nEND:VEVENT\n"));
    }
    let run = world(&calendar("-//x//EN", &events)).run(&TUESDAY).exits(0);
    assert!(run.took.as_secs() < 10, "{:?}", run.took);
}

#[test]
fn what_is_hostile_in_a_calendar_is_shown_not_obeyed() {
    let event = "BEGIN:VEVENT\nDTSTART:20261124T080000\nSUMMARY:a\u{1b}[31m\u{202e}\nATTENDEE;CN=\u{1b}x:mailto:a@boreal.example\nEND:VEVENT\n";
    let world = world(&calendar("-//x//EN", event));
    let run = world.run(&TUESDAY).exits(0);
    assert!(!run.said().contains(['\u{1b}', '\u{202e}']), "{run}");
    assert!(!world.read("briefs/2026-11-24-0800-boreal.md").contains('\u{1b}'));
}
