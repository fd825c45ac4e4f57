//! The people of the account and their part in decisions (M5).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::day::{Day, PersonalDate};
use super::number::Rating;
use super::text::Text;

words! {
    /// The department somebody works in.
    pub enum Department {
        /// The management.
        Executive = "executive",
        /// Finance.
        Finance = "finance",
        /// Engineering, IT, research.
        Technical = "technical",
        /// Manufacturing.
        Production = "production",
        /// Daily operations, maintenance, logistics.
        Operations = "operations",
        /// Purchasing.
        Procurement = "procurement",
        /// Legal.
        Legal = "legal",
        /// Any other.
        Other = "other",
    }
}

words! {
    /// A part in the decision (采购角色); one person may have several.
    pub enum Role {
        /// Approves at the end.
        Approver = "approver",
        /// Decides.
        DecisionMaker = "decision_maker",
        /// Compares and judges.
        Evaluator = "evaluator",
        /// Will work with it.
        User = "user",
        /// Is listened to.
        Influencer = "influencer",
        /// Negotiates and orders.
        Buyer = "buyer",
        /// Lets us in, or not.
        Gatekeeper = "gatekeeper",
        /// Started it.
        Initiator = "initiator",
        /// An insider who tells us the truth.
        Coach = "coach",
    }
}

words! {
    /// Somebody's attitude to us.
    pub enum Attitude {
        /// Fights for us.
        Champion = "champion",
        /// For us.
        Supporter = "supporter",
        /// Neither.
        Neutral = "neutral",
        /// Doubts us.
        Sceptic = "sceptic",
        /// Against us.
        Opponent = "opponent",
    }
}

words! {
    /// How somebody takes to what is new.
    pub enum Adoption {
        /// Wants it first.
        Innovator = "innovator",
        /// Sees the chance early.
        EarlyAdopter = "early_adopter",
        /// Follows when it works.
        EarlyMajority = "early_majority",
        /// Follows when all do.
        LateMajority = "late_majority",
        /// Comes last.
        Laggard = "laggard",
    }
}

/// The keys under which a stakeholder has contact details and private facts, as they stand in a file.
pub const PERSONAL_KEYS: [&str; 3] = ["email", "phone", "private"];

/// One person there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Stakeholder<'s> {
    /// The id by which the rest of the dossier names the person.
    pub id: Option<Text<'s>>,
    /// The name.
    pub name: Option<Text<'s>>,
    /// The title.
    pub title: Option<Text<'s>>,
    /// The department.
    pub department: Option<Department>,
    /// The parts in the decision.
    pub roles: Vec<Role>,
    /// The id of the superior.
    pub reports_to: Option<Text<'s>>,
    /// Ids of those who listen to this person.
    pub influences: Vec<Text<'s>>,
    /// Ids of those with whom there is a conflict.
    pub conflicts_with: Vec<Text<'s>>,
    /// Weight in the decision, 1 to 5.
    pub influence: Option<Rating>,
    /// The attitude to us.
    pub attitude: Option<Attitude>,
    /// How the person takes to what is new.
    pub adoption: Option<Adoption>,
    /// How close the person is to us, 1 to 5.
    pub closeness: Option<Rating>,
    /// What worries the person.
    pub concerns: Vec<Text<'s>>,
    /// Who of us holds the relationship: an id of the settings' `team`.
    pub owner: Option<Text<'s>>,
    /// E-mail address.
    pub email: Option<Text<'s>>,
    /// Telephone number, in quotes.
    pub phone: Option<Text<'s>>,
    /// In this place since.
    pub since: Option<Day>,
    /// The day the person left.
    pub left: Option<Day>,
    /// The id of who came after.
    pub successor: Option<Text<'s>>,
    /// What is never shown unless asked for; left out of everything that is written from the model.
    #[serde(skip_serializing)]
    pub private: Private<'s>,
}

impl Stakeholder<'_> {
    /// Whether the person is (still) there on a day.
    pub fn is_present(&self, today: Day) -> bool {
        self.left.is_none_or(|left| left > today)
    }

    /// What to call the person: the name, or else the id.
    pub fn called(&self) -> &str {
        self.name.as_deref().or(self.id.as_deref()).unwrap_or("?")
    }
}

/// What is known of somebody's life: never shown unless asked for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Private<'s> {
    /// The birthday, solar or lunar.
    pub birthday: Option<PersonalDate>,
    /// Anniversaries.
    pub dates: Vec<Anniversary<'s>>,
    /// Interests.
    pub interests: Vec<Text<'s>>,
    /// Family.
    pub family: Option<Text<'s>>,
    /// What not to speak of.
    pub avoid: Vec<Text<'s>>,
}

/// A day that comes again every year.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Anniversary<'s> {
    /// Of what.
    pub what: Option<Text<'s>>,
    /// When.
    pub on: Option<PersonalDate>,
}
