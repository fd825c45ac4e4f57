//! Listing: several things in one sentence.

/// Things as people list them: `a, b and c`.
pub(super) fn listed(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [thing] => thing.clone(),
        [things @ .., last] => format!("{} and {last}", things.join(", ")),
    }
}

/// A day and how long ago it was: `2026-11-13, 8 days ago`.
pub(super) fn ago(day: crate::model::Day, today: crate::model::Day) -> String {
    match today.days_since(day) {
        0 => format!("{day}, today"),
        1 => format!("{day}, yesterday"),
        days => format!("{day}, {days} days ago"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_listed_as_people_do() {
        let list = |things: &[&str]| listed(&things.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>());
        assert_eq!(list(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b"]), "a and b");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }

    #[test]
    fn days_are_told_with_how_long_ago_they_were() {
        let day = |text: &str| text.parse().expect(text);
        let told = |text: &str| ago(day(text), day("2026-11-21"));
        assert_eq!(told("2026-11-21"), "2026-11-21, today");
        assert_eq!(told("2026-11-20"), "2026-11-20, yesterday");
        assert_eq!(told("2026-11-13"), "2026-11-13, 8 days ago");
    }
}
