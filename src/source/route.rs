//! Route: the symbolic address of a value in a file, `touchpoints[2].with[0]`.
//!
//! One address serves findings, edits, diff and merge. It survives reformatting, and is resolved to
//! a span of text only when something is shown or changed.

use std::fmt;
use std::str::FromStr;

/// One step of a route: into a map by key, or into a list by index.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The entry of a map with this key.
    Key(String),
    /// The item of a list, from 0.
    Index(usize),
}

/// The address of a value in a file; empty for the whole document.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Vec<Step>);

impl Route {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// The steps from the root.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// This route, one key deeper.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.0.push(Step::Key(key.into()));
        self
    }

    /// This route, one index deeper.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        self.0.push(Step::Index(index));
        self
    }

    /// Whether any step is this key, as `private` in `stakeholders[1].private.birthday`.
    pub fn passes(&self, key: &str) -> bool {
        self.0
            .iter()
            .any(|step| matches!(step, Step::Key(found) if found == key))
    }
}

impl From<Vec<Step>> for Route {
    fn from(steps: Vec<Step>) -> Self {
        Self(steps)
    }
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// Builds a [`Route`]: `route!["touchpoints", 2, "with", 0]`.
#[macro_export]
macro_rules! route {
    ($($step:expr),* $(,)?) => {
        $crate::source::Route::from(vec![$($crate::source::Step::from($step)),*])
    };
}

/// A key that can stand in a route without quotes.
fn is_bare(key: &str) -> bool {
    !key.is_empty()
        && !key
            .chars()
            .any(|c| matches!(c, '.' | '[' | ']' | '"' | '\\') || c.is_whitespace() || c.is_control())
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) if is_bare(key) => {
                    if depth > 0 {
                        f.write_str(".")?;
                    }
                    f.write_str(key)?;
                }
                Step::Key(key) => {
                    write!(f, "[\"{}\"]", key.replace('\\', "\\\\").replace('"', "\\\""))?;
                }
            }
        }
        Ok(())
    }
}

/// A text that is no route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteError {
    text: String,
}

impl fmt::Display for RouteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no route; a route looks like `touchpoints[2].with[0]`",
            self.text
        )
    }
}

impl std::error::Error for RouteError {}

impl FromStr for Route {
    type Err = RouteError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || RouteError {
            text: text.to_owned(),
        };
        let mut steps = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (step, tail) = if let Some(inside) = rest.strip_prefix("[\"") {
                quoted_key(inside).ok_or_else(error)?
            } else if let Some(inside) = rest.strip_prefix('[') {
                let (digits, tail) = inside.split_once(']').ok_or_else(error)?;
                (Step::Index(digits.parse().map_err(|_| error())?), tail)
            } else {
                let bare = match (steps.is_empty(), rest.strip_prefix('.')) {
                    (true, None) => rest,
                    (false, Some(bare)) => bare,
                    _ => return Err(error()),
                };
                let end = bare.find(['.', '[']).unwrap_or(bare.len());
                if !is_bare(&bare[..end]) {
                    return Err(error());
                }
                (Step::from(&bare[..end]), &bare[end..])
            };
            steps.push(step);
            rest = tail;
        }
        Ok(Self(steps))
    }
}

/// Reads `key"]…` after `["`, undoing the escapes.
fn quoted_key(text: &str) -> Option<(Step, &str)> {
    let mut key = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => key.push(chars.next()?.1),
            '"' => return Some((Step::Key(key), text[at + 1..].strip_prefix(']')?)),
            _ => key.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn routes_read_as_people_write_them() {
        let route = route!["touchpoints", 2, "with", 0];
        assert_eq!(route.to_string(), "touchpoints[2].with[0]");
        assert_eq!("touchpoints[2].with[0]".parse(), Ok(route));
        assert_eq!("".parse(), Ok(Route::root()));
        assert_eq!(route!["a b", "c"].to_string(), "[\"a b\"].c");
    }

    #[test]
    fn what_is_no_route_is_refused() {
        for text in [".a", "a..b", "a[", "a[x]", "a b", "[\"x]", "a]"] {
            assert!(text.parse::<Route>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_route_survives_text(steps in proptest::collection::vec(
            prop_oneof![
                any::<String>().prop_map(Step::Key),
                any::<usize>().prop_map(Step::Index),
            ], 0..6)) {
            let route = Route::from(steps);
            prop_assert_eq!(route.to_string().parse::<Route>(), Ok(route));
        }
    }
}
