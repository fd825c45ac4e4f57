//! What is wanted alone: one dossier, the library, or some sections of all dossiers, without a look at the rest.

use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::{BehindLink, Dossier, Layout, Portfolio, Slot, Sources, read_list};

impl Sources {
    /// The name and the path of the file of a dossier, found without a look at any other.
    pub fn locate(layout: &Layout, id: &str) -> Option<(String, PathBuf)> {
        let is_hidden = id.split('/').any(|part| part.starts_with('.'));
        if is_hidden || (id.contains('/') && !layout.recursive) {
            return None;
        }
        let path = layout.accounts.join(format!("{id}.yaml"));
        let mut walk = WalkDir::new(path).follow_links(true).max_depth(0).into_iter();
        let entry = walk.next()?.ok()?;
        let slot = Self::default().dossier_at(&entry, layout, &mut BehindLink::default())?;
        (slot.id == id).then_some((slot.name, slot.path))
    }
}

impl Sources {
    /// The dossiers with these of their sections alone, each read when it is decoded; without the library, but
    /// with what could not be read of it. A text of which it is not sure where its sections begin stays whole. What
    /// is wrong elsewhere in a text is not seen.
    pub fn excerpts(&self, sections: &[&'static str]) -> Self {
        let sections = Arc::from(sections);
        let unreadable = self.unreadable.iter();
        Self {
            dossiers: self
                .dossiers
                .par_iter()
                .map(|slot| slot.part(&sections))
                .collect(),
            unreadable: unreadable
                .map(|(name, error)| (name.clone(), error.kind().into()))
                .collect(),
            ..Self::default()
        }
    }

    /// One of the dossiers, read when it is decoded, and no library.
    pub fn only(&self, id: &str) -> Self {
        let slots = self.dossiers.iter().filter(|slot| slot.id == id);
        Self {
            dossiers: slots.map(Slot::again).collect(),
            ..Self::default()
        }
    }

    /// Dossiers by their ids, the names and the paths of their files, which are read when they are decoded.
    pub fn unread(files: impl Iterator<Item = (String, String, PathBuf)>) -> Self {
        let mut dossiers: Vec<Slot> = files.map(|(id, name, path)| Slot::new(id, name, path)).collect();
        dossiers.sort_unstable_by(|one, other| one.id.cmp(&other.id));
        Self {
            dossiers,
            ..Self::default()
        }
    }
}

impl<'s> Portfolio<'s> {
    /// Decodes one dossier and the library.
    pub fn only(sources: &'s Sources, id: &str) -> Self {
        let slot = sources.dossiers.iter().find(|slot| slot.id == id);
        let read = slot.and_then(|slot| Some(Dossier::read(&slot.id, slot.source().ok()?)));
        Self {
            dossiers: read.map(Arc::new).into_iter().collect(),
            ..Self::library(sources)
        }
    }

    /// Decodes the library alone, and none of the dossiers.
    pub fn library(sources: &'s Sources) -> Self {
        Self {
            dossiers: Vec::new(),
            cases: sources.cases.as_ref().map(read_list),
            talks: sources.talks.as_ref().map(read_list),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::analysis::tier::{Criterion, Figure, Group, Method, Scale, TierPolicy, tiers};
    use crate::model::{Currency, Exchange};

    /// The default policy, and each figure by each method and group.
    fn policies() -> Vec<TierPolicy> {
        let mut policies = vec![TierPolicy::default()];
        for figure in Figure::ALL.iter().copied() {
            for group in [Group::Portfolio, Group::Industry, Group::Region] {
                for method in [Method::Scorecard, Method::Pareto, Method::Rank] {
                    policies.push(TierPolicy {
                        method,
                        figure,
                        group,
                        criteria: vec![Criterion {
                            id: figure,
                            weight: 1.into(),
                            scale: Some(Scale::Rank(group)),
                        }],
                        ..TierPolicy::default()
                    });
                }
            }
        }
        policies
    }

    #[test]
    fn the_sections_that_tiers_are_computed_from_give_the_same_tiers() {
        let exchange = Exchange {
            currency: Currency::CNY,
            rates: [].into(),
        };
        let today = "2026-11-21".parse().expect("a day");
        for example in ["machinery", "software"] {
            let root = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("examples")
                .join(example);
            let sources = Sources::find(&Layout::new(&root, "accounts", "library", false));
            let portfolio = Portfolio::decode(&sources);
            for policy in policies() {
                let excerpts = sources.excerpts(&policy.sections());
                let standings = |portfolio: &Portfolio<'_>| {
                    let told = tiers(&portfolio.accounts(), &policy, &exchange, today);
                    told.iter().map(|one| format!("{one:?}")).collect::<Vec<_>>()
                };
                let whole = standings(&portfolio);
                assert!(whole.len() > 3, "{example}");
                assert_eq!(standings(&Portfolio::decode(&excerpts)), whole, "{policy:?}");
            }
        }
    }
}
