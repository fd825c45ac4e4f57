//! Probe: how much of a value lies at a key and passes a test, found by walking through its serialization.
//!
//! Nothing is built on the way, so a standard costs no more than a look at the fields it passes.

use std::fmt;

use serde::Serialize;
use serde::ser::{
    Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, SerializeTupleStruct, Serializer,
};

/// How many values at the end of the keys have a text that passes the test. Lists are gone through item by
/// item; a map at the end counts once, if anything in it passes.
pub(super) fn count<T: Serialize + ?Sized>(
    value: &T,
    keys: &[String],
    passes: &dyn Fn(&str) -> bool,
) -> usize {
    value.serialize(Probe { keys, passes }).unwrap_or(0)
}

#[derive(Clone, Copy)]
struct Probe<'p> {
    keys: &'p [String],
    passes: &'p dyn Fn(&str) -> bool,
}

type Result<T> = std::result::Result<T, fmt::Error>;

impl Probe<'_> {
    fn leaf(self, text: &str) -> Result<usize> {
        Ok(usize::from(self.keys.is_empty() && (self.passes)(text)))
    }
}

/// Values that are a text, or have one.
macro_rules! leaves {
    ($($method:ident $type:ty;)*) => {$(
        fn $method(self, value: $type) -> Result<usize> {
            self.leaf(&value.to_string())
        }
    )*};
}

impl<'p> Serializer for Probe<'p> {
    type Ok = usize;
    type Error = fmt::Error;
    type SerializeSeq = Items<'p>;
    type SerializeTuple = Items<'p>;
    type SerializeTupleStruct = Items<'p>;
    type SerializeTupleVariant = Impossible<usize, fmt::Error>;
    type SerializeMap = Entries<'p>;
    type SerializeStruct = Entries<'p>;
    type SerializeStructVariant = Impossible<usize, fmt::Error>;

    leaves! {
        serialize_bool bool;
        serialize_i8 i8;
        serialize_i16 i16;
        serialize_i32 i32;
        serialize_i64 i64;
        serialize_u8 u8;
        serialize_u16 u16;
        serialize_u32 u32;
        serialize_u64 u64;
        serialize_f32 f32;
        serialize_f64 f64;
        serialize_char char;
    }

    fn serialize_str(self, text: &str) -> Result<usize> {
        self.leaf(text)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<usize> {
        Ok(0)
    }

    fn serialize_none(self) -> Result<usize> {
        Ok(0)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<usize> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<usize> {
        Ok(0)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<usize> {
        Ok(0)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, word: &'static str) -> Result<usize> {
        self.leaf(word)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<usize> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<usize> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'p>> {
        Ok(Items {
            probe: self,
            count: 0,
        })
    }

    fn serialize_tuple(self, length: usize) -> Result<Items<'p>> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Items<'p>> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<usize, fmt::Error>> {
        Err(fmt::Error)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'p>> {
        Ok(Entries {
            probe: self,
            is_meant: false,
            count: 0,
        })
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Entries<'p>> {
        self.serialize_map(Some(length))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<usize, fmt::Error>> {
        Err(fmt::Error)
    }
}

/// The items of a list.
struct Items<'p> {
    probe: Probe<'p>,
    count: usize,
}

/// Lists and tuples are gone through alike.
macro_rules! items {
    ($($trait:ident $method:ident;)*) => {$(
        impl $trait for Items<'_> {
            type Ok = usize;
            type Error = fmt::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<()> {
                self.count += item.serialize(self.probe)?;
                Ok(())
            }

            fn end(self) -> Result<usize> {
                Ok(self.count)
            }
        }
    )*};
}

items! {
    SerializeSeq serialize_element;
    SerializeTuple serialize_element;
    SerializeTupleStruct serialize_field;
}

/// The entries of a map, of which one is meant, or all where the keys end here.
struct Entries<'p> {
    probe: Probe<'p>,
    is_meant: bool,
    count: usize,
}

impl Entries<'_> {
    fn look<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        let Probe { keys, passes } = self.probe;
        let keys = keys.get(1..).unwrap_or_default();
        self.count += value.serialize(Probe { keys, passes })?;
        Ok(())
    }

    fn is_meant(&self, key: &str) -> bool {
        self.probe.keys.first().is_none_or(|meant| meant == key)
    }

    fn total(self) -> usize {
        match self.probe.keys.is_empty() {
            true => self.count.min(1),
            false => self.count,
        }
    }
}

impl SerializeStruct for Entries<'_> {
    type Ok = usize;
    type Error = fmt::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<()> {
        match self.is_meant(key) {
            true => self.look(value),
            false => Ok(()),
        }
    }

    fn end(self) -> Result<usize> {
        Ok(self.total())
    }
}

impl SerializeMap for Entries<'_> {
    type Ok = usize;
    type Error = fmt::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.is_meant = count(key, &[], &|key| self.is_meant(key)) > 0;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        match self.is_meant {
            true => self.look(value),
            false => Ok(()),
        }
    }

    fn end(self) -> Result<usize> {
        Ok(self.total())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(keys: &str) -> usize {
        let value = json!({
            "one": {"text": "x", "blank": " ", "number": 0, "nothing": null},
            "many": [{"text": "x"}, {"text": ""}, {}, {"text": "y", "list": ["a", "b", ""]}],
            "empty": {"list": [], "map": {}},
            "pair": [["a", "b"], "c"],
        });
        let keys: Vec<String> = keys.split('.').map(str::to_owned).collect();
        count(&value, &keys, &|text| !text.trim().is_empty())
    }

    #[test]
    fn what_passes_at_the_end_of_the_keys_is_counted() {
        for (keys, want) in [
            ("one.text", 1),
            ("one.number", 1),
            ("one.blank", 0),
            ("one.nothing", 0),
            ("one.none", 0),
            ("one.text.deeper", 0),
            ("many.text", 2),
            ("many.list", 2),
            ("pair", 3),
        ] {
            assert_eq!(said(keys), want, "{keys}");
        }
    }

    #[test]
    fn a_map_counts_once_if_anything_in_it_passes() {
        for (keys, want) in [("one", 1), ("many", 2), ("empty", 0), ("empty.map", 0)] {
            assert_eq!(said(keys), want, "{keys}");
        }
    }
}
