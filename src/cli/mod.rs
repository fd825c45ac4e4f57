//! The command line: what the user typed becomes a report, the report text, and the text is printed.

mod account;
mod brief;
mod check;
mod complete;
mod completions;
mod console;
mod context;
mod deal;
mod deals;
mod diff;
mod due;
mod exit;
mod explain;
mod files;
mod filter;
mod fmt;
mod formats;
mod git;
mod health;
mod help;
mod history;
mod init;
mod library;
mod list;
mod log;
mod man;
mod map;
mod merge;
mod new;
mod past;
mod person;
mod pick;
mod promise;
mod record;
mod schema;
mod set;
mod show;
mod since;
mod staged;
mod status;
mod template;
mod templates;
mod tier;
mod when;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Args, FromArgMatches, Parser, Subcommand, ValueEnum};

use console::{ColorChoice, Console};
use context::Context;
use exit::{Failure, Verdict};

/// What the command is called.
const NAME: &str = "dossier";

/// Git-friendly account dossiers: one YAML file per client, checked, tiered, followed up and briefed
#[derive(Debug, Parser)]
#[command(name = NAME, version, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What every command understands.
#[derive(Debug, Args)]
struct Global {
    /// Work in DIR (default: the nearest folder above with a dossier.yaml)
    #[arg(short = 'C', long, value_name = "DIR", global = true)]
    directory: Option<std::path::PathBuf>,
    /// Reckon from this day instead of the clock's
    #[arg(
        long,
        value_name = "YYYY-MM-DD",
        env = "DOSSIER_TODAY",
        global = true,
        hide_env_values = true
    )]
    today: Option<crate::model::Day>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = ColorChoice::Auto, global = true, hide_possible_values = true, hide_default_value = true)]
    color: ColorChoice,
    /// Leave out remarks on standard error
    #[arg(short, long, global = true)]
    quiet: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Status(status::Status),
    List(list::List),
    Show(show::Show),
    Due(due::Due),
    Tier(tier::Tier),
    Complete(complete::Complete),
    Map(map::Map),
    Deals(deals::Deals),
    Health(health::Health),
    History(history::History),
    Diff(diff::Diff),
    Brief(brief::Brief),
    Library(library::Library),
    Template(template::Template),
    New(new::New),
    Log(log::Log),
    Promise(promise::Promise),
    Deal(deal::Deal),
    Person(person::Person),
    Set(set::Set),
    #[command(visible_alias = "validate")]
    Check(check::Check),
    Explain(explain::Explain),
    Fmt(fmt::Fmt),
    Schema(schema::Schema),
    Init(init::Init),
    Git(git::Git),
    Merge(merge::Merge),
    Completions(completions::Completions),
    Man(man::Man),
}

/// The output formats that most commands have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// For programs, versioned
    Json,
}

/// Runs a command line and gives what the process exits with.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if let Some(code) = completions::answer(&arguments, help::command::<Cli>) {
        return code;
    }
    let cli = match formats::as_wished(help::command::<Cli>())
        .try_get_matches_from(arguments)
        .and_then(|matches| Cli::from_arg_matches(&matches))
    {
        Ok(cli) => cli,
        Err(error) => return exit::usage(&error),
    };
    let console = Console::new(cli.global.color, cli.global.quiet);
    exit::outlive_size_limit();
    let done = match cli.command {
        // These are for those, too, who have no settings, or whose settings are wrong.
        Command::Explain(command) => command.run(&console),
        Command::Schema(command) => command.run(&console),
        Command::Merge(command) => command.run(cli.global.directory.as_deref(), &console),
        Command::Completions(command) => command.run(&console),
        Command::Man(command) => command.run(&console, help::command::<Cli>()),
        Command::Init(command) => command.run(cli.global.directory.as_deref(), &console),
        Command::Git(git::Git {
            task: git::Task::Canonical(command),
        }) => command.run(&console),
        // The settings that are staged count, whatever those of the work tree say.
        Command::Check(command) if command.staged => {
            staged::Stage::read(&cli.global, console).and_then(|stage| command.run_staged(&stage))
        }
        command => Context::new(&cli.global, console).and_then(|context| dispatch(command, &context)),
    };
    match done {
        Ok(verdict) => verdict.into(),
        Err(failure) => exit::report(&failure, console),
    }
}

fn dispatch(command: Command, context: &Context) -> Result<Verdict, Failure> {
    match command {
        Command::Status(command) => command.run(context),
        Command::List(command) => command.run(context),
        Command::Show(command) => command.run(context),
        Command::Due(command) => command.run(context),
        Command::Tier(command) => command.run(context),
        Command::Complete(command) => command.run(context),
        Command::Map(command) => command.run(context),
        Command::Deals(command) => command.run(context),
        Command::Health(command) => command.run(context),
        Command::History(command) => command.run(context),
        Command::Diff(command) => command.run(context),
        Command::Brief(command) => command.run(context),
        Command::Library(command) => command.run(context),
        Command::Template(command) => command.run(context),
        Command::New(command) => command.run(context),
        Command::Log(command) => command.run(context),
        Command::Promise(command) => command.run(context),
        Command::Deal(command) => command.run(context),
        Command::Person(command) => command.run(context),
        Command::Set(command) => command.run(context),
        Command::Check(command) => command.run(context),
        Command::Explain(command) => command.run(&context.console),
        Command::Fmt(command) => command.run(context),
        Command::Schema(command) => command.run(&context.console),
        Command::Merge(command) => command.run(Some(&context.root), &context.console),
        Command::Completions(command) => command.run(&context.console),
        Command::Man(command) => command.run(&context.console, help::command::<Cli>()),
        Command::Init(command) => command.run(Some(&context.root), &context.console),
        Command::Git(command) => command.run(context),
    }
}
