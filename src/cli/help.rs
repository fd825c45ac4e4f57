//! The help's first page: commands grouped by what the user is doing.

use clap::{Command, CommandFactory};

use super::console::terminal_width;
use crate::render::wrap::wrap;

/// The groups, each with its commands.
const GROUPS: [(&str, &[&str]); 4] = [
    (
        "Look",
        &[
            "status", "list", "show", "due", "tier", "complete", "map", "deals", "health", "history", "diff",
        ],
    ),
    ("Prepare", &["brief", "library", "template"]),
    ("Record", &["new", "log", "promise", "deal", "person", "set"]),
    (
        "Keep in order",
        &[
            "check",
            "explain",
            "fmt",
            "schema",
            "init",
            "git",
            "merge",
            "completions",
            "man",
        ],
    ),
];

const EXIT_CODES: &str =
    "Exit codes: 0 nothing found · 1 findings · 2 usage, settings or I/O failed · 3 nothing to work on";

/// The cells before what a command does.
const INDENT: usize = 14;

/// The command line with its grouped help.
pub(super) fn command<C: CommandFactory>() -> Command {
    let command = C::command();
    let width = terminal_width();
    let template = format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n{}\nOptions:\n{{options}}\n\n{}\n",
        commands(&command, width),
        wrap(EXIT_CODES, width).join("\n")
    );
    command.help_template(template)
}

fn commands(command: &Command, width: usize) -> String {
    let mut text = String::new();
    for (group, names) in GROUPS {
        text.push_str(&format!("\n{group}:\n"));
        for name in names {
            let about = command
                .find_subcommand(name)
                .and_then(Command::get_about)
                .map(ToString::to_string)
                .unwrap_or_default();
            let about = wrap(&about, width.saturating_sub(INDENT));
            let about = about.join(&format!("\n{}", " ".repeat(INDENT)));
            text.push_str(&format!("  {name:<11} {about}\n"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_group() {
        let command = crate::cli::Cli::command();
        let mut named: Vec<&str> = GROUPS
            .iter()
            .flat_map(|(_, names)| names.iter().copied())
            .collect();
        let mut all: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        named.sort_unstable();
        all.sort_unstable();
        assert_eq!(named, all);
    }

    #[test]
    fn the_command_line_is_sound() {
        command::<crate::cli::Cli>().debug_assert();
    }
}
