//! The text of a new dossier: what is known, and what to find out as comments.

use minijinja::{Environment, context};
use unicode_width::UnicodeWidthStr;

use crate::model::Day;

/// What is known of a new account.
#[derive(Debug)]
pub struct NewAccount<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its industry.
    pub industry: Option<&'a str>,
    /// Our account manager.
    pub owner: Option<&'a str>,
    /// The first day in the lead table.
    pub registered: Day,
    /// The way from its file to the schema by which editors check it.
    pub schema: Option<&'a str>,
}

const TEMPLATE: &str = include_str!("../../templates/starter/account.yaml");

/// The dossier of a new account.
///
/// # Errors
/// What the template engine says; the template is shipped and tested, so there is nothing to say.
pub fn dossier(account: &NewAccount<'_>) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    let mut syntax = environment.syntax().to_builder();
    environment.set_syntax(syntax.trim_blocks(true).keep_trailing_newline(true).build()?);
    environment.render_str(
        TEMPLATE,
        context! {
            name => scalar(account.name),
            industry => account.industry.map(scalar),
            owner => account.owner.map(|owner| before_comment(&format!("owner: {}", scalar(owner)))),
            registered => account.registered.to_string(),
            schema => account.schema,
        },
    )
}

/// Where the comments behind values begin, in cells.
const COMMENTS: usize = 33;

/// An entry with blanks up to where its comment begins.
fn before_comment(entry: &str) -> String {
    let blanks = COMMENTS.saturating_sub(entry.width()).max(1);
    format!("{entry}{}", " ".repeat(blanks))
}

/// A text as YAML writes it: in quotes where it needs them.
fn scalar(text: &str) -> String {
    serde_yaml::to_string(text).map_or_else(|_| format!("{text:?}"), |yaml| yaml.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Account;
    use crate::source::{Tree, decode::decode};
    use proptest::prelude::*;

    fn read(text: &str) -> Account<'_> {
        let (tree, problems) = Tree::parse(text);
        assert_eq!(problems, [], "{text}");
        let decoded = decode(&tree);
        assert_eq!(decoded.problems, [], "{text}");
        decoded.value.expect("an account")
    }

    fn new(name: &str) -> String {
        let registered = Day::new(2026, 11, 21).expect("a day");
        dossier(&NewAccount {
            name,
            industry: Some("no"),
            owner: None,
            registered,
            schema: None,
        })
        .expect("a dossier")
    }

    #[test]
    fn the_comments_are_a_dossier_that_reads_without_a_problem() {
        let text = new("Acme");
        let mut open = String::new();
        for line in text.lines() {
            let is_prose = line
                .strip_prefix("# ")
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase()));
            if !is_prose {
                open.push_str(line.strip_prefix("# ").unwrap_or(line));
                open.push('\n');
            }
        }
        let account = read(&open);
        assert_eq!(account.stakeholders.len(), 1);
        assert_eq!(account.touchpoints.len(), 1);
    }

    proptest! {
        #[test]
        fn every_name_is_read_back(name in "[^\\p{C}\u{2028}\u{2029}]{1,40}") {
            let name = name.trim();
            prop_assume!(!name.is_empty());
            let text = new(name);
            let account = read(&text);
            prop_assert_eq!(account.name.as_str(), name);
            prop_assert_eq!(account.industry.as_deref(), Some("no"));
        }
    }
}
