//! An account repository with real git, in a world of its own.

use std::process::Command;

use super::{Run, World, path};

/// An account repository in a world of its own: `repo/` beside an empty home.
pub struct Repository {
    /// The world around it.
    pub world: World,
}

impl Repository {
    /// A repository with these files and no history.
    pub fn new(files: &[(&str, &str)]) -> Self {
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
    pub fn committed(files: &[(&str, &str)]) -> Self {
        let repository = Self::new(files);
        repository.git(&["init", "-q", "-b", "main"]);
        repository.commit();
        repository
    }

    /// Writes a file of it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        self.world.write(&format!("repo/{name}"), content);
    }

    /// The text of a file of it.
    pub fn read(&self, name: &str) -> String {
        self.world.read(&format!("repo/{name}"))
    }

    /// Runs a command of the shell's in the repository and gives what it prints.
    #[track_caller]
    pub fn finish(&self, mut command: Command) -> String {
        command.current_dir(self.world.path("repo")).env_clear();
        command.env("PATH", path());
        command
            .env("HOME", self.world.path("home"))
            .env("GIT_CONFIG_NOSYSTEM", "1");
        let run = self.world.finish(command).exits(0);
        run.stdout
    }

    /// Runs git in it, as a user with no settings, and gives what it prints.
    #[track_caller]
    pub fn git(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=Test", "-c", "user.email=test@example.com"]);
        command.args(["-c", "core.autocrlf=false", "-c", "protocol.file.allow=always"]);
        command.args(arguments);
        self.finish(command)
    }

    /// Commits all of it as it is.
    #[track_caller]
    pub fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", "change"]);
    }

    /// Commits all of it, as somebody at some moment: `2026-11-05T09:00:00+0800`.
    #[track_caller]
    pub fn commit_as(&self, who: &str, moment: &str, subject: &str) {
        self.git(&["add", "-A"]);
        let mut command = Command::new("env");
        for name in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
            command.arg(format!("{name}={moment}"));
        }
        command.args(["git", "-c", &format!("user.name={who}")]);
        command.args(["-c", &format!("user.email={who}@example.com")]);
        command.args(["commit", "-q", "-m", subject]);
        self.finish(command);
    }

    /// Runs `dossier` in it.
    pub fn dossier(&self, arguments: &[&str]) -> Run {
        self.world.run_in("repo", arguments)
    }

    /// `check --format concise` with more arguments, without remarks.
    pub fn check(&self, more: &[&str]) -> Run {
        self.dossier(&[&["check", "--quiet", "--format", "concise"], more].concat())
    }
}
