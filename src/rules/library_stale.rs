//! The rule `library-stale`.

use super::listing::ago;
use super::{Check, Finding, Report, World};
use crate::route;

rule! {
    /// A library to which no case was added for a month.
    ///
    /// ## Why
    ///
    /// The library should grow by a case or two a month (M11): whoever has heard all we have to tell hears
    /// nothing new, and last year's wins persuade less than this year's. The days are those of the cases'
    /// `added`; where no case has one nothing is said.
    ///
    /// ## How to mend
    ///
    /// Ask who won or delivered something this month, write it down as a case with its figures, and ask for
    /// leave to tell it.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// # library/cases.yaml
    /// - {id: reference-plant, added: 2026-08-01}    # the newest on 2026-11-21
    /// ```
    pub struct LibraryStale = "library-stale", Note;
}

/// How many months a library may stay as it is.
const MONTHS: u32 = 1;

impl Check for LibraryStale {
    fn portfolio(&self, world: &World<'_, '_>, report: &mut Report<'_>) {
        let cases = world.portfolio.case_list().iter().enumerate();
        let newest = cases.filter_map(|(at, case)| Some((case.added?, at))).max();
        let Some((added, at)) = newest else { return };
        if added.plus_months(MONTHS) >= world.today {
            return;
        }
        let message = format!("the newest case was added on {}", ago(added, world.today));
        let help = "write down what was won or delivered since; a case or two a month keep a library alive";
        let finding = Finding::at(route![at, "added"], message).help(help);
        report.add_in(world.portfolio.cases_file(), finding);
    }
}
