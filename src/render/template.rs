//! Templates: shipped text that a repository can override, rendered strictly and within bounds.
//!
//! A template may include others by name, from the repository's templates folder or as shipped, and
//! nothing else. A misspelt name is an error at its line, never a blank.

mod bounds;
mod check;
pub mod filters;
mod includes;
pub mod list;
pub mod playbook;

use std::io::{self, Write};

use minijinja::value::{Serde, ValueKind};
use minijinja::{Environment, ErrorKind, Output, State, UndefinedBehavior, Value};
use serde::Serialize;

use bounds::{GivenUp, within_bounds};
pub use check::{Checked, check, standing_alone};
use playbook::Playbook;

use super::visible;
pub use crate::settings::templates::{Library, TemplateError, shipped};

/// The steps a template may take; a brief of a large account takes a few thousand.
const FUEL: u64 = 2_000_000;
/// The most text a template may give, in bytes.
const LONGEST: usize = 1024 * 1024;

/// Renders a template of the library with a report and the playbook's words.
///
/// # Errors
/// [`TemplateError`] where the template is not there, has a mistake, or does not come to an end.
pub fn render<T: Serialize>(
    library: &Library,
    name: &str,
    report: &T,
    playbook: &Playbook,
) -> Result<String, TemplateError> {
    let context = minijinja::context! {
        playbook => Value::from(Serde(playbook)),
        ..Value::from(Serde(report))
    };
    let environment = environment(library, playbook);
    let own_name = name.to_owned();
    let given_up = |why| TemplateError {
        name: name.to_owned(),
        line: None,
        reason: match why {
            GivenUp::TooLong => "the template takes too long; look for a loop that does not end".to_owned(),
            GivenUp::TooMuch => "the template takes too much memory; look for a text that doubles".to_owned(),
            GivenUp::BrokenOff => "the template engine broke off".to_owned(),
        },
    };
    within_bounds(move || fill_in(&environment, &own_name, context)).map_err(given_up)?
}

fn fill_in(environment: &Environment<'_>, name: &str, context: Value) -> Result<String, TemplateError> {
    let template = environment
        .get_template(name)
        .map_err(|error| told(name, &error))?;
    let mut text = Bounded(Vec::new());
    match template.render_captured_to(context, &mut text) {
        Ok(_) => Ok(tidied(&String::from_utf8_lossy(&text.0))),
        Err(error) => Err(told(name, &error)),
    }
}

fn environment(library: &Library, playbook: &Playbook) -> Environment<'static> {
    let mut environment = Environment::new();
    if let Ok(syntax) = environment
        .syntax()
        .to_builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
    {
        environment.set_syntax(syntax);
    }
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    // What macros give is then marked as written already; the formatter itself escapes nothing for HTML.
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::Html);
    environment.set_formatter(harmless);
    filters::add(&mut environment, playbook);
    let library = library.clone();
    environment.set_loader(move |name| {
        library
            .text(name)
            .map_err(|error| minijinja::Error::new(ErrorKind::InvalidOperation, error.to_string()))
    });
    environment
}

/// Writes a value with everything hostile in it made visible; what a macro gives keeps its lines, any other
/// text is one line. What is not known is written by no template: it asks for it first.
fn harmless(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    match (value.kind(), value.as_str()) {
        (ValueKind::String, Some(text)) if value.is_safe() => Ok(out.write_str(&visible::block(text))?),
        (ValueKind::String, Some(text)) => Ok(out.write_str(&visible::line(text))?),
        (ValueKind::Undefined, _) => minijinja::escape_formatter(out, state, value),
        _ => Ok(out.write_str(&visible::line(&value.to_string()))?),
    }
}

/// Text that stops growing at [`LONGEST`].
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if self.0.len() + piece.len() > LONGEST {
            return Err(io::Error::other(TOO_LONG));
        }
        self.0.extend_from_slice(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

const TOO_LONG: &str = "the text grows beyond 1 MiB; look for a loop that does not end";

/// Tells the engine's error with the innermost place.
fn told(name: &str, error: &minijinja::Error) -> TemplateError {
    let mut innermost = error;
    while let Some(source) = std::error::Error::source(innermost) {
        match source.downcast_ref::<minijinja::Error>() {
            Some(deeper) => innermost = deeper,
            None => break,
        }
    }
    let detail = innermost
        .detail()
        .map_or_else(|| innermost.kind().to_string(), str::to_owned);
    let reason = match innermost.kind() {
        ErrorKind::OutOfFuel => {
            "the template takes too many steps; look for a loop that does not end".to_owned()
        }
        ErrorKind::WriteFailure => TOO_LONG.to_owned(),
        ErrorKind::UndefinedError => format!("{}: nothing has this name here", undefined(innermost)),
        _ => detail,
    };
    let at = if innermost.line().is_some() {
        innermost
    } else {
        error
    };
    TemplateError {
        name: at.name().unwrap_or(name).to_owned(),
        line: at.line(),
        reason,
    }
}

/// The piece of the template that has no value.
fn undefined(error: &minijinja::Error) -> String {
    let piece = error
        .range()
        .zip(error.template_source())
        .and_then(|(range, source)| source.get(range));
    match piece {
        Some(piece) => format!("`{}`", visible::line(piece)),
        None => error.detail().unwrap_or("undefined value").to_owned(),
    }
}

/// Without trailing blanks and with at most one empty line in a row.
fn tidied(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = true;
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && empty) {
            tidy.push_str(line);
            tidy.push('\n');
        }
        empty = line.is_empty();
    }
    tidy.truncate(tidy.trim_end().len());
    tidy.push('\n');
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[derive(Serialize)]
    struct Report {
        name: String,
        nothing: Option<String>,
    }

    fn rendered(text: &str) -> Result<String, TemplateError> {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("t.md"), text).expect("written");
        fs::write(folder.path().join("piece.md"), "a piece of {{ name }}\n").expect("written");
        fs::write(folder.path().join("self.md"), "{% include 'self.md' %}").expect("written");
        let report = Report {
            name: "\u{1b}[31mAcme\u{202e}".to_owned(),
            nothing: None,
        };
        render(
            &Library::new(folder.path()),
            "t.md",
            &report,
            &Playbook::default(),
        )
    }

    #[test]
    fn values_are_harmless_and_pieces_are_included() {
        assert_eq!(
            rendered("{% include 'piece.md' %}"),
            Ok("a piece of ␛[31mAcme<U+202E>\n".to_owned())
        );
    }

    #[test]
    fn a_macro_keeps_its_lines_and_a_value_is_one() {
        let two = "{% macro two(text) %}- {{ text }}\n- end{% endmacro %}";
        assert_eq!(
            rendered(&format!("{two}{{{{ two(\"a\nb\") }}}}")),
            Ok("- a b\n- end\n".to_owned())
        );
        assert_eq!(
            rendered(&format!("{two}{{{{ two(name) }}}}")),
            Ok("- ␛[31mAcme<U+202E>\n- end\n".to_owned())
        );
        assert_eq!(rendered("{{ '<b> & \"c\"' }}"), Ok("<b> & \"c\"\n".to_owned()));
        assert_eq!(
            rendered("{{ name | safe }}"),
            Ok("␛[31mAcme<U+202E>\n".to_owned())
        );
    }

    #[test]
    fn a_misspelt_name_is_an_error_at_its_line() {
        for text in [
            "one\ntwo {{ nmae }}",
            "one\n{% if nmae %}x{% endif %}",
            "one\n{{ name.first }}",
        ] {
            let error = rendered(text).expect_err(text);
            assert_eq!((error.name.as_str(), error.line), ("t.md", Some(2)), "{text}");
        }
        assert_eq!(rendered("{% if nothing %}x{% endif %}y"), Ok("y\n".to_owned()));
    }

    #[test]
    fn templates_that_do_not_end_are_stopped() {
        for text in [
            "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
            "{% include 'self.md' %}",
            "{% macro m(x) %}{{ m(x) }}{% endmacro %}{{ m('ab') }}",
            "{{ 'x' * 999999999 }}",
            "{% for a in range(20000) %}{{ name ~ name ~ name ~ name ~ name ~ name ~ name ~ name }}{% endfor %}",
        ] {
            assert!(rendered(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_syntax_error_is_told_at_its_line() {
        let error = rendered("one\n\n{% for %}").expect_err("no loop");
        assert_eq!(error.line, Some(3));
    }
}
