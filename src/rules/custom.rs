//! Custom rules: what a repository requires of its accounts, as expressions in its settings.

use super::Finding;
use crate::diagnostic::{RuleId, Severity};
use crate::expression::{Expression, ExpressionError};
use crate::route;
use crate::settings::{CustomRule, Settings};

/// A custom rule, ready to be asked.
pub(super) struct Custom {
    /// Its id, which lives as long as the process: settings are read once.
    pub(super) id: RuleId,
    pub(super) severity: Severity,
    when: Option<Expression>,
    require: Expression,
    message: String,
}

impl Custom {
    /// The custom rules of the settings that are not off. Settings whose expressions do not parse, or use
    /// names that no account has, are refused before they come here.
    pub(super) fn all(settings: &Settings) -> Vec<Self> {
        let rules = settings.custom_rules.iter();
        rules.filter_map(|rule| Self::new(rule, settings)).collect()
    }

    fn new(rule: &CustomRule, settings: &Settings) -> Option<Self> {
        let own = match rule.severity {
            Some(level) => level.severity()?,
            None => Severity::Warning,
        };
        Some(Self {
            id: rule.id.clone().leak(),
            severity: settings.severity(&rule.id, own)?,
            when: rule.when.as_deref().map(Expression::parse).transpose().ok()?,
            require: Expression::parse(&rule.require).ok()?,
            message: rule.message.clone(),
        })
    }

    /// What the rule says of an account by its names: nothing where it is for others, or met.
    pub(super) fn ask(&self, names: &minijinja::Value) -> Option<Finding> {
        let at = |message: String| Finding::at(route!["name"], message);
        match self.is_broken(names) {
            Ok(false) => None,
            Ok(true) => {
                Some(at(self.message.clone()).help(format!("the rule is `{}` in dossier.yaml", self.id)))
            }
            Err(error) => Some(
                at(format!("the rule `{}` cannot be asked here: {error}", self.id))
                    .help("mend the rule in dossier.yaml"),
            ),
        }
    }

    fn is_broken(&self, names: &minijinja::Value) -> Result<bool, ExpressionError> {
        if let Some(when) = &self.when
            && !when.holds(names)?
        {
            return Ok(false);
        }
        Ok(!self.require.holds(names)?)
    }
}

impl std::fmt::Debug for Custom {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Custom")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
