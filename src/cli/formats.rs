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
    let formats: Vec<(String, Option<&'static str>)> = command
        .get_subcommands()
        .filter(|command| has_format(command))
        .map(|command| (command.get_name().to_owned(), known(command, word)))
        .collect();
    if !word.is_empty() && formats.iter().all(|(_, known)| known.is_none()) {
        return command;
    }
    formats.into_iter().fold(command, |command, (name, word)| {
        command.mut_subcommand(name, |command| {
            command.mut_arg(OPTION, |option| match word {
                Some(word) => option.env(None).default_value(word),
                None => option.env(None),
            })
        })
    })
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
