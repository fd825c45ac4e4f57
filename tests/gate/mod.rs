//! The gate in front of a team's repository, with real git: ignores, adoption, own rules, the ratchet.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where its world is not as it should be"
)]

mod adopt;
mod custom;
mod harmless;
mod ignores;
mod log;
mod merge;
mod ratchet;
mod record;
mod shells;
mod templates;

use std::process::Command;

use account_dossier::rules::RULES;

use crate::support::{Run, World};

/// Settings with no rules but these.
fn only(rules: &[&str]) -> String {
    let ids = RULES.iter().map(|rule| rule.info().id);
    let off = ids
        .filter(|id| !rules.contains(id))
        .map(|id| format!("  {id}: off\n"));
    format!("rules:\n{}", off.collect::<String>())
}

/// An account repository in a world of its own: `repo/` beside an empty home.
struct Repository {
    world: World,
}

impl Repository {
    /// A repository with these files and no history.
    fn new(files: &[(&str, &str)]) -> Self {
        let world = World::new();
        world.folder("home");
        world.folder("repo");
        let home = world.path("home").display().to_string();
        let world = world.set("HOME", &home).set("GIT_CONFIG_NOSYSTEM", "1");
        let repository = Self { world };
        for (name, text) in files {
            repository.write(name, text);
        }
        repository
    }

    /// The same, all of it committed.
    fn committed(files: &[(&str, &str)]) -> Self {
        let repository = Self::new(files);
        repository.git(&["init", "-q", "-b", "main"]);
        repository.commit();
        repository
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        self.world.write(&format!("repo/{name}"), content);
    }

    fn read(&self, name: &str) -> String {
        self.world.read(&format!("repo/{name}"))
    }

    /// Runs a command of the shell's in the repository and gives what it prints.
    #[track_caller]
    fn finish(&self, mut command: Command) -> String {
        command.current_dir(self.world.path("repo")).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command
            .env("HOME", self.world.path("home"))
            .env("GIT_CONFIG_NOSYSTEM", "1");
        let run = self.world.finish(command).exits(0);
        run.stdout
    }

    #[track_caller]
    fn git(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=Test", "-c", "user.email=test@example.com"]);
        command.args(["-c", "core.autocrlf=false", "-c", "protocol.file.allow=always"]);
        command.args(arguments);
        self.finish(command)
    }

    #[track_caller]
    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", "change"]);
    }

    fn dossier(&self, arguments: &[&str]) -> Run {
        self.world.run_in("repo", arguments)
    }

    /// `check --format concise` with more arguments, without remarks.
    fn check(&self, more: &[&str]) -> Run {
        self.dossier(&[&["check", "--quiet", "--format", "concise"], more].concat())
    }
}

/// The rules of the findings that were told, in their order.
fn rules(run: &Run) -> Vec<String> {
    let ids = run.stdout.lines().filter_map(|line| {
        let (_, rest) = line.split_once('[')?;
        rest.split_once(']').map(|(id, _)| id.to_owned())
    });
    ids.collect()
}
