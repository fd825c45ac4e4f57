//! World: what rules may know beyond the account at hand.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use minijinja::value::Serde;

use super::custom::Custom;
use super::locate::{Located, locate};
use super::{Finding, Report, Rule};
use crate::analysis::agenda::agenda;
use crate::analysis::deal::{Process, Standards, Unmet};
use crate::analysis::influence::{Influence, influence};
use crate::analysis::overview::{names, overview};
use crate::analysis::past::Past;
use crate::analysis::tier::{Standing, tiers};
use crate::diagnostic::FileId;
use crate::model::{Account, Day, Exchange, Opportunity};
use crate::portfolio::{Dossier, Portfolio};
use crate::settings::Settings;
use crate::source::Route;

/// The portfolio with its settings, the day, and each account's standing.
#[derive(Debug)]
pub struct World<'p, 's> {
    /// All dossiers and the library.
    pub portfolio: &'p Portfolio<'s>,
    /// The repository's settings.
    pub settings: &'p Settings,
    /// The standards that its deals are held to.
    pub process: &'p Process,
    /// The day to reckon from.
    pub today: Day,
    /// The currency and rates of the settings.
    pub exchange: Exchange,
    standings: HashMap<&'p str, Standing>,
    pub(super) custom: Vec<Custom>,
    files: HashMap<&'s str, FileId>,
    /// The past of dossiers, by their ids, where history was asked.
    pasts: BTreeMap<String, Past>,
    /// What the people of each dossier amount to, computed when it is first asked for.
    influences: Vec<OnceLock<Influence<'p>>>,
}

impl<'p, 's> World<'p, 's> {
    /// Computes what rules share.
    pub fn new(
        portfolio: &'p Portfolio<'s>,
        settings: &'p Settings,
        process: &'p Process,
        today: Day,
    ) -> Self {
        let accounts = portfolio.accounts();
        let exchange = settings.exchange();
        let standings = tiers(&accounts, &settings.tiers, &exchange, today);
        let ids = accounts.iter().map(|account| account.id.as_str());
        Self {
            portfolio,
            settings,
            process,
            today,
            exchange,
            standings: ids.zip(standings).collect(),
            custom: Custom::all(settings),
            pasts: BTreeMap::new(),
            files: portfolio.by_id(),
            influences: portfolio.dossiers.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// The same, knowing the past of dossiers, by their ids.
    #[must_use]
    pub fn with_pasts(mut self, pasts: BTreeMap<String, Past>) -> Self {
        self.pasts = pasts;
        self
    }

    /// The day on which something in a dossier was last changed, where history was asked and tells it.
    pub fn last_change(&self, account: &str) -> Option<Day> {
        let setting = self.pasts.get(account)?.ages.last(&Route::root())?;
        Some(setting.on)
    }

    /// The tier of an account and what it rests on (M3).
    pub fn standing(&self, account: &str) -> Option<&Standing> {
        self.standings.get(account)
    }

    /// Everything that expressions can name of an account.
    pub fn names(&self, account: &Account<'_>) -> Option<minijinja::Value> {
        let standing = self.standing(&account.id)?;
        let items = agenda([(account, standing.tier)], &self.settings.agenda(), self.today, 0);
        let items: Vec<_> = items.iter().collect();
        let terms = self
            .settings
            .terms(standing.tier, &self.exchange, self.process, self.today);
        let overview = overview(account, standing, &items, terms);
        Some(minijinja::Value::from(Serde(names(account, &overview))))
    }

    /// The standards that a deal of an account does not meet (M7).
    pub fn unmet(&self, account: &Account<'_>, deal: &Opportunity<'_>) -> Vec<Unmet<'p>> {
        let standards = Standards {
            process: self.process,
            names: &|account| self.names(account).unwrap_or_default(),
            today: self.today,
        };
        standards.unmet(account, deal)
    }

    /// A finding about an account, at its place in the file.
    pub fn locate(&self, account: &str, rule: &dyn Rule, finding: Finding) -> Option<Located<'p>> {
        let severity = self.settings.severity(rule.info().id, rule.info().severity)?;
        let mut found = Vec::new();
        Report {
            file: self.file(account)?,
            rule: rule.info(),
            severity,
            found: &mut found,
        }
        .add(finding);
        locate(found, self.portfolio).pop().map(|(_, located)| located)
    }

    /// The file of a dossier, by its account's id.
    pub fn file(&self, account: &str) -> Option<FileId> {
        self.files.get(account).copied()
    }

    /// The dossier of an account.
    pub fn dossier(&self, account: &Account<'_>) -> Option<&'p Dossier<'s>> {
        let FileId(at) = self.file(&account.id)?;
        self.portfolio.dossiers.get(at).map(|dossier| &**dossier)
    }

    /// What the people of an account amount to (M5).
    pub fn influence(&self, account: &Account<'_>) -> Option<&Influence<'p>> {
        let FileId(at) = self.file(&account.id)?;
        let account = self.portfolio.dossiers.get(at)?.account.as_ref()?;
        Some(
            self.influences
                .get(at)?
                .get_or_init(|| influence(account, self.today)),
        )
    }

    /// Whether something stands at this place of an account's file that could not be read as what it should
    /// be. Rules about what is missing pass it over: another rule tells it.
    pub fn is_at_fault(&self, account: &Account<'_>, place: &Route) -> bool {
        self.file(&account.id)
            .is_some_and(|file| self.is_at_fault_in(file, place))
    }

    /// The same of any file.
    pub fn is_at_fault_in(&self, file: FileId, place: &Route) -> bool {
        let document = self.portfolio.document(file);
        // Where there is no problem all was read, and the tree need not be made again to say so.
        document
            .filter(|document| !document.problems.is_empty())
            .is_some_and(|document| document.look(|tree| tree.states(place)))
    }

    /// The ids of all dossiers.
    pub fn ids(&self) -> impl Iterator<Item = &'s str> + Clone + '_ {
        self.portfolio.dossiers.iter().map(|dossier| dossier.id)
    }
}
