//! The console: the only file that writes to the terminal.

use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use unicode_width::UnicodeWidthStr;

use super::exit::Failure;
use crate::render::style::{Look, Tone};
use crate::render::visible;
use crate::render::wrap::wrap;

/// The width of output that goes to no terminal.
const PIPED_WIDTH: usize = 100;
/// What fits nowhere is not made to fit.
const NARROWEST: usize = 40;

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Where results and remarks go, and how they may look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Console {
    /// The look of results.
    pub(super) look: Look,
    remarks: Look,
    quiet: bool,
}

impl Console {
    /// The console of this process.
    pub(super) fn new(choice: ColorChoice, quiet: bool) -> Self {
        let width = terminal_width();
        Self {
            look: Look {
                color: wants_color(choice, io::stdout().is_terminal()),
                width,
            },
            remarks: Look {
                color: wants_color(choice, io::stderr().is_terminal()),
                width,
            },
            quiet,
        }
    }

    /// The look of what goes to standard error.
    pub(super) fn remark_look(&self) -> &Look {
        &self.remarks
    }

    /// Prints a result. A reader that has seen enough (`| head`) is no error.
    pub(super) fn print(&self, text: &str) -> Result<(), Failure> {
        self.print_bytes(text.as_bytes())
    }

    /// The same of what is no text, or not known to be.
    pub(super) fn print_bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            result => result.map_err(|error| Failure::io("standard output", error)),
        }
    }

    /// Asks a question on the terminal; whatever is no yes is a no.
    pub(super) fn ask(&self, question: &str) -> Result<bool, Failure> {
        self.raw_error(&format!("{question} [y/N] "));
        let mut answer = String::new();
        let read = io::stdin().read_line(&mut answer);
        read.map_err(|error| Failure::io("standard input", error))?;
        Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
    }

    /// Shows on a terminal how far a work of many parts is, in one line that is written over.
    pub(super) fn progress(&self, what: &str, done: usize, all: usize) {
        if !self.quiet && io::stderr().is_terminal() {
            self.raw_error(&format!("\r{done} of {all} {what}"));
        }
    }

    /// Takes that line away.
    pub(super) fn end_progress(&self) {
        if !self.quiet && io::stderr().is_terminal() {
            self.raw_error("\r\u{1b}[K");
        }
    }

    /// Says something beside the result, on one line.
    pub(super) fn remark(&self, text: &str) {
        if !self.quiet {
            self.say(Tone::Faint, "", &visible::line(text));
        }
    }

    /// Says, on one line, that something went wrong and the rest went on.
    pub(super) fn warn(&self, text: &str) {
        self.say(Tone::Warn, "warning: ", &visible::line(text));
    }

    /// Says why nothing more is done.
    pub(super) fn fail(&self, text: &str) {
        self.say(Tone::Bad, "error: ", text);
    }

    /// Text for standard error that is already dressed.
    pub(super) fn raw_error(&self, text: &str) {
        // Where even standard error is closed there is nobody left to tell.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    fn say(&self, tone: Tone, lead: &str, text: &str) {
        let width = terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| usize::from(width.0));
        let body = if lead.is_empty() { tone } else { Tone::Plain };
        let mut said = self.remarks.paint(tone, lead);
        for line in laid_out(lead, text, width) {
            said.push_str(&self.remarks.paint(body, &line));
            said.push('\n');
        }
        self.raw_error(&said);
    }
}

/// The lines of a text behind its lead: on a terminal, whose width is known, no word is broken where a line ends. What is
/// indented has a layout of its own.
fn laid_out(lead: &str, text: &str, width: Option<usize>) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let lead = if at == 0 { lead } else { "" };
        let all = format!("{lead}{line}");
        match width.filter(|width| all.width() > *width && !line.starts_with(' ')) {
            Some(width) => lines.extend(wrap(&all, width)),
            None => lines.push(all),
        }
    }
    match lines.first_mut() {
        Some(first) => *first = first.strip_prefix(lead).unwrap_or_default().to_owned(),
        None => lines.push(String::new()),
    }
    lines
}

/// Whether somebody can read a question and answer it.
pub(super) fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Flag before NO_COLOR before CLICOLOR_FORCE before terminal.
fn wants_color(choice: ColorChoice, is_terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if set("NO_COLOR") => false,
        ColorChoice::Auto if set("CLICOLOR_FORCE") => true,
        ColorChoice::Auto => is_terminal && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
    }
}

/// The terminal's width; COLUMNS where there is none, so that scripts can ask for theirs.
pub(super) fn terminal_width() -> usize {
    let from_environment = || std::env::var("COLUMNS").ok()?.parse::<usize>().ok();
    terminal_size::terminal_size_of(io::stdout())
        .map(|(width, _)| usize::from(width.0))
        .or_else(from_environment)
        .unwrap_or(PIPED_WIDTH)
        .max(NARROWEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_break_between_words_on_a_terminal_alone() {
        let lines = |width| laid_out("warning: ", "华东精密: value.sales is in USD\n  a b c d", width);
        assert_eq!(lines(None), ["华东精密: value.sales is in USD", "  a b c d"]);
        assert_eq!(lines(Some(40)), lines(None));
        assert_eq!(
            lines(Some(24)),
            ["华东精密:", "value.sales is in USD", "  a b c d"]
        );
        assert_eq!(lines(Some(8))[..2], ["", "华东精密:"]);
        assert_eq!(laid_out("", "", Some(8)), [""]);
    }
}
