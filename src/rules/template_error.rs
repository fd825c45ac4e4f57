//! The rule `template-error`.

use super::fingerprint::tell_apart;
use super::{Check, Located, Rule, Selection, locate_problem};
use crate::settings::Settings;
use crate::source::{Problem, SourceFile};

rule! {
    /// A template or playbook of the repository's own that cannot be used.
    ///
    /// ## Why
    ///
    /// Who needs a brief needs it now. Every file of the templates' folder is read: its syntax, whether what
    /// it includes is there, and the keys of a playbook. Your own briefs are also printed once, for the
    /// fullest dossier, because a misspelt name shows only then. `--since` tells these errors in any case:
    /// an old one spoils the next brief as a new one does.
    ///
    /// ## How to mend
    ///
    /// Correct the line; the shipped templates (`templates/` in the source) show what there is to name.
    /// A template that is removed gives way to the shipped one.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// # templates/playbook/en.yaml
    /// question:                  # did you mean `questions`?
    ///   budget: Is there money for this?
    /// ```
    pub struct TemplateError = "template-error", Error;
}

/// What it says comes from reading and rendering the templates, which no rule over dossiers does.
impl Check for TemplateError {}

impl TemplateError {
    /// The findings for what is wrong with templates, in the order given.
    pub fn findings<'t>(
        problems: impl IntoIterator<Item = (&'t SourceFile, &'t Problem)>,
        settings: &Settings,
        selection: &Selection,
    ) -> Vec<Located<'t>> {
        let info = Self.info();
        let severity = settings.severity(info.id, info.severity);
        let Some(severity) = severity.filter(|_| selection.wants_rule(info.id)) else {
            return Vec::new();
        };
        let located = problems.into_iter().map(|(source, problem)| Located {
            severity,
            ..locate_problem(problem.clone(), info.id, source)
        });
        let mut located: Vec<_> = located.collect();
        tell_apart(&mut located);
        located
    }
}
