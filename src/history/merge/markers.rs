//! Markers: the merged text, with the lines of both sides where they are in conflict.

use super::sides::{Side, Sides};
use super::text::Edit;

/// How conflicts are marked.
#[derive(Debug, Clone)]
pub struct Markers {
    /// How many characters a marker has.
    pub size: usize,
    /// What the sides are called.
    pub labels: Sides<String>,
}

/// The merged text, where conflicts are as one side has them.
pub(super) fn as_one_side(ours: &str, edits: &[Edit], side: Side) -> String {
    let mut text = String::with_capacity(ours.len());
    for (_, texts) in stretches(ours, edits) {
        text.push_str(texts.of(side));
    }
    text
}

/// The merged text with markers around conflicts, which take whole lines, and how many there are; between
/// the sides, if it is to be shown, what both were made from.
pub(super) fn marked(ours: &str, edits: &[Edit], markers: &Markers, shows_base: bool) -> (String, usize) {
    let marking = Marking { markers, shows_base };
    let mut text = String::new();
    let mut open: Option<Sides<String>> = None;
    let mut conflicts = 0;
    for (is_settled, texts) in stretches(ours, edits) {
        let (line, rest) = match (&open, is_settled) {
            (None, true) => ("", texts.ours),
            (Some(_), true) => line_of(texts.ours),
            (_, false) => ("", ""),
        };
        if !is_settled {
            // The line that a conflict begins on is in it from its start.
            let sides = open.get_or_insert_with(|| {
                let line = text.split_off(text.rfind('\n').map_or(0, |end| end + 1));
                Sides::ALL.map(|_| line.clone())
            });
            append(sides, texts);
        } else if let Some(sides) = &mut open {
            append(sides, Sides::ALL.map(|_| line));
        }
        if let Some(sides) = open.take_if(|sides| are_ended(sides)) {
            conflicts += usize::from(marking.mark(&mut text, &sides));
        }
        text.push_str(rest);
    }
    (text, conflicts)
}

/// Our text in stretches: those that all have, and those that the sides have each their own way. Every text
/// ends with the end of a line.
fn stretches<'t>(ours: &'t str, edits: &'t [Edit]) -> Vec<(bool, Sides<&'t str>)> {
    let mut stretches = Vec::with_capacity(2 * edits.len() + 1);
    let mut at = 0;
    for edit in edits {
        stretches.push((true, Sides::ALL.map(|_| &ours[at..edit.range.start])));
        let texts = edit.texts.each_ref().map(String::as_str);
        stretches.push((!edit.is_conflict(), texts));
        at = edit.range.end;
    }
    stretches.push((true, Sides::ALL.map(|_| &ours[at..])));
    stretches
}

fn append(sides: &mut Sides<String>, texts: Sides<&str>) {
    sides.base.push_str(texts.base);
    sides.ours.push_str(texts.ours);
    sides.theirs.push_str(texts.theirs);
}

fn are_ended(sides: &Sides<String>) -> bool {
    let is_ended = |text: &String| text.is_empty() || text.ends_with('\n');
    is_ended(&sides.ours) && is_ended(&sides.theirs) && is_ended(&sides.base)
}

/// The rest of a line, and what stands below it.
fn line_of(text: &str) -> (&str, &str) {
    text.split_at(text.find('\n').map_or(text.len(), |end| end + 1))
}

/// How conflicts are written.
struct Marking<'m> {
    markers: &'m Markers,
    shows_base: bool,
}

impl Marking<'_> {
    /// Writes the lines of both sides, less those that all have above and below. Whether there were any.
    fn mark(&self, text: &mut String, sides: &Sides<String>) -> bool {
        let lines = sides
            .each_ref()
            .map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
        let above = self.common(&lines, |lines, at| lines.get(at).copied());
        let rest = lines.each_ref().map(|lines| &lines[above.min(lines.len())..]);
        let below = self.common(&rest, |lines, at| lines.iter().rev().nth(at).copied());
        let body = rest.map(|lines| lines[..lines.len().saturating_sub(below)].concat());
        text.extend(lines.ours[..above].iter().copied());
        if body.ours != body.theirs {
            self.write(text, &body);
        }
        text.extend(rest.ours[rest.ours.len() - below..].iter().copied());
        body.ours != body.theirs
    }

    /// How many lines both sides begin with, and what they were made from, where that is shown.
    fn common<L>(&self, lines: &Sides<L>, line: impl Fn(&L, usize) -> Option<&str>) -> usize {
        let is_common = |at: &usize| {
            let line = lines.each_ref().map(|lines| line(lines, *at));
            line.ours.is_some() && line.ours == line.theirs && (!self.shows_base || line.base == line.ours)
        };
        (0..).take_while(is_common).count()
    }

    fn write(&self, text: &mut String, body: &Sides<String>) {
        let marker = |sign: char, label: &str| {
            let line = format!("{} {label}", sign.to_string().repeat(self.markers.size));
            format!("{}\n", line.trim_end())
        };
        text.push_str(&marker('<', &self.markers.labels.ours));
        text.push_str(&body.ours);
        if self.shows_base {
            text.push_str(&marker('|', &self.markers.labels.base));
            text.push_str(&body.base);
        }
        text.push_str(&marker('=', ""));
        text.push_str(&body.theirs);
        text.push_str(&marker('>', &self.markers.labels.theirs));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Our text with one stretch that the sides have each their own way.
    fn mark(ours: &str, [base, own, theirs]: [&str; 3], shows_base: bool) -> String {
        let begin = ours.find(own).expect("it is there");
        let texts = Sides {
            base,
            ours: own,
            theirs,
        };
        let edit = Edit {
            range: begin..begin + own.len(),
            texts: texts.map(str::to_owned),
        };
        let labels = Sides {
            base: "b",
            ours: "o",
            theirs: "t",
        };
        let markers = Markers {
            size: 2,
            labels: labels.map(str::to_owned),
        };
        let (text, conflicts) = marked(ours, &[edit], &markers, shows_base);
        assert_eq!(conflicts, 1);
        text
    }

    #[test]
    fn a_conflict_takes_whole_lines() {
        assert_eq!(
            mark("a\nk: {x: 1}\nb\n", ["0", "1", "2"], false),
            "a\n<< o\nk: {x: 1}\n==\nk: {x: 2}\n>> t\nb\n"
        );
        assert_eq!(
            mark("a\nx\nb\n", ["", "x\n", ""], false),
            "a\n<< o\nx\n==\n>> t\nb\n"
        );
    }

    #[test]
    fn lines_that_both_have_stand_outside() {
        let sides = ["s\nx\ne\n", "s\ny\ne\n", "s\nz\ne\n"];
        assert_eq!(mark("s\ny\ne\n", sides, false), "s\n<< o\ny\n==\nz\n>> t\ne\n");
        assert_eq!(
            mark("s\ny\ne\n", sides, true),
            "s\n<< o\ny\n|| b\nx\n==\nz\n>> t\ne\n"
        );
        // What the base does not have stays inside where the base is shown.
        assert_eq!(
            mark("s\ny\n", ["x\n", "s\ny\n", "s\nz\n"], true),
            "<< o\ns\ny\n|| b\nx\n==\ns\nz\n>> t\n"
        );
    }
}
