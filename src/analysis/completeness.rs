//! Completeness: how much of what its tier asks for a dossier says (M1, M2).
//!
//! Completeness, truth (evidence) and freshness are three figures; this is only the first.

mod points;
mod requirements;

use rust_decimal::Decimal;

use crate::model::{Account, Day, Tier};

pub use points::{Point, State, points};
pub(super) use requirements::said;
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
        let more = measured(
            "name: X\nindustry: machinery\nowner: li\nstakeholders: [{phone: \"1\"}]\n",
            Tier::D,
        );
        assert_eq!(more.percent, Decimal::from(80));
        assert_eq!(more.sections, [(Section::Basics, Decimal::from(80))]);
        let ids: Vec<_> = more.missing.iter().map(|one| one.id).collect();
        assert_eq!(ids, ["region", "lead-source"]);
    }

    fn is_missing(text: &str, id: &str) -> bool {
        let missing = measured(&format!("name: X\n{text}"), Tier::A).missing;
        missing.iter().any(|one| one.id == id)
    }

    #[test]
    fn a_contact_is_a_person_who_can_be_reached_and_is_there() {
        for (text, missing) in [
            ("phone: \"1\"\n", true),
            ("stakeholders: [{name: Li}]\n", true),
            ("phone: \"1\"\nstakeholders: [{id: li}]\n", true),
            ("phone: \"1\"\nstakeholders: [{name: Li}]\n", false),
            ("stakeholders: [{id: li, email: li@example.com}]\n", false),
            (
                "stakeholders: [{id: li, email: li@example.com, left: 2026-11-21}]\n",
                true,
            ),
        ] {
            assert_eq!(is_missing(text, "contact"), missing, "{text}");
        }
    }

    #[test]
    fn a_blank_text_says_nothing() {
        for (text, id) in [("industry: ''\n", "industry"), ("owner: ' '\n", "owner")] {
            assert!(is_missing(text, id), "{text}");
        }
    }

    /// M6: the chain of whys leads from a need to the need behind it; a want has none.
    #[test]
    fn of_a_want_nothing_more_is_asked() {
        let want = "{need: a screen, kind: want}";
        let need = "{need: uptime, raised_by: a, why: [wear], impact: stops, solution: {base: x}, value: {saves: 1}}";
        let ids = [
            "need",
            "need-raised-by",
            "need-why",
            "need-impact",
            "need-solution",
            "need-value",
        ];
        for id in ids {
            assert!(!is_missing(&format!("needs: [{want}, {need}]\n"), id), "{id}");
            assert!(is_missing(&format!("needs: [{want}]\n"), id), "{id}");
            if id != "need" {
                assert!(is_missing(&format!("needs: [{need}, {{need: y}}]\n"), id), "{id}");
            }
        }
    }

    /// Every requirement can be met; but for the name, a name alone meets none that looks at what is there.
    #[test]
    fn a_dossier_that_says_everything_is_complete() {
        let text = "name: X\nindustry: machinery\nregion: east\nowner: li\nstatus: customer\nregistered: 2026-01-01\n\
            address: Y\nphone: \"1\"\ndomains: [x.example]\nindustry_class: mainstream\nsource: {kind: referral}\n\
            profile: {business: a, market_position: b, distribution: c, finances: d, credit: {rating: 4, terms: e}, willingness: 3,\n\
            \x20 strategy: f, markets: [g], external_factors: [h], employees: 10, turnover: 1M}\n\
            value: {sales: {2025: 1M}, margin: 0.3, potential: 2M, strategic_fit: 4, growth: 3, loyalty: loyal, purchases: []}\n\
            relationship: {stage: mid, standing: supplier, wanted: partner}\nescalation: [{area: a, ours: li, theirs: b}]\n\
            procurement: {process: [tender], criteria: [price], phase: decision, budget: {amount: 1M, approvals: [{level: board}], decided_by: 2026-12-01}}\n\
            resources: {ours: [a], theirs: [b]}\nallies: [{name: C}]\n\
            stakeholders:\n\
            - {id: a, name: A, department: executive, roles: [approver], influence: 5, attitude: neutral, closeness: 2, adoption: laggard, concerns: [c]}\n\
            - {id: b, name: B, department: technical, roles: [user, coach], reports_to: a, influence: 2, attitude: champion}\n\
            - {id: c, name: C, department: procurement, roles: [buyer], reports_to: a, influence: 3, attitude: sceptic}\n\
            competitors: [{name: N, position: incumbent, weaknesses: [slow]}]\n\
            needs: [{need: uptime, raised_by: b, why: [wear], impact: stops, solution: {base: x}, value: {saves: 1M}}]\n\
            opportunities: [{close: 2026-12-01, key_factors: [{factor: x}, {factor: y}, {factor: z}], risks: [{risk: budget}]}]\n\
            swot: {strengths: [a]}\nplan: {goals: [{target: a, due: 2027-01-01}], actions: [{who: li, due: 2027-01-01}]}\n";
        let whole = measured(text, Tier::A);
        let missing: Vec<_> = whole.missing.iter().map(|one| one.id).collect();
        assert_eq!(missing, Vec::<&str>::new());
        assert_eq!(whole.percent, Decimal::ONE_HUNDRED);
        assert!(
            whole
                .sections
                .iter()
                .all(|(_, percent)| *percent == Decimal::ONE_HUNDRED)
        );
        let bare = measured("name: X\n", Tier::A);
        let met: Vec<_> = REQUIREMENTS
            .iter()
            .filter(|one| bare.missing.iter().all(|missing| missing.id != one.id))
            .map(|one| one.id)
            .collect();
        assert_eq!(
            met,
            ["name", "key-factors", "risks", "close-date"],
            "without an open deal nothing is asked of it"
        );
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
