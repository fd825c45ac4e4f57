//! Generate: dossiers as they might be, the same for the same seed, with references that resolve.
//!
//! 6.5 KB on average, half Chinese and half English, flow and block style mixed, as several people would
//! write them over the years, and clean, as a team keeps them that runs check in CI. In 4 of 100 a finding
//! waits: a touchpoint without its kind, a margin that nobody knows, one person who had all the contacts.

mod dealings;
mod people;
pub mod random;
mod words;
mod yaml;

use account_dossier::model::Day;
use chrono::NaiveDate;

use dealings::{Stage, sentences};
use people::People;
use random::Random;
use words::{BRANDS, COMPETITORS, INDUSTRIES, LONG, PLACES, PROCESS, REGIONS, SHORT, TAGS, TEAM, TRADES};
use yaml::{Fields, Page, Value, prose, word};

/// The settings that the dossiers go by.
pub const SETTINGS: &str = "\
version: 1
currency: CNY
rates: {USD: 7.1, EUR: 7.8}
completeness: {A: 50, B: 50}
team:
  wang.min: {name: Wang Min, hours_per_week: 30}
  chen.yu: {name: Chen Yu, hours_per_week: 20}
  m.schmidt: {name: Matthias Schmidt}
  li.na: {name: 李娜}
  zhou.kai: {name: 周凯}
";

/// The cases that touchpoints name.
pub const CASES: &str = "\
- {id: reference-plant, title: Change-over from six hours to forty minutes, industry: machinery}
- {id: cold-store, title: 冷库节能改造, industry: food}
- {id: spare-parts, title: Spare parts within a day, industry: logistics}
- {id: audit-ready, title: 三个月通过审计, industry: pharma}
";

/// The day that all dates are reckoned from.
pub fn today() -> Day {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default().into()
}

/// The first `n` dossiers of a seed, with their ids: a folder for each thousand.
pub fn dossiers(seed: u64, n: usize) -> impl Iterator<Item = (String, String)> {
    (0..n).map(move |at| {
        let mut random = Random::new(seed ^ (at as u64 + 1).wrapping_mul(0x2545_f491_4f6c_dd1d));
        let name = Name::of(at);
        let fields = account(&mut random, &name);
        let text = Page::write(
            &mut random,
            &format!("客户档案 / account dossier: {}", name.english),
            &fields,
        );
        (name.id, text)
    })
}

/// What an account is called; different for every one.
struct Name {
    at: usize,
    id: String,
    english: String,
    chinese: String,
}

impl Name {
    fn of(at: usize) -> Self {
        let place = PLACES[at % PLACES.len()];
        let brand = BRANDS[at / PLACES.len() % BRANDS.len()];
        let trade = TRADES[at / (PLACES.len() * BRANDS.len()) % TRADES.len()];
        let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
        let round = at / (PLACES.len() * BRANDS.len() * TRADES.len()) + 1;
        let number = if round > 1 {
            format!(" {round}")
        } else {
            String::new()
        };
        Self {
            at,
            id: format!("{:03}/{}-{}-{}-{at:05}", at / 1000, place.0, brand.0, trade.0),
            english: format!(
                "{} {} {}{number}",
                capital(place.0),
                capital(brand.0),
                capital(trade.0)
            ),
            chinese: format!("{}{}{}{number}", place.1, brand.1, trade.1),
        }
    }
}

fn account(random: &mut Random, name: &Name) -> Fields {
    let today = today();
    let people = People::invent(random, today);
    let needs = random.few(2, 5);
    let stage = Stage {
        people: &people,
        today,
        needs,
    };
    let mut fields = head(random, name, today);
    fields.push(("profile", profile(random)));
    fields.push(("value", value(random, today, has_gap(name.at))));
    fields.extend(standing(random, today));
    fields.push(("procurement", procurement(random, &people, today)));
    let (needs, deals) = (stage.needs(random), stage.opportunities(random));
    let commitments = stage.commitments(random);
    let touchpoints = stage.touchpoints(random, name.at % 100 == 42 || name.at % 100 == 77);
    let (competitors, rest) = (competitors(random, &people), rest(random, &people, today));
    fields.push(("stakeholders", Value::Items(people.items)));
    fields.extend(competitors);
    fields.extend([
        ("needs", needs),
        ("opportunities", deals),
        ("commitments", commitments),
    ]);
    fields.push(("touchpoints", touchpoints));
    fields.extend(rest);
    fields
}

/// Whether an account lacks a figure for its tier.
fn has_gap(at: usize) -> bool {
    at % 100 == 13
}

fn head(random: &mut Random, name: &Name, today: Day) -> Fields {
    let (first, second) = match name.at % 2 {
        0 => (&name.chinese, &name.english),
        _ => (&name.english, &name.chinese),
    };
    let registered = today.minus_days(random.between(300, 2000));
    let mut fields = vec![
        word("name", first),
        ("aliases", Value::words([second])),
        ("domains", Value::words([format!("client{:05}.example", name.at)])),
        word("industry", random.pick(INDUSTRIES)),
        prose("region", random.pick(REGIONS)),
        word("phone", format!("\"+86 512 555{} 0100\"", random.between(0, 9))),
        word("owner", random.pick(TEAM)),
        word(
            "status",
            random.pick(&["prospect", "customer", "customer", "customer", "dormant"]),
        ),
        word("registered", registered),
        word("reviewed", today.minus_days(random.between(1, 25))),
        ("source", source(random)),
    ];
    if random.chance(30) {
        fields.push(("tags", Value::texts(random.some(TAGS, 2))));
    }
    if random.chance(20) {
        let member = vec![word("who", random.pick(TEAM)), prose("does", random.pick(SHORT))];
        fields.push(("team", Value::Items(vec![member])));
    }
    if name.at > 0 && random.chance(4) {
        let parent = random.between(0, u32::try_from(name.at - 1).unwrap_or(0));
        fields.push(word("parent", Name::of(parent as usize).id));
    }
    fields
}

fn source(random: &mut Random) -> Value {
    let kinds = &["referral", "fair", "inbound", "展会"];
    Value::Map(vec![word("kind", random.pick(kinds))])
}

fn profile(random: &mut Random) -> Value {
    let credit = vec![
        word("rating", random.between(1, 5)),
        prose("terms", random.pick(&["60 days", "月结 30 天", "90 days"])),
    ];
    let mut fields = vec![
        prose("business", random.pick(LONG)),
        ("credit", Value::Map(credit)),
        word("willingness", random.between(1, 5)),
        word("employees", random.between(4, 400) * 10),
        ("turnover", money(random, 9_000, 900_000)),
    ];
    if random.chance(40) {
        fields.insert(1, ("strategy", Value::Folded(sentences(random, 2))));
    }
    if random.chance(30) {
        fields.push(("markets", Value::texts(random.some(INDUSTRIES, 2))));
    }
    Value::Section(fields)
}

fn value(random: &mut Random, today: Day, gap: bool) -> Value {
    let sales = ["2023", "2024", "2025"].map(|year| (year, money(random, 20, 3000)));
    let count = random.between(0, 3);
    let mut days: Vec<_> = (0..count)
        .map(|_| today.minus_days(random.between(1, 700)))
        .collect();
    days.sort_unstable();
    let purchases = days
        .into_iter()
        .map(|on| vec![word("on", on), ("amount", money(random, 10, 900))]);
    let purchases = match count {
        0 => Value::List(Vec::new()),
        _ => Value::Items(purchases.collect()),
    };
    let mut fields = vec![
        ("sales", Value::Map(sales.into())),
        word("margin", format!("0.{:02}", random.between(8, 55))),
        ("potential", money(random, 1000, 9000)),
        word("strategic_fit", random.between(2, 5)),
        word("growth", random.between(1, 5)),
        word("loyalty", random.pick(&["loyal", "switching", "indifferent"])),
        ("purchases", purchases),
    ];
    if gap {
        fields.retain(|(key, _)| *key != "margin");
    }
    Value::Section(fields)
}

/// The relationship, and in a few dossiers a tier that is fixed by hand.
fn standing(random: &mut Random, today: Day) -> Fields {
    let relationship = vec![
        word(
            "stage",
            random.pick(&["exploratory", "early", "mid", "partnership"]),
        ),
        word("standing", random.pick(&["outsider", "friend", "supplier"])),
        word("wanted", "partner"),
    ];
    let mut fields = vec![("relationship", Value::Map(relationship))];
    if random.chance(3) {
        let tier = vec![
            word("fixed", random.pick(&["A", "B"])),
            prose("reason", random.pick(SHORT)),
            word("until", today.plus_days(random.between(10, 200))),
        ];
        fields.push(("tier", Value::Map(tier)));
    }
    fields
}

fn procurement(random: &mut Random, people: &People, today: Day) -> Value {
    let count = random.between(2, 4);
    let approval = vec![word("level", "board"), ("by", people.any(random))];
    let budget = vec![
        ("amount", money(random, 100, 4000)),
        prose("status", random.pick(&["planned", "已批准", "requested"])),
        ("approvals", Value::List(vec![Value::Map(approval)])),
    ];
    let mut fields = vec![
        ("process", Value::texts(random.some(PROCESS, count))),
        word("phase", random.pick(&["planning", "selection", "decision"])),
    ];
    if random.chance(40) {
        fields.push(("criteria", Value::texts(random.some(LONG, 2))));
    }
    if random.chance(60) {
        fields.push(("budget", Value::Map(budget)));
    }
    if random.chance(40) {
        fields.push(word("renewal", today.plus_days(random.between(1, 700))));
    }
    Value::Section(fields)
}

fn competitors(random: &mut Random, people: &People) -> Fields {
    let count = random.few(1, 2);
    let items = random.some(COMPETITORS, count).into_iter().map(|name| {
        vec![
            word("name", name),
            word("position", random.pick(&["incumbent", "challenger"])),
            ("strengths", Value::texts(random.some(LONG, 1))),
            ("counters", Value::texts(random.some(LONG, 1))),
            ("supporters", people.some(random, 1)),
        ]
    });
    let items = items.collect();
    vec![("competitors", Value::Items(items))]
}

/// What only some dossiers have.
fn rest(random: &mut Random, people: &People, today: Day) -> Fields {
    let mut fields = Fields::new();
    if random.chance(15) {
        let action = vec![
            prose("what", random.pick(SHORT)),
            word("who", random.pick(TEAM)),
            word("due", today.plus_days(random.between(3, 90))),
            word("goal", "share"),
        ];
        let goal = vec![word("id", "share"), prose("goal", random.pick(LONG))];
        let plan = vec![
            ("goals", Value::Items(vec![goal])),
            ("actions", Value::Items(vec![action])),
        ];
        fields.push(("plan", Value::Section(plan)));
    }
    let told = |of: &'static str| vec![word("of", of), word("grade", "told"), ("from", people.top())];
    fields.push((
        "sources",
        Value::Items(["value.potential", "procurement"].map(told).into()),
    ));
    if random.chance(15) {
        let referral = vec![
            word("asked", today.minus_days(random.between(3, 400))),
            ("from", people.any(random)),
            prose("to", random.pick(COMPETITORS)),
        ];
        fields.push(("referrals", Value::Items(vec![referral])));
    }
    if random.chance(20) {
        let number = random.between(1000, 999_999);
        fields.push(word("x-erp-number", format!("\"{number:010}\"")));
    }
    fields
}

/// An amount of so many thousands, as people type it.
fn money(random: &mut Random, low: u32, high: u32) -> Value {
    let thousands = random.between(low, high);
    let currency = random.pick(&["", "", "", "", "", "", "", " CNY", " USD", " EUR"]);
    Value::Word(match random.between(1, 4) {
        1 => format!("{thousands}k{currency}"),
        2 => format!("{thousands}000{currency}"),
        3 if thousands >= 100 => format!("{}.{}M{currency}", thousands / 1000, thousands % 1000 / 100),
        _ => format!("{}.{}万{currency}", thousands / 10, thousands % 10),
    })
}
