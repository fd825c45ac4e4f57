//! Process: the milestones with their standards, as data, and which of them a deal does not meet (M7).

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::{Deserialize, Deserializer, Serialize, de};

use super::key::Key;
use super::lack::Lack;
use super::predicate::Predicate;
use super::{Case, deliveries};
use crate::analysis::overview::known_names;
use crate::expression::Expression;
use crate::model::parsed::parsed;
use crate::model::people::Department;
use crate::model::{Account, Day, Milestone, Opportunity, Role};
use crate::source::nearest;

/// The milestones with the standards that must be met to have reached them, in order.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Process(BTreeMap<Milestone, Vec<Standard>>);

/// What must be true of an account and a deal to have reached a milestone.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Entry")]
pub struct Standard {
    /// Its id.
    pub id: String,
    /// How it is spoken of.
    pub words: Words,
    /// Who there can tell what it asks for, the best first; nobody where we find it out ourselves.
    pub knows: Vec<Knower>,
    condition: Condition,
}

/// How a standard is spoken of; what is left out is said by its id.
#[derive(Debug, Default)]
pub struct Words {
    /// What is true when it is met.
    pub say: Option<String>,
    /// What to ask, or to find out ourselves, to meet it.
    pub ask: Option<String>,
    /// What to do to meet it, and where to write it.
    pub mend: Option<String>,
}

/// A role or a department.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Knower(&'static str);

impl Knower {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl FromStr for Knower {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let known = || Role::WORDS.iter().chain(Department::WORDS).copied();
        let found = known().find(|one| *one == word);
        found.map(Self).ok_or_else(|| match nearest(word, known()) {
            Some(near) => format!("`{word}` is no role or department; did you mean `{near}`?"),
            None => {
                let known: Vec<_> = known().collect();
                format!(
                    "`{word}` is no role or department; there are {}",
                    known.join(", ")
                )
            }
        })
    }
}

impl<'de> Deserialize<'de> for Knower {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, "a role or department")
    }
}

#[derive(Debug)]
enum Condition {
    Met(Predicate),
    When(Expression),
}

/// A standard as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    #[serde(default)]
    met: Option<Predicate>,
    #[serde(default)]
    when: Option<When>,
    #[serde(default)]
    knows: Vec<Knower>,
    #[serde(default)]
    say: Option<String>,
    #[serde(default)]
    ask: Option<String>,
    #[serde(default)]
    mend: Option<String>,
}

impl TryFrom<Entry> for Standard {
    type Error = String;

    fn try_from(entry: Entry) -> Result<Self, String> {
        let condition = match (entry.met, entry.when) {
            (Some(met), None) if met.is_empty() => {
                return Err(format!("`{}` names nothing that it looks at", entry.id));
            }
            (Some(met), None) => Condition::Met(met),
            (None, Some(when)) => Condition::When(when.0),
            (None, None) => return Err(format!("`{}` asks nothing; add `met: …` or `when: …`", entry.id)),
            (Some(_), Some(_)) => {
                return Err(format!(
                    "`{}` has both `met` and `when`; make two standards of it",
                    entry.id
                ));
            }
        };
        Ok(Self {
            id: entry.id,
            words: Words {
                say: entry.say,
                ask: entry.ask,
                mend: entry.mend,
            },
            knows: entry.knows,
            condition,
        })
    }
}

impl Standard {
    /// What is true when it is met.
    pub fn say(&self) -> &str {
        self.words.say.as_deref().unwrap_or(&self.id)
    }

    /// What to ask, or to find out ourselves, to meet it.
    pub fn ask(&self) -> Option<&str> {
        self.words.ask.as_deref()
    }

    /// What to do to meet it, and where to write it.
    pub fn mend(&self) -> String {
        let mend = self.words.mend.clone();
        mend.unwrap_or_else(|| format!("do what `{}` asks for", self.id))
    }

    /// The fact that it lacks, where it is not met; nothing where the dossier says all that it looks at. An
    /// expression does not tell what it looks at: then it is the deal as a whole.
    fn lack(&self, case: &Case<'_>) -> Option<Lack> {
        match &self.condition {
            Condition::Met(predicate) => predicate.lack(case),
            Condition::When(_) => Some(Lack::of_deal(case, &self.id)),
        }
    }

    /// Whether it asks for our manager's approval, which has a rule of its own.
    pub fn is_approval(&self) -> bool {
        matches!(self.condition, Condition::Met(Predicate::Approved))
    }
}

/// The names that a standard's expression can use: those of an account, and the deal's.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut names = known_names();
    names.retain(|name| name != COUNT_OF_UNMET);
    names.push(DEAL.to_owned());
    names
});

const DEAL: &str = "deal";
/// The figure that standards decide, so that none of them can go by it.
const COUNT_OF_UNMET: &str = "unmet_standards";

/// An expression over an account and a deal.
struct When(Expression);

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let expression = Expression::parse(&text).map_err(de::Error::custom)?;
        match problem(&expression) {
            Some(problem) => Err(de::Error::custom(problem)),
            None => Ok(Self(expression)),
        }
    }
}

/// What is wrong with the names that an expression uses.
fn problem(expression: &Expression) -> Option<String> {
    if expression.uses(COUNT_OF_UNMET) {
        return Some(format!(
            "`{COUNT_OF_UNMET}` counts what this decides; name what it is to look at"
        ));
    }
    let keys = expression.keys_of(DEAL);
    let of_deal = || {
        keys.iter()
            .find_map(|key| format!("{DEAL}.{key}").parse::<Key>().err())
    };
    expression.misspelt(&NAMES).or_else(of_deal)
}

impl Process {
    /// The milestones that are stated, each with its standards, in order.
    pub fn milestones(&self) -> impl Iterator<Item = (Milestone, &[Standard])> {
        let milestones = self.0.iter();
        milestones.map(|(milestone, standards)| (*milestone, standards.as_slice()))
    }

    /// All standards, in order, each with its milestone.
    pub fn standards(&self) -> impl Iterator<Item = (Milestone, &Standard)> {
        let milestones = self.milestones();
        milestones.flat_map(|(milestone, standards)| standards.iter().map(move |one| (milestone, one)))
    }

    /// The words of all standards, by the standard's id.
    pub fn words(&mut self) -> impl Iterator<Item = (&str, &mut Words)> {
        let standards = self.0.values_mut().flatten();
        standards.map(|standard| (standard.id.as_str(), &mut standard.words))
    }

    /// Takes another process's milestones over its own, each as a whole.
    pub fn take_over(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether a standard is an expression.
    pub fn has_expression(&self) -> bool {
        let mut standards = self.standards();
        standards.any(|(_, standard)| matches!(standard.condition, Condition::When(_)))
    }

    /// The milestone from which on our manager's approval is asked for.
    pub fn approved_from(&self) -> Option<Milestone> {
        let mut standards = self.standards();
        let (milestone, _) = standards.find(|(_, standard)| standard.is_approval())?;
        Some(milestone)
    }
}

/// The standards that deals are held to.
#[derive(Clone, Copy)]
pub struct Standards<'p, 'n> {
    /// The milestones with their standards.
    pub process: &'p Process,
    /// Everything that an expression can name of an account; asked for only where there is an expression.
    pub names: &'n dyn Fn(&Account<'_>) -> Value,
    /// The day to reckon from.
    pub today: Day,
}

impl fmt::Debug for Standards<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Standards").finish_non_exhaustive()
    }
}

/// A standard that a deal does not meet.
#[derive(Debug, Clone)]
pub struct Unmet<'p> {
    /// The milestone it belongs to.
    pub milestone: Milestone,
    /// The standard.
    pub standard: &'p Standard,
    /// Why it cannot be told whether it is met, where that is so: it counts as not met.
    pub unknown: Option<String>,
    /// The fact that it lacks; nothing where the dossier says all that it looks at.
    pub lack: Option<Lack>,
}

impl<'p> Standards<'p, '_> {
    /// The standards of a deal's milestone and of those before it that are not met, in order.
    pub fn unmet(&self, account: &Account<'_>, deal: &Opportunity<'_>) -> Vec<Unmet<'p>> {
        self.unmet_by(account, deal, deal.milestone)
    }

    /// The standards of a milestone and of those before it that a deal does not meet, in order.
    pub fn unmet_by(
        &self,
        account: &Account<'_>,
        deal: &Opportunity<'_>,
        milestone: Option<Milestone>,
    ) -> Vec<Unmet<'p>> {
        let names = LazyCell::new(|| context! { deal => Value::from(Serde(deal)), ..(self.names)(account) });
        let case = Case {
            account,
            deal,
            delivery: None,
            today: self.today,
        };
        let asked = self.process.standards();
        asked
            .take_while(|(at, _)| Some(*at) <= milestone)
            .filter_map(|(milestone, standard)| {
                let unknown = match &standard.condition {
                    Condition::Met(predicate) => (!is_met(predicate, &case)).then_some(None),
                    Condition::When(expression) => match expression.holds(&names) {
                        Ok(holds) => (!holds).then_some(None),
                        Err(error) => Some(Some(error.to_string())),
                    },
                }?;
                Some(Unmet {
                    milestone,
                    standard,
                    unknown,
                    lack: standard.lack(&case),
                })
            })
            .collect()
    }
}

/// Whether a predicate holds; one that looks at a delivery for one of the deal's.
fn is_met(predicate: &Predicate, case: &Case<'_>) -> bool {
    match predicate.is_of_delivery() {
        false => predicate.holds(case),
        true => deliveries(case.account, case.deal).any(|delivery| {
            predicate.holds(&Case {
                delivery: Some(delivery),
                ..*case
            })
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_knows_has_a_role_or_a_department() {
        assert_eq!("buyer".parse::<Knower>().map(Knower::as_str), Ok("buyer"));
        assert_eq!("legal".parse::<Knower>().map(Knower::as_str), Ok("legal"));
        let told = |word: &str| word.parse::<Knower>().expect_err(word);
        assert!(told("byuer").ends_with("did you mean `buyer`?"));
        assert!(told("neighbours").contains("there are approver, decision_maker"));
    }
}
