//! The paper: the template, words and format that a run's briefs are printed with.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use crate::analysis::brief::{Audience, BriefKind};
use crate::cli::context::Context;
use crate::cli::exit::Failure;
use crate::render::brief::html;
use crate::render::json;
use crate::render::template::playbook::Playbook;
use crate::render::template::{Library, TemplateError, render};
use crate::settings::Language;

/// The formats of a brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Markdown, with headings in bold on a terminal
    Md,
    /// One HTML file, which prints on a page
    Html,
    /// The data that templates get, versioned
    Json,
}

impl Format {
    /// What the names of its files end with.
    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Html => "html",
            Self::Json => "json",
        }
    }
}

/// What a run's briefs are printed with.
pub(super) struct Paper {
    pub(super) format: Format,
    language: Language,
    library: Library,
    template: String,
    pub(super) playbook: Playbook,
}

impl Paper {
    /// The paper with the template of that name in the language, or with a template of the user's own.
    pub(super) fn new(
        context: &Context,
        format: Format,
        language: Language,
        template: Template<'_>,
    ) -> Result<Self, Failure> {
        let templates = context.templates()?;
        let (library, template) = match template {
            Template::Own(file) => own_template(file, &templates)?,
            Template::Named(name) => (
                Library::new(&templates),
                format!("briefs/{}/{name}.md", language.as_str()),
            ),
        };
        let playbook =
            Playbook::load(&library, language).map_err(|error| Failure::Usage(error.to_string()))?;
        Ok(Self {
            format,
            language,
            library,
            template,
            playbook,
        })
    }

    /// A brief as text; `title` is what its page is called.
    pub(super) fn print<T: Serialize>(&self, report: &T, title: &str) -> Result<String, TemplateError> {
        if self.format == Format::Json {
            return Ok(json::brief::render(report));
        }
        let markdown = render(&self.library, &self.template, report, &self.playbook)?;
        Ok(match self.format {
            Format::Html => html::page(&markdown, title, self.language.as_str()),
            Format::Md | Format::Json => markdown,
        })
    }
}

/// Where a template comes from.
#[derive(Clone, Copy)]
pub(super) enum Template<'o> {
    /// By its name among those of the language.
    Named(&'static str),
    /// A file named on the command line.
    Own(&'o Path),
}

/// The name of the template of a kind for somebody, without its folder and ending.
///
/// # Errors
/// [`Failure::Usage`] where there is none of the kind that a client may read.
pub(in crate::cli) fn template_name(kind: BriefKind, audience: Audience) -> Result<&'static str, Failure> {
    match (audience, kind) {
        (Audience::Team | Audience::Manager, kind) => Ok(kind.as_str()),
        (Audience::Client, BriefKind::CallPrep) => Ok("client-agenda"),
        (Audience::Client, BriefKind::ValueReview) => Ok("client-value-review"),
        (Audience::Client, kind) => Err(Failure::Usage(format!(
            "a {kind} brief is for us alone: a client can have the agenda (--kind call-prep) or the value review (--kind value-review)"
        ))),
    }
}

/// A template named on the command line. Its includes come from the repository's templates where it is one of
/// them, else from its own folder.
fn own_template(file: &Path, templates: &Path) -> Result<(Library, String), Failure> {
    let path: PathBuf = file.canonicalize().map_err(|error| Failure::at(file, error))?;
    let among = templates.canonicalize().ok();
    let among = among.and_then(|folder| Some(path.strip_prefix(folder).ok()?.to_owned()));
    if let Some(name) = among {
        let name = name.to_string_lossy().replace(MAIN_SEPARATOR, "/");
        return Ok((Library::new(templates), name));
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    match (path.parent(), name) {
        (Some(folder), Some(name)) => Ok((Library::new(folder), name)),
        _ => Err(Failure::Usage(format!("{} is no template", file.display()))),
    }
}
