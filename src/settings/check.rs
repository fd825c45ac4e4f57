//! What settings say that cannot be: found after decoding, told by route.

use std::path::{Component, Path};

use super::Settings;
use crate::analysis::overview::known_names;
use crate::diagnostic::Place;
use crate::expression::Expression;
use crate::route;
use crate::rules::{RULES, find};
use crate::source::nearest;

type Told = Vec<(Place, String)>;

impl Settings {
    /// Everything that is wrong with what the settings say, beyond their structure.
    pub(super) fn problems(&self) -> Told {
        let mut told = Told::new();
        self.check_version(&mut told);
        self.check_folders(&mut told);
        self.check_holidays(&mut told);
        self.check_completeness(&mut told);
        self.check_rules(&mut told);
        self.check_custom_rules(&mut told);
        let of_tiers = self.tiers.problems().into_iter();
        told.extend(of_tiers.map(|(route, message)| (Place::Value(route), message)));
        told.extend(
            self.lateness
                .problem()
                .map(|message| (Place::Value(route!["lateness"]), message)),
        );
        told.extend(
            self.health
                .problem()
                .map(|message| (Place::Value(route!["health"]), message)),
        );
        told
    }

    fn check_version(&self, told: &mut Told) {
        if self.version != 1 {
            let message = format!(
                "version {} of the settings is not known to this dossier; it knows version 1",
                self.version
            );
            told.push((Place::Value(route!["version"]), message));
        }
    }

    /// Folders lie inside the repository: settings come with it and must not lead out of it.
    fn check_folders(&self, told: &mut Told) {
        for (key, folder) in [
            ("accounts", &self.accounts),
            ("library", &self.library),
            ("templates", &self.templates),
        ] {
            let inside = Path::new(folder)
                .components()
                .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
            if !inside || folder.is_empty() {
                let message = format!("`{folder}` is not a folder below the repository's root");
                told.push((Place::Value(route![key]), message));
            }
        }
    }

    fn check_holidays(&self, told: &mut Told) {
        for (index, holiday) in self.holidays.iter().enumerate() {
            let problems = holiday.problems().map(str::to_owned);
            told.extend(problems.map(|message| (Place::Value(route!["holidays", index]), message)));
        }
    }

    fn check_completeness(&self, told: &mut Told) {
        for tier in crate::model::Tier::ALL {
            if self.completeness.of(*tier) > 100 {
                told.push((
                    Place::Value(route!["completeness", tier.as_str()]),
                    "a percentage is at most 100".to_owned(),
                ));
            }
        }
    }

    fn check_rules(&self, told: &mut Told) {
        let shipped = RULES.iter().map(|rule| rule.info().id);
        let own = self.custom_rules.iter().map(|rule| rule.id.as_str());
        let known: Vec<&str> = shipped.chain(own).collect();
        for id in self.rules.keys().filter(|id| !known.contains(&id.as_str())) {
            let help = match nearest(id, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`dossier explain` lists the rules".to_owned(),
            };
            let message = format!("there is no rule `{id}`; {help}");
            told.push((Place::Key(route!["rules", id.as_str()]), message));
        }
    }

    fn check_custom_rules(&self, told: &mut Told) {
        if self.custom_rules.is_empty() {
            return;
        }
        let known = known_names();
        for (index, rule) in self.custom_rules.iter().enumerate() {
            if let Some(message) = self.id_problem(index, &rule.id) {
                told.push((Place::Value(route!["custom_rules", index, "id"]), message));
            }
            let expressions = [
                ("when", rule.when.as_deref()),
                ("require", Some(rule.require.as_str())),
            ];
            for (key, text) in expressions {
                let problem = text.and_then(|text| match Expression::parse(text) {
                    Ok(expression) => expression.misspelt(&known),
                    Err(error) => Some(error.to_string()),
                });
                let place = || Place::Value(route!["custom_rules", index, key]);
                told.extend(problem.map(|message| (place(), message)));
            }
        }
    }

    /// What is wrong with the id of a rule of the repository's own: settings and ignores find rules by it.
    fn id_problem(&self, index: usize, id: &str) -> Option<String> {
        let before = &self.custom_rules[..index];
        if !is_kebab(id) {
            return Some(format!(
                "`{id}` is no id of a rule: write small letters, digits and hyphens, such as exec-sponsor"
            ));
        }
        if find(id).is_some() {
            return Some(format!("`{id}` is the id of a shipped rule; give yours another"));
        }
        let first = before.iter().position(|rule| rule.id == id)?;
        Some(format!(
            "`{id}` is the id of custom_rules[{first}], too; give one of the two another"
        ))
    }
}

/// Whether a text is words of small letters and digits, joined by hyphens.
pub(super) fn is_kebab(text: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9'));
    text.split('-').all(is_word)
}
