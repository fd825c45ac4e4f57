//! Tables for people: columns by terminal cells, harmless texts, no lines around them.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table as Grid, Width, presets};

use super::style::{Look, Tone};

/// A cell: its lines, each with what it says.
#[derive(Debug, Clone)]
pub struct Cell {
    lines: Vec<(String, Tone)>,
}

impl Cell {
    /// A cell in a tone.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self {
            lines: vec![(text.into(), tone)],
        }
    }

    /// The same with a further line below.
    #[must_use]
    pub fn below(mut self, text: impl Into<String>, tone: Tone) -> Self {
        self.lines.push((text.into(), tone));
        self
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
    widths: Vec<(usize, u16)>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table with these column names; without any, it has no header.
    pub fn new<N: Into<String>>(header: impl IntoIterator<Item = N>) -> Self {
        Self {
            header: header.into_iter().map(Into::into).collect(),
            right: Vec::new(),
            widths: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// The same with these columns (from 0) aligned to the right, as figures are.
    #[must_use]
    pub fn right(mut self, columns: &[usize]) -> Self {
        self.right = columns.to_vec();
        self
    }

    /// The same with a column of exactly so many cells, so that several tables stand alike.
    #[must_use]
    pub fn width(mut self, column: usize, cells: usize) -> Self {
        self.widths
            .push((column, u16::try_from(cells).unwrap_or(u16::MAX)));
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

    /// The table below an empty line and its title; nothing where it has no rows.
    pub fn section(&self, title: &str, look: &Look) -> String {
        match self.is_empty() {
            true => String::new(),
            false => format!("\n{}\n{}", look.paint(Tone::Heading, title), self.render(look)),
        }
    }

    /// The table as text, each line ended.
    pub fn render(&self, look: &Look) -> String {
        let mut grid = Grid::new();
        grid.load_style(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(look.width).unwrap_or(u16::MAX));
        if !self.header.is_empty() {
            grid.set_header(self.header.iter().map(|name| look.paint(Tone::Faint, name)));
        }
        for row in &self.rows {
            grid.add_row(row.iter().map(|cell| dressed(cell, look)));
        }
        for (at, column) in grid.column_iter_mut().enumerate() {
            column.set_padding((0, GAP));
            if self.right.contains(&at) {
                column.set_cell_alignment(CellAlignment::Right);
            }
            if let Some((_, cells)) = self.widths.iter().find(|(fixed, _)| *fixed == at) {
                column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(cells + GAP)));
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

/// The blank cells between two columns.
const GAP: u16 = 2;

fn dressed(cell: &Cell, look: &Look) -> String {
    let lines: Vec<String> = cell
        .lines
        .iter()
        .map(|(text, tone)| look.paint(*tone, text))
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    const LOOK: Look = Look {
        color: false,
        width: 80,
    };

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
