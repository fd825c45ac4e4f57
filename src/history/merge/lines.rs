//! Lines: a text merged line by line, for texts of several lines and for comments.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::sides::Sides;

/// The lines that both sides' changes make of a text; nothing where they changed the same ones.
pub(super) fn merged(texts: Sides<&str>) -> Option<String> {
    let lines = texts.map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let ours = kept(&lines.base, &lines.ours);
    let theirs = kept(&lines.base, &lines.theirs);
    let mut text = String::new();
    let mut at = Sides::default();
    // The end counts as a line that all have.
    for base in 0..=lines.base.len() {
        let Some(next) = common(base, &lines, &ours, &theirs) else {
            continue;
        };
        let part = Sides {
            base: &lines.base[at.base..next.base],
            ours: &lines.ours[at.ours..next.ours],
            theirs: &lines.theirs[at.theirs..next.theirs],
        };
        text.extend(part.settled()?.iter().copied());
        text.extend(lines.base.get(base).copied());
        at = next.map(|place| place + 1);
    }
    Some(text)
}

/// Where a line of the ancestor is in all three, if both sides kept it.
fn common(
    base: usize,
    lines: &Sides<Vec<&str>>,
    ours: &[Option<usize>],
    theirs: &[Option<usize>],
) -> Option<Sides<usize>> {
    match base == lines.base.len() {
        true => Some(lines.each_ref().map(Vec::len)),
        false => Some(Sides {
            base,
            ours: ours[base]?,
            theirs: theirs[base]?,
        }),
    }
}

/// Where each old line is among the new ones.
fn kept(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let mut kept = vec![None; old.len()];
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = op
        {
            for at in 0..len {
                kept[old_index + at] = Some(new_index + at);
            }
        }
    }
    kept
}

/// The comments of both sides where they changed the same ones: those of ours, then what theirs has new.
pub(super) fn with_both_comments(texts: Sides<&str>) -> String {
    if let Some(text) = merged(texts) {
        return text;
    }
    let is_known = |line: &str| {
        let mut known = texts.ours.lines().chain(texts.base.lines());
        line.trim().is_empty() || known.any(|known| known.trim() == line.trim())
    };
    let new = texts.theirs.split_inclusive('\n').filter(|line| !is_known(line));
    format!("{}{}", texts.ours, new.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merge(base: &str, ours: &str, theirs: &str) -> Option<String> {
        merged(Sides { base, ours, theirs })
    }

    #[test]
    fn changes_of_different_lines_come_together() {
        let base = "a\nb\nc\nd\n";
        for (ours, theirs, both) in [
            ("A\nb\nc\nd\n", "a\nb\nc\nD\n", Some("A\nb\nc\nD\n")),
            ("a\nb\nc\nd\ne\n", "b\nc\nd\n", Some("b\nc\nd\ne\n")),
            ("a\nX\nc\nd\n", "a\nX\nc\nd\n", Some("a\nX\nc\nd\n")),
            ("a\nX\nc\nd\n", "a\nY\nc\nd\n", None),
            ("a\nb\nc\nd\ne\n", "a\nb\nc\nd\nf\n", None),
            ("", "a\nb\nc\nd\n", Some("")),
        ] {
            assert_eq!(merge(base, ours, theirs).as_deref(), both, "{ours}{theirs}");
            assert_eq!(merge(base, theirs, ours).as_deref(), both, "{ours}{theirs}");
        }
    }

    #[test]
    fn no_comment_is_lost_where_both_wrote_one() {
        let texts = Sides {
            base: "# a\n",
            ours: "# b\n",
            theirs: "# a\n# c\n\n",
        };
        assert_eq!(with_both_comments(texts), "# b\n# c\n");
    }
}
