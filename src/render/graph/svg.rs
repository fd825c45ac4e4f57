//! The decision influence map as a picture: SVG without scripts, styles or references to anything outside.

mod canvas;
mod curve;

use super::layout::{Frame, LEAST, Layout, Size, layout};
use super::{
    CONFLICT, FULL_WEIGHT, MATTERS, SWAY, fill, last_touch_in_words, nobody, roles, sign, summary, vacancy,
};
use crate::analysis::map::{Line, LineKind, Map, Person};
use crate::model::Role;
use crate::model::people::Attitude;
use crate::render::style::Tone;
use crate::render::visible;
use crate::render::wrap::{clip, wrap};
use canvas::{Canvas, Type};
use curve::Curve;

/// The blank around the picture, and between its parts.
const MARGIN: i64 = 24;
/// The distance of lines of text.
const LINE: i64 = 18;
/// What a terminal cell takes of names, and of what is written smaller.
const LARGE: i64 = 8;
const SMALL: i64 = 6;
/// The blank within a box, and the room of the sign at its end.
const PADDING: i64 = 10;
const SIGN: i64 = 20;
/// The measures of a box without weight, and what a step of influence adds.
const WIDTH: (i64, i64) = (172, 12);
const HEIGHT: (i64, i64) = (76, 2);
/// The height of the legend, and the distance of its entries.
const LEGEND: i64 = 60;
const ENTRY: i64 = 122;

const INK: &str = "#111827";
const PALE: &str = "#4b5563";
const RULE: &str = "#6b7280";
const WARNING: &str = "#b45309";

/// The map as a document of its own, which can also stand within a page.
pub fn render(map: &Map<'_>) -> String {
    let vacancies = vacancies(map);
    let layout = laid_out(map, vacancies);
    let width = layout.width.max(LEAST);
    let header = header(map, width);
    let chart = MARGIN + LINE * i64::try_from(header.len()).unwrap_or(0) + 2 * LINE;
    let legend = chart + layout.height + MARGIN;
    let title = format!("{}: decision influence map", map.account.name);
    let mut canvas = Canvas::new(width + 2 * MARGIN, legend + LEGEND + MARGIN, &title);
    canvas.at((MARGIN, MARGIN + LINE), |canvas| {
        write_header(canvas, map, &header);
    });
    canvas.at((MARGIN + (width - layout.width) / 2, chart), |canvas| {
        draw_chart(canvas, map, vacancies, &layout);
    });
    canvas.at((MARGIN, legend), draw_legend);
    canvas.finish()
}

/// The roles that nobody has, each with a box of its own; none where there is nobody at all.
fn vacancies<'m>(map: &'m Map<'_>) -> &'m [&'static [Role]] {
    match nobody(map) {
        None => &map.influence.missing_roles,
        Some(_) => &[],
    }
}

/// Where the boxes of the people stand, and behind them those of the vacancies.
fn laid_out(map: &Map<'_>, vacancies: &[&[Role]]) -> Layout {
    let weights = map.people.iter().map(weight);
    let sizes: Vec<Size> = weights.chain(vacancies.iter().map(|_| 0)).map(size).collect();
    let superiors = map.people.iter().map(|person| person.superior);
    let superiors: Vec<Option<usize>> = superiors.chain(vacancies.iter().map(|_| None)).collect();
    layout(&sizes, &superiors)
}

/// Lines lie under the boxes; the heads of arrows over them, so that neighbours do not hide whom they point at.
fn draw_chart(canvas: &mut Canvas, map: &Map<'_>, vacancies: &[&[Role]], layout: &Layout) {
    draw_lines(canvas, map, layout);
    for (person, frame) in map.people.iter().zip(&layout.frames) {
        draw_person(canvas, person, *frame);
    }
    for (group, frame) in vacancies.iter().zip(&layout.frames[map.people.len()..]) {
        draw_vacancy(canvas, group, *frame);
    }
    for line in map.lines.iter().filter(|line| line.kind == LineKind::Influences) {
        draw_head(canvas, &curve(*line, &layout.frames));
    }
}

fn weight(person: &Person<'_>) -> i64 {
    person
        .who
        .influence
        .map_or(0, |influence| i64::from(influence.get()))
}

fn size(weight: i64) -> Size {
    Size {
        width: WIDTH.0 + weight * WIDTH.1,
        height: HEIGHT.0 + weight * HEIGHT.1,
    }
}

/// How many cells of a size fit into a width.
fn cells(width: i64, cell: i64) -> usize {
    usize::try_from(width / cell).unwrap_or(0)
}

/// What stands above the chart, below the account's name.
fn header(map: &Map<'_>, width: i64) -> Vec<(String, &'static str)> {
    let mut told = summary(map);
    told.extend(map.deal.map(|deal| (format!("★ {}", deal.called()), Tone::Plain)));
    told.extend(nobody(map).map(|text| (text.to_owned(), Tone::Faint)));
    let wrapped = |(text, tone): (String, Tone)| {
        let color = match tone {
            Tone::Warn => WARNING,
            Tone::Faint => PALE,
            _ => INK,
        };
        let lines = wrap(&visible::line(&text), cells(width, SMALL + 1));
        lines.into_iter().map(move |line| (line, color))
    };
    told.into_iter().flat_map(wrapped).collect()
}

fn write_header(canvas: &mut Canvas, map: &Map<'_>, header: &[(String, &'static str)]) {
    let title = format!("{} · {}", map.account.name, map.today);
    canvas.write(0, 0, Type::new(18, INK).bold(), &title);
    let mut y = LINE + 4;
    for (line, color) in header {
        canvas.write(0, y, Type::new(12, color), line);
        y += LINE;
    }
}

/// Reporting lines first: what crosses them is drawn over them.
fn draw_lines(canvas: &mut Canvas, map: &Map<'_>, layout: &Layout) {
    for line in &layout.lines {
        let points: Vec<String> = line.iter().map(|(x, y)| format!("{x},{y}")).collect();
        let points = points.join(" ");
        canvas.shape(&format!(
            "polyline points=\"{points}\" fill=\"none\" stroke=\"{RULE}\" stroke-width=\"1.5\""
        ));
    }
    for line in &map.lines {
        draw_line(canvas, *line, &layout.frames);
    }
}

fn curve(line: Line, frames: &[Frame]) -> Curve {
    Curve::between(frames[line.from], frames[line.to])
}

fn draw_line(canvas: &mut Canvas, line: Line, frames: &[Frame]) {
    let curve = curve(line, frames);
    match line.kind {
        LineKind::ReportsTo => {}
        LineKind::Influences => draw_sway(canvas, &curve),
        LineKind::Conflict => draw_conflict(canvas, &curve),
    }
}

fn draw_sway(canvas: &mut Canvas, curve: &Curve) {
    let path = curve.path();
    canvas.shape(&format!(
        "path d=\"{path}\" fill=\"none\" stroke=\"{SWAY}\" stroke-width=\"1.5\" stroke-dasharray=\"6 4\""
    ));
}

fn draw_head(canvas: &mut Canvas, curve: &Curve) {
    let head = curve.head();
    canvas.shape(&format!("path d=\"{head}\" fill=\"{SWAY}\""));
}

/// A cross half way tells a conflict from other lines without its colour.
fn draw_conflict(canvas: &mut Canvas, curve: &Curve) {
    let (path, (x, y)) = (curve.path(), curve.middle());
    canvas.shape(&format!(
        "path d=\"{path}\" fill=\"none\" stroke=\"{CONFLICT}\" stroke-width=\"2\""
    ));
    let (left, right, top, bottom) = (x - 5, x + 5, y - 5, y + 5);
    canvas.shape(&format!(
        "path d=\"M{left} {top} L{right} {bottom} M{left} {bottom} L{right} {top}\" fill=\"none\" stroke=\"{CONFLICT}\" stroke-width=\"2.5\""
    ));
}

fn draw_person(canvas: &mut Canvas, person: &Person<'_>, frame: Frame) {
    canvas.named(&in_words(person), |canvas| {
        draw_box(canvas, frame, fill(person), &edge(person));
        canvas.at((frame.x + PADDING, frame.y), |canvas| {
            write_person(canvas, person, frame.width - 2 * PADDING);
        });
    });
}

/// Who matters to the deal has a thick edge; of whom the weight is not known, and who has left, a dashed one.
fn edge(person: &Person<'_>) -> String {
    let is_faint = person.is_gone || person.who.influence.is_none();
    match (person.parts.is_empty(), is_faint) {
        (false, _) => format!("stroke=\"{MATTERS}\" stroke-width=\"3\""),
        (true, true) => format!("stroke=\"{RULE}\" stroke-dasharray=\"4 3\""),
        (true, false) => format!("stroke=\"{RULE}\""),
    }
}

fn draw_box(canvas: &mut Canvas, frame: Frame, fill: &str, edge: &str) {
    let Frame { x, y, width, height } = frame;
    canvas.shape(&format!(
        "rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"{fill}\" {edge}"
    ));
}

fn write_person(canvas: &mut Canvas, person: &Person<'_>, width: i64) {
    let who = person.who;
    let star = if person.parts.is_empty() { "" } else { "★ " };
    let name = Type {
        is_struck: person.is_gone,
        ..Type::new(14, INK).bold()
    };
    let called = format!("{star}{}", visible::line(who.called()));
    canvas.write(0, 20, name, &clip(&called, cells(width - SIGN, LARGE)));
    if !person.is_gone {
        canvas.write(
            width - SIGN + 6,
            20,
            Type::new(14, INK).bold(),
            sign(who.attitude),
        );
    }
    let small = |text: &str| clip(&visible::line(text), cells(width, SMALL)).into_owned();
    canvas.write(
        0,
        36,
        Type::new(11, PALE),
        &small(who.title.as_deref().unwrap_or_default()),
    );
    canvas.write(0, 51, Type::new(11, INK), &small(&roles(who)));
    draw_weight(canvas, person);
    let beside = if weight(person) > 0 { 66 } else { 0 };
    canvas.write(beside, 67, Type::new(11, PALE), &last_touch_in_words(person));
}

fn draw_weight(canvas: &mut Canvas, person: &Person<'_>) {
    let weight = weight(person);
    for step in (1..).take(FULL_WEIGHT).filter(|_| weight > 0) {
        let (x, fill) = ((step - 1) * 12, if step <= weight { INK } else { "none" });
        canvas.shape(&format!(
            "rect x=\"{x}\" y=\"58\" width=\"9\" height=\"9\" fill=\"{fill}\" stroke=\"{INK}\""
        ));
    }
}

/// Everything that the box says, whole.
fn in_words(person: &Person<'_>) -> String {
    let who = person.who;
    let influence = who.influence.map(|influence| format!("influence {influence}"));
    let attitude = who.attitude.map(|attitude| attitude.to_string());
    let known = [
        Some(who.called().to_owned()),
        who.title.as_deref().map(str::to_owned),
        (!who.roles.is_empty()).then(|| roles(who)),
        influence,
        attitude,
        Some(last_touch_in_words(person)),
    ];
    let parts = person.parts.iter().map(|part| format!("★ {part}"));
    let told: Vec<String> = known.into_iter().flatten().chain(parts).collect();
    told.join(" · ")
}

fn draw_vacancy(canvas: &mut Canvas, group: &[Role], frame: Frame) {
    draw_box(
        canvas,
        frame,
        "none",
        &format!("stroke=\"{WARNING}\" stroke-dasharray=\"4 3\""),
    );
    canvas.at((frame.x + PADDING, frame.y), |canvas| {
        canvas.write(0, 20, Type::new(14, WARNING).bold(), "? nobody");
        let lines = wrap(&vacancy(group), cells(frame.width - 2 * PADDING, SMALL));
        for (line, y) in lines.iter().zip([40, 55, 70]) {
            canvas.write(0, y, Type::new(11, WARNING), line);
        }
    });
}

/// What the signs, colours, marks and lines mean.
fn draw_legend(canvas: &mut Canvas) {
    let known = Attitude::ALL
        .iter()
        .map(|attitude| (Some(*attitude), attitude.as_str()));
    let mut x = 0;
    for (attitude, word) in known.chain([(None, "unknown")]) {
        let fill = super::color(attitude);
        canvas.shape(&format!(
            "rect x=\"{x}\" y=\"0\" width=\"20\" height=\"16\" rx=\"3\" fill=\"{fill}\" stroke=\"{RULE}\""
        ));
        canvas.write(x + 5, 12, Type::new(11, INK), sign(attitude));
        canvas.write(x + 26, 12, Type::new(11, INK), word);
        x += ENTRY;
    }
    draw_line_legend(canvas);
    let marks = "※ approver · + decision-maker · = evaluator · − user · ■ influence, 1 to 5";
    canvas.write(0, 54, Type::new(11, INK), marks);
}

fn draw_line_legend(canvas: &mut Canvas) {
    let end = |x| Frame {
        x,
        y: 29,
        ..Frame::default()
    };
    canvas.shape(&format!(
        "polyline points=\"0,29 36,29\" stroke=\"{RULE}\" stroke-width=\"1.5\""
    ));
    let sway = Curve::between(end(ENTRY), end(ENTRY + 36));
    draw_sway(canvas, &sway);
    draw_head(canvas, &sway);
    draw_conflict(canvas, &Curve::between(end(2 * ENTRY), end(2 * ENTRY + 36)));
    for (x, word) in [(0, "reports to"), (ENTRY, "influences"), (2 * ENTRY, "conflict")] {
        canvas.write(x + 42, 33, Type::new(11, INK), word);
    }
}
