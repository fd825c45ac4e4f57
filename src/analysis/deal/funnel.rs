//! The funnel: how ripe a deal is by the ten questions (M7).

use super::answers;
use crate::model::Answer;
use crate::model::deal::Evaluation;
use crate::model::words::words;

words! {
    /// How ripe a deal is (M7).
    pub enum Funnel {
        /// One of the first eight questions is still open, or answered with no.
        Potential = "potential",
        /// The first eight are answered with yes.
        Qualified = "qualified",
        /// All ten are.
        Ours = "ours",
    }
}

/// The questions that must be answered with yes for a deal to be qualified.
const QUALIFIED: usize = 8;
/// The same for one to be ours.
const OURS: usize = 10;

/// The class of a deal by the answers to its ten questions.
pub fn funnel(evaluation: &Evaluation) -> Funnel {
    let answers = answers(evaluation).into_iter();
    match answers.take_while(|(_, answer)| *answer == Answer::Yes).count() {
        OURS.. => Funnel::Ours,
        QUALIFIED.. => Funnel::Qualified,
        _ => Funnel::Potential,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The evaluation whose answers are `yes` but for the questions with these numbers.
    fn but(numbers: &[usize], answer: Answer) -> Evaluation {
        let of = |number| {
            if numbers.contains(&number) {
                answer
            } else {
                Answer::Yes
            }
        };
        Evaluation {
            pressure: of(1),
            driver: of(2),
            value_shown: of(3),
            need_confirmed: of(4),
            process_known: of(5),
            factors_clear: of(6),
            solution_fits: of(7),
            resources_fair: of(8),
            relationship: of(9),
            unique_value: of(10),
        }
    }

    #[test]
    fn the_first_eight_qualify_and_all_ten_make_it_ours() {
        for answer in [Answer::No, Answer::Unknown] {
            for (open, class) in [
                (&[][..], Funnel::Ours),
                (&[10], Funnel::Qualified),
                (&[9, 10], Funnel::Qualified),
                (&[8], Funnel::Potential),
                (&[4], Funnel::Potential),
                (&[1, 2, 3], Funnel::Potential),
            ] {
                assert_eq!(funnel(&but(open, answer)), class, "{open:?} {answer:?}");
            }
        }
    }
}
