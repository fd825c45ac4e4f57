//! Edits of texts: a table of layouts, and changes of any file in any layout.

mod any;
mod cases;
mod order;

use account_dossier::source::edit::Sorted;

/// Some of the format's sections, in its order.
const SECTIONS: [&str; 17] = [
    "name",
    "aliases",
    "region",
    "phone",
    "owner",
    "registered",
    "reviewed",
    "tags",
    "profile",
    "value",
    "tier",
    "stakeholders",
    "needs",
    "opportunities",
    "commitments",
    "touchpoints",
    "sources",
];

/// The lists that are kept sorted.
const TOUCHPOINTS: [Sorted<'static>; 1] = [Sorted {
    list: "touchpoints",
    by: "on",
}];
