//! Sides: what there is three times, of the common ancestor and of the two that went apart.

/// One of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The common ancestor.
    Base,
    /// What is merged into.
    Ours,
    /// What is merged.
    Theirs,
}

impl Side {
    /// The one that was changed from the ancestor, too.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Theirs => Self::Ours,
            _ => Self::Theirs,
        }
    }
}

/// Something of each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sides<T> {
    /// The common ancestor's.
    pub base: T,
    /// That of what is merged into.
    pub ours: T,
    /// That of what is merged.
    pub theirs: T,
}

impl<T> Sides<T> {
    /// That of one side.
    pub(super) fn of(&self, side: Side) -> &T {
        match side {
            Side::Base => &self.base,
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        }
    }

    /// Whether it is so with each.
    pub(super) fn all_are(&self, is: impl Fn(&T) -> bool) -> bool {
        is(&self.base) && is(&self.ours) && is(&self.theirs)
    }

    /// The same of each.
    pub fn each_ref(&self) -> Sides<&T> {
        Sides {
            base: &self.base,
            ours: &self.ours,
            theirs: &self.theirs,
        }
    }

    /// What becomes of each.
    pub fn map<U>(self, mut make: impl FnMut(T) -> U) -> Sides<U> {
        Sides {
            base: make(self.base),
            ours: make(self.ours),
            theirs: make(self.theirs),
        }
    }
}

impl Sides<Side> {
    /// Which is whose.
    pub(super) const ALL: Self = Self {
        base: Side::Base,
        ours: Side::Ours,
        theirs: Side::Theirs,
    };
}

impl<T> Sides<Option<T>> {
    /// All three, where there are all.
    pub(super) fn all(self) -> Option<Sides<T>> {
        Some(Sides {
            base: self.base?,
            ours: self.ours?,
            theirs: self.theirs?,
        })
    }
}

impl<T: PartialEq> Sides<T> {
    /// What is to be where at the most one side changed it, or both alike.
    pub(super) fn settled(self) -> Option<T> {
        if self.base == self.theirs || self.ours == self.theirs {
            Some(self.ours)
        } else if self.base == self.ours {
            Some(self.theirs)
        } else {
            None
        }
    }
}
