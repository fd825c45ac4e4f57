//! Wording: whether two texts speak of the same, as people read them, in English or Chinese (M11).

use std::borrow::Cow;
use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

/// A text as people read it: without regard to letter case, full and half width, superfluous white space.
pub fn fold(text: &str) -> Cow<'_, str> {
    let folded: Cow<'_, str> = match text.is_ascii() {
        true if text.bytes().all(|byte| !byte.is_ascii_uppercase()) => text.into(),
        true => text.to_ascii_lowercase().into(),
        // Upper case first, so that ß and SS, ς and σ come to the same.
        false => {
            let upper = text.nfkc().flat_map(char::to_uppercase);
            upper.flat_map(char::to_lowercase).nfkc().collect()
        }
    };
    let is_word = |word: &str| !word.is_empty() && !word.contains(char::is_whitespace);
    match folded.split(' ').all(is_word) {
        true => folded,
        false => folded.split_whitespace().collect::<Vec<_>>().join(" ").into(),
    }
}

/// The letters and digits of a text as people read it: `change-over`, `Change over` and `changeover` are one id.
pub fn squeeze(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Words that say nothing of a matter.
const EMPTY: [&str; 44] = [
    "and", "are", "been", "but", "can", "does", "down", "every", "for", "from", "had", "has", "have", "her",
    "his", "how", "into", "its", "more", "not", "one", "only", "our", "out", "over", "per", "than", "that",
    "the", "their", "them", "then", "they", "this", "too", "two", "was", "were", "what", "when", "which",
    "will", "with", "your",
];
/// The same in Chinese.
const EMPTY_PAIRS: [&str; 16] = [
    "一个", "一次", "个月", "他们", "你们", "公司", "可以", "已经", "我们", "我們", "没有", "每月", "每次",
    "现在", "這個", "这个",
];

/// How many terms two texts share before they speak of the same.
const SHARED: usize = 2;
/// And what part of the shorter text's terms that is at least: one in so many.
const PART: usize = 5;

/// The terms that a text is made of: words without their plural, and pairs of neighbouring Chinese characters,
/// since Chinese has no word boundaries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    known: BTreeSet<String>,
    /// In the order of the text, each as often as it stands there.
    told: Vec<String>,
}

impl Terms {
    /// The terms of all these texts together.
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut terms = Self::default();
        for text in texts {
            terms.add(&fold(text));
        }
        terms.known = terms.told.iter().cloned().collect();
        terms
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Whether all of them are among the other's.
    pub fn are_within(&self, other: &Self) -> bool {
        !self.is_empty() && self.known.is_subset(&other.known)
    }

    /// What both texts speak of, in this one's words; nothing where the little they share is chance.
    pub fn shared(&self, other: &Self) -> Option<Vec<String>> {
        let both = self.known.intersection(&other.known).count();
        let shorter = self.known.len().min(other.known.len());
        (both >= SHARED && both * PART >= shorter).then(|| self.phrases(other))
    }

    /// The terms shared, pairs that run into each other as one: 换型 and 型停 are 换型停.
    fn phrases(&self, other: &Self) -> Vec<String> {
        let mut phrases: Vec<String> = Vec::new();
        let mut goes_on = false;
        for term in &self.told {
            let is_shared = other.known.contains(term);
            match phrases.last_mut().filter(|_| goes_on && is_shared) {
                Some(phrase) if runs_into(phrase, term) => phrase.extend(term.chars().last()),
                _ if is_shared => phrases.push(term.clone()),
                _ => {}
            }
            goes_on = is_shared;
        }
        let all = phrases.clone();
        let mut seen = BTreeSet::new();
        phrases.retain(|phrase| {
            let is_part = all
                .iter()
                .any(|longer| longer != phrase && longer.contains(phrase.as_str()));
            !is_part && seen.insert(phrase.clone())
        });
        phrases
    }

    fn add(&mut self, folded: &str) {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'');
        for run in folded.split(|c: char| !is_part(c)) {
            let mut word = String::new();
            let mut last = None;
            for c in run.chars() {
                if is_chinese(c) {
                    self.add_word(&std::mem::take(&mut word));
                    self.add_pair(last, c);
                    last = Some(c);
                } else {
                    last = None;
                    word.extend(Some(c).filter(|c| c.is_alphanumeric()));
                }
            }
            self.add_word(&word);
        }
    }

    /// `change-over` and `changeover` are one word; so are `tool` and `tools`.
    fn add_word(&mut self, word: &str) {
        let word = match word.strip_suffix('s') {
            Some(stem) if !stem.ends_with('s') && stem.len() > 2 => stem,
            _ => word,
        };
        let says_something = word.chars().count() > 2 && !EMPTY.contains(&word);
        let is_number = word.chars().all(|c| c.is_ascii_digit());
        if says_something && !is_number {
            self.told.push(word.to_owned());
        }
    }

    fn add_pair(&mut self, last: Option<char>, c: char) {
        let pair: String = last.into_iter().chain([c]).collect();
        if last.is_some() && !EMPTY_PAIRS.contains(&pair.as_str()) {
            self.told.push(pair);
        }
    }
}

/// Whether a pair of characters begins with what a phrase ends with.
fn runs_into(phrase: &str, pair: &str) -> bool {
    phrase.chars().last() == pair.chars().next() && pair.chars().all(is_chinese)
}

/// Whether a character is one of those that are written without word boundaries.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether two labels, such as industries, name the same, or one names a kind of the other: `machinery` and
/// `Precision machinery`, 机械 and 精密机械.
pub fn is_kindred(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let (one_terms, other_terms) = (Terms::of([&*one]), Terms::of([&*other]));
    !one.is_empty()
        && (one == other || one_terms.are_within(&other_terms) || other_terms.are_within(&one_terms))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_that_read_the_same_fold_to_the_same() {
        for (one, other) in [
            ("Acme Tools", "ＡＣＭＥ\u{3000}tools"),
            ("acme", " ACME\t"),
            ("Müller", "MU\u{308}LLER"),
            ("Weiß & Söhne", "WEISS & SÖHNE"),
            ("ΟΔΟΣ", "οδος"),
            ("华东精密", " 华东精密 "),
        ] {
            assert_eq!(fold(one), fold(other), "{one}");
        }
        assert_ne!(fold("Acme"), fold("Acne"));
        assert_eq!(fold(" \u{3000} "), "");
        assert!(matches!(fold("acme tools"), Cow::Borrowed(_)));
    }

    #[test]
    fn ids_are_compared_without_what_joins_their_words() {
        for text in ["change-over", "Change over", "change_over", "ＣＨＡＮＧＥ-over"] {
            assert_eq!(squeeze(text), "changeover");
        }
        assert_eq!(squeeze("换型-2"), "换型2");
    }

    fn terms(text: &str) -> Vec<String> {
        Terms::of([text]).told
    }

    #[test]
    fn a_text_is_words_and_pairs_of_characters() {
        assert_eq!(terms("Change-over of the 12 TOOLS"), ["changeover", "tool"]);
        assert_eq!(terms("换型停线"), ["换型", "型停", "停线"]);
        assert_eq!(terms("CNC机床 2 台"), ["cnc", "机床"]);
        assert_eq!(terms("ＣＮＣ机床"), ["cnc", "机床"]);
        assert_eq!(terms("we, 我们, 换"), [""; 0]);
        assert_eq!(terms("loss glass gas"), ["loss", "glass", "gas"]);
    }

    #[test]
    fn texts_speak_of_the_same_where_they_share_enough() {
        let shared = |one: &str, other: &str| Terms::of([one]).shared(&Terms::of([other]));
        let both = shared(
            "change-over stops the line",
            "the changeover: line stopped, tool by tool",
        );
        assert_eq!(both, Some(vec!["changeover".to_owned(), "line".to_owned()]));
        let both = shared("换型一次停线六小时，换型", "一次换型停线 4.5 小时");
        assert_eq!(both, Some(["换型", "停线", "小时"].map(str::to_owned).to_vec()));
        let both = shared("手工对刀费时", "刀具手工对刀");
        assert_eq!(both, Some(vec!["手工对刀".to_owned()]));
        assert_eq!(shared("uptime", "uptime"), None, "one term is chance");
        let long = "alpha beta gamma delta epsilon zeta theta iota kappa lambda omega";
        assert_eq!(
            shared(long, "alpha beta c01 c02 c03 c04 c05 c06 c07 c08 c09"),
            None
        );
        assert_eq!(
            shared(long, "alpha beta c01 c02 c03 c04 c05 c06 c07 c08").map(|both| both.len()),
            Some(2)
        );
    }

    #[test]
    fn labels_are_kindred_where_one_is_a_kind_of_the_other() {
        for (one, other) in [
            ("machinery", "Machinery"),
            ("machinery", "precision machinery"),
            ("精密机械", "机械"),
            ("ＩＴ", "it"),
        ] {
            assert!(is_kindred(one, other) && is_kindred(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("machinery", "pumps"),
            ("机械", "机床"),
            ("", ""),
            ("food", "seafood"),
        ] {
            assert!(!is_kindred(one, other), "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shared_does_not_depend_on_the_order(one in "[a-c换型停 -]{0,40}", other in "[a-c换型停 -]{0,40}") {
            let (one, other) = (Terms::of([&*one]), Terms::of([&*other]));
            prop_assert_eq!(one.shared(&other).is_some(), other.shared(&one).is_some());
        }

        #[test]
        fn any_text_has_terms_without_harm(text in any::<String>()) {
            let terms = Terms::of([&*text]);
            prop_assert_eq!(terms.are_within(&terms), !terms.is_empty());
        }
    }
}
