//! The desk: what every brief of a run is made with.

use std::collections::BTreeMap;

use minijinja::Value;
use minijinja::value::Serde;

use crate::analysis::agenda::{Item, agenda};
use crate::analysis::brief::{Audience, Brief, BriefKind, ClientBrief, NEAR, Request, brief, client_brief};
use crate::analysis::deal::{Process, Standards};
use crate::analysis::matching::Library;
use crate::analysis::overview::{names, overview};
use crate::analysis::past::Past;
use crate::analysis::tier::Standing;
use crate::cli::context::Context;
use crate::model::{Account, Day, Exchange};

/// What every brief of a run is made with. The agenda is that of the account alone; only the tiers need them all.
pub(in crate::cli) struct Desk<'c> {
    context: &'c Context,
    process: &'c Process,
    library: Library<'c>,
    exchange: Exchange,
    team: BTreeMap<&'c str, &'c str>,
    pasts: BTreeMap<String, Past>,
}

/// What is asked of a brief.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Asked {
    /// What it is for.
    pub(in crate::cli) kind: BriefKind,
    /// The day of the meeting, where it is said.
    pub(in crate::cli) meeting: Option<Day>,
    /// Who will be there, where it is said.
    pub(in crate::cli) with: Vec<String>,
    /// Whether private facts may be told.
    pub(in crate::cli) private: bool,
    /// Who reads it.
    pub(in crate::cli) audience: Audience,
}

impl<'c> Desk<'c> {
    pub(in crate::cli) fn new(context: &'c Context, process: &'c Process, library: Library<'c>) -> Self {
        let team = context.settings.team.iter();
        Self {
            context,
            process,
            library,
            exchange: context.settings.exchange(),
            team: team
                .filter_map(|(id, colleague)| Some((id.as_str(), colleague.name.as_deref()?)))
                .collect(),
            pasts: BTreeMap::new(),
        }
    }

    /// The same, knowing the past of some accounts' dossiers, by their ids.
    pub(in crate::cli) fn with(mut self, pasts: BTreeMap<String, Past>) -> Self {
        self.pasts = pasts;
        self
    }

    /// The brief for those of us who read it.
    pub(in crate::cli) fn tell<'a>(
        &'a self,
        account: &'a Account<'a>,
        standing: &Standing,
        asked: &Asked,
    ) -> Brief<'a> {
        let items = self.agenda(account, standing);
        let own: Vec<_> = items.iter().collect();
        let settings = &self.context.settings;
        let terms = settings.terms(standing.tier, &self.exchange, self.process, self.context.today);
        let figures = overview(account, standing, &own, terms);
        let named = Value::from(Serde(names(account, &figures)));
        let names = |_: &Account<'_>| named.clone();
        let request = self.request(&account.id, asked, &names);
        brief(account, standing, &own, figures, self.library, &request)
    }

    /// The brief for the client.
    pub(in crate::cli) fn tell_client<'a>(
        &'a self,
        account: &'a Account<'a>,
        standing: &Standing,
        asked: &Asked,
    ) -> ClientBrief<'a> {
        let items = self.agenda(account, standing);
        client_brief(
            account,
            &items.iter().collect::<Vec<_>>(),
            &self.request(&account.id, asked, &nothing),
        )
    }

    fn agenda<'a>(&self, account: &'a Account<'a>, standing: &Standing) -> Vec<Item<'a>> {
        let policy = self.context.settings.agenda();
        agenda([(account, standing.tier)], &policy, self.context.today, NEAR)
    }

    fn request<'r>(
        &'r self,
        account: &str,
        asked: &Asked,
        names: &'r dyn Fn(&Account<'_>) -> Value,
    ) -> Request<'r> {
        let settings = &self.context.settings;
        Request {
            kind: asked.kind,
            today: self.context.today,
            meeting: asked.meeting,
            with: asked.with.clone(),
            private: asked.private,
            deciding_by: (asked.audience == Audience::Manager).then_some(self.process),
            team: self.team.clone(),
            exchange: &self.exchange,
            health: settings.health(),
            standards: Standards {
                process: self.process,
                names,
                today: self.context.today,
            },
            reviews: &settings.reviews,
            past: self.pasts.get(account),
        }
    }
}

/// A client is told of no standard, so that nothing is to be named.
fn nothing(_: &Account<'_>) -> Value {
    Value::default()
}
