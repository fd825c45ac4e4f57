//! Money: amounts as people type them (`1.2M`, `480万`, `3.5亿`, `120k USD`), exact, in any currency.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::{Serialize, Serializer};

use super::number::{decimal, serialize_decimal};
use super::schema::written;

/// A currency's three letters, as in `CNY`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The currency of a repository that names none.
    pub const CNY: Self = Self(*b"CNY");

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Currency {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.as_bytes() {
            [a, b, c] if text.bytes().all(|letter| letter.is_ascii_uppercase()) => Ok(Self([*a, *b, *c])),
            _ => Err(format!(
                "`{text}` is no currency; write its three capital letters, such as EUR"
            )),
        }
    }
}

written! {
    Currency = {
        "description": "A currency's three letters, such as EUR.",
        "type": "string",
        "pattern": "^[A-Z]{3}$",
        "patternErrorMessage": "Write the three capital letters of a currency, such as EUR.",
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(Error::custom)
    }
}

/// An amount; without a currency it is in the repository's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// The amount in whole units (yuan, euros), exact.
    pub amount: Decimal,
    /// The currency, where one is written.
    pub currency: Option<Currency>,
}

/// The units that may follow a number, longest first.
const UNITS: [(&str, u64); 12] = [
    ("百万", 1_000_000),
    ("千万", 10_000_000),
    ("万", 10_000),
    ("萬", 10_000),
    ("亿", 100_000_000),
    ("億", 100_000_000),
    ("k", 1_000),
    ("K", 1_000),
    ("m", 1_000_000),
    ("M", 1_000_000),
    ("bn", 1_000_000_000),
    ("B", 1_000_000_000),
];

impl FromStr for Money {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let unreadable =
            || format!("`{text}` is no amount; write a number, or one such as 1.2M, 480万, 3.5亿, 120k USD");
        let trimmed = text.trim();
        let split = trimmed
            .char_indices()
            .rev()
            .take(3)
            .last()
            .map_or(0, |(at, _)| at);
        let (number, currency) = match trimmed[split..].parse() {
            Ok(currency) => (trimmed[..split].trim_end(), Some(currency)),
            Err(_) => (trimmed, None),
        };
        let (number, factor) = UNITS
            .iter()
            .find_map(|(unit, factor)| Some((number.strip_suffix(unit)?.trim_end(), *factor)))
            .unwrap_or((number, 1));
        let number = without_separators(number).ok_or_else(unreadable)?;
        let amount = decimal(&number)
            .and_then(|amount| amount.checked_mul(Decimal::from(factor)))
            .ok_or_else(unreadable)?
            .normalize();
        Ok(Self { amount, currency })
    }
}

/// The number without the commas or underscores between its thousands; nothing where they part it otherwise.
fn without_separators(number: &str) -> Option<String> {
    let separator = match (number.contains(','), number.contains('_')) {
        (false, false) => return Some(number.to_owned()),
        (true, false) => ',',
        (false, true) => '_',
        (true, true) => return None,
    };
    let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut groups = whole.trim_start_matches('-').split(separator);
    let first_fits = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
    let fits = first_fits && groups.all(|group| group.len() == 3) && !rest.contains(separator);
    fits.then(|| number.replace(separator, ""))
}

impl fmt::Display for Money {
    /// The amount with the unit that keeps it short, as a person would type it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = short_amount(self.amount);
        if let Some(currency) = self.currency {
            text = format!("{text} {currency}");
        }
        f.pad(&text)
    }
}

/// An amount in thousands or millions where that loses nothing that matters: `1.2M`, `310k`, `950`.
pub fn short_amount(amount: Decimal) -> String {
    let (factor, unit) = match amount.abs() {
        large if large >= Decimal::from(1_000_000) => (1_000_000, "M"),
        middle if middle >= Decimal::from(1_000) => (1_000, "k"),
        _ => (1, ""),
    };
    let scaled = (amount / Decimal::from(factor))
        .round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
        .normalize();
    format!("{scaled}{unit}")
}

/// The pattern of an amount and what may follow it.
pub(crate) fn pattern(end: &str) -> String {
    let units = UNITS.map(|(unit, _)| unit).join("|");
    format!(r"^\s*[-+]?[0-9.,_]+\s*({units})?\s*{end}$")
}

written! {
    Money = {
        "description": "An amount such as 310000, 1.2M, 480万 or 120k USD.",
        "type": ["number", "string"],
        "pattern": pattern(r"([A-Z]{3})?\s*"),
        "patternErrorMessage": "Write a number, or one such as 1.2M, 480万, 3.5亿, 120k USD.",
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.currency {
            None => serialize_decimal(&self.amount, serializer),
            Some(_) => serializer.collect_str(self),
        }
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Amount;
        impl Visitor<'_> for Amount {
            type Value = Money;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an amount such as 310000, 1.2M, 480万 or 120k USD")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Money, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Amount)
    }
}

/// A currency for which the repository declares no rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoRate(pub Currency);

/// The repository's currency and what one unit of each other is worth in it (M3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The currency that all figures are stated in.
    pub currency: Currency,
    /// What one unit of another currency is worth.
    pub rates: BTreeMap<Currency, Decimal>,
}

impl Exchange {
    /// The amount in the repository's currency.
    ///
    /// # Errors
    /// [`NoRate`] where the currency has no declared rate: a guess would be worse.
    pub fn convert(&self, money: &Money) -> Result<Decimal, NoRate> {
        match money.currency {
            None => Ok(money.amount),
            Some(currency) if currency == self.currency => Ok(money.amount),
            Some(currency) => {
                let rate = self.rates.get(&currency).ok_or(NoRate(currency))?;
                money.amount.checked_mul(*rate).ok_or(NoRate(currency))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Option<String> {
        text.parse::<Money>().ok().map(|money| match money.currency {
            Some(currency) => format!("{} {currency}", money.amount),
            None => money.amount.to_string(),
        })
    }

    #[test]
    fn money_is_read_as_people_type_it() {
        for (typed, want) in [
            ("1.2M", "1200000"),
            ("480万", "4800000"),
            ("3.5亿", "350000000"),
            ("2千万", "20000000"),
            ("120k USD", "120000 USD"),
            ("480M CNY", "480000000 CNY"),
            ("310k", "310000"),
            ("1400000", "1400000"),
            ("1,400,000.50", "1400000.5"),
            ("1_400_000", "1400000"),
            ("-3k", "-3000"),
            ("0", "0"),
            ("120 kEUR", "120000 EUR"),
        ] {
            assert_eq!(amount(typed).as_deref(), Some(want), "{typed}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for typed in [
            "",
            "lots",
            "12 monkeys",
            "1.2.3",
            "1,40,000",
            "k",
            "1e6",
            "NaN",
            "USD",
            "1.2 M M",
            "99999999999999999999999999999M",
        ] {
            assert_eq!(amount(typed), None, "{typed}");
        }
    }

    #[test]
    fn an_amount_shown_is_an_amount_typed() {
        for (typed, shown) in [
            ("1200000", "1.2M"),
            ("480M CNY", "480M CNY"),
            ("950", "950"),
            ("12345", "12.35k"),
            ("-3000", "-3k"),
        ] {
            let money: Money = typed.parse().expect(typed);
            assert_eq!(money.to_string(), shown);
        }
    }

    #[test]
    fn a_currency_without_a_rate_is_an_error() {
        let exchange = Exchange {
            currency: Currency::CNY,
            rates: [("USD".parse().expect("USD"), Decimal::new(71, 1))].into(),
        };
        let convert = |typed: &str| exchange.convert(&typed.parse().expect(typed));
        assert_eq!(convert("100k USD"), Ok(Decimal::from(710_000)));
        assert_eq!(convert("5 CNY"), Ok(Decimal::from(5)));
        assert_eq!(convert("5"), Ok(Decimal::from(5)));
        assert!(convert("5 JPY").is_err());
    }
}
