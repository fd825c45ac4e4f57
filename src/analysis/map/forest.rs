//! The forest of reporting lines: superiors before their people, circles opened.

use crate::analysis::circles::circles;

/// Somebody in the forest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    /// The place in the file.
    pub(super) at: usize,
    /// The superior, by place in the forest.
    pub(super) superior: Option<usize>,
    /// How many superiors stand above.
    pub(super) depth: usize,
    /// Whether the line to the superior is left out, because it leads back.
    pub(super) leads_back: bool,
}

/// Orders people, each with their superior by place in the file, so that superiors come before their people;
/// among equals those of the least weight come first. A circle is opened at its first member.
pub(super) fn forest<W: Ord>(mut superiors: Vec<Option<usize>>, weight: impl Fn(usize) -> W) -> Vec<Node> {
    let mut leads_back = vec![false; superiors.len()];
    for circle in circles(&superiors) {
        superiors[circle[0]] = None;
        leads_back[circle[0]] = true;
    }
    let (roots, people) = subordinates(&superiors, weight);
    let mut nodes: Vec<Node> = Vec::with_capacity(superiors.len());
    let mut waiting: Vec<(usize, Option<usize>)> = roots.into_iter().rev().map(|at| (at, None)).collect();
    while let Some((at, superior)) = waiting.pop() {
        let place = nodes.len();
        nodes.push(Node {
            at,
            superior,
            depth: superior.map_or(0, |superior| nodes[superior].depth + 1),
            leads_back: leads_back[at],
        });
        waiting.extend(people[at].iter().rev().map(|one| (*one, Some(place))));
    }
    nodes
}

/// Those who report to nobody, and for each those who report to them, by weight.
fn subordinates<W: Ord>(
    superiors: &[Option<usize>],
    weight: impl Fn(usize) -> W,
) -> (Vec<usize>, Vec<Vec<usize>>) {
    let mut order: Vec<usize> = (0..superiors.len()).collect();
    order.sort_by_key(|at| weight(*at));
    let (mut roots, mut people) = (Vec::new(), vec![Vec::new(); superiors.len()]);
    for at in order {
        match superiors[at] {
            Some(superior) => people[superior].push(at),
            None => roots.push(at),
        }
    }
    (roots, people)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn everybody_stands_once_below_their_superior(
            superiors in proptest::collection::vec(proptest::option::of(0usize..12), 12),
        ) {
            let nodes = forest(superiors.clone(), |_| 0);
            let mut seen: Vec<usize> = nodes.iter().map(|node| node.at).collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..12).collect::<Vec<_>>());
            for (place, node) in nodes.iter().enumerate() {
                match node.superior {
                    Some(superior) => {
                        prop_assert!(superior < place);
                        prop_assert_eq!(superiors[node.at], Some(nodes[superior].at));
                        prop_assert_eq!(node.depth, nodes[superior].depth + 1);
                    }
                    None => prop_assert_eq!((node.leads_back, node.depth), (superiors[node.at].is_some(), 0)),
                }
            }
            let opened = nodes.iter().filter(|node| node.leads_back).count();
            prop_assert_eq!(opened, circles(&superiors).len());
        }
    }
}
