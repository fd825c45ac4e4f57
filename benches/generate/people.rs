//! People: the stakeholders of a dossier, and who may be named elsewhere in it.

use account_dossier::model::Day;

use super::random::Random;
use super::words::{FOREIGN, GIVEN, LONG, SHORT, SURNAMES, TEAM, TITLES};
use super::yaml::{Fields, Value, prose, word};

const DEPARTMENTS: &[&str] = &[
    "executive",
    "finance",
    "technical",
    "production",
    "operations",
    "procurement",
];
const ROLES: &[&str] = &[
    "approver",
    "decision_maker",
    "evaluator",
    "user",
    "influencer",
    "buyer",
    "gatekeeper",
];
/// The parts in a decision that somebody has in every dossier: its first people, in this order.
const PARTS: &[&str] = &["approver", "evaluator", "user", "buyer", "coach"];
const ATTITUDES: &[&str] = &["champion", "supporter", "neutral", "neutral"];
/// Only who weighs little may be left alone with these.
const AGAINST: &[&str] = &["sceptic", "opponent"];
const INTERESTS: &[&str] = &["go", "围棋", "hiking", "摄影", "basketball", "书法"];

/// The people of a dossier.
#[derive(Debug)]
pub struct People {
    /// The ids of those who are there.
    pub ids: Vec<String>,
    /// What the dossier says of everyone.
    pub items: Vec<Fields>,
}

impl People {
    /// Five to twelve people who report to each other; in some dossiers one has left.
    pub fn invent(random: &mut Random, today: Day) -> Self {
        let mut people = Self {
            ids: Vec::new(),
            items: Vec::new(),
        };
        for _ in 0..random.few(5, 12) {
            people.add(random);
        }
        if random.chance(15) {
            people.add_departed(random, today);
        }
        people
    }

    /// Who decides.
    pub fn top(&self) -> Value {
        Value::word(&self.ids[0])
    }

    /// Somebody who is there.
    pub fn any(&self, random: &mut Random) -> Value {
        let ids: Vec<&str> = self.ids.iter().map(String::as_str).collect();
        Value::word(random.pick(&ids))
    }

    /// Some who are there.
    pub fn some(&self, random: &mut Random, most: u32) -> Value {
        let ids: Vec<&str> = self.ids.iter().map(String::as_str).collect();
        let count = random.between(1, most);
        Value::words(random.some(&ids, count))
    }

    fn new_name(&self, random: &mut Random) -> (String, String) {
        let (id, name) = random.pick(FOREIGN);
        if random.chance(15) && !self.ids.iter().any(|known| known == id) {
            return ((*id).to_owned(), (*name).to_owned());
        }
        let (surname, given) = (random.pick(SURNAMES), random.pick(GIVEN));
        let mut id = format!("{}-{}", surname.0, given.0);
        if self.ids.contains(&id) {
            id = format!("{id}-{}", self.ids.len());
        }
        (id, format!("{}{}", surname.1, given.1))
    }

    fn add(&mut self, random: &mut Random) {
        let (id, name) = self.new_name(random);
        let mut item = vec![
            word("id", &id),
            word("name", &name),
            prose("title", random.pick(TITLES)),
            ("roles", self.roles(random)),
        ];
        if random.chance(70) {
            item.insert(3, word("department", random.pick(DEPARTMENTS)));
        }
        if !self.ids.is_empty() && random.chance(80) {
            item.push(("reports_to", self.any(random)));
        }
        let influence = random.between(1, 5);
        let is_against = influence < 3 && random.chance(40);
        let attitudes = if is_against { AGAINST } else { ATTITUDES };
        item.push(word("influence", influence));
        item.push(word("attitude", random.pick(attitudes)));
        self.add_details(random, &mut item, &id);
        self.ids.push(id);
        self.items.push(item);
    }

    /// A part that nobody has yet; later on any.
    fn roles(&self, random: &mut Random) -> Value {
        match PARTS.get(self.ids.len()) {
            Some(part) => Value::words([part]),
            None => {
                let count = random.between(1, 2);
                Value::words(random.some(ROLES, count))
            }
        }
    }

    fn add_details(&self, random: &mut Random, item: &mut Fields, id: &str) {
        if random.chance(22) {
            let count = random.few(1, 2);
            item.push(("concerns", Value::texts(random.some(LONG, count))));
        }
        if random.chance(12) {
            item.push(word("closeness", random.between(1, 5)));
            item.push(word("owner", random.pick(TEAM)));
        }
        if self.ids.is_empty() || random.chance(15) {
            item.push(word("email", format!("{id}@client.example")));
        }
        if !self.ids.is_empty() && random.chance(10) {
            item.push(("influences", self.some(random, 2)));
        }
        if random.chance(20) {
            item.push(("private", private(random)));
        }
    }

    /// Somebody who is gone, with a successor among those who are there.
    fn add_departed(&mut self, random: &mut Random, today: Day) {
        let (id, name) = self.new_name(random);
        let item = vec![
            word("id", id),
            word("name", name),
            prose("title", random.pick(TITLES)),
            ("roles", Value::words(["buyer"])),
            word("left", today.minus_days(random.between(20, 600))),
            ("successor", self.any(random)),
        ];
        self.items.push(item);
    }
}

fn private(random: &mut Random) -> Value {
    let (month, day) = (random.between(1, 12), random.between(1, 28));
    let year = random.between(1962, 1996);
    let birthday = match random.between(1, 4) {
        1 => format!("{month:02}-{day:02}"),
        2 => format!("lunar {year}-{month:02}-{day:02}"),
        3 => format!("lunar {month:02}-{day:02}"),
        _ => format!("{year}-{month:02}-{day:02}"),
    };
    let mut fields = vec![word("birthday", birthday)];
    if random.chance(50) {
        fields.push(("interests", Value::texts(random.some(INTERESTS, 2))));
    }
    if random.chance(20) {
        fields.push(prose("family", random.pick(SHORT)));
    }
    Value::Map(fields)
}
