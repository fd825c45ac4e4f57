//! The account: one client organisation, one file.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::commitment::{Commitment, Referral};
use super::competition::{Ally, Competitor};
use super::day::Day;
use super::deal::{Delivery, Opportunity, ValueReview};
use super::need::{Need, Questions};
use super::people::Stakeholder;
use super::plan::{Plan, Swot};
use super::procurement::Procurement;
use super::profile::Profile;
use super::text::Text;
use super::touchpoint::Touchpoint;
use super::value::Value;

/// A value of one of the user's own keys.
type Json = serde_json::Value;

words! {
    /// Where the account stands with us.
    pub enum Status {
        /// Known by name; nothing agreed.
        Lead = "lead",
        /// In talks about a first order.
        Prospect = "prospect",
        /// Buys from us.
        Customer = "customer",
        /// Bought once and no longer does.
        Dormant = "dormant",
        /// Gone to somebody else, or never ours.
        Lost = "lost",
    }
}

words! {
    /// The place of the account in its industry (M3).
    pub enum IndustryClass {
        /// Attack and develop.
        Mainstream = "mainstream",
        /// Choose and lift.
        Secondary = "secondary",
        /// Opportunistic.
        Other = "other",
    }
}

words! {
    /// The class of an account by its worth to us (M3), best first.
    pub enum Tier {
        /// The key accounts.
        A = "A",
        /// Important accounts.
        B = "B",
        /// Ordinary accounts.
        C = "C",
        /// Small or unproven accounts.
        D = "D",
    }
}

/// One client organisation: everything one dossier says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Account<'s> {
    /// The file's name without `.yaml`, with the folders below accounts/; not written in the file.
    #[serde(skip_deserializing)]
    pub id: String,
    /// The name people use.
    pub name: Text<'s>,
    /// Other names and abbreviations.
    #[serde(default)]
    pub aliases: Vec<Text<'s>>,
    /// E-mail and web domains, for import and calendars.
    #[serde(default)]
    pub domains: Vec<Text<'s>>,
    /// The industry.
    #[serde(default)]
    pub industry: Option<Text<'s>>,
    /// Its place in the industry.
    #[serde(default)]
    pub industry_class: Option<IndustryClass>,
    /// The sales region.
    #[serde(default)]
    pub region: Option<Text<'s>>,
    /// The postal address.
    #[serde(default)]
    pub address: Option<Text<'s>>,
    /// The web site.
    #[serde(default)]
    pub website: Option<Text<'s>>,
    /// The telephone number, in quotes.
    #[serde(default)]
    pub phone: Option<Text<'s>>,
    /// The id of the account that this one belongs to.
    #[serde(default)]
    pub parent: Option<Text<'s>>,
    /// Our account manager: an id of the settings' `team`.
    #[serde(default)]
    pub owner: Option<Text<'s>>,
    /// Others of us who work for the account.
    #[serde(default)]
    pub team: Vec<TeamMember<'s>>,
    /// Where the account stands with us.
    #[serde(default)]
    pub status: Option<Status>,
    /// How the account came to us.
    #[serde(default)]
    pub source: Option<LeadSource<'s>>,
    /// First day in the lead table; obligations count from it.
    #[serde(default)]
    pub registered: Option<Day>,
    /// Last day the whole dossier was gone through.
    #[serde(default)]
    pub reviewed: Option<Day>,
    /// Free labels.
    #[serde(default)]
    pub tags: Vec<Text<'s>>,
    /// What the client is (M1).
    #[serde(default)]
    pub profile: Profile<'s>,
    /// What the client is worth to us (M3).
    #[serde(default)]
    pub value: Value<'s>,
    /// A tier set by hand (M3).
    #[serde(default)]
    pub tier: Option<FixedTier<'s>>,
    /// The stage of the relationship (M8).
    #[serde(default)]
    pub relationship: Relationship,
    /// Who answers for what when something goes wrong (M8).
    #[serde(default)]
    pub escalation: Vec<Escalation<'s>>,
    /// How the client buys (M2).
    #[serde(default)]
    pub procurement: Procurement<'s>,
    /// What both sides can bring (M2).
    #[serde(default)]
    pub resources: Resources<'s>,
    /// The people there (M5).
    #[serde(default)]
    pub stakeholders: Vec<Stakeholder<'s>>,
    /// People outside the client who help us (M5).
    #[serde(default)]
    pub allies: Vec<Ally<'s>>,
    /// Who else sells to them (M2).
    #[serde(default)]
    pub competitors: Vec<Competitor<'s>>,
    /// What they need or want (M6).
    #[serde(default)]
    pub needs: Vec<Need<'s>>,
    /// Our own questions for this client, in SPIN order (M6).
    #[serde(default)]
    pub questions: Questions<'s>,
    /// Strengths, weaknesses, opportunities, threats (M8).
    #[serde(default)]
    pub swot: Swot<'s>,
    /// Goals and actions (M8).
    #[serde(default)]
    pub plan: Plan<'s>,
    /// The deals (M7).
    #[serde(default)]
    pub opportunities: Vec<Opportunity<'s>>,
    /// What is being delivered (M7).
    #[serde(default)]
    pub deliveries: Vec<Delivery<'s>>,
    /// Promises of both sides (M9).
    #[serde(default)]
    pub commitments: Vec<Commitment<'s>>,
    /// Contacts with people there, past and planned (M12).
    #[serde(default)]
    pub touchpoints: Vec<Touchpoint<'s>>,
    /// Reviews of the value delivered (M7).
    #[serde(default)]
    pub reviews: Vec<ValueReview<'s>>,
    /// Referrals asked for (M12).
    #[serde(default)]
    pub referrals: Vec<Referral<'s>>,
    /// Evidence for single facts (M1).
    #[serde(default)]
    pub sources: Vec<Evidence<'s>>,
    /// The user's own keys, which begin with `x-`.
    #[serde(default, rename = "x-")]
    #[schemars(skip)]
    pub own: BTreeMap<Text<'s>, Json>,
}

impl<'s> Account<'s> {
    /// The keys of a dossier, in the format's order.
    pub fn sections() -> Vec<String> {
        let schema = schemars::schema_for!(Account);
        let properties = schema.get("properties").and_then(Json::as_object);
        let keys = properties.into_iter().flat_map(|keys| keys.keys());
        // The id is the file's name.
        keys.filter(|key| *key != "id").cloned().collect()
    }

    /// The people who have not left by a day.
    pub fn present(&self, today: Day) -> impl Iterator<Item = &Stakeholder<'s>> {
        self.stakeholders
            .iter()
            .filter(move |person| person.is_present(today))
    }

    /// The person with this id.
    pub fn person(&self, id: &str) -> Option<&Stakeholder<'s>> {
        self.stakeholders
            .iter()
            .find(|person| person.id.as_deref() == Some(id))
    }

    /// What to call a person: the name, or the id where nobody has it.
    pub fn person_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.person(id)
            .and_then(|person| person.name.as_deref())
            .unwrap_or(id)
    }

    /// The contacts that have taken place by a day, in the order of the file.
    pub fn real_touchpoints(&self, today: Day) -> impl Iterator<Item = &Touchpoint<'s>> {
        self.touchpoints
            .iter()
            .filter(move |touch| touch.on.is_some_and(|on| on <= today))
    }

    /// The contacts that lie after a day, in the order of the file.
    pub fn planned_touchpoints(&self, today: Day) -> impl Iterator<Item = &Touchpoint<'s>> {
        self.touchpoints
            .iter()
            .filter(move |touch| touch.on.is_some_and(|on| on > today))
    }
}

/// Somebody of us who works for the account.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct TeamMember<'s> {
    /// An id of the settings' `team`.
    pub who: Option<Text<'s>>,
    /// What they do for it.
    pub does: Option<Text<'s>>,
}

/// How the account came to us.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct LeadSource<'s> {
    /// The way: referral, exhibition, advertisement …
    pub kind: Option<Text<'s>>,
    /// From whom or what.
    pub from: Option<Text<'s>>,
    /// When.
    pub on: Option<Day>,
}

/// A tier set by hand, with its reason and its end (M3).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct FixedTier<'s> {
    /// The tier.
    pub fixed: Option<Tier>,
    /// Why.
    pub reason: Option<Text<'s>>,
    /// The last day it counts.
    pub until: Option<Day>,
}

impl FixedTier<'_> {
    /// The tier that counts on a day; past its date it no longer does.
    pub fn on(&self, today: Day) -> Option<Tier> {
        self.fixed
            .filter(|_| self.until.is_none_or(|until| today <= until))
    }
}

words! {
    /// The stage of the relationship (M8), from the first contact on.
    pub enum Stage {
        /// 孕育.
        Exploratory = "exploratory",
        /// 初期.
        Early = "early",
        /// 中期.
        Mid = "mid",
        /// 伙伴式.
        Partnership = "partnership",
        /// 协作式.
        Synergistic = "synergistic",
    }
}

words! {
    /// What a relationship needs next (M8).
    pub enum Phase {
        /// 建立: trust, by most of our resources.
        Establish = "establish",
        /// 稳定: no accidents.
        Stabilise = "stabilise",
        /// 加强: deeper needs, a part in their process.
        Strengthen = "strengthen",
    }
}

impl Stage {
    /// The phase that the stage is of.
    pub fn phase(self) -> Phase {
        match self {
            Self::Exploratory | Self::Early => Phase::Establish,
            Self::Mid => Phase::Stabilise,
            Self::Partnership | Self::Synergistic => Phase::Strengthen,
        }
    }
}

words! {
    /// What we are to the client (M8).
    pub enum Standing {
        /// Not known.
        Outsider = "outsider",
        /// Liked.
        Friend = "friend",
        /// Bought from.
        Supplier = "supplier",
        /// Part of their plans.
        Partner = "partner",
    }
}

/// The relationship as it is and as it should become (M8).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Relationship {
    /// Its stage.
    pub stage: Option<Stage>,
    /// What we are to them.
    pub standing: Option<Standing>,
    /// What we want to be.
    pub wanted: Option<Standing>,
}

/// Who answers for an area when something goes wrong (M8).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Escalation<'s> {
    /// The area.
    pub area: Option<Text<'s>>,
    /// Of us: an id of the settings' `team`.
    pub ours: Option<Text<'s>>,
    /// Of them: a stakeholder's id.
    pub theirs: Option<Text<'s>>,
}

/// What both sides can bring (M2, point 7).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Resources<'s> {
    /// Ours.
    pub ours: Vec<Text<'s>>,
    /// Theirs.
    pub theirs: Vec<Text<'s>>,
}

words! {
    /// How well a fact is established (M1).
    pub enum Grade {
        /// Seen, or confirmed by a second source.
        Confirmed = "confirmed",
        /// Told by somebody.
        Told = "told",
        /// Concluded by us.
        Inferred = "inferred",
    }
}

/// Where a fact comes from (M1).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Evidence<'s> {
    /// The route of the fact, such as `procurement.budget`.
    pub of: Option<Text<'s>>,
    /// How well it is established.
    pub grade: Option<Grade>,
    /// From whom (a stakeholder's id) or what.
    pub from: Option<Text<'s>>,
    /// When.
    pub on: Option<Day>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sections_are_those_of_a_file_in_its_order() {
        let sections = Account::sections();
        assert_eq!(sections[..4], ["name", "aliases", "domains", "industry"]);
        assert_eq!(sections.last().map(String::as_str), Some("sources"));
        let place = |key: &str| sections.iter().position(|found| found == key);
        assert!(place("stakeholders") < place("needs") && place("needs") < place("touchpoints"));
        assert_eq!((place("id"), place("x-")), (None, None));
    }
}
