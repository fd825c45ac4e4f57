//! The format wished for in the environment, which commands that lack it pass over.

use clap::Command;

/// The environment variable, and the option it stands for.
const VARIABLE: &str = "DOSSIER_FORMAT";
const OPTION: &str = "format";

/// Makes the format of the environment the default of the commands that have it; the others keep theirs.
/// One that no command has is left where it stands, to be refused.
pub(super) fn as_wished(command: Command) -> Command {
    match std::env::var(VARIABLE) {
        Ok(word) => with_default(command, &word),
        Err(_) => command,
    }
}

fn with_default(command: Command, word: &str) -> Command {
    match word.is_empty() || knows(&command, word) {
        true => wishing(command, word),
        false => command,
    }
}

/// Whether the format is one of the command's, or of a command below it.
fn knows(command: &Command, word: &str) -> bool {
    known(command, word).is_some() || command.get_subcommands().any(|command| knows(command, word))
}

fn wishing(command: Command, word: &str) -> Command {
    let default = known(&command, word);
    let command = match has_format(&command) {
        true => command.mut_arg(OPTION, |option| match default {
            Some(word) => option.env(None).default_value(word),
            None => option.env(None),
        }),
        false => command,
    };
    command.mut_subcommands(|command| wishing(command, word))
}

fn has_format(command: &Command) -> bool {
    command
        .get_arguments()
        .any(|argument| argument.get_id() == OPTION)
}

/// The word, where it is a format of the command; it lives as long as the process, as the command line does.
fn known(command: &Command, word: &str) -> Option<&'static str> {
    let option = command
        .get_arguments()
        .find(|argument| argument.get_id() == OPTION)?;
    let values = option.get_possible_values();
    let value = values.iter().find(|value| value.get_name() == word)?;
    Some(value.get_name().to_owned().leak())
}
