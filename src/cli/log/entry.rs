//! From what is told of a contact to what is written: days, kinds and people become those that are meant.

use super::kinds::{Kinds, first_word};
use super::subject::{day_said, person_said, subject};
use super::told::Told;
use super::{refused, values};
use crate::cli::exit::Failure;
use crate::cli::record::Entry;
use crate::cli::{account, pick, when};
use crate::model::touchpoint::NextStep;
use crate::model::{Account, Commitment, Day, Party, Stakeholder, Text, Touchpoint};
use crate::portfolio::Dossier;
use crate::render::visible;
use crate::route;
use crate::settings::Settings;
use crate::source::edit::Change;
use crate::source::nearest;

/// How far ahead a contact can be planned, in days: a year beyond that is most likely a slip.
const FARTHEST: i64 = 366;

/// What is known besides the dossier.
pub(super) struct Basis<'b> {
    /// The day to reckon from.
    pub(super) today: Day,
    /// The settings: who we are.
    pub(super) settings: &'b Settings,
    /// The e-mail address of whoever sits here.
    pub(super) email: Option<String>,
    /// The words for kinds of contact.
    pub(super) kinds: Kinds,
    /// The ids of the cases that can be told.
    pub(super) cases: Vec<String>,
    /// Whether the same contact may be written twice.
    pub(super) again: bool,
}

/// A contact as it was meant.
pub(super) struct Meant<'m> {
    /// What is written of it.
    pub(super) touch: Touchpoint<'m>,
    /// Those of the account who were there, with their ids.
    pub(super) people: Vec<(&'m str, &'m Stakeholder<'m>)>,
    /// What was promised.
    pub(super) promises: Vec<Commitment<'m>>,
}

impl Basis<'_> {
    /// What is to be written into a dossier for what is told.
    pub(super) fn entry(&self, told: &Told, dossier: &Dossier<'_>) -> Result<Entry, Failure> {
        let account = account::readable(dossier)?;
        let meant = self.meant(told, account).map_err(|why| refused(&why))?;
        if !self.again {
            refuse_repeat(&meant.touch, dossier, account)?;
        }
        let mut changes = vec![Change::Insert {
            list: route!["touchpoints"],
            by: "on",
            item: values::touchpoint(&meant.touch),
        }];
        changes.extend(values::promises(&meant.promises, account));
        let entry = Entry {
            changes,
            subject: subject(&meant, self.today),
            remarks: self.remarks(&meant, dossier, account),
        };
        Ok(entry.dated(meant.touch.on.unwrap_or(self.today), account))
    }

    fn meant<'m>(&'m self, told: &'m Told, account: &'m Account<'_>) -> Result<Meant<'m>, String> {
        let on = self.day(told)?;
        if on > self.today && told.has_come_of_it() {
            return Err(format!(
                "{} is still to come, so nothing can have come of it; say with --on which day it was, or leave out the outcome",
                day_said(on)
            ));
        }
        let kind = told.kind.as_deref().ok_or_else(Kinds::asked)?;
        let people = self.people(told, account)?;
        let next = told.next.as_deref().map(|next| self.next_step(next, on));
        let touch = Touchpoint {
            on: Some(on),
            kind: Some(self.kinds.find(kind)?),
            by: self.by(told, account)?.map(Text::from),
            with: people.iter().map(|(id, _)| Text::from(*id)).collect(),
            purpose: said(&told.purpose),
            achieved: told.achieved,
            outcome: said(&told.outcome),
            notes: said(&told.notes),
            told: self.cases_told(told)?,
            next: next.transpose()?,
        };
        let promises = self.promises(told, &touch)?;
        Ok(Meant {
            touch,
            people,
            promises,
        })
    }

    /// The day of the contact: today where nothing is said.
    fn day(&self, told: &Told) -> Result<Day, String> {
        let on = match &told.on {
            Some(typed) => when::day_behind(typed, self.today)?,
            None => self.today,
        };
        match on.days_since(self.today) > FARTHEST {
            true => Err(format!("{on} is more than a year ahead; check the year")),
            false => when::near(on, self.today),
        }
    }

    fn people<'m>(
        &self,
        told: &Told,
        account: &'m Account<'_>,
    ) -> Result<Vec<(&'m str, &'m Stakeholder<'m>)>, String> {
        let mut people: Vec<(&str, &Stakeholder<'_>)> = Vec::new();
        for typed in parts(&told.with) {
            let at = pick::person(account, typed).map_err(|why| why.to_string())?;
            let id = pick::person_id(account, typed).map_err(|why| why.to_string())?;
            if !people.iter().any(|(known, _)| *known == id) {
                people.push((id, &account.stakeholders[at]));
            }
        }
        Ok(people)
    }

    /// Who of us: as told, else whoever sits here, else the account's owner.
    fn by<'m>(&'m self, told: &'m Told, account: &'m Account<'_>) -> Result<Option<&'m str>, String> {
        if let Some(typed) = &told.by {
            return pick::colleague(self.settings, typed)
                .map(Some)
                .map_err(|why| why.to_string());
        }
        let is_here = |email: &Option<String>| match (email, &self.email) {
            (Some(email), Some(own)) => email.eq_ignore_ascii_case(own),
            _ => false,
        };
        let team = &self.settings.team;
        let here = team.iter().find(|(_, colleague)| is_here(&colleague.email));
        Ok(here.map(|(id, _)| id.as_str()).or(account.owner.as_deref()))
    }

    fn cases_told<'m>(&self, told: &'m Told) -> Result<Vec<Text<'m>>, String> {
        let known = || self.cases.iter().map(String::as_str);
        let case = |typed: &'m str| match (self.cases.iter().any(|id| id == typed), nearest(typed, known())) {
            (true, _) => Ok(Text::from(typed)),
            (false, Some(near)) => Err(format!(
                "the library has no case `{typed}`; did you mean `{near}`?"
            )),
            (false, None) => Err(format!(
                "the library has no case `{typed}`; its cases stand in cases.yaml"
            )),
        };
        parts(&told.told).map(case).collect()
    }

    /// `DATE [KIND] [PURPOSE]`, not before the contact itself.
    fn next_step<'m>(&self, typed: &'m str, on: Day) -> Result<NextStep<'m>, String> {
        let (day, rest) = first_word(typed);
        let day = when::day_after(day, self.today)
            .and_then(|day| when::near(day, self.today))
            .map_err(|why| {
                format!("a next step begins with its day, as in `fri call hear the result`: {why}")
            })?;
        if day < on {
            return Err(format!(
                "the next step, on {day}, would come before the contact, on {on}"
            ));
        }
        let (kind, purpose) = self.kinds.leading(rest)?;
        Ok(NextStep {
            on: Some(day),
            kind,
            purpose: (!purpose.is_empty()).then(|| Text::from(purpose)),
        })
    }

    fn promises<'m>(&self, told: &'m Told, touch: &Touchpoint<'m>) -> Result<Vec<Commitment<'m>>, String> {
        let ours = told.ours.iter().map(|typed| (Party::Us, typed));
        let theirs = told.theirs.iter().map(|typed| (Party::Them, typed));
        ours.chain(theirs)
            .map(|(side, typed)| self.promise(side, typed, touch))
            .collect()
    }

    /// `DATE WHAT`. Where several people were there, to whom or by whom is not known.
    fn promise<'m>(
        &self,
        side: Party,
        typed: &'m str,
        touch: &Touchpoint<'m>,
    ) -> Result<Commitment<'m>, String> {
        let (day, what) = first_word(typed);
        let due = when::day_ahead(day, self.today)
            .and_then(|due| when::near(due, self.today))
            .map_err(|why| format!("a promise begins with its day, as in `fri send the log`: {why}"))?;
        if what.is_empty() {
            return Err(format!("what was promised for {due}? Write it behind the day"));
        }
        let them = match touch.with.as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        };
        let (who, to) = match side {
            Party::Us => (touch.by.clone(), them),
            Party::Them => (them, None),
        };
        Ok(Commitment {
            what: Some(Text::from(what)),
            by: Some(side),
            who,
            to,
            made: touch.on,
            due: Some(due),
            ..Commitment::default()
        })
    }

    fn remarks(&self, meant: &Meant<'_>, dossier: &Dossier<'_>, account: &Account<'_>) -> Vec<String> {
        let on = meant.touch.on;
        let gone = meant.people.iter().filter_map(|(id, person)| {
            let left = person.left.filter(|left| Some(*left) <= on)?;
            Some(format!("{} left on {left}", person_said(&(*id, *person))))
        });
        gone.chain(self.plan_beside(&meant.touch, dossier, account))
            .collect()
    }

    /// What was planned and has now taken place stands there still, and counts as another contact.
    fn plan_beside(
        &self,
        touch: &Touchpoint<'_>,
        dossier: &Dossier<'_>,
        account: &Account<'_>,
    ) -> Option<String> {
        let is_plan = |found: &Touchpoint<'_>| {
            let is_told = found.achieved.is_some() || found.outcome.is_some() || found.notes.is_some();
            let is_apart = !found.with.is_empty()
                && !touch.with.is_empty()
                && !found.with.iter().any(|person| touch.with.contains(person));
            let is_other =
                found.purpose.is_some() && touch.purpose.is_some() && found.purpose != touch.purpose;
            (found.on, found.kind) == (touch.on, touch.kind) && !is_told && !is_apart && !is_other
        };
        let at = account.touchpoints.iter().position(is_plan)?;
        let place = dossier.document.place(route!["touchpoints", at]);
        (touch.on <= Some(self.today)).then(|| {
            format!(
                "{place} (line {}) is of the same day and kind and says nothing of what came of it; if it was the plan, `dossier set {} '{place}' --unset` takes it out",
                line_of(dossier, at),
                account.id
            )
        })
    }
}

/// Refuses what stands in the dossier already; by whom may be told otherwise.
fn refuse_repeat(
    touch: &Touchpoint<'_>,
    dossier: &Dossier<'_>,
    account: &Account<'_>,
) -> Result<(), Failure> {
    let same = |found: &Touchpoint<'_>| content(found) == content(touch);
    match account.touchpoints.iter().position(same) {
        Some(at) => Err(Failure::Usage(format!(
            "this is logged already: {}:{} says the same; --again logs it once more",
            visible::line(dossier.document.source.name()),
            line_of(dossier, at)
        ))),
        None => Ok(()),
    }
}

/// What a touchpoint says, whoever of us it was and in whatever order people are named.
fn content<'m>(touch: &'m Touchpoint<'m>) -> Touchpoint<'m> {
    let mut content = touch.clone();
    content.by = None;
    content.with.sort();
    content.told.sort();
    content.notes = touch.notes.as_deref().map(|notes| Text::from(notes.trim()));
    content
}

fn line_of(dossier: &Dossier<'_>, touchpoint: usize) -> usize {
    let document = &dossier.document;
    let place = document.place(route!["touchpoints", touchpoint]);
    let start = document.look(|tree| Some(tree.span(tree.find(&place)?).start));
    document.source.position(start.unwrap_or_default()).line
}

/// Texts that stand in a row, by whatever comma.
fn parts(texts: &[String]) -> impl Iterator<Item = &str> {
    let parts = texts.iter().flat_map(|text| text.split([',', '，', '、', '\n']));
    parts.map(str::trim).filter(|part| !part.is_empty())
}

fn said(told: &Option<String>) -> Option<Text<'_>> {
    let text = told.as_deref()?.trim();
    (!text.is_empty()).then(|| Text::from(text))
}
