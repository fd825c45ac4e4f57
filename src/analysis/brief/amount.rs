//! Amounts in a brief, in both ways of counting: thousands and millions, or 万 and 亿.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::money::short_amount;
use crate::model::{Currency, Exchange, Money};

/// An amount; a template takes the way of counting of its language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Amount {
    /// As `1.2M`, `310k`, `950`.
    pub short: String,
    /// As `120 万`, `3.5 亿`, `950`.
    pub wan: String,
    /// The currency's three letters.
    pub currency: String,
}

impl Amount {
    pub(super) fn new(amount: Decimal, currency: Currency) -> Self {
        Self {
            short: short_amount(amount),
            wan: in_wan(amount),
            currency: currency.to_string(),
        }
    }

    /// An amount as it was written: what names no currency is in the repository's.
    pub(super) fn of(money: &Money, exchange: &Exchange) -> Self {
        Self::new(money.amount, money.currency.unwrap_or(exchange.currency))
    }
}

fn in_wan(amount: Decimal) -> String {
    let (factor, unit) = match amount.abs() {
        large if large >= Decimal::from(100_000_000) => (100_000_000, " 亿"),
        middle if middle >= Decimal::from(10_000) => (10_000, " 万"),
        _ => (1, ""),
    };
    let scaled = (amount / Decimal::from(factor)).round_dp(2).normalize();
    format!("{scaled}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_counted_both_ways() {
        for (typed, short, wan) in [
            ("3.2M", "3.2M", "320 万"),
            ("486万", "4.86M", "486 万"),
            ("1.25亿", "125M", "1.25 亿"),
            ("950", "950", "950"),
            ("1.2k", "1.2k", "1200"),
        ] {
            let amount = Amount::new(typed.parse::<Money>().expect(typed).amount, Currency::CNY);
            assert_eq!(
                (amount.short.as_str(), amount.wan.as_str()),
                (short, wan),
                "{typed}"
            );
        }
    }
}
