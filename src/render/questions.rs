//! How the questions of a brief were chosen, for people: each with its points and what they are made of.

use unicode_width::UnicodeWidthStr;

use super::style::{Look, Tone};
use super::template::playbook::Playbook;
use super::visible;
use super::wrap::wrap;
use crate::analysis::brief::{Brief, Cause, Question, Reason};

/// The cells before a question's words, and before what is told of it.
const INDENT: usize = 5;

/// The questions asked and those that came next.
pub fn why(brief: &Brief<'_>, playbook: &Playbook, look: &Look) -> String {
    let list = |title: &str, questions: &[Question<'_>]| match questions.is_empty() {
        true => String::new(),
        false => {
            let title = look.paint(Tone::Heading, &playbook.label(title));
            let told: String = questions.iter().map(|one| tell(one, playbook, look)).collect();
            format!("\n{title}\n{told}")
        }
    };
    format!(
        "{}  {}\n{}{}",
        look.paint(Tone::Heading, brief.account.name),
        look.paint(Tone::Faint, brief.account.id),
        list("chosen-questions", &brief.questions),
        list("next-questions", &brief.next_questions)
    )
}

fn tell(question: &Question<'_>, playbook: &Playbook, look: &Look) -> String {
    let asked = question.text.as_deref().unwrap_or_default();
    let to = question.to.map(|name| format!("{name}: ")).unwrap_or_default();
    let about = question.about.map(|deal| format!(", {deal}")).unwrap_or_default();
    let counts = match question.section {
        Some(_) => question.points.to_string(),
        None => "–".to_owned(),
    };
    let first = format!("{counts:>3}  ");
    let words = filled(&format!("{to}{asked}"), look);
    let rest = [format!("→ {}{about}", question.fills), sum(question, playbook)];
    let rest = rest.iter().flat_map(|text| filled(text, look));
    let lines = words.into_iter().map(|line| look.paint(Tone::Plain, &line));
    let lines = lines.chain(rest.map(|line| look.paint(Tone::Faint, &line)));
    let indented = lines.enumerate().map(|(at, line)| match at {
        0 => format!("{}{line}\n", look.paint(Tone::Good, &first)),
        _ => format!("{}{line}\n", " ".repeat(INDENT)),
    });
    indented.collect()
}

/// The text in lines that have room beside the points.
fn filled(text: &str, look: &Look) -> Vec<String> {
    let room = look.width.saturating_sub(INDENT).max(INDENT);
    wrap(&visible::line(text), room)
        .into_iter()
        .flat_map(|line| broken(&line, room))
        .collect()
}

/// A line without spaces, as Chinese has them, in pieces that have room.
fn broken(line: &str, room: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in line.chars() {
        let fits = |piece: &String| format!("{piece}{c}").width() <= room;
        match pieces.last_mut() {
            Some(piece) if fits(piece) => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
    }
    pieces
}

/// What the points are made of: `budget unknown 30 + nine points: funds 20, this meeting × 150%`.
fn sum(question: &Question<'_>, playbook: &Playbook) -> String {
    if question.section.is_none() {
        return playbook.label("own-question");
    }
    let reasons: Vec<String> = question.why.iter().map(|one| reason(one, playbook)).collect();
    let shares = question.shares.iter().map(|(share, percent)| {
        let label = playbook.label(&format!("share-{share}"));
        format!("; {label} × {percent}%")
    });
    reasons.join(" + ") + &shares.collect::<String>()
}

fn reason(reason: &Reason, playbook: &Playbook) -> String {
    let of = match reason.cause {
        Cause::Point => playbook.point(&reason.of).to_owned(),
        Cause::Standard | Cause::NextStandard => match playbook.standards.get(&reason.of) {
            Some(standard) => standard.clone(),
            None => reason.of.clone(),
        },
        _ => playbook.label(&reason.of),
    };
    let label = playbook.label(&format!("why-{}", reason.cause));
    format!("{} {}", label.replace("{}", &of), reason.points)
}
