//! What the client is, for those who meet them for the first time (M1).

use schemars::JsonSchema;
use serde::Serialize;

use super::{Amount, Request};
use crate::model::{Account, Day};

/// What the client is.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProfileInfo<'a> {
    /// Their place in their market.
    pub market_position: Option<&'a str>,
    /// The markets they serve.
    pub markets: Vec<&'a str>,
    /// How they sell.
    pub distribution: Option<&'a str>,
    /// How many people work there.
    pub employees: Option<u32>,
    /// Their own yearly turnover.
    pub turnover: Option<Amount>,
    /// Their financial strength.
    pub finances: Option<&'a str>,
    /// Where to find them.
    pub address: Option<&'a str>,
    /// How the account came to us.
    pub source: Option<SourceInfo<'a>>,
}

/// How an account came to us.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SourceInfo<'a> {
    /// The way.
    pub kind: Option<&'a str>,
    /// From whom or what.
    pub from: Option<&'a str>,
    /// When.
    pub on: Option<Day>,
}

pub(super) fn profile<'a>(account: &'a Account<'_>, request: &Request<'_>) -> ProfileInfo<'a> {
    let profile = &account.profile;
    ProfileInfo {
        market_position: profile.market_position.as_deref(),
        markets: profile.markets.iter().map(|market| market.as_str()).collect(),
        distribution: profile.distribution.as_deref(),
        employees: profile.employees,
        turnover: profile
            .turnover
            .map(|turnover| Amount::of(&turnover, request.exchange)),
        finances: profile.finances.as_deref(),
        address: account.address.as_deref(),
        source: account.source.as_ref().map(|source| SourceInfo {
            kind: source.kind.as_deref(),
            from: source.from.as_deref(),
            on: source.on,
        }),
    }
}
