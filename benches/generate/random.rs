//! Random: a small seeded generator of numbers (splitmix64), the same on every machine.

/// A sequence of numbers that looks random and always is the same for the same seed.
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    /// The sequence of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both among them.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        let span = u64::from(high.saturating_sub(low)) + 1;
        low + u32::try_from(self.next() % span).unwrap_or(0)
    }

    /// A number from `low` to `high`, more often a small one: most accounts are small.
    pub fn few(&mut self, low: u32, high: u32) -> u32 {
        self.between(low, high).min(self.between(low, high))
    }

    /// True in so many cases of a hundred.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of a list, which must not be empty.
    pub fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        let last = u32::try_from(list.len() - 1).unwrap_or(0);
        list[self.between(0, last) as usize]
    }

    /// So many different ones of a list, or as many as it has, in its order.
    pub fn some<'a, T: ?Sized>(&mut self, list: &[&'a T], count: u32) -> Vec<&'a T> {
        let mut chosen = Vec::new();
        let mut wanted = u64::from(count);
        let mut left = list.len() as u64;
        for item in list {
            if self.next() % left < wanted {
                chosen.push(*item);
                wanted -= 1;
            }
            left -= 1;
        }
        chosen
    }
}
