//! What settings say that cannot be: found after decoding, told by route.

use std::path::{Component, Path};

use super::Settings;
use crate::expression::Expression;
use crate::route;
use crate::rules::RULES;
use crate::source::{Route, nearest};

type Told = Vec<(Route, String)>;

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
        told.extend(self.tiers.problems());
        told.extend(
            self.lateness
                .problem()
                .map(|message| (route!["lateness"], message)),
        );
        told
    }

    fn check_version(&self, told: &mut Told) {
        if self.version != 1 {
            let message = format!(
                "version {} of the settings is not known to this dossier; it knows version 1",
                self.version
            );
            told.push((route!["version"], message));
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
                told.push((route![key], message));
            }
        }
    }

    fn check_holidays(&self, told: &mut Told) {
        for (index, holiday) in self.holidays.iter().enumerate() {
            let problems = holiday.problems().map(str::to_owned);
            told.extend(problems.map(|message| (route!["holidays", index], message)));
        }
    }

    fn check_completeness(&self, told: &mut Told) {
        for tier in crate::model::Tier::ALL {
            if self.completeness.of(*tier) > 100 {
                told.push((
                    route!["completeness", tier.as_str()],
                    "a percentage is at most 100".to_owned(),
                ));
            }
        }
    }

    fn check_rules(&self, told: &mut Told) {
        for id in self.rules.keys() {
            if RULES.iter().any(|rule| rule.info().id == id)
                || self.custom_rules.iter().any(|rule| rule.id == *id)
            {
                continue;
            }
            let help = match nearest(id, RULES.iter().map(|rule| rule.info().id)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`dossier explain` lists the rules".to_owned(),
            };
            told.push((
                route!["rules", id.as_str()],
                format!("there is no rule `{id}`; {help}"),
            ));
        }
    }

    fn check_custom_rules(&self, told: &mut Told) {
        for (index, rule) in self.custom_rules.iter().enumerate() {
            if RULES.iter().any(|shipped| shipped.info().id == rule.id) {
                let message = format!("`{}` is the id of a shipped rule; give yours another", rule.id);
                told.push((route!["custom_rules", index, "id"], message));
            }
            let expressions = [
                ("when", rule.when.as_deref()),
                ("require", Some(rule.require.as_str())),
            ];
            for (key, text) in expressions {
                if let Some(Err(error)) = text.map(Expression::parse) {
                    told.push((route!["custom_rules", index, key], error.to_string()));
                }
            }
        }
    }
}
