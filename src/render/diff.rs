//! What would change in a file, line by line, as git shows it.

use std::collections::HashSet;

use similar::{Algorithm, ChangeTag, TextDiff};

use super::style::{Look, Tone};
use crate::source::Tree;

/// How many lines are shown around a change.
const CONTEXT: usize = 3;

/// The lines of a file that change, with those around them; empty where none does. Of a line below a key
/// `private` only its place is shown.
pub fn unified(name: &str, old: &str, new: &str, look: &Look) -> String {
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .diff_lines(old, new);
    let (old_private, new_private) = (private_lines(old), private_lines(new));
    let mut text = String::new();
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        if text.is_empty() {
            push(&mut text, look, Tone::Heading, &format!("--- {name}"));
            push(&mut text, look, Tone::Heading, &format!("+++ {name}"));
        }
        push(&mut text, look, Tone::Faint, &hunk.header().to_string());
        for change in hunk.iter_changes() {
            let is_in =
                |index: Option<usize>, lines: &HashSet<usize>| index.is_some_and(|at| lines.contains(&at));
            let is_private =
                is_in(change.old_index(), &old_private) || is_in(change.new_index(), &new_private);
            let (sign, tone) = match change.tag() {
                ChangeTag::Delete => ('-', Tone::Bad),
                ChangeTag::Insert => ('+', Tone::Good),
                ChangeTag::Equal => (' ', Tone::Plain),
            };
            let line = shown(change.value(), is_private);
            push(&mut text, look, tone, &format!("{sign}{line}"));
        }
    }
    text
}

/// A line without its end.
fn shown(line: &str, is_private: bool) -> String {
    let line = line.trim_end_matches(['\r', '\n']);
    match is_private {
        true => format!("{}…", &line[..line.len() - line.trim_start().len()]),
        false => line.trim_start_matches('\u{feff}').to_owned(),
    }
}

fn push(text: &mut String, look: &Look, tone: Tone, line: &str) {
    text.push_str(&look.paint(tone, line));
    text.push('\n');
}

/// The lines that something private stands on, from 0: all of them where that cannot be told.
fn private_lines(text: &str) -> HashSet<usize> {
    let (tree, _) = Tree::parse(text);
    if !tree.is_whole() {
        return (0..text.lines().count()).collect();
    }
    let line = |at: usize| text[..at].matches('\n').count();
    let spans = tree.private_spans().into_iter();
    spans.flat_map(|span| line(span.start)..=line(span.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    const PLAIN: Look = Look {
        color: false,
        width: 80,
    };

    #[test]
    fn lines_that_change_stand_among_their_neighbours() {
        let old = "name: 甲\na: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\n";
        let new = "name: 甲\na: 1\nb: 2\nc: 3\nd: 4\ne: 5\ng: 7";
        assert_snapshot!(unified("a.yaml", old, new, &PLAIN), @"
        --- a.yaml
        +++ a.yaml
        @@ -4,4 +4,4 @@
         c: 3
         d: 4
         e: 5
        -f: 6
        +g: 7
        ");
        assert_eq!(unified("a.yaml", old, old, &PLAIN), "");
    }

    #[test]
    fn what_acts_on_a_terminal_or_is_private_is_not_shown() {
        let old = "p:\r\n  private: # of hers\r\n    birthday: 04-12\r\n  x: \u{202e}a\r\n";
        let new = "p:\r\n  private: # of hers\r\n    birthday: 04-13\r\n  x: y\r\n";
        assert_snapshot!(unified("a\u{7}.yaml", old, new, &PLAIN), @"
        --- a␇.yaml
        +++ a␇.yaml
        @@ -1,4 +1,4 @@
         p:
           private: # of hers
        -    …
        -  x: <U+202E>a
        +    …
        +  x: y
        ");
    }

    #[test]
    fn colours_tell_old_from_new() {
        let look = Look { color: true, ..PLAIN };
        let text = unified("a", "a\n", "b\n", &look);
        assert!(text.contains("\u{1b}[32m+b\u{1b}[0m"), "{text:?}");
        assert!(text.contains("-a"), "{text:?}");
    }

    #[test]
    fn of_a_text_that_is_no_yaml_no_line_is_shown() {
        let text = unified("a", "private: 'x\n", "private: 'y\n", &PLAIN);
        assert!(!text.contains(['x', 'y']), "{text}");
    }
}
