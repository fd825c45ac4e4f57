//! Tables for people: columns by terminal cells, harmless texts, no lines around them.

use comfy_table::{Attribute, CellAlignment, Color, ContentArrangement, Table as Grid, presets};

use super::style::{Look, Tone};
use super::visible;

/// A cell: its text and what it says.
#[derive(Debug, Clone)]
pub struct Cell {
    text: String,
    tone: Tone,
}

impl Cell {
    /// A cell in a tone.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::new(text, Tone::Plain)
    }
}

/// A table in the making.
#[derive(Debug)]
pub struct Table {
    header: Vec<String>,
    right: Vec<usize>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table with these column names.
    pub fn new(header: impl IntoIterator<Item = &'static str>) -> Self {
        Self {
            header: header.into_iter().map(str::to_owned).collect(),
            right: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// A table with column names that somebody typed.
    pub fn named(header: &[String]) -> Self {
        Self {
            header: header.to_vec(),
            right: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// The same with these columns (from 0) aligned to the right, as figures are.
    #[must_use]
    pub fn right(mut self, columns: &[usize]) -> Self {
        self.right = columns.to_vec();
        self
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as text, each line ended.
    pub fn render(&self, look: &Look) -> String {
        let mut grid = Grid::new();
        grid.load_style(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(look.width).unwrap_or(u16::MAX));
        if look.color {
            grid.enforce_styling();
        } else {
            grid.force_no_tty();
        }
        grid.set_header(self.header.iter().map(|name| to_cell(name, Tone::Faint)));
        for row in &self.rows {
            grid.add_row(row.iter().map(|cell| to_cell(&cell.text, cell.tone)));
        }
        for (at, column) in grid.column_iter_mut().enumerate() {
            column.set_padding((0, 2));
            if self.right.contains(&at) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        let mut text = String::new();
        for line in grid.lines() {
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

fn to_cell(text: &str, tone: Tone) -> comfy_table::Cell {
    let cell = comfy_table::Cell::new(visible::line(text));
    match tone {
        Tone::Plain => cell,
        Tone::Heading => cell.add_attribute(Attribute::Bold),
        Tone::Good => cell.fg(Color::Green),
        Tone::Warn => cell.fg(Color::Yellow),
        Tone::Bad => cell.fg(Color::Red).add_attribute(Attribute::Bold),
        Tone::Faint => cell.add_attribute(Attribute::Dim),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    const LOOK: Look = Look { color: false, width: 80 };

    #[test]
    fn columns_are_aligned_by_cells() {
        let mut table = Table::new(["Account", "Owner", "Sales"]).right(&[2]);
        table.row(["华东精密机械".into(), "王敏".into(), "1.8M".into()]);
        table.row(["Acme".into(), "li".into(), "950".into()]);
        let text = table.render(&LOOK);
        let column = |line: &str, word: &str| line[..line.find(word).expect(word)].width();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(column(lines[1], "王敏"), column(lines[2], "li"));
        assert_eq!(lines[1].width(), lines[2].width());
    }

    #[test]
    fn hostile_cells_are_harmless_and_lines_fit() {
        let mut table = Table::new(["A", "B"]);
        table.row(["\u{1b}[31m\nx".into(), "长".repeat(60).into()]);
        let text = table.render(&LOOK);
        assert!(!text.contains('\u{1b}'));
        assert!(text.lines().all(|line| line.width() <= 80), "{text}");
    }
}
