//! Scope: one account on one day, as every source of items is given it.

use super::holiday::AtHand;
use super::item::{Item, ItemKind};
use super::occasion::Occasion;
use super::policy::AgendaPolicy;
use crate::model::{Account, Day, Kind, PersonalDate, Tier};

/// One account on one day, and how far the agenda looks ahead.
pub(super) struct Scope<'a, 'p> {
    pub(super) account: &'a Account<'a>,
    pub(super) tier: Tier,
    pub(super) policy: &'p AgendaPolicy,
    pub(super) today: Day,
    pub(super) holidays: &'p [AtHand<'p>],
    within: u32,
    contacts: Contacts,
}

impl<'a, 'p> Scope<'a, 'p> {
    pub(super) fn new(
        account: &'a Account<'a>,
        tier: Tier,
        policy: &'p AgendaPolicy,
        holidays: &'p [AtHand<'p>],
        today: Day,
        within: u32,
    ) -> Self {
        Self {
            account,
            tier,
            policy,
            today,
            holidays,
            within,
            contacts: Contacts::of(account, today),
        }
    }

    /// Whether what is due on a day is listed.
    pub(super) fn lists(&self, due: Day) -> bool {
        self.lists_from(0, due)
    }

    /// Whether what is due on a day is listed, where it announces itself at least so many days ahead.
    pub(super) fn lists_from(&self, lead: u32, due: Day) -> bool {
        lists(due, self.today, self.within.max(lead))
    }

    /// The occasions of a date that are listed and not over yet.
    pub(super) fn occasions(&self, date: PersonalDate) -> impl Iterator<Item = Occasion> {
        Occasion::of(date, self.policy, self.today, self.within)
    }

    /// The earliest contact planned, of a kind or of any.
    pub(super) fn planned(&self, kind: Option<Kind>) -> Option<Day> {
        self.contacts.planned[slot(kind)]
    }

    /// The latest contact made, of a kind or of any: its day and its place in the file.
    pub(super) fn latest(&self, kind: Option<Kind>) -> Option<(Day, usize)> {
        self.contacts.latest[slot(kind)]
    }

    /// An item that falls to the account's owner, concerns nobody in particular and is not planned.
    pub(super) fn item(&self, kind: ItemKind, due: Day, what: String, why: String) -> Item<'a> {
        let overdue = self.today.days_since(due);
        Item {
            account: self.account,
            tier: self.tier,
            owner: self.account.owner.as_deref(),
            kind,
            what,
            with: Vec::new(),
            due,
            overdue,
            severity: self.policy.lateness.severity(overdue),
            planned: None,
            why,
            private: None,
        }
    }

    /// Who of us holds the relationship to a person: the person's owner, or else the account's.
    pub(super) fn holder(&self, person: Option<&str>) -> Option<&'a str> {
        let person = person.and_then(|id| self.account.person(id));
        let holder = person.and_then(|person| person.owner.as_deref());
        holder.or(self.account.owner.as_deref())
    }
}

/// Whether what is due on a day is listed by an agenda that looks so many days ahead.
pub(super) fn lists(due: Day, today: Day, ahead: u32) -> bool {
    due.days_since(today) <= ahead.into()
}

/// The slot for contacts of any kind, after those for each kind.
const ANY: usize = Kind::ALL.len();

fn slot(kind: Option<Kind>) -> usize {
    kind.map_or(ANY, |kind| kind as usize)
}

/// The last contact made and the next one planned, by kind and of any kind.
struct Contacts {
    latest: [Option<(Day, usize)>; ANY + 1],
    planned: [Option<Day>; ANY + 1],
}

impl Contacts {
    fn of(account: &Account<'_>, today: Day) -> Self {
        let mut contacts = Self {
            latest: [None; ANY + 1],
            planned: [None; ANY + 1],
        };
        for (place, touch) in account.touchpoints.iter().enumerate() {
            let Some(on) = touch.on else { continue };
            for slot in [slot(touch.kind), ANY] {
                match on <= today {
                    true => contacts.made(slot, on, place),
                    false => contacts.plan(slot, on),
                }
            }
        }
        contacts
    }

    fn made(&mut self, slot: usize, on: Day, place: usize) {
        self.latest[slot] = self.latest[slot].max(Some((on, place)));
    }

    fn plan(&mut self, slot: usize, on: Day) {
        self.planned[slot] = Some(self.planned[slot].map_or(on, |day| day.min(on)));
    }
}
