//! Blocks: the events and time zones of a calendar, each with its line, so that one that is broken stops no other.

/// A component as it stands in the file, from its BEGIN to its END.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block<'t> {
    /// The line it begins at, from 1.
    pub(super) line: usize,
    /// Its text.
    pub(super) text: &'t str,
    /// Whether it has its END.
    pub(super) is_whole: bool,
}

/// What a calendar consists of.
#[derive(Debug, Default)]
pub(super) struct Blocks<'t> {
    /// Whether it is a calendar at all.
    pub(super) is_calendar: bool,
    /// Whether the whole calendar is there to cancel its events.
    pub(super) cancels: bool,
    /// The time zones.
    pub(super) zones: Vec<Block<'t>>,
    /// The events.
    pub(super) events: Vec<Block<'t>>,
}

const EVENT: &str = "VEVENT";
const ZONE: &str = "VTIMEZONE";

impl<'t> Blocks<'t> {
    /// Finds them. A component without END ends where the next of its kind begins.
    pub(super) fn find(text: &'t str) -> Self {
        let mut blocks = Self::default();
        let mut open: Option<(&str, usize, usize)> = None;
        let mut at = 0;
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let end = at + line.len();
            match boundary(line) {
                Some((true, "VCALENDAR")) => blocks.is_calendar = true,
                Some((true, kind)) if kind == EVENT || kind == ZONE => {
                    blocks.close(open.replace((kind, number + 1, at)), &text[..at], false);
                }
                Some((false, kind)) if open.is_some_and(|(open, ..)| open == kind) => {
                    blocks.close(open.take(), &text[..end], true);
                }
                Some((false, "VCALENDAR")) => blocks.close(open.take(), &text[..at], false),
                None if open.is_none() => {
                    blocks.cancels |= line.trim_end().eq_ignore_ascii_case("METHOD:CANCEL");
                }
                _ => {}
            }
            at = end;
        }
        blocks.close(open, text, false);
        blocks
    }

    fn close(&mut self, open: Option<(&str, usize, usize)>, until: &'t str, is_whole: bool) {
        let Some((kind, line, from)) = open else { return };
        let text = &until[from..];
        let block = Block { line, text, is_whole };
        match kind {
            EVENT => self.events.push(block),
            _ => self.zones.push(block),
        }
    }
}

/// Whether a line begins or ends a component of interest, and which.
fn boundary(line: &str) -> Option<(bool, &'static str)> {
    let line = line.trim_start_matches('\u{feff}').trim_end();
    let (word, kind) = line.split_once(':')?;
    let kinds = ["VCALENDAR", EVENT, ZONE];
    let kind = kinds.into_iter().find(|known| kind.eq_ignore_ascii_case(known))?;
    match word {
        _ if word.eq_ignore_ascii_case("BEGIN") => Some((true, kind)),
        _ if word.eq_ignore_ascii_case("END") => Some((false, kind)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_component_is_found_with_its_line() {
        let text = "\u{feff}BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nBEGIN:VTIMEZONE\r\nEND:VTIMEZONE\r\nBegin:vevent\r\nBEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:broken\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        let blocks = Blocks::find(text);
        assert!(blocks.is_calendar && !blocks.cancels);
        let lines = |blocks: &[Block<'_>]| {
            blocks
                .iter()
                .map(|one| (one.line, one.is_whole))
                .collect::<Vec<_>>()
        };
        assert_eq!(lines(&blocks.zones), [(3, true)]);
        assert_eq!(lines(&blocks.events), [(5, true), (9, false), (11, true)]);
        assert_eq!(blocks.events[1].text, "BEGIN:VEVENT\r\nSUMMARY:broken\r\n");
        assert!(blocks.events[0].text.ends_with("END:VEVENT\r\n"));
    }

    #[test]
    fn a_calendar_that_cancels_says_so_before_its_events() {
        assert!(Blocks::find("BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nEND:VEVENT\n").cancels);
        assert!(!Blocks::find("BEGIN:VEVENT\nMETHOD:CANCEL\nEND:VEVENT\n").cancels);
        assert!(!Blocks::find("hello\n").is_calendar);
    }

    proptest! {
        #[test]
        fn any_text_is_taken_apart_without_harm(lines in proptest::collection::vec("(BEGIN|END):(VEVENT|VTIMEZONE|VCALENDAR)|[a-z长:]{0,6}", 0..30)) {
            let text = lines.join("\n");
            let blocks = Blocks::find(&text);
            for block in blocks.events.iter().chain(&blocks.zones) {
                prop_assert!(text.contains(block.text) && block.text.starts_with("BEGIN"));
            }
        }
    }
}
