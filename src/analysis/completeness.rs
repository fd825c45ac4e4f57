//! Completeness: how much of what its tier asks for a dossier says (M1, M2).
//!
//! Completeness, truth (evidence) and freshness are three figures; this is only the first.

mod points;
mod requirements;

use rust_decimal::Decimal;

use crate::model::{Account, Day, Tier};

pub use points::{Point, State, points};
pub use requirements::{REQUIREMENTS, Requirement, Section};

/// How complete a dossier is for its tier.
#[derive(Debug, Clone, PartialEq)]
pub struct Completeness {
    /// Met weight / asked weight, in percent.
    pub percent: Decimal,
    /// The same for each section that the tier asks of, in order.
    pub sections: Vec<(Section, Decimal)>,
    /// What is asked and not there, in the order of the table.
    pub missing: Vec<&'static Requirement>,
    /// The nine information points.
    pub points: [Point; 9],
}

impl Completeness {
    /// How many of the nine points are known.
    pub fn known_points(&self) -> usize {
        self.points
            .iter()
            .filter(|point| point.state == State::Known)
            .count()
    }
}

/// Measures a dossier against what its tier asks.
pub fn completeness(account: &Account<'_>, tier: Tier, today: Day) -> Completeness {
    let asked = || {
        REQUIREMENTS
            .iter()
            .filter(move |requirement| requirement.is_asked_of(tier))
    };
    let missing: Vec<_> = asked()
        .filter(|requirement| !requirement.is_met(account, today))
        .collect();
    let percent = |section: Option<Section>| {
        let weigh = |requirements: &mut dyn Iterator<Item = &'static Requirement>| -> u32 {
            requirements
                .filter(|requirement| section.is_none_or(|section| section == requirement.section))
                .map(|requirement| requirement.weight)
                .sum()
        };
        share(weigh(&mut asked()), weigh(&mut missing.iter().copied()))
    };
    Completeness {
        percent: percent(None).unwrap_or(Decimal::ONE_HUNDRED),
        sections: Section::ALL
            .iter()
            .filter_map(|section| Some((*section, percent(Some(*section))?)))
            .collect(),
        points: points(account, today),
        missing,
    }
}

/// The percentage that is there; nothing where nothing is asked.
fn share(asked: u32, missing: u32) -> Option<Decimal> {
    Decimal::from((asked - missing) * 100).checked_div(Decimal::from(asked))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Tree, decode::decode};

    fn measured(text: &str, tier: Tier) -> Completeness {
        let (tree, problems) = Tree::parse(text);
        assert_eq!(problems, []);
        let account: Account<'_> = decode(&tree).value.expect("decodes");
        completeness(&account, tier, "2026-11-21".parse().expect("a day"))
    }

    #[test]
    fn d_asks_the_basics_only() {
        let ids: Vec<_> = REQUIREMENTS
            .iter()
            .filter(|one| one.is_asked_of(Tier::D))
            .map(|one| one.id)
            .collect();
        assert_eq!(
            ids,
            ["name", "industry", "region", "owner", "contact", "lead-source"]
        );
    }

    #[test]
    fn a_better_tier_asks_no_less() {
        let asked = |tier| REQUIREMENTS.iter().filter(|one| one.is_asked_of(tier)).count();
        assert!(asked(Tier::A) == REQUIREMENTS.len() && REQUIREMENTS.len() >= 45);
        assert!(
            asked(Tier::A) > asked(Tier::B)
                && asked(Tier::B) > asked(Tier::C)
                && asked(Tier::C) > asked(Tier::D)
        );
    }

    /// By hand: D asks name 1, industry 2, region 1, owner 2, contact 3, source 1: 10 in all.
    #[test]
    fn the_percentage_is_met_weight_over_asked_weight() {
        let only_name = measured("name: X\n", Tier::D);
        assert_eq!(only_name.percent, Decimal::from(10));
        let more = measured("name: X\nindustry: machinery\nowner: li\nphone: \"1\"\n", Tier::D);
        assert_eq!(more.percent, Decimal::from(80));
        assert_eq!(more.sections, [(Section::Basics, Decimal::from(80))]);
        let ids: Vec<_> = more.missing.iter().map(|one| one.id).collect();
        assert_eq!(ids, ["region", "lead-source"]);
    }

    #[test]
    fn ids_are_unique_and_weights_count() {
        let mut ids: Vec<_> = REQUIREMENTS.iter().map(|one| one.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), REQUIREMENTS.len());
        assert!(REQUIREMENTS.iter().all(|one| one.weight > 0));
        for section in Section::ALL {
            assert!(
                REQUIREMENTS.iter().any(|one| one.section == *section),
                "{section:?}"
            );
        }
    }
}
