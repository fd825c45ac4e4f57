//! `dossier fmt`.

use clap::Args;

use super::context::{Context, unread};
use super::exit::{Failure, Verdict, reason};
use super::files;
use crate::diagnostic::FileId;
use crate::model::{Account, Day};
use crate::portfolio::Portfolio;
use crate::render::findings::counted;
use crate::render::{diff, visible};
use crate::source::SourceFile;
use crate::source::edit::{Refusal, Sorted, arrange};
use crate::source::save::{self, Unsaved};

/// Put sections and touchpoints in order, and touch nothing else
#[derive(Debug, Args)]
pub(super) struct Fmt {
    /// Accounts or files; all dossiers by default
    #[arg(value_name = "ACCOUNT|PATH")]
    only: Vec<String>,
    /// Write nothing: show what would change, and exit with 1 if anything would
    #[arg(long)]
    check: bool,
}

/// Sorted by their day, touchpoints of two branches seldom meet in one place.
const SORTED: [Sorted<'static>; 1] = [Sorted {
    list: "touchpoints",
    by: "on",
}];

impl Fmt {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let sources = context.sources()?;
        let portfolio = context.portfolio(&sources);
        let dossiers = self.dossiers(context, &portfolio)?;
        let (mut verdict, mut changed) = (unread(&sources), 0);
        for source in &dossiers {
            match self.arrange(source, context)? {
                Done::InOrder => {}
                Done::Changed => changed += 1,
                Done::Refused => verdict = Verdict::Unread,
            }
        }
        let is_untidy = self.check && changed > 0;
        let state = if self.check { "not" } else { "put" };
        let files = counted(dossiers.len(), "dossier");
        context
            .console
            .remark(&format!("{files}: {changed} {state} in order"));
        match is_untidy {
            true => Ok(verdict.max(Verdict::Findings)),
            false => Ok(verdict),
        }
    }

    /// Puts a dossier in order, or shows what would change.
    fn arrange(&self, source: &SourceFile, context: &Context) -> Result<Done, Failure> {
        if source.fault().is_some() {
            return Ok(refuse(source, Unsaved::NotText, context));
        }
        let new = match in_order(source.text()) {
            Ok(new) if new == source.text() => return Ok(Done::InOrder),
            Ok(new) => new,
            Err(refusal) => return Ok(refuse(source, Unsaved::Refused(refusal), context)),
        };
        let name = visible::line(source.name());
        let told = match self.check {
            true => diff::unified(&name, source.text(), &new, &context.console.look),
            false => {
                let written = save::update(source.path(), &context.root, in_order);
                if let Err(why) = written {
                    return Ok(refuse(source, why, context));
                }
                format!("put in order {name}\n")
            }
        };
        context.console.print(&told)?;
        Ok(Done::Changed)
    }

    /// The dossiers that are meant; a library has no sections.
    fn dossiers<'p>(
        &self,
        context: &Context,
        portfolio: &Portfolio<'p>,
    ) -> Result<Vec<&'p SourceFile>, Failure> {
        let wanted = files::named(context, portfolio, &self.only)?;
        let is_wanted = |at: usize| wanted.as_ref().is_none_or(|files| files.contains(&FileId(at)));
        let dossiers = portfolio.dossiers.iter().enumerate();
        let found: Vec<_> = dossiers
            .filter(|(at, _)| is_wanted(*at))
            .map(|(_, dossier)| dossier.document.source)
            .collect();
        match found.is_empty() && wanted.is_some() {
            true => Err(Failure::Usage(format!("{} is no dossier", self.only.join(", ")))),
            false => Ok(found),
        }
    }
}

/// What became of a dossier.
enum Done {
    InOrder,
    Changed,
    Refused,
}

/// A dossier with its sections and items in the format's order.
pub(super) fn in_order(text: &str) -> Result<String, Refusal> {
    let sections = Account::sections();
    let sections: Vec<&str> = sections.iter().map(String::as_str).collect();
    arrange(text, &sections, &SORTED, |on| on.parse::<Day>().ok())
}

/// Says why a dossier is left as it is; the others are gone on with.
fn refuse(source: &SourceFile, why: Unsaved<Refusal>, context: &Context) -> Done {
    let name = source.name();
    let (place, why) = match why {
        Unsaved::Refused(refusal) => (format!("{name}:{}", refusal.line), refusal.message),
        Unsaved::Io(error) => (name.to_owned(), reason(&error)),
        why => (name.to_owned(), why.to_string()),
    };
    context.console.warn(&format!("{place} is left as it is: {why}"));
    Done::Refused
}
