//! Settings: `dossier.yaml`, made of the policies that analysis and rules define.
//!
//! Every key is optional; what is left out is as shipped. An unknown key is an error, at its place.

mod check;
pub mod process;
pub mod templates;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::analysis::agenda::{
    AgendaPolicy, Cadence, Caps, FollowUp, Holiday, Lateness, LeadDays, Minutes, ReviewIntervals,
};
use crate::analysis::deal::Process;
use crate::analysis::health::{HealthPolicy, Weights};
use crate::analysis::overview::Terms;
use crate::analysis::tier::TierPolicy;
use crate::diagnostic::{Place, Severity};
use crate::model::number::decimal;
use crate::model::schema::{NO_NUMBER, NUMBER, written};
use crate::model::{Currency, Day, Exchange, Tier};
use crate::source::decode::decode;
use crate::source::{Problem, SourceFile, Tree};

/// The name of the settings' file, at the root of a repository.
pub const FILE_NAME: &str = "dossier.yaml";

/// The repository's settings.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The version of this format: 1.
    #[schemars(range(min = 1, max = 1))]
    pub version: u32,
    /// The folder of the dossiers, below the repository's root.
    pub accounts: String,
    /// The folder of cases and talk tracks.
    pub library: String,
    /// The folder of the repository's own templates.
    pub templates: String,
    /// The language of briefs.
    pub language: Language,
    /// The currency of amounts that name none, and of all figures.
    pub currency: Currency,
    /// What one unit of another currency is worth in it.
    pub rates: BTreeMap<Currency, Rate>,
    /// Those of us who own accounts and meet people, by id.
    pub team: BTreeMap<String, Colleague>,
    /// How tiers are computed (M3).
    pub tiers: TierPolicy,
    /// How often each tier is touched through each channel (M4).
    pub cadence: Cadence,
    /// How often a dossier is gone through (M1).
    pub reviews: ReviewIntervals,
    /// How many days ahead dates are shown (M4).
    pub lead: LeadDays,
    /// After how many days something overdue is late, and critical (M4).
    pub lateness: Lateness,
    /// Within how many days something is to follow (M4).
    pub follow_up: FollowUp,
    /// How much of some kinds is too much (M4).
    pub caps: Caps,
    /// How many minutes a contact takes, by kind (M4).
    pub minutes: Minutes,
    /// Days on which people are greeted (M4).
    pub holidays: Vec<Holiday>,
    /// The least completeness of a dossier by tier, in percent (M2).
    pub completeness: Minimum,
    /// What the parts of an account's health weigh against each other (M10).
    pub health: Weights,
    /// By how much figures may fall in one change (`check --since`).
    pub ratchet: Ratchet,
    /// The severity of rules, by id.
    pub rules: BTreeMap<String, Level>,
    /// The repository's own rules.
    pub custom_rules: Vec<CustomRule>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: 1,
            accounts: "accounts".to_owned(),
            library: "library".to_owned(),
            templates: "templates".to_owned(),
            language: Language::English,
            currency: Currency::CNY,
            rates: BTreeMap::new(),
            team: BTreeMap::new(),
            tiers: TierPolicy::default(),
            cadence: Cadence::default(),
            reviews: ReviewIntervals::default(),
            lead: LeadDays::default(),
            lateness: Lateness::default(),
            follow_up: FollowUp::default(),
            caps: Caps::default(),
            minutes: Minutes::default(),
            holidays: Vec::new(),
            completeness: Minimum::default(),
            health: Weights::default(),
            ratchet: Ratchet::default(),
            rules: BTreeMap::new(),
            custom_rules: Vec::new(),
        }
    }
}

impl Settings {
    /// Reads settings; what is wrong comes back at its place, and then the settings must not be used.
    ///
    /// # Errors
    /// All problems of the file: of its structure, and of what it says.
    pub fn read(source: &SourceFile) -> Result<Self, Vec<Problem>> {
        let (tree, mut problems) = Tree::parse(source.text());
        let Some(root) = tree.root() else {
            problems.retain(|problem| problem.kind != crate::source::ProblemKind::EmptyFile);
            return if problems.is_empty() {
                Ok(Self::default())
            } else {
                Err(problems)
            };
        };
        let decoded = decode::<Self>(&tree);
        problems.extend(decoded.problems);
        let Some(settings) = decoded.value else {
            return Err(problems);
        };
        problems.extend(settings.problems().into_iter().map(|(place, message)| {
            let route = place.route().clone();
            let node = tree.follow(&route).map_or(root, |(node, _)| node);
            let key = tree.key_of(node).filter(|_| matches!(place, Place::Key(_)));
            let span = key.map_or_else(|| tree.shown_span(node), |key| tree.span(key));
            Problem::new(crate::source::ProblemKind::WrongType, span, message).at(route)
        }));
        problems.sort_by_key(|problem| problem.span.start);
        if problems.is_empty() {
            Ok(settings)
        } else {
            Err(problems)
        }
    }

    /// The currency and rates by which amounts are compared.
    pub fn exchange(&self) -> Exchange {
        Exchange {
            currency: self.currency,
            rates: self
                .rates
                .iter()
                .map(|(currency, rate)| (*currency, rate.0))
                .collect(),
        }
    }

    /// What the agenda goes by.
    pub fn agenda(&self) -> AgendaPolicy {
        AgendaPolicy {
            cadence: self.cadence.clone(),
            reviews: self.reviews.clone(),
            lead: self.lead.clone(),
            lateness: self.lateness.clone(),
            follow_up: self.follow_up.clone(),
            holidays: self.holidays.clone(),
        }
    }

    /// What health is measured by.
    pub fn health(&self) -> HealthPolicy<'_> {
        HealthPolicy {
            weights: &self.health,
            cadence: &self.cadence,
        }
    }

    /// What an account of a tier is measured by on a day.
    pub fn terms<'s>(
        &'s self,
        tier: Tier,
        exchange: &'s Exchange,
        process: &'s Process,
        today: Day,
    ) -> Terms<'s> {
        Terms {
            exchange,
            minimum: self.completeness.of(tier),
            health: self.health(),
            process,
            today,
        }
    }

    /// The severity of a rule here; nothing where it is off.
    pub fn severity(&self, rule: &str, shipped: Severity) -> Option<Severity> {
        self.rules
            .get(rule)
            .map_or(Some(shipped), |level| level.severity())
    }
}

/// A folder of the settings as names of files begin with it: `./crm/accounts/` is `crm/accounts`.
pub fn plain(folder: &str) -> String {
    let parts = folder.split('/').filter(|part| !part.is_empty() && *part != ".");
    parts.collect::<Vec<_>>().join("/")
}

/// The language of briefs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// 简体中文.
    #[serde(rename = "zh-CN")]
    SimplifiedChinese,
    /// 繁體中文.
    #[serde(rename = "zh-TW")]
    TraditionalChinese,
}

impl Language {
    /// All languages, with the words for them.
    pub const ALL: [(&'static str, Self); 3] = [
        ("en", Self::English),
        ("zh-CN", Self::SimplifiedChinese),
        ("zh-TW", Self::TraditionalChinese),
    ];

    /// The word for it, which is also the name of its templates' folder.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::SimplifiedChinese => "zh-CN",
            Self::TraditionalChinese => "zh-TW",
        }
    }
}

/// What one unit of a currency is worth: more than nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate(pub Decimal);

written! {
    Rate = {
        "description": "What one unit of the currency is worth, above 0.",
        "type": ["number", "string"],
        "exclusiveMinimum": 0,
        "pattern": NUMBER,
        "patternErrorMessage": NO_NUMBER,
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        decimal(&text)
            .filter(|rate| *rate > Decimal::ZERO)
            .map(Self)
            .ok_or_else(|| {
                serde::de::Error::custom(format!(
                    "`{text}` is no rate; write a number above 0, such as 7.1"
                ))
            })
    }
}

/// One of us.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Colleague {
    /// The name.
    pub name: Option<String>,
    /// Hours a week for accounts.
    pub hours_per_week: Option<u32>,
    /// E-mail address.
    pub email: Option<String>,
}

/// A percentage for each tier.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "UPPERCASE")]
pub struct Minimum {
    /// Of tier A.
    #[schemars(range(max = 100))]
    a: u8,
    /// Of tier B.
    #[schemars(range(max = 100))]
    b: u8,
    /// Of tier C.
    #[schemars(range(max = 100))]
    c: u8,
    /// Of tier D.
    #[schemars(range(max = 100))]
    d: u8,
}

impl Default for Minimum {
    fn default() -> Self {
        Self {
            a: 85,
            b: 70,
            c: 50,
            d: 30,
        }
    }
}

impl Minimum {
    /// The percentage for a tier.
    pub fn of(&self, tier: Tier) -> u8 {
        match tier {
            Tier::A => self.a,
            Tier::B => self.b,
            Tier::C => self.c,
            Tier::D => self.d,
        }
    }
}

/// By how much an account's figures may fall in one change.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Ratchet {
    /// Completeness, in percent.
    pub completeness: Allowance,
    /// How many of the nine points known.
    pub points: usize,
    /// The support surface.
    pub support: Allowance,
}

/// A fall that is allowed: not below 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Allowance(pub Decimal);

written! {
    Allowance = {
        "description": "A fall that is allowed, from 0.",
        "type": ["number", "string"],
        "minimum": 0,
        "pattern": NUMBER,
        "patternErrorMessage": NO_NUMBER,
    }
}

impl<'de> Deserialize<'de> for Allowance {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        decimal(&text)
            .filter(|fall| *fall >= Decimal::ZERO)
            .map(Self)
            .ok_or_else(|| {
                serde::de::Error::custom(format!(
                    "`{text}` is no fall to allow; write a number from 0, such as 2"
                ))
            })
    }
}

/// A severity, or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Counts as an error.
    Error,
    /// Counts as a warning.
    Warning,
    /// Is shown.
    Note,
    /// Is not looked for.
    Off,
}

impl Level {
    /// The severity; nothing where it is off.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Off => None,
        }
    }
}

/// A rule of the repository's own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomRule {
    /// Its id: small letters, digits and hyphens, unlike any other rule's.
    pub id: String,
    /// The accounts it is for: an expression.
    #[serde(default)]
    pub when: Option<String>,
    /// What must hold: an expression.
    pub require: String,
    /// What to say where it does not.
    pub message: String,
    /// How much it matters.
    #[serde(default)]
    pub severity: Option<Level>,
}
