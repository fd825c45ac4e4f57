//! The agenda's policy: cadence, review intervals, lead days and lateness, each a key of the settings.

use schemars::JsonSchema;
use serde::Deserialize;

use super::cadence::Cadence;
use super::holiday::Holiday;
use super::item::{ItemKind, Severity};
use super::rate::{Unit, Window};
use crate::model::Tier;

/// What the settings say of the agenda.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgendaPolicy {
    /// How often each tier is owed each channel: `cadence`.
    pub cadence: Cadence,
    /// How often each tier's dossiers are gone through: `reviews`.
    pub reviews: ReviewIntervals,
    /// How many days ahead things announce themselves: `lead`.
    pub lead: LeadDays,
    /// From how many days overdue a thing is late: `lateness`.
    pub lateness: Lateness,
    /// Within how many days something is to follow: `follow_up`.
    pub follow_up: FollowUp,
    /// The days on which people are greeted: `holidays`.
    pub holidays: Vec<Holiday>,
}

/// How often the dossiers of each tier are gone through (M1): the settings' `reviews`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReviewIntervals {
    /// Of tier A.
    #[serde(rename = "A")]
    a: Window,
    /// Of tier B.
    #[serde(rename = "B")]
    b: Window,
    /// Of tier C.
    #[serde(rename = "C")]
    c: Window,
    /// Of tier D.
    #[serde(rename = "D")]
    d: Window,
}

impl ReviewIntervals {
    /// The interval of a tier.
    pub fn of(&self, tier: Tier) -> Window {
        match tier {
            Tier::A => self.a,
            Tier::B => self.b,
            Tier::C => self.c,
            Tier::D => self.d,
        }
    }
}

impl Default for ReviewIntervals {
    fn default() -> Self {
        let months = |count| Window::shipped(count, Unit::Month);
        Self {
            a: months(1),
            b: months(3),
            c: months(6),
            d: months(12),
        }
    }
}

/// How many days ahead things announce themselves (M4): the settings' `lead`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LeadDays {
    /// A contract that runs out.
    pub renewal: u32,
    /// A holiday or personal day.
    pub holiday: u32,
}

impl LeadDays {
    /// The days ahead of its day that a kind of item announces itself.
    pub fn of(&self, kind: ItemKind) -> u32 {
        match kind {
            ItemKind::Renewal => self.renewal,
            ItemKind::Birthday | ItemKind::Anniversary | ItemKind::Holiday => self.holiday,
            _ => 0,
        }
    }
}

impl Default for LeadDays {
    fn default() -> Self {
        Self {
            renewal: 90,
            holiday: 7,
        }
    }
}

/// Within how many days something is to follow (M4): the settings' `follow_up`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FollowUp {
    /// A call, after the first visit to a lead or prospect.
    pub first_visit_call: u32,
    /// A second visit, after the first one.
    pub first_visit_return: u32,
    /// Meeting somebody who decides again, while a deal is open.
    pub top_contact: u32,
}

impl Default for FollowUp {
    fn default() -> Self {
        Self {
            first_visit_call: 3,
            first_visit_return: 14,
            top_contact: 90,
        }
    }
}

/// From how many days overdue a thing is late, and critical (M4): the settings' `lateness`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Lateness {
    /// The first day on which it is late.
    pub late: u32,
    /// The first day on which it is critical.
    pub critical: u32,
}

impl Lateness {
    /// The severity of what is so many days overdue; negative lies ahead.
    pub fn severity(&self, overdue: i64) -> Severity {
        match overdue {
            ahead if ahead < 0 => Severity::Upcoming,
            days if days >= self.critical.into() => Severity::Critical,
            days if days >= self.late.into() => Severity::Late,
            _ => Severity::Due,
        }
    }

    /// What is wrong with the two figures together, in a sentence.
    pub fn problem(&self) -> Option<String> {
        let Self { late, critical } = self;
        let is_ladder = 0 < *late && late < critical;
        (!is_ladder).then(|| {
            format!(
                "`late` is {late} and `critical` is {critical}; `late` must be above 0 and below `critical`, \
                 such as {{late: 3, critical: 7}}"
            )
        })
    }
}

impl Default for Lateness {
    fn default() -> Self {
        Self { late: 3, critical: 7 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{faults, read};
    use super::*;

    #[test]
    fn the_ladder_has_its_steps_at_three_and_seven_days() {
        let lateness = Lateness::default();
        for (overdue, severity) in [
            (-1, Severity::Upcoming),
            (0, Severity::Due),
            (2, Severity::Due),
            (3, Severity::Late),
            (6, Severity::Late),
            (7, Severity::Critical),
            (700, Severity::Critical),
        ] {
            assert_eq!(lateness.severity(overdue), severity, "{overdue}");
        }
    }

    #[test]
    fn a_ladder_must_rise() {
        assert_eq!(Lateness::default().problem(), None);
        for (late, critical) in [(0, 7), (3, 3), (7, 3), (0, 0)] {
            let told = Lateness { late, critical }.problem().expect("a problem");
            assert!(told.contains("{late: 3, critical: 7}"), "{told}");
        }
        let lateness: Lateness = read("critical: 14");
        assert_eq!((lateness.late, lateness.critical), (3, 14));
    }

    #[test]
    fn what_the_settings_leave_out_is_as_shipped() {
        let intervals = |reviews: &ReviewIntervals| {
            Tier::ALL
                .iter()
                .map(|tier| reviews.of(*tier).to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            intervals(&ReviewIntervals::default()),
            ["month", "3 months", "6 months", "12 months"]
        );
        let reviews: ReviewIntervals = read("B: 6 weeks\nD: 2 years");
        assert_eq!(intervals(&reviews), ["month", "6 weeks", "6 months", "2 years"]);
        let lead: LeadDays = read("renewal: 120");
        assert_eq!((lead.renewal, lead.holiday), (120, 7));
        let follow_up: FollowUp = read("first_visit_return: 21");
        let FollowUp {
            first_visit_call,
            first_visit_return,
            top_contact,
        } = follow_up;
        assert_eq!((first_visit_call, first_visit_return, top_contact), (3, 21, 90));
    }

    #[test]
    fn what_a_greeting_meets_and_renewals_have_lead_days() {
        let lead = LeadDays::default();
        let of = |word: &str| lead.of(ItemKind::from_word(word).expect(word));
        assert_eq!([of("birthday"), of("anniversary"), of("holiday")], [7; 3]);
        assert_eq!([of("renewal"), of("call"), of("close-date")], [90, 0, 0]);
    }

    #[test]
    fn unknown_keys_and_wrong_values_are_told() {
        assert_eq!(faults::<LeadDays>("renewel: 9\nholiday: a week\n").len(), 2);
        assert_eq!(
            faults::<ReviewIntervals>("E: 1 month\nA: monthly\nB: 3\n").len(),
            3
        );
        assert_eq!(faults::<Lateness>("late: -1\n").len(), 1);
    }
}
