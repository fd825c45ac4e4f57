//! `dossier completions`, and the answers to what shells ask while somebody types.
//!
//! A shell's script is a few lines that ask `dossier` itself, so that it knows the accounts of the day.
//! What is asked arrives in the environment. The names of files are looked at, and for deals what the files
//! say of them; nothing is said but candidates, whatever goes wrong.

mod asked;

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::process::ExitCode;

use clap::{Arg, Args, Command};
use clap_complete::Shell;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter};
use clap_complete::env::Shells;

use super::NAME;
use super::console::{ColorChoice, Console};
use super::exit::{Failure, Verdict};
use crate::rules::RULES;
use asked::Asked;

/// Names the shell that asks. Not clap's `COMPLETE`, which other tools read, too.
const VARIABLE: &str = "DOSSIER_COMPLETE";

/// Print a script that completes commands and accounts in your shell
#[derive(Debug, Args)]
#[command(after_help = "\
Load it when the shell starts, so that it is always that of the installed dossier:
  bash   echo 'source <(dossier completions bash)' >> ~/.bashrc
  zsh    echo 'source <(dossier completions zsh)' >> ~/.zshrc      (after compinit)
  fish   echo 'dossier completions fish | source' >> ~/.config/fish/config.fish")]
pub(super) struct Completions {
    /// Your shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, console: &Console) -> Result<Verdict, Failure> {
        let failed = |error| Failure::io("the script", error);
        let mut script = Vec::new();
        let shells = Shells::builtins();
        let Some(shell) = shells.completer(&self.shell.to_string()) else {
            return Err(Failure::Usage(format!("there is no script for {}", self.shell)));
        };
        shell
            .write_registration(VARIABLE, NAME, NAME, NAME, &mut script)
            .map_err(failed)?;
        console.print(&String::from_utf8_lossy(&script))?;
        Ok(Verdict::Clean)
    }
}

/// Answers a shell's question; nothing where there is none. A question begins with `--`: a variable that
/// was left set must not turn a check into silence.
pub(super) fn answer(arguments: &[OsString], command: impl FnOnce() -> Command) -> Option<ExitCode> {
    let shell = std::env::var(VARIABLE).ok()?;
    let (_, [dashes, typed @ ..]) = arguments.split_first()? else {
        return None;
    };
    if dashes != "--" || typed.is_empty() {
        return None;
    }
    let shells = Shells::builtins();
    let mut answer = Vec::new();
    if let Some(shell) = shells.completer(&shell) {
        let mut command = knowing(command(), &Asked::new(typed));
        let here = std::env::current_dir().ok();
        if shell
            .write_complete(&mut command, typed.to_vec(), here.as_deref(), &mut answer)
            .is_err()
        {
            answer.clear();
        }
    }
    let console = Console::new(ColorChoice::Never, true);
    // Whoever completes does not read what goes wrong.
    let _ = console.print(&String::from_utf8_lossy(&answer));
    Some(ExitCode::SUCCESS)
}

/// The command line, each argument with what it can be completed to.
fn knowing(command: Command, asked: &Asked) -> Command {
    let command = command.mut_args(|arg| match completer(&arg, asked.clone()) {
        Some(completer) => arg.add(completer),
        None => arg,
    });
    command.mut_subcommands(|command| knowing(command, asked))
}

fn completer(arg: &Arg, asked: Asked) -> Option<ArgValueCompleter> {
    let shown = arg.get_value_names().and_then(|names| names.first());
    match shown.map_or("", |name| name.as_str()) {
        "ACCOUNT" | "ACCOUNTS" => Some(ArgValueCompleter::new(move |typed: &OsStr| asked.accounts(typed))),
        "ACCOUNT|PATH" => Some(ArgValueCompleter::new(move |typed: &OsStr| {
            let mut both = asked.accounts(typed);
            both.extend(paths(typed));
            both
        })),
        "ACCOUNT/DEAL" => Some(ArgValueCompleter::new(move |typed: &OsStr| {
            asked.deals_of_all(typed)
        })),
        _ if arg.get_id() == "deal" => Some(ArgValueCompleter::new(move |typed: &OsStr| asked.deals(typed))),
        _ if arg.get_id() == "rule" => Some(ArgValueCompleter::new(rules)),
        "TEMPLATE" => Some(ArgValueCompleter::new(move |typed: &OsStr| {
            asked.templates(typed)
        })),
        "DIR" | "DIRECTORY" | "FILE" => Some(ArgValueCompleter::new(paths)),
        _ => None,
    }
}

fn beginning<'i>(typed: &str, ids: &'i [String]) -> Vec<&'i str> {
    let all = ids.iter().map(String::as_str);
    let whole: Vec<&str> = all.clone().filter(|id| id.starts_with(typed)).collect();
    if !whole.is_empty() {
        return whole;
    }
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for last in all.filter_map(|id| Some(id.rsplit_once('/')?.1)) {
        *times.entry(last).or_default() += 1;
    }
    let lasts = times.into_iter();
    lasts
        .filter(|(last, times)| *times == 1 && last.starts_with(typed))
        .map(|(last, _)| last)
        .collect()
}

fn rules(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let infos = RULES.iter().map(|rule| rule.info());
    let wanted = infos.filter(|info| info.id.starts_with(&*typed));
    let candidates = wanted.map(|info| CompletionCandidate::new(info.id).help(Some(info.summary().into())));
    candidates.collect()
}

fn paths(typed: &OsStr) -> Vec<CompletionCandidate> {
    let all = PathCompleter::any().complete(typed).into_iter();
    all.filter(|path| path.get_value().to_str().is_some_and(is_plain))
        .collect()
}

/// Whether a name can stand on a command line as it is. Bash enters candidates unquoted: a file
/// `$(…).yaml` in somebody else's repository would be run with the line.
fn is_plain(name: &str) -> bool {
    let is_harmless = |c: char| c.is_alphanumeric() || "-_./@+,".contains(c);
    !name.starts_with('-') && name.chars().all(is_harmless)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_completed_by_id_or_by_its_last_part() {
        let ids = ["east/acme", "east/boreal", "west/acme", "zeta"].map(str::to_owned);
        assert_eq!(beginning("east", &ids), ["east/acme", "east/boreal"]);
        assert_eq!(beginning("bo", &ids), ["boreal"]);
        assert_eq!(beginning("ac", &ids), [""; 0]);
        assert_eq!(beginning("", &ids).len(), 4);
    }

    #[test]
    fn what_a_shell_would_read_as_its_own_is_not_offered() {
        assert!(is_plain("east/阿克美-2.b"));
        for name in [
            "$(touch x)",
            "a b",
            "a;b",
            "-rf",
            "a`b`",
            "a\u{1b}[31m",
            "a'b",
            "a&b",
            "a\nb",
            "~a",
        ] {
            assert!(!is_plain(name), "{name}");
        }
    }
}
