//! The rule `too-many-gifts`.

use super::{Check, Finding, Report, World};
use crate::analysis::agenda::Rate;
use crate::model::{Account, Day, Kind};
use crate::route;
use crate::source::Route;

rule! {
    /// More gifts or samples than the cap allows.
    ///
    /// ## Why
    ///
    /// Small attentions are care; many are something else, for them and for us. A cap is counted over any
    /// window, not over calendar months (M4): a gift on the 28th and one on the 3rd are two within a month.
    /// Cash, commissions and rebates to a person are no care at all: the format has no kind for them.
    ///
    /// ## How to mend
    ///
    /// What is given is given: let it stand, give no more, and say on the line who allowed it:
    /// `# dossier: ignore[too-many-gifts] reason`. The caps are `caps` in dossier.yaml; as shipped one gift
    /// and one sample a month.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {on: 2026-09-22, kind: gift, with: [li-wei], purpose: mid-autumn cakes}
    ///   - {on: 2026-10-08, kind: gift, with: [zhao-gang], purpose: tea}    # the second within a month
    /// ```
    pub struct TooManyGifts = "too-many-gifts", Warning;
}

impl Check for TooManyGifts {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        for (kind, cap) in world.settings.caps.all() {
            let given = given(account, kind, world.today);
            report_excess(&given, kind, cap, report);
        }
    }
}

/// The contacts of a kind that were made: their days and places, by day.
fn given(account: &Account<'_>, kind: Kind, today: Day) -> Vec<(Day, usize)> {
    let touches = account.touchpoints.iter().enumerate();
    let made = touches.filter(|(_, touch)| touch.kind == Some(kind));
    let mut given: Vec<_> = made
        .filter_map(|(at, touch)| Some((touch.on.filter(|on| *on <= today)?, at)))
        .collect();
    given.sort_unstable();
    given
}

fn report_excess(given: &[(Day, usize)], kind: Kind, cap: Rate, report: &mut Report<'_>) {
    let place = |at: usize| -> Route { route!["touchpoints", at, "kind"] };
    let most = usize::try_from(cap.times()).unwrap_or(usize::MAX);
    let mut first = 0;
    for (last, (on, at)) in given.iter().enumerate() {
        while cap.window().after(given[first].0) <= *on {
            first += 1;
        }
        let count = last - first + 1;
        if count > most {
            let (since, first) = given[first];
            let kind = kind.as_str().replace('_', " ");
            let message = format!("this is {kind} number {count} since {since}; the cap is {cap}");
            let help = "give no more for now, and say here who allowed this one: \
                        `# dossier: ignore[too-many-gifts] reason`";
            let finding = Finding::at(place(*at), message).help(help);
            report.add(finding.label(place(first), "the first of them"));
        }
    }
}
