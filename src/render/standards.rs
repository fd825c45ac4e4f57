//! The standards of the milestones, and what an own one can ask, as a Markdown document.

use crate::analysis::deal::PREDICATES;
use crate::settings::{process, templates};

/// The predicates with what they mean, the shipped process, and how to write another.
pub fn markdown() -> String {
    let mut text = INTRODUCTION.to_owned();
    for predicate in PREDICATES {
        text.push_str(&format!("| `{}` | {} |\n", predicate.word, predicate.meaning));
    }
    let shipped = templates::shipped(process::NAME).unwrap_or_default();
    format!("{text}{EXPRESSIONS}\n```yaml\n{EXAMPLE}```\n\n## The shipped process\n\n```yaml\n{shipped}```\n")
}

/// Everything before the table of predicates.
const INTRODUCTION: &str = "\
<!-- Made from the predicates' own comments and templates/playbook/process.yaml: change those, then run UPDATE_DOCS=1 cargo test docs -->

# The standards of the milestones

A deal has reached a milestone when the standards of that milestone and of those before it are met. Which these are is
data: the list at the end of this page is shipped, and a repository's own `templates/playbook/process.yaml` replaces
it milestone by milestone. A milestone stated there has the standards stated, none of the shipped ones beside them;
`[]` empties it. `deals`, `deal … move`, the rule `milestone-unmet` and the figure `unmet_standards` all go by it,
and `check` reads it: an unknown predicate, a misspelt key or name, an id given twice is told at its place.

A standard has an `id` of small letters, digits and hyphens, and one of

- `met`: a predicate of the table below;
- `when`: an expression, for what no predicate says.

Its words are `say` (what is true when it is met), `ask` (what to ask, or to find out ourselves) and `mend` (what to do,
and where to write it). They stand in the standard, or by its id under `standards`, `standard_questions` and
`standard_mends` in `templates/playbook/en.yaml`, `zh-CN.yaml` and `zh-TW.yaml`, which go before those of the standard.
The shipped ids have their words there already.

## Keys

A key such as `procurement.budget.amount` leads through the dossier; lists on the way are gone through item by item, so
that `competitors.name` says something if one of the competitors has a name. Looked at are

- the dossier's own keys, `x-` keys among them, and never what stands below `private`;
- of `stakeholders` those who have not left, of `touchpoints` those that have taken place;
- `deal`, the deal at hand, such as `deal.offer.pilot`;
- `need`, the need it answers: the one it names, or else the first by priority;
- `delivery`, a delivery for it: a standard that looks at one is met if a single delivery meets all of it.

A text that is empty or `unknown` says nothing.

## Predicates

| predicate | holds when |
|---|---|
";

/// Everything between the table of predicates and the shipped process, around the example.
const EXPRESSIONS: &str = "
## Expressions

`when` is an expression as `dossier list --where` takes it, over the [names of the account](figures.md) and `deal`,
which has the keys of the deal at hand. It is for what needs computing or comparing; a predicate is quicker, because
for an expression all figures of the account are computed. What is not known is `none`. Reckoning with it fails: then
the standard counts as not met, because it is unknown, and that is said where it is shown. Comparing it does not fail:
`none` lies below every number, so ask for it first, `deal.amount is not none and deal.amount < 1000000`. An amount in
another currency than the repository's is a text.

## A process of your own
";

/// An example of an own process.
const EXAMPLE: &str = "\
planning: []                   # nothing is asked before the first visit
proposal:                      # these, and no others
  - {id: solution-shaped, met: {said: need.solution.base}}
  - id: finance-agrees
    met:
      all:
        - is: {stakeholders.department: finance}
        - any: [{said: deal.offer.guarantee}, {at-least: {deal.probability: 0.8}}]
    say: their finance department is with us
    ask: What would your finance department want to see?
    mend: enter somebody of their `department` finance, and what we answer for in `offer.guarantee`
  - id: board-agrees
    when: (deal.amount is not none and deal.amount < 1000000) or top_reached
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_predicate_has_a_sentence_in_a_row_of_its_own() {
        let text = markdown();
        for predicate in PREDICATES {
            let meaning = predicate.meaning;
            assert!(meaning.ends_with('.') && !meaning.contains('|'), "{predicate:?}");
            assert_eq!(
                text.matches(&format!("| `{}` |", predicate.word)).count(),
                1,
                "{predicate:?}"
            );
        }
    }

    #[test]
    fn the_example_is_in_order() {
        assert_eq!(process::problems(EXAMPLE), []);
    }
}
