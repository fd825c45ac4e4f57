//! CSV that a spreadsheet opens as text: nothing of it is taken for a formula.

use std::borrow::Cow;

use super::visible;

/// A cell: a text, which is made harmless, or a number of ours.
pub enum Cell<'a> {
    /// What somebody wrote.
    Text(Cow<'a, str>),
    /// A whole number.
    Number(i64),
}

impl<'a, T: Into<Cow<'a, str>>> From<T> for Cell<'a> {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

/// What makes a spreadsheet take a text for a formula, where it stands first.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A document: the names of the columns, and the rows.
pub fn document<'a>(header: &[&str], rows: impl IntoIterator<Item = Vec<Cell<'a>>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to a Vec does not fail, and all rows are as long as the header.
    let _ = writer.write_record(header);
    for row in rows {
        let cells = row.into_iter().map(|cell| match cell {
            Cell::Text(text) => neutral(&text),
            Cell::Number(number) => number.to_string(),
        });
        let _ = writer.write_record(cells.collect::<Vec<_>>());
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// A text that is no formula: one that could be has a `'` more before it, and loses one when read back.
fn neutral(text: &str) -> String {
    let text = visible::line(text);
    match text.trim_start_matches(is_passed_over).starts_with(FORMULA) {
        true => format!("'{text}"),
        false => text.into_owned(),
    }
}

/// What may stand before a formula without making a text of it, and the sign that does.
fn is_passed_over(c: char) -> bool {
    c == '\'' || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a reader makes of a cell: a `'` that stands before a possible formula goes.
    fn read_back(cell: &str) -> &str {
        let is_formula = cell.trim_start_matches(is_passed_over).starts_with(FORMULA);
        cell.strip_prefix('\'').filter(|_| is_formula).unwrap_or(cell)
    }

    #[test]
    fn what_could_be_a_formula_is_text() {
        for (typed, written) in [
            ("=1+1", "'=1+1"),
            ("+86 512 5550", "'+86 512 5550"),
            ("-3", "'-3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "' =1"),
            (" =1", "' =1"),
            ("＝cmd", "'＝cmd"),
            ("＋1", "'＋1"),
            ("'=1", "''=1"),
            ("\r=1", "␍=1"),
            ("'quoted'", "'quoted'"),
            ("a=b", "a=b"),
            ("", ""),
            ("李伟", "李伟"),
            ("\u{1b}[31m", "␛[31m"),
        ] {
            assert_eq!(neutral(typed), written);
        }
    }

    #[test]
    fn cells_are_quoted_where_they_must_be_and_numbers_stay_numbers() {
        let row = vec![Cell::from("a, \"b\""), Cell::Number(-4), Cell::from("two\nlines")];
        assert_eq!(
            document(&["what", "n", "note"], [row]),
            "what,n,note\n\"a, \"\"b\"\"\",-4,two lines\n"
        );
    }

    proptest! {
        #[test]
        fn every_text_is_read_back_and_none_is_a_formula(text in "['=+@ ＝a-]{0,6}|\\PC{0,12}") {
            let written = neutral(&text);
            prop_assert!(!written.trim_start().starts_with(FORMULA), "{}", written);
            let shown = visible::line(&text);
            prop_assert_eq!(read_back(&written), shown);
        }
    }
}
