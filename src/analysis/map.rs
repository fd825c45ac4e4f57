//! The decision influence map: who reports to whom, who sways whom, and who matters to a deal (M5).

mod forest;
mod part;

use std::collections::{BTreeMap, BTreeSet};

use super::breadth::{Breadth, breadth};
use super::influence::{Influence, influence, last_contacts};
use crate::model::{Account, Day, Opportunity, Stakeholder};

/// The people of an account with their lines.
#[derive(Debug, Clone)]
pub struct Map<'a> {
    /// The account.
    pub account: &'a Account<'a>,
    /// The day to reckon from.
    pub today: Day,
    /// Everybody on record, those who left, too: each superior before their people, the weightier first.
    pub people: Vec<Person<'a>>,
    /// The lines between them.
    pub lines: Vec<Line>,
    /// What the people amount to.
    pub influence: Influence<'a>,
    /// How many of us know how many of them.
    pub breadth: Breadth,
    /// The deal for which the map is drawn, if it is for one.
    pub deal: Option<&'a Opportunity<'a>>,
}

/// One person on the map. People name each other by their place in [`Map::people`].
#[derive(Debug, Clone)]
pub struct Person<'a> {
    /// What the dossier says.
    pub who: &'a Stakeholder<'a>,
    /// Who they report to.
    pub superior: Option<usize>,
    /// How many superiors stand above them.
    pub depth: usize,
    /// Whether the line to their superior is left out, because it leads back to them.
    pub leads_back: bool,
    /// The day of the last contact.
    pub last_touch: Option<Day>,
    /// Whether they have left.
    pub is_gone: bool,
    /// Why they matter to the deal; nothing where they do not, or where the map is for none.
    pub parts: Vec<String>,
}

/// A line from one person to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// From whom.
    pub from: usize,
    /// To whom.
    pub to: usize,
    /// What it says.
    pub kind: LineKind,
}

/// What a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// The first reports to the second.
    ReportsTo,
    /// The second listens to the first.
    Influences,
    /// Each is against the other.
    Conflict,
}

impl LineKind {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ReportsTo => "reports_to",
            Self::Influences => "influences",
            Self::Conflict => "conflict",
        }
    }
}

/// Draws up the map of an account, for one deal or for none.
pub fn map<'a>(account: &'a Account<'_>, deal: Option<&'a Opportunity<'_>>, today: Day) -> Map<'a> {
    let people = people(account, deal, today);
    Map {
        account,
        today,
        lines: lines(&people),
        people,
        influence: influence(account, today),
        breadth: breadth(account, today),
        deal,
    }
}

/// Each person's superior, by place in the file; an id that stands twice is the first one's.
pub fn superiors(account: &Account<'_>) -> Vec<Option<usize>> {
    let places = places(account.stakeholders.iter());
    let superior = |id: &str| places.get(id).copied();
    account
        .stakeholders
        .iter()
        .map(|person| person.reports_to.as_deref().and_then(superior))
        .collect()
}

/// Where each id stands first.
fn places<'a>(people: impl Iterator<Item = &'a Stakeholder<'a>>) -> BTreeMap<&'a str, usize> {
    let mut places = BTreeMap::new();
    for (at, person) in people.enumerate() {
        if let Some(id) = person.id.as_deref() {
            places.entry(id).or_insert(at);
        }
    }
    places
}

fn people<'a>(account: &'a Account<'_>, deal: Option<&'a Opportunity<'_>>, today: Day) -> Vec<Person<'a>> {
    let touched = last_contacts(account, today);
    let weight = |at: usize| {
        let person = &account.stakeholders[at];
        (!person.is_present(today), std::cmp::Reverse(person.influence))
    };
    let nodes = forest::forest(superiors(account), weight);
    let persons = nodes.into_iter().map(|node| {
        let who = &account.stakeholders[node.at];
        let is_gone = !who.is_present(today);
        Person {
            who,
            superior: node.superior,
            depth: node.depth,
            leads_back: node.leads_back,
            last_touch: who.id.as_deref().and_then(|id| touched.get(id).copied()),
            is_gone,
            parts: match deal.filter(|_| !is_gone) {
                Some(deal) => part::parts(account, deal, who),
                None => Vec::new(),
            },
        }
    });
    persons.collect()
}

/// The lines between people who are on record. Who has left sways nobody, nor is against anybody.
fn lines(people: &[Person<'_>]) -> Vec<Line> {
    let places = places(people.iter().map(|person| person.who));
    let place = |id: &str| places.get(id).copied();
    let is_here = |at: &usize| !people[*at].is_gone;
    let (mut lines, mut conflicts) = (Vec::new(), BTreeSet::new());
    for (from, person) in people.iter().enumerate() {
        let line = |to, kind| Line { from, to, kind };
        lines.extend(person.superior.map(|to| line(to, LineKind::ReportsTo)));
        if person.is_gone {
            continue;
        }
        let others = |ids: &'_ [crate::model::Text<'_>]| -> BTreeSet<usize> {
            let known = ids.iter().filter_map(|id| place(id));
            known.filter(|to| *to != from).filter(is_here).collect()
        };
        let swayed = others(&person.who.influences);
        lines.extend(swayed.into_iter().map(|to| line(to, LineKind::Influences)));
        let against = others(&person.who.conflicts_with).into_iter();
        let fresh = against.filter(|to| conflicts.insert((from.min(*to), from.max(*to))));
        lines.extend(fresh.map(|to| line(to, LineKind::Conflict)));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Tree, decode::decode};

    fn with<T>(text: &str, deal: Option<&str>, look: impl FnOnce(Map<'_>) -> T) -> T {
        let (tree, problems) = Tree::parse(text);
        assert_eq!(problems, []);
        let account: Account<'_> = decode(&tree).value.expect("decodes");
        let deals = account.opportunities.iter();
        let deal = deals
            .clone()
            .find(|one| deal.is_some_and(|id| one.id.as_deref() == Some(id)));
        look(map(&account, deal, "2026-11-21".parse().expect("a day")))
    }

    /// Everybody in order, each with the depth, and `!` where the line up is left out.
    fn outline(map: &Map<'_>) -> String {
        let shown = map.people.iter().map(|person| {
            let mark = if person.leads_back { "!" } else { "" };
            format!("{}{}{mark}", person.who.called(), person.depth)
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    fn told(map: &Map<'_>) -> Vec<String> {
        let name = |at: usize| map.people[at].who.called();
        let lines = map.lines.iter();
        lines
            .map(|line| format!("{} {} {}", name(line.from), line.kind.as_str(), name(line.to)))
            .collect()
    }

    #[test]
    fn superiors_stand_before_their_people_and_the_weightier_first() {
        let text = "name: X\nstakeholders:\n\
            - {id: c, reports_to: b, influence: 1}\n\
            - {id: d, reports_to: b, influence: 3}\n\
            - {id: e, reports_to: nobody-known, influence: 4}\n\
            - {id: b, reports_to: a}\n\
            - {id: a, influence: 5}\n\
            - {id: f, reports_to: g}\n\
            - {id: g, influence: 5, left: 2026-11-21}\n";
        with(text, None, |map| {
            assert_eq!(outline(&map), "a0 b1 d2 c2 e0 g0 f1");
            let gone: Vec<bool> = map.people.iter().map(|person| person.is_gone).collect();
            assert_eq!(gone, [false, false, false, false, false, true, false]);
            assert_eq!(map.people[6].superior, Some(5), "the hole is to be seen");
        });
        with("name: X\n", None, |map| {
            assert_eq!((map.people.len(), map.lines.len()), (0, 0));
        });
    }

    #[test]
    fn a_circle_is_opened_at_its_first_member() {
        let text = "name: X\nstakeholders:\n\
            - {id: d, reports_to: c}\n\
            - {id: a, reports_to: c}\n\
            - {id: b, reports_to: a}\n\
            - {id: c, reports_to: b}\n\
            - {id: e, reports_to: e}\n";
        with(text, None, |map| {
            assert_eq!(outline(&map), "a0! b1 c2 d3 e0!");
            assert_eq!(told(&map), ["b reports_to a", "c reports_to b", "d reports_to c"]);
        });
    }

    #[test]
    fn lines_are_between_people_who_are_there_and_conflicts_stand_once() {
        let text = "name: X\nstakeholders:\n\
            - {id: a, influences: [b, b, a, stranger, gone], conflicts_with: [b, c]}\n\
            - {id: b, conflicts_with: [a], influences: [a]}\n\
            - {id: c}\n\
            - {id: gone, influences: [a], conflicts_with: [c], left: 2026-01-01}\n";
        with(text, None, |map| {
            assert_eq!(
                told(&map),
                ["a influences b", "a conflict b", "a conflict c", "b influences a"]
            );
        });
    }

    #[test]
    fn a_hundred_thousand_in_one_chain_are_no_trouble() {
        let chain: String = (0..100_000)
            .map(|at| format!("- {{id: p{at}, reports_to: p{}}}\n", at + 1))
            .collect();
        with(&format!("name: X\nstakeholders:\n{chain}"), None, |map| {
            assert_eq!(map.people.last().map(|person| person.depth), Some(99_999));
        });
    }

    #[test]
    fn who_matters_to_a_deal_is_told_with_the_reasons() {
        let text = "name: X\nstakeholders:\n\
            - {id: a, roles: [approver, decision_maker]}\n\
            - {id: b, roles: [user]}\n\
            - {id: c, roles: [buyer, coach]}\n\
            - {id: d, roles: [evaluator]}\n\
            - {id: e, roles: [approver], left: 2026-01-01}\n\
            - {roles: [user]}\n\
            needs: [{id: n, need: stops, raised_by: b}, {id: m, need: more, raised_by: d, priority: 1}]\n\
            procurement: {budget: {approvals: [{level: board, by: a}]}}\n\
            competitors: [{name: Nord, supporters: [d]}, {name: Gone, position: exited, supporters: [c]}]\n\
            opportunities: [{id: one, need: n}, {id: two}]\n";
        let parts = |deal| {
            with(text, deal, |map| {
                let people = map.people.iter();
                people.map(|person| person.parts.join(", ")).collect::<Vec<_>>()
            })
        };
        let approves = "approves, decides, releases the budget";
        assert_eq!(
            parts(Some("one")),
            [approves, "raised the need", "coach", "backs Nord", "", ""]
        );
        assert_eq!(
            parts(Some("two")),
            [approves, "", "coach", "raised the need, backs Nord", "", ""]
        );
        assert_eq!(parts(None), ["", "", "", "", "", ""]);
    }
}
