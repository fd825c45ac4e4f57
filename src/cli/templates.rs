//! The repository's own templates, looked at and tried out for `dossier check`.

use super::brief::{team, template_name};
use super::context::Context;
use super::exit::Failure;
use super::library::of;
use crate::analysis::agenda::agenda;
use crate::analysis::brief::{BriefKind, NEAR, Request, brief};
use crate::analysis::deal::{Process, Standards};
use crate::analysis::overview::overview;
use crate::model::Account;
use crate::render::template::playbook::Playbook;
use crate::render::template::{Checked, Library, TemplateError, check, render};
use crate::rules::World;
use crate::settings::{Language, plain, process};

/// The standards that deals are held to. Where the repository's own, or its words for them, cannot be used,
/// which is told at its place, the shipped ones stand in.
pub(super) fn process(context: &Context) -> Result<Process, Failure> {
    let library = Library::new(&context.templates()?);
    let mut process = process::load(&library).unwrap_or_else(|_| process::shipped());
    let language = context.settings.language;
    let playbook =
        Playbook::load(&library, language).or_else(|_| Playbook::load(&Library::shipped(), language));
    playbook
        .map_err(|error| Failure::Usage(error.to_string()))?
        .speak_of(&mut process);
    Ok(process)
}

/// Every file of the templates with what is wrong with it. Briefs without a mistake are printed once, for
/// what shows only then.
pub(super) fn checked(context: &Context, world: &World<'_, '_>) -> Result<Vec<Checked>, Failure> {
    let folder = context.templates()?;
    let library = Library::new(&folder);
    let mut checked =
        check(&library, &plain(&context.settings.templates)).map_err(|error| Failure::at(&folder, error))?;
    let is_sound = |checked: &[Checked], name: &str| {
        checked
            .iter()
            .any(|one| one.name == name && one.problems.is_empty())
    };
    for (word, language) in Language::ALL {
        let shares_own_parts = is_sound(&checked, &format!("briefs/{word}/parts.md"));
        for kind in BriefKind::ALL {
            let is_own = is_sound(&checked, &template_name(language, *kind));
            if (is_own || shares_own_parts)
                && let Err(error) = try_out(context, world, &library, (*kind, language))
                && let Some(at_fault) = checked.iter_mut().find(|one| one.name == error.name)
            {
                at_fault.fails(&error);
            }
        }
    }
    Ok(checked)
}

/// Prints a brief for the fullest dossier, which asks most of its template.
fn try_out(
    context: &Context,
    world: &World<'_, '_>,
    library: &Library,
    (kind, language): (BriefKind, Language),
) -> Result<(), TemplateError> {
    let Some((account, standing)) =
        fullest(world).and_then(|account| Some((account, world.standing(&account.id)?)))
    else {
        return Ok(());
    };
    let items = agenda(
        [(account, standing.tier)],
        &context.settings.agenda(),
        context.today,
        NEAR,
    );
    let request = Request {
        kind,
        today: context.today,
        meeting: None,
        with: Vec::new(),
        private: false,
        team: team(context),
        exchange: &world.exchange,
        health: context.settings.health(),
        standards: Standards {
            process: world.process,
            names: &|account| world.names(account).unwrap_or_default(),
            today: context.today,
        },
        reviews: &context.settings.reviews,
    };
    let items: Vec<_> = items.iter().collect();
    let terms = context
        .settings
        .terms(standing.tier, &world.exchange, world.process, context.today);
    let figures = overview(account, standing, &items, terms);
    let offered = of(world.portfolio);
    let mut report = brief(account, standing, &items, figures, offered, &request);
    // A playbook that cannot be read is told where it stands.
    let Ok(playbook) = Playbook::load(library, language) else {
        return Ok(());
    };
    playbook.put(&mut report);
    render(library, &template_name(language, kind), &report, &playbook).map(drop)
}

/// The account of the longest dossier.
fn fullest<'p>(world: &World<'p, '_>) -> Option<&'p Account<'p>> {
    let readable = world
        .portfolio
        .dossiers
        .iter()
        .filter_map(|dossier| Some((dossier.document.source.text().len(), dossier.account.as_ref()?)));
    readable
        .max_by_key(|(length, _)| *length)
        .map(|(_, account)| account)
}
