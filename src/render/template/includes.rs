//! Includes: the other templates that a template names outright, with their places.

use std::ops::Range;

/// Another template that a template takes in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Include<'t> {
    /// Its name.
    pub(super) name: &'t str,
    /// The bytes of the name.
    pub(super) span: Range<usize>,
    /// Whether it may be lacking: `ignore missing`.
    pub(super) is_optional: bool,
}

/// The tags that take in another template.
const TAGS: [&str; 4] = ["include", "import", "from", "extends"];

/// What may follow the name. Whatever else does makes it a part of an expression, known only on rendering.
const AFTER: [&str; 5] = ["ignore", "import", "as", "with", "without"];

/// The templates that a text, which the engine has parsed, takes in by a name that stands in quotes.
pub(super) fn includes(text: &str) -> Vec<Include<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(begin) = text[at..].find('{').map(|next| at + next) {
        let rest = &text[begin..];
        let end = match rest.get(..2) {
            Some("{#") => end_of(rest, "#}"),
            Some("{{") => end_of(rest, "}}"),
            Some("{%") => end_of(rest, "%}"),
            _ => 1,
        };
        at = begin + end;
        if let Some(tag) = rest.strip_prefix("{%") {
            let tag = &tag[..(end - 2).min(tag.len())];
            if word(tag) == "raw" {
                at += text[at..].find("endraw").unwrap_or(0);
            }
            found.extend(include(tag, begin + 2));
        }
    }
    found
}

fn end_of(rest: &str, mark: &str) -> usize {
    rest.find(mark).map_or(rest.len(), |at| at + mark.len())
}

/// The word that a tag begins with.
fn word(tag: &str) -> &str {
    let tag = tag.trim_start_matches(['-', '+']).trim_start();
    let end = tag.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(tag.len());
    &tag[..end]
}

/// What a tag that begins at an offset takes in.
fn include(tag: &str, offset: usize) -> Option<Include<'_>> {
    let keyword = word(tag);
    let (before, rest) = tag.split_once(keyword).filter(|_| TAGS.contains(&keyword))?;
    let quote = rest.trim_start().chars().next().filter(|c| "\"'".contains(*c))?;
    let begin = before.len() + keyword.len() + rest.find(quote)? + 1;
    let (name, after) = tag[begin..].split_once(quote)?;
    let next = word(after);
    let is_whole = next.is_empty() && after.trim_matches(['-', '+', '%', '}', ' ', '\n']).is_empty();
    (is_whole || AFTER.contains(&next)).then(|| Include {
        name,
        span: offset + begin..offset + begin + name.len(),
        is_optional: next == "ignore",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(text: &str) -> Vec<(&str, bool)> {
        let found = includes(text).into_iter();
        found.map(|one| (one.name, one.is_optional)).collect()
    }

    #[test]
    fn names_in_quotes_are_found_and_nothing_else() {
        for (text, expected) in [
            ("{% include 'a.md' %}", &[("a.md", false)][..]),
            ("{%- include \"b/a.md\" -%}\n", &[("b/a.md", false)]),
            ("{%include 'a'%}{% extends 'b' %}", &[("a", false), ("b", false)]),
            (
                "{% import 'a' as x %}{% from 'b' import c %}",
                &[("a", false), ("b", false)],
            ),
            ("{% include 'a' ignore missing %}", &[("a", true)]),
            ("{% include 'a' without context %}", &[("a", false)]),
            (
                "{% include 'a' ~ language %}{% include x %}{% include ['a'] %}",
                &[],
            ),
            ("{# {% include 'a' %} #}{% if include == 'a' %}", &[]),
            ("{{ '{% include \"a\" %}' }}", &[]),
            (
                "{% raw %}{% include 'a' %}{% endraw %}{% include 'b' %}",
                &[("b", false)],
            ),
            ("{ {% include 'a'", &[("a", false)]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_name_stands_where_it_is_said(text in "([{}%#'\" ]|include|raw|endraw|a|长){0,30}") {
            for one in includes(&text) {
                prop_assert_eq!(&text[one.span], one.name);
            }
        }
    }
}
