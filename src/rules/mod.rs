//! Rules: one finding, one file. The slice [`RULES`] is the registry that help, settings, docs and
//! tests read.

#[macro_use]
mod rule;

mod adopt;
mod custom;
pub mod fallen_back;
mod finding;
mod fingerprint;
mod ignores;
mod leave;
mod listing;
mod locate;
mod promises;
mod pursuit;
mod report;
mod run;
mod suggestions;
mod world;

mod broken_promise_without_remedy;
mod case_expired;
mod case_expiring;
mod case_unapproved;
mod competitor_without_counter;
mod currency_without_rate;
mod dates_out_of_order;
mod departed_in_role;
mod duplicate_id;
mod duplicate_key;
mod empty_file;
mod fixed_tier_expired;
mod fixed_tier_without_reason;
mod future_fact;
mod incomplete;
mod library_stale;
mod milestone_unmet;
mod missing_role;
mod multiple_documents;
mod never_touched;
mod not_utf8;
mod overdue_promise;
mod past_close_date;
mod reporting_loop;
mod scattered_focus;
mod single_thread;
mod stale_dossier;
mod template_error;
mod tier_unsettled;
mod too_many_gifts;
mod top_untouched;
mod twin_accounts;
mod unapproved_deal;
mod uncounted_touchpoint;
mod unknown_account;
mod unknown_case;
mod unknown_field;
mod unknown_need;
mod unknown_person;
mod unknown_team_member;
mod unsupported_fact;
mod untouched_opponent;
mod unused_ignore;
mod want_as_need;
mod wrong_type;
mod yaml_syntax;

pub use adopt::{Adopted, adopt};
pub use finding::Finding;
pub use ignores::can_be_ignored;
pub use locate::{Located, LocatedLabel, locate_problem};
pub use report::Report;
pub use rule::{Check, Rule, RuleInfo};
pub use run::{Selection, check};
pub use template_error::TemplateError;
pub use world::World;

/// Every rule, in the order of the manual.
pub static RULES: &[&dyn Rule] = &[
    &yaml_syntax::YamlSyntax,
    &unknown_field::UnknownField,
    &wrong_type::WrongType,
    &duplicate_key::DuplicateKey,
    &multiple_documents::MultipleDocuments,
    &empty_file::EmptyFile,
    &not_utf8::NotUtf8,
    &unknown_person::UnknownPerson,
    &unknown_account::UnknownAccount,
    &unknown_case::UnknownCase,
    &unknown_need::UnknownNeed,
    &unknown_team_member::UnknownTeamMember,
    &duplicate_id::DuplicateId,
    &reporting_loop::ReportingLoop,
    &departed_in_role::DepartedInRole,
    &currency_without_rate::CurrencyWithoutRate,
    &future_fact::FutureFact,
    &dates_out_of_order::DatesOutOfOrder,
    &uncounted_touchpoint::UncountedTouchpoint,
    &incomplete::Incomplete,
    &stale_dossier::StaleDossier,
    &unsupported_fact::UnsupportedFact,
    &tier_unsettled::TierUnsettled,
    &fixed_tier_expired::FixedTierExpired,
    &fixed_tier_without_reason::FixedTierWithoutReason,
    &too_many_gifts::TooManyGifts,
    &never_touched::NeverTouched,
    &broken_promise_without_remedy::BrokenPromiseWithoutRemedy,
    &overdue_promise::OverduePromise,
    &milestone_unmet::MilestoneUnmet,
    &unapproved_deal::UnapprovedDeal,
    &top_untouched::TopUntouched,
    &single_thread::SingleThread,
    &missing_role::MissingRole,
    &untouched_opponent::UntouchedOpponent,
    &scattered_focus::ScatteredFocus,
    &want_as_need::WantAsNeed,
    &competitor_without_counter::CompetitorWithoutCounter,
    &past_close_date::PastCloseDate,
    &twin_accounts::TwinAccounts,
    &unused_ignore::UnusedIgnore,
    &case_unapproved::CaseUnapproved,
    &case_expiring::CaseExpiring,
    &case_expired::CaseExpired,
    &library_stale::LibraryStale,
    &template_error::TemplateError,
    &fallen_back::FallenBack,
];

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static dyn Rule> {
    RULES.iter().copied().find(|rule| rule.info().id == id)
}
