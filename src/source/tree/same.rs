//! Sameness: whether two nodes say the same, however they are written.

use super::{Content, NodeId, Tree};

impl Tree<'_> {
    /// Whether a node says what one of another tree says. Quotes, layout, comments and the order of a map's
    /// entries mean nothing; the order of a list does. A value left out is null.
    pub fn says_same(&self, node: NodeId, other: &Tree<'_>, there: NodeId) -> bool {
        if self.is_null(node) || other.is_null(there) {
            return self.is_null(node) && other.is_null(there);
        }
        match (self.content(node), other.content(there)) {
            (Content::Scalar(one), Content::Scalar(two)) => one.as_str() == two.as_str(),
            (Content::List, Content::List) => self.lists_same(node, other, there),
            (Content::Map, Content::Map) => self.maps_same(node, other, there),
            (Content::Alias, Content::Alias) => {
                self.text()[self.span(node)] == other.text()[other.span(there)]
            }
            _ => false,
        }
    }

    fn lists_same(&self, list: NodeId, other: &Tree<'_>, there: NodeId) -> bool {
        let mut items = other.children(there);
        let all = self
            .children(list)
            .all(|item| items.next().is_some_and(|twin| self.says_same(item, other, twin)));
        all && items.next().is_none()
    }

    fn maps_same(&self, map: NodeId, other: &Tree<'_>, there: NodeId) -> bool {
        self.entries(map).count() == other.entries(there).count()
            && self.entries(map).all(|(key, value)| {
                let twin = self.scalar(key).and_then(|key| other.entry(there, key.as_str()));
                twin.is_some_and(|(_, twin)| self.says_same(value, other, twin))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        let ((one, _), (other, _)) = (Tree::parse(one), Tree::parse(other));
        let (Some(node), Some(there)) = (one.root(), other.root()) else {
            panic!("a text without data");
        };
        one.says_same(node, &other, there)
    }

    #[test]
    fn layout_quotes_comments_and_the_order_of_keys_mean_nothing() {
        for (one, other) in [
            ("a: 1\nb: [x, 'y']\n", "b:\n- \"x\"  # first\n- y\na: '1'\n"),
            ("a: {b: ~, c: }\n", "a:\n  c: null\n  b:\n"),
            ("a: |\n  one\n  two\n", "a: \"one\\ntwo\\n\"\n"),
        ] {
            assert!(same(one, other), "{one} {other}");
            assert!(same(other, one), "{other} {one}");
        }
    }

    #[test]
    fn values_keys_and_the_order_of_items_count() {
        for (one, other) in [
            ("a: 1\n", "a: 2\n"),
            ("a: 1\n", "b: 1\n"),
            ("a: 1\n", "a: 1\nb: 2\n"),
            ("a: [x, y]\n", "a: [y, x]\n"),
            ("a: [x]\n", "a: [x, y]\n"),
            ("a: []\n", "a: {}\n"),
            ("a: []\n", "a: \n"),
            ("a: 1.0\n", "a: 1\n"),
        ] {
            assert!(!same(one, other), "{one} {other}");
            assert!(!same(other, one), "{other} {one}");
        }
    }
}
