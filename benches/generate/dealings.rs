//! Dealings: needs, opportunities, promises and touchpoints, with dates in order.

use account_dossier::model::Day;

use super::money;
use super::people::People;
use super::random::Random;
use super::words::{CASES, LONG, SHORT, TEAM};
use super::yaml::{Fields, Value, prose, word};

const MILESTONES: &[&str] = &[
    "planning",
    "contact",
    "initiation",
    "deep_contact",
    "proposal",
    "negotiation",
    "delivery",
];
/// Where open deals stand at most: what the standards so far ask for, every dossier has.
const OPEN_AT_MOST: u32 = 3;
const KINDS: &[&str] = &[
    "call", "call", "call", "visit", "visit", "message", "mailing", "event", "meeting", "greeting",
];
const ANSWERS: &[&str] = &["yes", "yes", "no", "unknown"];
const QUESTIONS: &[&str] = &[
    "pressure",
    "driver",
    "value_shown",
    "need_confirmed",
    "process_known",
];

/// What everything that happens in a dossier refers to.
pub struct Stage<'a> {
    pub people: &'a People,
    pub today: Day,
    pub needs: u32,
}

impl Stage<'_> {
    fn ago(&self, random: &mut Random, least: u32, most: u32) -> Day {
        self.today.minus_days(random.between(least, most))
    }

    pub fn needs(&self, random: &mut Random) -> Value {
        Value::Items((1..=self.needs).map(|number| self.need(random, number)).collect())
    }

    fn need(&self, random: &mut Random, number: u32) -> Fields {
        let mut need = vec![
            word("id", format!("need-{number}")),
            prose("need", random.pick(LONG)),
            word("priority", number),
            ("raised_by", self.people.any(random)),
        ];
        if random.chance(20) {
            let count = random.few(2, 3);
            need.push(("why", Value::texts(random.some(LONG, count))));
        }
        if random.chance(20) {
            let value = vec![
                ("saves", money(random, 50, 900)),
                ("cost", money(random, 50, 900)),
                word("years", random.between(2, 5)),
            ];
            need.push(("value", Value::Map(value)));
        }
        need.push(word("status", random.pick(&["confirmed", "confirmed", "solved"])));
        need
    }

    pub fn opportunities(&self, random: &mut Random) -> Value {
        let numbers = 1..=random.few(1, 4);
        Value::Items(numbers.map(|number| self.opportunity(random, number)).collect())
    }

    fn opportunity(&self, random: &mut Random, number: u32) -> Fields {
        let age = random.between(40, 500);
        let opened = self.today.minus_days(age);
        let ended = random.chance(35);
        let last = if ended { 6 } else { OPEN_AT_MOST };
        let milestone = random.between(0, last);
        let mut deal = vec![
            word("id", format!("deal-{number}")),
            prose("name", random.pick(SHORT)),
            word("need", format!("need-{}", random.between(1, self.needs))),
            word("opened", opened),
            word("milestone", MILESTONES[milestone as usize]),
        ];
        if random.chance(35) {
            let spacing = age / (milestone + 1);
            let on = |step| opened.plus_days(step * spacing);
            let reached = (0..=milestone).map(|step| word(MILESTONES[step as usize], on(step)));
            deal.push(("reached", Value::Map(reached.collect())));
        }
        deal.push(("amount", money(random, 50, 5000)));
        deal.push(word("probability", format!("0.{}", random.between(1, 9))));
        let close = match ended {
            true => opened.plus_days(random.between(20, age)),
            false => self.today.plus_days(random.between(5, 240)),
        };
        deal.push(word("close", close));
        if milestone >= 2 {
            deal.push(("approved", approval(random, opened)));
        }
        if !ended && milestone >= OPEN_AT_MOST {
            deal.push(("key_factors", key_factors(random)));
        }
        if milestone >= 2 || random.chance(10) {
            deal.extend(judgement(random));
        }
        let outcome = match ended {
            true => random.pick(&["won", "won", "lost"]),
            false => "open",
        };
        deal.push(word("outcome", outcome));
        deal
    }

    pub fn commitments(&self, random: &mut Random) -> Value {
        let numbers = 1..=random.few(2, 5);
        Value::Items(numbers.map(|number| self.commitment(random, number)).collect())
    }

    fn commitment(&self, random: &mut Random, number: u32) -> Fields {
        let end = random.between(1, 10);
        // An open one is fresh: it is not due yet.
        let age = if end > 8 {
            random.between(1, 20)
        } else {
            random.between(10, 400)
        };
        let made = self.today.minus_days(age);
        let (us, them) = (Value::word(random.pick(TEAM)), self.people.any(random));
        let (by, who, to) = match random.chance(60) {
            true => ("us", us, them),
            false => ("them", them, us),
        };
        let mut promise = vec![
            word("id", format!("c{number}")),
            prose("what", random.pick(SHORT)),
            word("by", by),
            ("who", who),
            ("to", to),
            word("made", made),
            word("due", made.plus_days(random.between(21, 60))),
        ];
        match end {
            1..=7 => promise.push(word("kept", made.plus_days(random.between(1, age.min(60))))),
            8 => promise.extend([word("broken", "true"), prose("remedy", random.pick(SHORT))]),
            _ => {}
        }
        promise
    }

    /// Six to twenty contacts, the oldest first, then who decides was visited; some dossiers plan
    /// one more. With `slip` one of them lacks its kind.
    pub fn touchpoints(&self, random: &mut Random, slip: bool) -> Value {
        let count = random.few(6, 20);
        let mut days: Vec<_> = (0..count).map(|_| self.ago(random, 30, 900)).collect();
        days.sort_unstable();
        let mut items: Vec<_> = days.into_iter().map(|on| self.touchpoint(random, on)).collect();
        items.extend([self.any_visit(random, 20, 29), self.top_visit(random, 1, 19)]);
        if random.chance(30) {
            let on = self.today.plus_days(random.between(1, 30));
            items.push(self.contact(random, on));
        }
        if slip {
            items[0].retain(|(key, _)| *key != "kind");
        }
        Value::Items(items)
    }

    fn top_visit(&self, random: &mut Random, least: u32, most: u32) -> Fields {
        visit(
            self.ago(random, least, most),
            Value::List(vec![self.people.top()]),
        )
    }

    fn any_visit(&self, random: &mut Random, least: u32, most: u32) -> Fields {
        visit(self.ago(random, least, most), self.people.some(random, 2))
    }

    fn contact(&self, random: &mut Random, on: Day) -> Fields {
        let mut contact = vec![word("on", on), word("kind", random.pick(KINDS))];
        if random.chance(60) {
            contact.push(word("by", random.pick(TEAM)));
        }
        contact.push(("with", self.people.some(random, 2)));
        if random.chance(65) {
            contact.push(prose("purpose", random.pick(SHORT)));
        }
        contact
    }

    fn touchpoint(&self, random: &mut Random, on: Day) -> Fields {
        let mut touch = self.contact(random, on);
        if random.chance(25) {
            touch.push(word("achieved", random.pick(&["yes", "partly", "no"])));
        }
        if random.chance(35) {
            touch.push(prose("outcome", random.pick(LONG)));
        }
        match random.between(1, 100) {
            1..=12 => touch.push(("notes", Value::Lines(sentences(random, 2)))),
            13..=24 => touch.push(prose("notes", random.pick(LONG))),
            _ => {}
        }
        if random.chance(6) {
            touch.push(("told", Value::words([random.pick(CASES)])));
        }
        if random.chance(14) {
            let next = vec![
                word("on", on.plus_days(random.between(3, 60))),
                word("kind", random.pick(KINDS)),
                prose("purpose", random.pick(SHORT)),
            ];
            touch.push(("next", Value::Map(next)));
        }
        touch
    }
}

/// So many lines of text.
pub fn sentences(random: &mut Random, count: u32) -> Vec<String> {
    random.some(LONG, count).into_iter().map(str::to_owned).collect()
}

fn visit(on: Day, with: Value) -> Fields {
    vec![word("on", on), word("kind", "visit"), ("with", with)]
}

/// Our manager's yes.
fn approval(random: &mut Random, opened: Day) -> Value {
    Value::Map(vec![word("by", random.pick(TEAM)), word("on", opened)])
}

fn key_factors(random: &mut Random) -> Value {
    let factors = random.some(SHORT, 3).into_iter();
    Value::List(
        factors
            .map(|factor| Value::Map(vec![prose("factor", factor)]))
            .collect(),
    )
}

/// BANT, and some of the ten questions.
fn judgement(random: &mut Random) -> Fields {
    let answer = |random: &mut Random, key: &&'static str| word(key, random.pick(ANSWERS));
    let bant = ["budget", "authority", "need", "timeline"];
    let bant = Value::Map(bant.iter().map(|key| answer(random, key)).collect());
    let mut evaluation: Fields = QUESTIONS.iter().map(|key| answer(random, key)).collect();
    evaluation.push(word("solution_fits", "yes"));
    vec![("bant", bant), ("evaluation", Value::Map(evaluation))]
}
