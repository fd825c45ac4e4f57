//! "Did you mean": the known word that a mistyped one most likely was.

/// The longest text that is compared, in bytes: the comparison takes time and memory by the product of both.
const LONGEST: usize = 128;

/// The known word that a mistyped one most likely was: letter case, hyphens and spaces aside, few slips away.
pub fn nearest<'w>(typed: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    if typed.len() > LONGEST {
        return None;
    }
    let typed = typed.to_lowercase().replace(['-', ' '], "_");
    known
        .into_iter()
        .filter(|word| word.len() <= LONGEST)
        .map(|word| {
            let plain = word.to_lowercase().replace(['-', ' '], "_");
            (strsim::damerau_levenshtein(&typed, &plain), word)
        })
        .filter(|(distance, word)| *distance <= (word.chars().count() / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_recognised_and_other_words_are_not() {
        let words = [
            "influence",
            "influences",
            "attitude",
            "need",
            "name",
            "deep_contact",
        ];
        assert_eq!(nearest("influense", words), Some("influence"));
        assert_eq!(nearest("Deep-Contact", words), Some("deep_contact"));
        assert_eq!(nearest("attitdue", words), Some("attitude"));
        assert_eq!(nearest("colour", words), None);
        assert_eq!(nearest("xx", words), None);
        let long = "a".repeat(100_000);
        assert_eq!(nearest(&long, [long.as_str(), "a"]), None);
    }
}
