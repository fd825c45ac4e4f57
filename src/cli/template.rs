//! `dossier template`.

mod check;

use std::path::Path;

use clap::{Args, Subcommand};

use super::Format;
use super::context::Context;
use super::exit::{Failure, Verdict};
use crate::render::template::list::{self, Entry};
use crate::render::template::{Library, shipped};
use crate::render::{json, visible};
use crate::source::{nearest, save};

/// List, show, check and copy the templates that briefs are made of
///
/// A template of the repository's own, in its templates folder, goes before the shipped one of the same name. TEMPLATE
/// is a name that `list` tells, or a part of it without folder and ending, such as `call-prep` or `process`; the settings say
/// of which language.
#[derive(Debug, Args)]
pub(super) struct Template {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List all templates: shipped, of our own, or of our own in place of a shipped one
    List {
        /// How to print it
        #[arg(long, value_enum, default_value_t = Format::Table, env = "DOSSIER_FORMAT", hide_env_values = true)]
        format: Format,
    },
    /// Print a template as it is used
    Show {
        /// The template
        #[arg(value_name = "TEMPLATE")]
        name: String,
    },
    /// Fill in every template for every account, and tell what goes wrong where
    Check(check::Check),
    /// Copy a shipped template into the repository, to change it there
    Copy {
        /// The template
        #[arg(value_name = "TEMPLATE")]
        name: String,
        /// Write over the repository's own, if there is one
        #[arg(long)]
        force: bool,
    },
}

impl Template {
    pub(super) fn run(self, context: &Context) -> Result<Verdict, Failure> {
        let folder = context.templates()?;
        let library = Library::new(&folder);
        match self.action {
            Action::List { format } => print_list(&entries(&library, &folder)?, format, context)?,
            Action::Show { name } => show(&library, &found(&library, &folder, &name, context)?, context)?,
            Action::Check(check) => return check.run(&library, context),
            Action::Copy { name, force } => {
                let name = found(&library, &folder, &name, context)?;
                copy(&folder, &name, force, context)?;
            }
        }
        Ok(Verdict::Clean)
    }
}

fn entries(library: &Library, folder: &Path) -> Result<Vec<Entry>, Failure> {
    list::entries(library).map_err(|error| Failure::at(folder, error))
}

fn print_list(entries: &[Entry], format: Format, context: &Context) -> Result<(), Failure> {
    context.console.print(&match format {
        Format::Table => list::table(entries, &context.console.look),
        Format::Json => json::templates::render(entries),
    })
}

fn show(library: &Library, name: &str, context: &Context) -> Result<(), Failure> {
    let text = library
        .text(name)
        .map_err(|error| Failure::Usage(error.to_string()))?;
    context.console.print(&visible::block(&text.unwrap_or_default()))
}

/// Copies a shipped template to where the repository's own are.
fn copy(folder: &Path, name: &str, force: bool, context: &Context) -> Result<(), Failure> {
    let Some(text) = shipped(name) else {
        return Err(Failure::Usage(format!(
            "{} is not shipped: it is the repository's own",
            visible::line(name)
        )));
    };
    let path = folder.join(name);
    if !save::is_inside(&path, &context.root) {
        let shown = path.display();
        return Err(Failure::Usage(format!(
            "{shown} lies outside the repository: a link leads there"
        )));
    }
    let written = match force {
        true => save::replace(&path, text),
        false => save::create(&path, text),
    };
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Failure::Usage(format!(
            "{} is there already; --force writes over it",
            path.display()
        )),
        _ => Failure::at(&path, error),
    })?;
    context.console.remark(&format!("wrote {}", path.display()));
    Ok(())
}

/// The name of the template that is meant: as it stands, or else without its folder and ending.
fn found(library: &Library, folder: &Path, typed: &str, context: &Context) -> Result<String, Failure> {
    let entries = entries(library, folder)?;
    let names = || entries.iter().map(|entry| entry.name.as_str());
    let language = context.settings.language.as_str();
    let short = [
        typed.to_owned(),
        format!("briefs/{language}/{typed}.md"),
        format!("playbook/{typed}.yaml"),
    ];
    let meant = short.iter().find(|name| names().any(|known| known == *name));
    meant.cloned().ok_or_else(|| {
        let stems = names().filter_map(|name| Path::new(name).file_stem()?.to_str());
        let help = match nearest(typed, names().chain(stems)) {
            Some(near) => format!("did you mean `{}`?", visible::line(near)),
            None => "`dossier template list` lists them".to_owned(),
        };
        Failure::Usage(format!("there is no template `{typed}`; {help}"))
    })
}
