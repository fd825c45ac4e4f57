//! Circles: chains in which each thing names at most one next, and which lead back to where they began.

use std::iter;

/// How many members of a circle are named.
pub const SHOWN: usize = 8;

/// The circles among things of which each names at most one next, by place in the list. Each circle comes
/// once, from its first member on; the circles come in the order of their first members.
pub fn circles(next: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut seen_from = vec![None; next.len()];
    let mut found = Vec::new();
    for start in 0..next.len() {
        let mut here = Some(start);
        while let Some(at) = here
            && seen_from[at].is_none()
        {
            seen_from[at] = Some(start);
            here = next[at];
        }
        found.extend(
            here.filter(|at| seen_from[*at] == Some(start))
                .map(|at| circle(next, at)),
        );
    }
    found.sort_unstable();
    found
}

/// The circle that a member of it is on, from its first member on.
fn circle(next: &[Option<usize>], member: usize) -> Vec<usize> {
    let mut members: Vec<_> =
        iter::successors(Some(member), |at| next[*at].filter(|at| *at != member)).collect();
    let first = members
        .iter()
        .enumerate()
        .min_by_key(|(_, at)| **at)
        .map_or(0, |(place, _)| place);
    members.rotate_left(first);
    members
}

/// A circle in words, from its member at this place on: `赵刚 → 李伟 → 赵刚`.
pub fn in_words(circle: &[usize], from: usize, name: impl Fn(usize) -> String) -> String {
    let turned = circle[from..].iter().chain(&circle[..from]);
    let mut names: Vec<_> = turned.take(SHOWN).map(|at| name(*at)).collect();
    if circle.len() > SHOWN {
        names.push("…".to_owned());
    }
    names.extend(circle.get(from).map(|at| name(*at)));
    names.join(" → ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_circle_comes_once_from_its_first_member_on() {
        //                 0        1        2     3        4        5        6
        let next = [Some(1), Some(2), Some(1), None, Some(6), Some(5), Some(4)];
        assert_eq!(circles(&next), [vec![1, 2], vec![4, 6], vec![5]]);
        assert_eq!(in_words(&[4, 6], 1, |at| at.to_string()), "6 → 4 → 6");
        assert_eq!(in_words(&[5], 0, |at| at.to_string()), "5 → 5");
    }

    #[test]
    fn long_chains_and_circles_end_quickly() {
        let chain: Vec<_> = (1..100_000).map(Some).chain([None]).collect();
        assert_eq!(circles(&chain), Vec::<Vec<usize>>::new());
        let circle: Vec<_> = (1..100_000).map(Some).chain([Some(0)]).collect();
        let found = circles(&circle);
        assert_eq!(found.len(), 1);
        assert_eq!(
            in_words(&found[0], 0, |at| at.to_string()),
            "0 → 1 → 2 → 3 → 4 → 5 → 6 → 7 → … → 0"
        );
    }

    proptest! {
        #[test]
        fn whoever_leads_back_is_on_a_circle(next in proptest::collection::vec(proptest::option::of(0usize..12), 12)) {
            let found = circles(&next);
            for start in 0..next.len() {
                let on_circle = iter::successors(next[start], |at| next[*at]).take(next.len()).any(|at| at == start);
                prop_assert_eq!(found.iter().flatten().filter(|at| **at == start).count(), usize::from(on_circle));
            }
        }
    }
}
