//! A hash that stays the same: for names that other tools keep.

/// FNV-1a with 128 bits: the same for all versions and machines, which std's hasher does not promise.
#[derive(Debug)]
pub struct Hash(u128);

impl Hash {
    /// The hash of nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    /// Takes in a part by its kind, its length before it, so that no two sequences of parts run together to
    /// the same.
    pub fn part(&mut self, kind: &str, text: &str) {
        self.bytes(format!("{kind} {} ", text.len()).as_bytes());
        self.bytes(text.as_bytes());
    }

    /// The hash of all parts, as 32 hexadecimal digits.
    #[must_use]
    pub fn in_hex(&self) -> String {
        format!("{:032x}", self.0)
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b);
        }
    }
}

impl Default for Hash {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        for (text, hash) in [
            ("", "6c62272e07bb014262b821756295c58d"),
            ("a", "d228cb696f1a8caf78912b704e4a8964"),
            ("foobar", "343e1662793c64bf6f0d3597ba446f18"),
        ] {
            let mut fresh = Hash::new();
            fresh.bytes(text.as_bytes());
            assert_eq!(fresh.in_hex(), hash);
        }
    }
}
