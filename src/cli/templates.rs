//! The repository's own templates, looked at and tried out for `dossier check` and `dossier template check`.

use std::collections::HashSet;

use rayon::prelude::*;

use super::brief::{Asked, Desk, template_name};
use super::context::Context;
use super::exit::Failure;
use super::library::of;
use crate::analysis::brief::{Audience, BriefKind};
use crate::analysis::deal::Process;
use crate::model::Account;
use crate::render::template::playbook::Playbook;
use crate::render::template::{
    Checked, Library, TemplateError, check, list, render, shipped, standing_alone,
};
use crate::rules::World;
use crate::settings::{Language, plain, process};
use crate::source::SourceFile;

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

/// A template of briefs to be filled in.
pub(super) struct Trial {
    /// Its name.
    pub(super) name: String,
    kind: BriefKind,
    language: Language,
    audience: Audience,
}

/// The templates of briefs that there are, in each language, and the repository's own of other names.
///
/// # Errors
/// [`Failure`] where the repository's own cannot be listed.
pub(super) fn trials(library: &Library, context: &Context) -> Result<Vec<Trial>, Failure> {
    let mut trials = kinds(library);
    let own =
        standing_alone(library).map_err(|error| Failure::at(context.settings.templates.as_ref(), error))?;
    for name in own {
        if trials.iter().all(|trial| trial.name != name) {
            trials.push(Trial {
                kind: BriefKind::CallPrep,
                language: list::language(&name).unwrap_or(context.settings.language),
                audience: audience(&name),
                name,
            });
        }
    }
    Ok(trials)
}

/// A template for a client is named so, as the shipped ones are.
fn audience(name: &str) -> Audience {
    let (_, file) = name.rsplit_once('/').unwrap_or(("", name));
    match file.starts_with("client-") {
        true => Audience::Client,
        false => Audience::Team,
    }
}

fn kinds(library: &Library) -> Vec<Trial> {
    let mut trials: Vec<Trial> = Vec::new();
    for (word, language) in Language::ALL {
        for (kind, audience) in briefs() {
            let name = template_name(kind, audience).map(|name| format!("briefs/{word}/{name}.md"));
            // One that is there and cannot be read is told where files are looked at.
            if let Ok(name) = name
                && library.text(&name).is_ok_and(|text| text.is_some())
            {
                trials.push(Trial {
                    name,
                    kind,
                    language,
                    audience,
                });
            }
        }
    }
    trials
}

/// Every kind for every audience that has templates of its own. A manager's are those of the team, with more in them.
fn briefs() -> impl Iterator<Item = (BriefKind, Audience)> {
    let audiences = [Audience::Manager, Audience::Client];
    let kinds = BriefKind::ALL.iter().copied();
    kinds.flat_map(move |kind| audiences.map(|audience| (kind, audience)))
}

/// Every file of the templates with what is wrong with it. Briefs without a mistake are printed once, for
/// what shows only then.
pub(super) fn checked(context: &Context, world: &World<'_, '_>) -> Result<Vec<Checked>, Failure> {
    let (library, mut checked) = looked_at(context)?;
    let is_sound = |name: &str| {
        checked
            .iter()
            .any(|one| one.name == name && one.problems.is_empty())
    };
    // What the kinds of a language share counts for all of them.
    let shares = |trial: &Trial| is_sound(&format!("briefs/{}/parts.md", trial.language.as_str()));
    let mut own = trials(&library, context)?;
    own.retain(|trial| is_sound(&trial.name) || shares(trial));
    fill_in(
        context,
        world,
        &own,
        fullest(world).as_slice(),
        &library,
        &mut checked,
    );
    Ok(checked)
}

/// The files of the templates that are named, or all of them, with what is wrong with them, the trials filled in
/// for every account.
pub(super) fn tried(
    context: &Context,
    world: &World<'_, '_>,
    named: &[String],
    trials: &[Trial],
) -> Result<Vec<Checked>, Failure> {
    let (library, mut checked) = looked_at(context)?;
    checked.retain(|one| named.is_empty() || named.contains(&one.name));
    fill_in(
        context,
        world,
        trials,
        &world.portfolio.accounts(),
        &library,
        &mut checked,
    );
    Ok(checked)
}

fn looked_at(context: &Context) -> Result<(Library, Vec<Checked>), Failure> {
    let folder = context.templates()?;
    let library = Library::new(&folder);
    let checked =
        check(&library, &plain(&context.settings.templates)).map_err(|error| Failure::at(&folder, error))?;
    Ok((library, checked))
}

/// Fills templates in for accounts, and adds each mistake once, with the first account that shows it.
fn fill_in(
    context: &Context,
    world: &World<'_, '_>,
    trials: &[Trial],
    accounts: &[&Account<'_>],
    library: &Library,
    checked: &mut Vec<Checked>,
) {
    let desk = Desk::new(context, world.process, of(world.portfolio));
    let mut known = HashSet::new();
    for (at, trial) in trials.iter().enumerate() {
        context.console.progress("templates", at, trials.len());
        // A playbook that cannot be read is told where it stands.
        let Ok(playbook) = Playbook::load(library, trial.language) else {
            continue;
        };
        let errors: Vec<_> = accounts
            .par_iter()
            .filter_map(|account| {
                let error = try_out(&desk, world, library, trial, account, &playbook).err()?;
                Some((account.id.as_str(), error))
            })
            .collect();
        for (account, error) in errors {
            if known.insert((error.name.clone(), error.line, error.reason.clone())) {
                at_fault(checked, &error.name).fails(&error, account);
            }
        }
    }
    context.console.end_progress();
}

fn try_out(
    desk: &Desk<'_>,
    world: &World<'_, '_>,
    library: &Library,
    trial: &Trial,
    account: &Account<'_>,
    playbook: &Playbook,
) -> Result<(), TemplateError> {
    let Some(standing) = world.standing(&account.id) else {
        return Ok(());
    };
    let asked = Asked {
        kind: trial.kind,
        meeting: None,
        with: Vec::new(),
        private: true,
        audience: trial.audience,
    };
    let printed = match trial.audience {
        Audience::Client => {
            let report = desk.tell_client(account, standing, &asked);
            render(library, &trial.name, &report, playbook)
        }
        Audience::Team | Audience::Manager => {
            let mut report = desk.tell(account, standing, &asked);
            playbook.put(&mut report);
            render(library, &trial.name, &report, playbook)
        }
    };
    printed.map(drop)
}

/// The file that a mistake is in; a shipped one comes to the others, as what it is given can be at fault.
fn at_fault<'c>(checked: &'c mut Vec<Checked>, name: &str) -> &'c mut Checked {
    let at = checked
        .iter()
        .position(|one| one.name == name)
        .unwrap_or_else(|| {
            let text = shipped(name).unwrap_or_default();
            checked.push(Checked {
                name: name.to_owned(),
                source: SourceFile::from_text(format!("{name} (shipped)"), text),
                problems: Vec::new(),
            });
            checked.len() - 1
        });
    &mut checked[at]
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
