//! Reader: serde's Deserializer over a node of a tree.

use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer, StrDeserializer};
use serde::de::{self, DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::Pruned;
use super::error::{DecodeError, ErrorKind};
use crate::source::tree::{Content, NodeId, Scalar, ScalarText, Tree};

/// The name under which a struct takes all entries of its map that are the user's own (`x-…`).
pub(crate) const OWN_KEYS: &str = "x-";

type Result<T> = std::result::Result<T, DecodeError>;

/// A node, to be read as whatever type asks.
#[derive(Clone, Copy)]
pub(super) struct Reader<'t, 's> {
    tree: &'t Tree<'s>,
    node: NodeId,
    pruned: &'t Pruned,
}

impl<'t, 's: 't> Reader<'t, 's> {
    pub(super) fn new(tree: &'t Tree<'s>, node: NodeId, pruned: &'t Pruned) -> Self {
        Self { tree, node, pruned }
    }

    fn at(self, node: NodeId) -> Self {
        Self { node, ..self }
    }

    /// Gives an error that has no place yet this node's.
    fn placed<T>(self, result: Result<T>) -> Result<T> {
        result.map_err(|mut error| {
            error.node.get_or_insert(self.node);
            error
        })
    }

    fn expected<T>(self, wanted: &str) -> Result<T> {
        Err(DecodeError::new(
            self.node,
            ErrorKind::Expected(wanted.to_owned()),
        ))
    }

    fn scalar(self) -> Option<Scalar<'t, 's>> {
        self.tree.scalar(self.node)
    }

    /// The text of a plain scalar, the only kind that may be a number or a truth value.
    fn plain(self) -> Option<&'t str> {
        self.scalar()
            .filter(|scalar| scalar.plain)
            .map(|scalar| scalar.as_str())
    }

    fn is_null(self) -> bool {
        self.tree.is_null(self.node)
    }

    fn is_absent(self) -> bool {
        self.tree.is_absent(self.node)
    }

    /// An entry that was reported before.
    fn is_passed_over(self, node: NodeId) -> bool {
        self.pruned.contains(node) || self.tree.is_refused(node)
    }

    fn visit_text<V: Visitor<'s>>(self, visitor: V) -> Result<V::Value> {
        let Some(scalar) = self.scalar() else {
            return self.expected("text");
        };
        if self.is_null() {
            return self.expected("text");
        }
        self.placed(match scalar.text {
            ScalarText::Source(text) => visitor.visit_borrowed_str(text),
            ScalarText::Cooked(text) => visitor.visit_str(text),
        })
    }

    fn visit_map<V: Visitor<'s>>(self, visitor: V, own_keys: OwnKeys) -> Result<V::Value> {
        match self.tree.content(self.node) {
            Content::Map => self.placed(visitor.visit_map(Entries::new(self, own_keys))),
            Content::Scalar(_) if self.is_null() => self.placed(visitor.visit_map(Entries {
                next: None,
                ..Entries::new(self, own_keys)
            })),
            _ => self.expected("a map of keys and values"),
        }
    }
}

/// A number as a sentence asks for it.
macro_rules! numbers {
    ($($method:ident $visit:ident $type:ty, $wanted:literal;)*) => {$(
        fn $method<V: Visitor<'s>>(self, visitor: V) -> Result<V::Value> {
            match self.plain().and_then(|text| text.parse::<$type>().ok()) {
                Some(number) => self.placed(visitor.$visit(number)),
                None => self.expected($wanted),
            }
        }
    )*};
}

impl<'t, 's: 't> de::Deserializer<'s> for Reader<'t, 's> {
    type Error = DecodeError;

    numbers! {
        deserialize_i8 visit_i8 i8, "a whole number";
        deserialize_i16 visit_i16 i16, "a whole number";
        deserialize_i32 visit_i32 i32, "a whole number";
        deserialize_i64 visit_i64 i64, "a whole number";
        deserialize_u8 visit_u8 u8, "a whole number, not below 0";
        deserialize_u16 visit_u16 u16, "a whole number, not below 0";
        deserialize_u32 visit_u32 u32, "a whole number, not below 0";
        deserialize_u64 visit_u64 u64, "a whole number, not below 0";
        deserialize_f32 visit_f32 f32, "a number";
        deserialize_f64 visit_f64 f64, "a number";
    }

    /// Values of keys that are the user's own: a plain scalar is a number or truth value only where
    /// that keeps it as typed, so that `0123` and `1.10` stay text.
    fn deserialize_any<V: Visitor<'s>>(self, visitor: V) -> Result<V::Value> {
        match self.tree.content(self.node) {
            Content::List => self.deserialize_seq(visitor),
            Content::Map => self.visit_map(visitor, OwnKeys::Shown),
            Content::Alias => self.expected("a value"),
            Content::Scalar(_) if self.is_null() => self.placed(visitor.visit_unit()),
            Content::Scalar(_) => match self.plain() {
                Some("true") => self.placed(visitor.visit_bool(true)),
                Some("false") => self.placed(visitor.visit_bool(false)),
                Some(text) => match as_typed_number(text) {
                    Some(Number::Whole(number)) => self.placed(visitor.visit_i64(number)),
                    Some(Number::Broken(number)) => self.placed(visitor.visit_f64(number)),
                    None => self.visit_text(visitor),
                },
                None => self.visit_text(visitor),
            },
        }
    }

    fn deserialize_bool<V: Visitor<'s>>(self, visitor: V) -> Result<V::Value> {
        match self.plain() {
            Some("true" | "True" | "TRUE" | "yes" | "Yes" | "YES") => self.placed(visitor.visit_bool(true)),
            Some("false" | "False" | "FALSE" | "no" | "No" | "NO") => self.placed(visitor.visit_bool(false)),
            _ => self.expected("true or false"),
        }
    }

    fn deserialize_str<V: Visitor<'s>>(self, visitor: V) -> Result<V::Value> {
        self.visit_text(visitor)
    }

    fn deserialize_string<V: Visitor<'s>>(self, visitor: V) -> Result<V::Value> {
        self.visit_text(visitor)
    }

    fn deserialize_identifier<V: Visitor<'s>>(self, visitor: V) -> Result<V::Value> {
        self.visit_text(visitor)
    }

    fn deserialize_option<V: Visitor<'s>>(self, visitor: V) -> Result<V::Value> {
        if self.is_absent() {
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'s>>(self, _: &'static str, visitor: V) -> Result<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'s>>(self, visitor: V) -> Result<V::Value> {
        match self.tree.content(self.node) {
            Content::List => {
                let mut items = Items {
                    list: self,
                    next: self.tree.first(self.node),
                };
                let value = self.placed(visitor.visit_seq(&mut items))?;
                // A pair takes two items and would pass over a third.
                match items.next {
                    None => Ok(value),
                    Some(_) => self.expected("a shorter list"),
                }
            }
            Content::Scalar(_) if self.is_null() => self.placed(visitor.visit_seq(Items {
                list: self,
                next: None,
            })),
            _ => self.expected("a list"),
        }
    }

    fn deserialize_map<V: Visitor<'s>>(self, visitor: V) -> Result<V::Value> {
        self.visit_map(visitor, OwnKeys::Shown)
    }

    fn deserialize_struct<V: Visitor<'s>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        let own_keys = match fields.contains(&OWN_KEYS) {
            true => OwnKeys::Gathered,
            false => OwnKeys::PassedOver,
        };
        self.visit_map(visitor, own_keys)
    }

    fn deserialize_enum<V: Visitor<'s>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        match self.tree.content(self.node) {
            Content::Scalar(scalar) if !self.is_null() => {
                self.placed(visitor.visit_enum(StrDeserializer::<DecodeError>::new(scalar.as_str())))
            }
            Content::Map => self.placed(visitor.visit_enum(Variant { map: self })),
            _ => self.expected("one word"),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'s>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_unit()
    }

    fn deserialize_unit<V: Visitor<'s>>(self, visitor: V) -> Result<V::Value> {
        match self.is_null() {
            true => visitor.visit_unit(),
            false => self.expected("nothing"),
        }
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'s>>
        i128 u128 char bytes byte_buf unit_struct tuple tuple_struct
    }
}

enum Number {
    Whole(i64),
    Broken(f64),
}

/// The number that a text is, if writing the number again gives the text.
fn as_typed_number(text: &str) -> Option<Number> {
    if let Ok(whole) = text.parse::<i64>() {
        return (whole.to_string() == text).then_some(Number::Whole(whole));
    }
    let broken = text.parse::<f64>().ok().filter(|number| number.is_finite())?;
    (broken.to_string() == text).then_some(Number::Broken(broken))
}

/// What becomes of keys that begin with `x-`.
#[derive(Clone, Copy, PartialEq)]
enum OwnKeys {
    /// They are keys like any other.
    Shown,
    /// They stay in the file and out of the value.
    PassedOver,
    /// They come together, as one map, under [`OWN_KEYS`].
    Gathered,
}

struct Items<'t, 's> {
    list: Reader<'t, 's>,
    next: Option<NodeId>,
}

impl<'t, 's: 't> SeqAccess<'s> for Items<'t, 's> {
    type Error = DecodeError;

    fn next_element_seed<S: DeserializeSeed<'s>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        while let Some(item) = self.next {
            self.next = self.list.tree.next(item);
            if !self.list.is_passed_over(item) {
                let reader = self.list.at(item);
                return reader.placed(seed.deserialize(reader)).map(Some);
            }
        }
        Ok(None)
    }

    /// The items ahead, so that lists take no more memory than they need.
    fn size_hint(&self) -> Option<usize> {
        let tree = self.list.tree;
        Some(std::iter::successors(self.next, |item| tree.next(*item)).count())
    }
}

struct Entries<'t, 's> {
    map: Reader<'t, 's>,
    next: Option<NodeId>,
    key: NodeId,
    value: NodeId,
    own_keys: OwnKeys,
    /// Only the user's own keys are shown.
    only_own: bool,
    has_own: bool,
    /// The gathered keys are next to be read.
    offers_own: bool,
}

impl<'t, 's: 't> Entries<'t, 's> {
    fn new(map: Reader<'t, 's>, own_keys: OwnKeys) -> Self {
        Self {
            map,
            next: map.tree.first(map.node),
            key: map.node,
            value: map.node,
            own_keys,
            only_own: false,
            has_own: false,
            offers_own: false,
        }
    }

    /// Moves to the next entry that is to be read.
    fn advance(&mut self) -> bool {
        let tree = self.map.tree;
        while let Some(key) = self.next {
            let Some(value) = tree.next(key) else { return false };
            self.next = tree.next(value);
            if self.is_wanted(key, value) {
                (self.key, self.value) = (key, value);
                return true;
            }
        }
        false
    }

    fn is_wanted(&mut self, key: NodeId, value: NodeId) -> bool {
        if self.map.is_passed_over(key) || self.map.is_passed_over(value) {
            return false;
        }
        if self.own_keys != OwnKeys::Shown && self.is_own(key) {
            self.has_own = true;
            return self.only_own;
        }
        !self.only_own
    }

    fn is_own(&self, key: NodeId) -> bool {
        self.map.tree.begins_with(key, OWN_KEYS)
    }
}

impl<'t, 's: 't> MapAccess<'s> for Entries<'t, 's> {
    type Error = DecodeError;

    fn next_key_seed<S: DeserializeSeed<'s>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        if self.advance() {
            let reader = self.map.at(self.key);
            return reader.placed(seed.deserialize(reader)).map(Some);
        }
        if self.has_own && self.own_keys == OwnKeys::Gathered && !self.only_own && !self.offers_own {
            self.offers_own = true;
            return seed.deserialize(BorrowedStrDeserializer::new(OWN_KEYS)).map(Some);
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'s>>(&mut self, seed: S) -> Result<S::Value> {
        if self.offers_own {
            let own = Self {
                only_own: true,
                ..Self::new(self.map, OwnKeys::Gathered)
            };
            return seed.deserialize(MapAccessDeserializer::new(own));
        }
        let reader = self.map.at(self.value);
        reader.placed(seed.deserialize(reader))
    }
}

/// An enum variant with a value: a map of one entry, `{rank: portfolio}`.
struct Variant<'t, 's> {
    map: Reader<'t, 's>,
}

impl<'t, 's: 't> EnumAccess<'s> for Variant<'t, 's> {
    type Error = DecodeError;
    type Variant = VariantValue<'t, 's>;

    fn variant_seed<S: DeserializeSeed<'s>>(self, seed: S) -> Result<(S::Value, Self::Variant)> {
        let tree = self.map.tree;
        let mut entries = tree.entries(self.map.node);
        match (entries.next(), entries.next()) {
            (Some((key, value)), None) => {
                let reader = self.map.at(key);
                let name = reader.placed(seed.deserialize(reader))?;
                Ok((
                    name,
                    VariantValue {
                        value: self.map.at(value),
                    },
                ))
            }
            _ => self.map.expected("one word, or a map with one key"),
        }
    }
}

struct VariantValue<'t, 's> {
    value: Reader<'t, 's>,
}

impl<'t, 's: 't> VariantAccess<'s> for VariantValue<'t, 's> {
    type Error = DecodeError;

    fn unit_variant(self) -> Result<()> {
        self.value.expected("one word without a value")
    }

    fn newtype_variant_seed<S: DeserializeSeed<'s>>(self, seed: S) -> Result<S::Value> {
        self.value.placed(seed.deserialize(self.value))
    }

    fn tuple_variant<V: Visitor<'s>>(self, _: usize, visitor: V) -> Result<V::Value> {
        de::Deserializer::deserialize_seq(self.value, visitor)
    }

    fn struct_variant<V: Visitor<'s>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value> {
        de::Deserializer::deserialize_struct(self.value, "", fields, visitor)
    }
}
