//! The brief: what to know before a meeting, chosen and ordered (M11), in no language yet.
//!
//! What the dossier does not say is left out, never guessed. What is private is only there when it was
//! asked for.

mod ahead;
mod amount;
mod audience;
mod buying;
mod client;
mod deals;
mod decisions;
mod delivery;
mod facts;
mod footing;
mod handover;
mod kind;
mod library;
mod meeting;
mod people;
mod plan;
mod profile;
mod promises;
mod questions;
mod state;
#[cfg(test)]
mod testing;
mod value;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::agenda::{Item, ItemKind, ReviewIntervals};
use super::deal::{Process, Standards};
use super::health::HealthPolicy;
use super::matching::Library;
use super::overview::Overview;
use super::past::{Past, Slip};
use super::tier::Standing;
use crate::model::{Account, Day, Exchange, Kind, Tier, Touchpoint};
use crate::source::Route;

use meeting::Occasion;
use questions::{Case, Purpose};

pub use ahead::Ahead;
pub use amount::Amount;
pub use audience::Audience;
pub use buying::{BudgetInfo, Buying};
pub use client::{ClientBrief, client_brief};
pub use deals::{CompetitorInfo, Deal, NeedInfo, Worth, open_deals};
pub use decisions::{Decisions, OpenRisk, ShutGate};
pub use delivery::{DeliveryInfo, StageInfo};
pub use facts::{Fact, Facts};
pub use footing::{Footing, Seat};
pub use handover::{EscalationInfo, Handover, Sore};
pub use kind::BriefKind;
pub use library::{CaseInfo, LikelyObjection, ObjectionInfo, Offer, TalkInfo};
pub use meeting::{Meeting, NextStepInfo};
pub use people::{Person, PrivateFacts};
pub use plan::{ActionInfo, GoalInfo, PlanInfo};
pub use profile::{ProfileInfo, SourceInfo};
pub use promises::{Promise, Promises, Record};
pub use questions::{
    Cause, Question, Reason, Section, ids as question_ids, layers as question_layers,
    shares as question_shares,
};
pub use state::{GateInfo, HealthInfo, HealthPart};
pub use value::{Bought, ReferralInfo, ReviewInfo, UnservedNeed, ValueInfo};

/// How many past contacts a brief looks back on.
const CONTACTS: usize = 5;
/// How many days ahead dates are near, and the agenda that a brief is made of goes.
pub const NEAR: u32 = 90;

/// What is asked of a brief.
#[derive(Debug)]
pub struct Request<'r> {
    /// What it is for.
    pub kind: BriefKind,
    /// The day to reckon from.
    pub today: Day,
    /// The day of the meeting; that of the next contact planned or agreed, or else today, where it is not
    /// said.
    pub meeting: Option<Day>,
    /// Who will be there: ids, or names that the dossier does not know. Empty: those of the planned
    /// contact, or else everybody.
    pub with: Vec<String>,
    /// Whether private facts may be told.
    pub private: bool,
    /// Where a manager of ours reads it, who decides: the standards that deals are held to.
    pub deciding_by: Option<&'r Process>,
    /// The names of those of us, by id.
    pub team: BTreeMap<&'r str, &'r str>,
    /// The currency and rates that amounts are told in.
    pub exchange: &'r Exchange,
    /// What health is measured by.
    pub health: HealthPolicy<'r>,
    /// What deals are held to, in the words of the brief's language.
    pub standards: Standards<'r, 'r>,
    /// How long facts keep, by tier.
    pub reviews: &'r ReviewIntervals,
    /// The past of the dossier, where its history tells.
    pub past: Option<&'r Past>,
}

/// Everything a brief can tell.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Brief<'a> {
    /// What it is for.
    pub kind: BriefKind,
    /// How many words it has at most; in Chinese twice as many characters.
    pub most_words: usize,
    /// The day it was made.
    pub today: Day,
    /// The account.
    pub account: AccountInfo<'a>,
    /// What the client is.
    pub profile: ProfileInfo<'a>,
    /// How well it stands with the account.
    pub health: HealthInfo,
    /// The three gates to a win.
    pub gates: Vec<GateInfo>,
    /// The meeting.
    pub meeting: Meeting<'a>,
    /// The step agreed at the last contact and still open: the least to come away with.
    pub next_step: Option<NextStepInfo<'a>>,
    /// What our manager has to decide, where one reads it.
    pub decisions: Option<Decisions<'a>>,
    /// What makes this the time, the nearest first.
    pub dates: Vec<NearDate<'a>>,
    /// The strategy of theirs that our offer can serve.
    pub strategy: Option<&'a str>,
    /// What presses on them from outside.
    pub pressures: Vec<&'a str>,
    /// Who will be there, the most influential first.
    pub people: Vec<Person<'a>>,
    /// Who will be there and is not in the dossier.
    pub unknown_people: Vec<String>,
    /// People with a say who will not be there.
    pub absent: Vec<Person<'a>>,
    /// What the people there amount to.
    pub footing: Footing<'a>,
    /// Everybody on record, each superior before their people.
    pub map: Vec<Seat<'a>>,
    /// The last contacts, latest first.
    pub contacts: Vec<Contact<'a>>,
    /// Promises.
    pub promises: Promises<'a>,
    /// Open deals, the largest first.
    pub deals: Vec<Deal<'a>>,
    /// What is being delivered.
    pub deliveries: Vec<DeliveryInfo<'a>>,
    /// How they buy and pay.
    pub buying: Buying<'a>,
    /// How they buy, step by step.
    pub process: Vec<&'a str>,
    /// What decides.
    pub criteria: Vec<&'a str>,
    /// The one or two needs of highest priority.
    pub needs: Vec<NeedInfo<'a>>,
    /// Three to five questions, drawn from what is not known.
    pub questions: Vec<Question<'a>>,
    /// The most valuable ones that had to stand back.
    pub next_questions: Vec<Question<'a>>,
    /// Who else sells to them.
    pub competitors: Vec<CompetitorInfo<'a>>,
    /// What both sides are worth to each other.
    pub value: ValueInfo<'a>,
    /// What we want there and do for it.
    pub plan: PlanInfo<'a>,
    /// What a successor of ours needs beyond all this.
    pub handover: Handover<'a>,
    /// What of the library suits.
    pub library: Offer<'a>,
    /// An objection of the playbook to be ready for, where neither library nor competitor gives one.
    pub likely_objection: Option<LikelyObjection>,
    /// What is overdue for the account, promises aside.
    pub overdue: Vec<Overdue>,
    /// What falls due within 90 days, but for promises, deals and deliveries.
    pub ahead: Vec<Ahead<'a>>,
    /// How far what the dossier says can be relied on.
    pub facts: Facts<'a>,
    /// The currency that figures are in.
    pub currency: String,
    /// The account's figures, under the names that lists and expressions use.
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub figures: Overview<'a>,
}

/// The account in a few words.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AccountInfo<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its tier.
    pub tier: Tier,
    /// The tier it could have if the unknown turned out well.
    pub could_be: Tier,
    /// Whether the tier rests on enough.
    pub settled: bool,
    /// Whether the tier was set by hand.
    pub fixed: bool,
    /// Its status.
    pub status: Option<&'static str>,
    /// Its industry.
    pub industry: Option<&'a str>,
    /// Its region.
    pub region: Option<&'a str>,
    /// What they make or sell.
    pub business: Option<&'a str>,
    /// The stage of the relationship.
    pub stage: Option<&'static str>,
    /// The phase that the stage is of: `establish`, `stabilise` or `strengthen` (M8).
    pub phase: Option<&'static str>,
    /// What we are to them.
    pub standing: Option<&'static str>,
    /// What we want to be.
    pub wanted: Option<&'static str>,
    /// The latest year with sales of ours, and those.
    pub sales: Option<(i32, Amount)>,
    /// What they spend a year in our category.
    pub potential: Option<Amount>,
    /// How well the potential is established.
    pub potential_grade: Option<&'static str>,
    /// Our account manager.
    pub owner: Option<String>,
}

/// A past contact.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Contact<'a> {
    /// The day.
    pub on: Day,
    /// The kind.
    pub kind: Option<&'static str>,
    /// With whom.
    pub with: Vec<&'a str>,
    /// What for.
    pub purpose: Option<&'a str>,
    /// What came of it.
    pub outcome: Option<&'a str>,
    /// Whether the purpose was achieved.
    pub achieved: Option<&'static str>,
}

/// A date that is near.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NearDate<'a> {
    /// What falls on it: `close`, `renewal`, `budget` or `timeline`.
    pub what: &'static str,
    /// Of which deal, where it is one's.
    pub of: Option<&'a str>,
    /// The day.
    pub on: Day,
    /// In how many days; negative where it has passed.
    pub in_days: i64,
}

/// Something overdue.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Overdue {
    /// Its kind.
    pub kind: &'static str,
    /// For how many days.
    pub days: i64,
    /// For when it is planned.
    pub planned: Option<Day>,
}

/// Puts a brief together. `items` are the account's own agenda of the next [`NEAR`] days, `library` the repository's.
pub fn brief<'a>(
    account: &'a Account<'a>,
    standing: &Standing,
    items: &[&Item<'a>],
    figures: Overview<'a>,
    library: Library<'a>,
    request: &Request<'_>,
) -> Brief<'a> {
    let occasion = Occasion::find(account, items, request);
    let (people, unknown_people) = people::attending(account, &occasion, request);
    let deals = deals::open_deals(account, request.exchange);
    let (footing, map) = footing::footing(account, request);
    let meeting = meeting::tell(account, &occasion, request);
    let ids = people.iter().filter_map(|person| person.id);
    let with = ids.filter_map(|id| account.person(id)).collect();
    let offered = library::offer(
        library,
        account,
        with,
        deals.first().copied(),
        (meeting.on, request),
    );
    let questions = questions::choose(&Case {
        account,
        standing,
        deals: &deals,
        there: &people,
        purpose: Purpose::of(account, deals.first().copied(), occasion.kind, request.today),
        request,
    });
    Brief {
        kind: request.kind,
        most_words: request.kind.most_words(),
        today: request.today,
        profile: profile::profile(account, request),
        health: state::health_of(account, standing.tier, request),
        gates: state::gates(account, request),
        footing,
        map,
        deliveries: delivery::deliveries(account, request),
        buying: buying::buying(account, request),
        value: value::value(account, request),
        plan: plan::plan(account, request),
        handover: handover::handover(account, request),
        ahead: ahead::ahead(account, items, request),
        facts: facts::facts(account, request),
        account: account_info(account, standing, request),
        next_step: meeting::open_step(account, items),
        decisions: request
            .deciding_by
            .map(|process| decisions::decisions(account, process, request.today)),
        dates: near_dates(account, request.today),
        strategy: account.profile.strategy.as_deref(),
        pressures: account
            .profile
            .external_factors
            .iter()
            .map(|factor| factor.as_str())
            .collect(),
        questions: questions.chosen,
        next_questions: questions.next,
        absent: people::absent(account, &people, request),
        people,
        unknown_people,
        contacts: contacts(account, request.today),
        promises: promises::promises(account, request),
        deals: deals
            .into_iter()
            .map(|deal| deals::tell(account, deal, request))
            .collect(),
        process: account
            .procurement
            .process
            .iter()
            .map(|step| step.as_str())
            .collect(),
        criteria: account
            .procurement
            .criteria
            .iter()
            .map(|criterion| criterion.as_str())
            .collect(),
        needs: deals::needs(account, request.exchange),
        competitors: deals::competitors(account),
        library: offered,
        likely_objection: None,
        overdue: overdue(items),
        currency: request.exchange.currency.to_string(),
        meeting,
        figures,
    }
}

impl Request<'_> {
    /// How a date of the dossier was moved, if it was, as far as its history tells.
    fn slip(&self, date: &Route) -> Option<Slip> {
        self.past?.slips.get(date).copied()
    }

    /// The name of one of us, or the id where there is none.
    fn name_of(&self, id: &str) -> String {
        self.team.get(id).map_or(id, |name| *name).to_owned()
    }
}

fn account_info<'a>(account: &'a Account<'_>, standing: &Standing, request: &Request<'_>) -> AccountInfo<'a> {
    let relationship = &account.relationship;
    AccountInfo {
        id: &account.id,
        name: &account.name,
        tier: standing.tier,
        could_be: standing.could_be,
        settled: standing.settled,
        fixed: standing.fixed.is_some(),
        status: account.status.map(|status| status.as_str()),
        industry: account.industry.as_deref(),
        region: account.region.as_deref(),
        business: account.profile.business.as_deref(),
        stage: relationship.stage.map(|stage| stage.as_str()),
        phase: relationship.stage.map(|stage| stage.phase().as_str()),
        standing: relationship.standing.map(|standing| standing.as_str()),
        wanted: relationship.wanted.map(|wanted| wanted.as_str()),
        sales: account
            .value
            .latest_sales()
            .map(|(year, sales)| (year, Amount::of(&sales, request.exchange))),
        potential: account
            .value
            .potential
            .map(|potential| Amount::of(&potential, request.exchange)),
        potential_grade: grade_of(account, "value.potential"),
        owner: account.owner.as_deref().map(|owner| request.name_of(owner)),
    }
}

/// How well a fact is established, by its latest evidence.
fn grade_of(account: &Account<'_>, fact: &str) -> Option<&'static str> {
    account
        .sources
        .iter()
        .filter(|evidence| evidence.of.as_deref() == Some(fact))
        .max_by_key(|evidence| evidence.on)
        .and_then(|evidence| evidence.grade)
        .map(|grade| grade.as_str())
}

fn near_dates<'a>(account: &'a Account<'_>, today: Day) -> Vec<NearDate<'a>> {
    let procurement = &account.procurement;
    let decided_by = procurement.budget.as_ref().and_then(|budget| budget.decided_by);
    let mut dates = vec![
        ("renewal", None, procurement.renewal),
        ("budget", None, decided_by),
    ];
    for deal in account.opportunities.iter().filter(|deal| deal.is_open()) {
        dates.push(("close", Some(deal.called()), deal.close));
    }
    let mut near: Vec<NearDate<'a>> = dates
        .into_iter()
        .filter_map(|(what, of, on)| {
            let on = on?;
            let in_days = on.days_since(today);
            (-i64::from(NEAR)..=i64::from(NEAR))
                .contains(&in_days)
                .then_some(NearDate {
                    what,
                    of,
                    on,
                    in_days,
                })
        })
        .collect();
    near.sort_by_key(|date| date.on);
    near
}

fn contacts<'a>(account: &'a Account<'_>, today: Day) -> Vec<Contact<'a>> {
    let mut past: Vec<(Day, &Touchpoint<'_>)> = account
        .real_touchpoints(today)
        .filter_map(|touch| Some((touch.on?, touch)))
        .collect();
    past.sort_by_key(|(on, _)| std::cmp::Reverse(*on));
    past.truncate(CONTACTS);
    past.into_iter()
        .map(|(on, touch)| Contact {
            on,
            kind: touch.kind.map(Kind::as_str),
            with: touch.with.iter().map(|id| account.person_name(id)).collect(),
            purpose: touch.purpose.as_deref(),
            outcome: touch.outcome.as_deref(),
            achieved: touch.achieved.map(|achieved| achieved.as_str()),
        })
        .collect()
}

/// What is overdue, but for what has its own place in a brief and for personal days, which are private.
fn overdue(items: &[&Item<'_>]) -> Vec<Overdue> {
    let left_out = [
        ItemKind::CommitmentOurs,
        ItemKind::CommitmentTheirs,
        ItemKind::NextStep,
        ItemKind::CloseDate,
        ItemKind::Birthday,
        ItemKind::Anniversary,
    ];
    items
        .iter()
        .filter(|item| item.overdue > 0 && !left_out.contains(&item.kind))
        .map(|item| Overdue {
            kind: item.kind.as_str(),
            days: item.overdue,
            planned: item.planned,
        })
        .collect()
}
