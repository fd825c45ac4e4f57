//! The `dossier` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    account_dossier::cli::run(std::env::args_os())
}
