//! Style: how wide and how colourful the output may be.

use anstyle::{AnsiColor, Effects, Style};

use crate::render::visible;

/// What a piece of text says about its matter, whatever colour that gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing particular.
    #[default]
    Plain,
    /// A heading.
    Heading,
    /// As it should be.
    Good,
    /// To be seen to.
    Warn,
    /// Wrong, or far too late.
    Bad,
    /// In the background.
    Faint,
    /// No longer so.
    Gone,
}

impl Tone {
    fn style(self) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Heading => Style::new().effects(Effects::BOLD),
            Self::Good => AnsiColor::Green.on_default(),
            Self::Warn => AnsiColor::Yellow.on_default(),
            Self::Bad => AnsiColor::Red.on_default().effects(Effects::BOLD),
            Self::Faint => Style::new().effects(Effects::DIMMED),
            Self::Gone => Style::new().effects(Effects::DIMMED.insert(Effects::STRIKETHROUGH)),
        }
    }
}

/// The look of the output.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Whether it may have colours.
    pub color: bool,
    /// How many cells a line may have.
    pub width: usize,
}

impl Look {
    /// A text on one line, harmless, in its tone.
    pub fn paint(&self, tone: Tone, text: &str) -> String {
        let text = visible::line(text);
        if !self.color || tone == Tone::Plain || text.is_empty() {
            return text.into_owned();
        }
        let style = tone.style();
        format!("{style}{text}{style:#}")
    }
}
