//! The rule `currency-without-rate`.

use super::{Check, Finding, Report, World};
use crate::model::{Account, Money};
use crate::route;
use crate::source::Route;

rule! {
    /// An amount in a currency for which the settings have no rate.
    ///
    /// ## Why
    ///
    /// Amounts are compared in the repository's currency, by rates that you declare (M3). Without a rate
    /// the amount counts as not known: a guess would be worse.
    ///
    /// ## How to mend
    ///
    /// Say in dossier.yaml what one unit of the currency is worth in yours.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// # dossier.yaml: rates: {USD: 7.1}
    /// value:
    ///   potential: 120k EUR      # there is a rate for USD only
    /// ```
    pub struct CurrencyWithoutRate = "currency-without-rate", Error;
}

impl Check for CurrencyWithoutRate {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        let mut see = |money: Option<&Money>, place: &dyn Fn() -> Route| {
            if let Some(finding) = finding(money, place, world) {
                report.add(finding);
            }
        };
        worth(account, &mut see);
        dealings(account, &mut see);
    }

    fn portfolio(&self, world: &World<'_, '_>, report: &mut Report<'_>) {
        for (at, case) in world.portfolio.case_list().iter().enumerate() {
            if let Some(finding) = finding(case.value.saves.as_ref(), &|| route![at, "value", "saves"], world)
            {
                report.add_in(world.portfolio.cases_file(), finding);
            }
        }
    }
}

fn finding(money: Option<&Money>, place: &dyn Fn() -> Route, world: &World<'_, '_>) -> Option<Finding> {
    let currency = world.exchange.convert(money?).err()?.0;
    let ours = world.exchange.currency;
    if world.exchange.rates.contains_key(&currency) {
        let finding = Finding::at(
            place(),
            format!("the amount is too large to be converted to {ours}"),
        );
        return Some(finding.help("correct the amount"));
    }
    let message = format!("there is no rate for {currency}, so the amount counts as not known");
    let help =
        format!("add `rates: {{{currency}: …}}` to dossier.yaml: what 1 {currency} is worth in {ours}");
    Some(Finding::at(place(), message).help(help))
}

type See<'f> = dyn FnMut(Option<&Money>, &dyn Fn() -> Route) + 'f;

/// What the account is worth, and to whom.
fn worth(account: &Account<'_>, see: &mut See<'_>) {
    see(account.profile.turnover.as_ref(), &|| {
        route!["profile", "turnover"]
    });
    for (year, sales) in &account.value.sales {
        see(Some(sales), &|| route!["value", "sales"].key(year.to_string()));
    }
    see(account.value.potential.as_ref(), &|| route!["value", "potential"]);
    for (at, purchase) in account.value.purchases.iter().flatten().enumerate() {
        see(purchase.amount.as_ref(), &|| {
            route!["value", "purchases", at, "amount"]
        });
    }
    let budget = account
        .procurement
        .budget
        .as_ref()
        .and_then(|budget| budget.amount.as_ref());
    see(budget, &|| route!["procurement", "budget", "amount"]);
}

fn dealings(account: &Account<'_>, see: &mut See<'_>) {
    for (at, need) in account.needs.iter().enumerate() {
        let Some(value) = &need.value else { continue };
        let figures = [
            ("saves", &value.saves),
            ("earns", &value.earns),
            ("cost", &value.cost),
            ("cost_per_year", &value.cost_per_year),
        ];
        for (key, figure) in figures {
            see(figure.as_ref(), &|| route!["needs", at, "value", key]);
        }
    }
    for (at, deal) in account.opportunities.iter().enumerate() {
        see(deal.amount.as_ref(), &|| route!["opportunities", at, "amount"]);
    }
    for (at, review) in account.reviews.iter().enumerate() {
        see(review.saved.as_ref(), &|| route!["reviews", at, "saved"]);
    }
}
