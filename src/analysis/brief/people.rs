//! The people of a brief: who will be there, who has a say and will not, and who is not known (M5, M11).

use schemars::JsonSchema;
use serde::Serialize;

use super::Request;
use super::meeting::Occasion;
use crate::analysis::age::Since;
use crate::model::people::Attitude;
use crate::model::{Account, Day, Role, Stakeholder};
use crate::route;

/// A person as a brief tells of them.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Person<'a> {
    /// The id.
    pub id: Option<&'a str>,
    /// The name.
    pub name: &'a str,
    /// The title.
    pub title: Option<&'a str>,
    /// The department.
    pub department: Option<&'static str>,
    /// The parts in the decision.
    pub roles: Vec<&'static str>,
    /// Weight in the decision, 1 to 5.
    pub influence: Option<u8>,
    /// Since when the weight has been put so, where that is 180 days or more and history tells it.
    pub influence_since: Option<Since>,
    /// The attitude to us.
    pub attitude: Option<&'static str>,
    /// Since when the attitude has been put so, likewise.
    pub attitude_since: Option<Since>,
    /// How the person takes to what is new.
    pub adoption: Option<&'static str>,
    /// What worries the person.
    pub concerns: Vec<&'a str>,
    /// The last contact with the person.
    pub last_contact: Option<Day>,
    /// How many days ago that was.
    pub days_ago: Option<i64>,
    /// Names of people with whom there is a conflict.
    pub conflicts_with: Vec<&'a str>,
    /// What is private, where it was asked for.
    pub private: Option<PrivateFacts<'a>>,
}

/// What is known of somebody's life.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PrivateFacts<'a> {
    /// The birthday as written.
    pub birthday: Option<String>,
    /// Interests.
    pub interests: Vec<&'a str>,
    /// Family.
    pub family: Option<&'a str>,
    /// What not to speak of.
    pub avoid: Vec<&'a str>,
}

/// Who will be there, the most influential first, and whom the dossier does not know.
pub(super) fn attending<'a>(
    account: &'a Account<'_>,
    occasion: &Occasion<'_, '_>,
    request: &Request<'_>,
) -> (Vec<Person<'a>>, Vec<String>) {
    let named: Vec<&str> = match request.with.is_empty() {
        false => request.with.iter().map(String::as_str).collect(),
        true => occasion.with.iter().map(|id| id.as_str()).collect(),
    };
    if named.is_empty() {
        return (
            persons(account.present(request.today), account, request),
            Vec::new(),
        );
    }
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for name in named {
        match find(account, name) {
            Some(person) => known.push(person),
            None => unknown.push(name.to_owned()),
        }
    }
    (persons(known.into_iter(), account, request), unknown)
}

/// The person meant by an id, or by the whole name.
pub(super) fn find<'a, 's>(account: &'a Account<'s>, typed: &str) -> Option<&'a Stakeholder<'s>> {
    account.person(typed).or_else(|| {
        account
            .stakeholders
            .iter()
            .find(|person| person.name.as_deref() == Some(typed))
    })
}

/// Present people who approve, decide or are against us, and will not be there.
pub(super) fn absent<'a>(
    account: &'a Account<'_>,
    there: &[Person<'_>],
    request: &Request<'_>,
) -> Vec<Person<'a>> {
    let matters = |person: &&Stakeholder<'_>| {
        person
            .roles
            .iter()
            .any(|role| matches!(role, Role::Approver | Role::DecisionMaker))
            || person.attitude == Some(Attitude::Opponent)
    };
    let elsewhere = |person: &&Stakeholder<'_>| !there.iter().any(|met| met.name == person.called());
    let people = account.present(request.today).filter(matters).filter(elsewhere);
    persons(people, account, request)
}

/// People as a brief tells of them, the most influential first.
pub(super) fn persons<'a, 's: 'a>(
    people: impl Iterator<Item = &'a Stakeholder<'s>>,
    account: &'a Account<'s>,
    request: &Request<'_>,
) -> Vec<Person<'a>> {
    let mut persons: Vec<Person<'a>> = people.map(|person| tell(person, account, request)).collect();
    persons.sort_by_key(|person| std::cmp::Reverse(person.influence));
    persons
}

pub(super) fn tell<'a>(
    person: &'a Stakeholder<'_>,
    account: &'a Account<'_>,
    request: &Request<'_>,
) -> Person<'a> {
    let last_contact = last_contact(person, account, request.today);
    let at = account
        .stakeholders
        .iter()
        .position(|one| std::ptr::eq(one, person));
    let since = |key: &str| {
        let route = route!["stakeholders", at?, key];
        request.past?.ages.since(&route, request.today)
    };
    Person {
        id: person.id.as_deref(),
        name: person.called(),
        title: person.title.as_deref(),
        department: person.department.map(|department| department.as_str()),
        roles: person.roles.iter().map(|role| role.as_str()).collect(),
        influence: person.influence.map(|influence| influence.get()),
        influence_since: since("influence"),
        attitude: person.attitude.map(|attitude| attitude.as_str()),
        attitude_since: since("attitude"),
        adoption: person.adoption.map(|adoption| adoption.as_str()),
        concerns: person.concerns.iter().map(|concern| concern.as_str()).collect(),
        last_contact,
        days_ago: last_contact.map(|last| request.today.days_since(last)),
        conflicts_with: person
            .conflicts_with
            .iter()
            .map(|id| account.person_name(id))
            .collect(),
        private: request.private.then(|| private_facts(person)),
    }
}

fn private_facts<'a>(person: &'a Stakeholder<'_>) -> PrivateFacts<'a> {
    let private = &person.private;
    PrivateFacts {
        birthday: private.birthday.map(|birthday| birthday.to_string()),
        interests: private
            .interests
            .iter()
            .map(|interest| interest.as_str())
            .collect(),
        family: private.family.as_deref(),
        avoid: private.avoid.iter().map(|topic| topic.as_str()).collect(),
    }
}

fn last_contact(person: &Stakeholder<'_>, account: &Account<'_>, today: Day) -> Option<Day> {
    let id = person.id.as_deref()?;
    account
        .real_touchpoints(today)
        .filter(|touch| touch.with.iter().any(|with| *with == id))
        .filter_map(|touch| touch.on)
        .max()
}
