//! The settings node: reads the file, watches it, and publishes each slice of it.

use std::{
    convert::Infallible,
    fs,
    io::{self, Write as _},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

use depgraph::{Exit, Publish, Run, Stop, manifold};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::{sync::Notify, task::spawn_blocking, time};

use super::{
    AlertRules, Listen, LogLevel, Problem, Retention, Sampling, Settings, SettingsProblem, Targets,
    file,
};

/// Where the settings are, and what the command line says about them.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) file: PathBuf,
    /// `--listen`, which wins over the file.
    pub(crate) listen: Option<Listen>,
    /// `--log`, likewise.
    pub(crate) log_level: Option<LogLevel>,
}

/// Publishes the settings, and each change of them; a mistake leaves the last good ones in force.
///
/// Without any good ones, what they decide about waits: nothing is deleted by a retention that nobody set.
#[manifold(outputs = [Sampling, Targets, AlertRules, Retention, Listen, LogLevel, SettingsProblem])]
#[expect(clippy::too_many_arguments, reason = "one publisher a slice")]
pub(crate) async fn watch(
    source: Source,
    sampling: Publish<Sampling>,
    targets: Publish<Targets>,
    alert_rules: Publish<AlertRules>,
    retention: Publish<Retention>,
    listen: Publish<Listen>,
    log_level: Publish<LogLevel>,
    problem: Publish<SettingsProblem>,
    run: Run,
    stop: Stop,
) -> Result<Exit, Infallible> {
    if run.number() == 1 {
        source.create_first().await;
    }
    let mut changes = source.watch().await;
    let (mut last, mut has_last_good) = (None, false);
    loop {
        let read = source.read(last.as_ref()).await;
        if last.as_ref() != Some(&read) {
            match source.settings(&read) {
                Ok(settings) => {
                    tracing::info!("settings read from {}", source.file.display());
                    run.status(format!("follows {}", source.file.display()));
                    // A slice that is as it was bounces nobody.
                    sampling.set(settings.sampling);
                    targets.set(settings.targets);
                    alert_rules.set(settings.alert_rules);
                    retention.set(settings.retention);
                    listen.set(settings.listen);
                    log_level.set(settings.log_level);
                    problem.set(SettingsProblem(None));
                    has_last_good = true;
                }
                Err(mistake) => {
                    if has_last_good {
                        tracing::error!("{mistake} (the last good settings stay in force)");
                        run.status(format!("keeps the last good settings: {mistake}"));
                    } else {
                        tracing::error!("{mistake} (what cannot do without settings waits)");
                        run.status(format!("has no good settings yet: {mistake}"));
                        sampling.set(Sampling::default());
                        listen.set(source.listen.clone().unwrap_or_default());
                        log_level.set(source.log_level.clone().unwrap_or_default());
                    }
                    let mistake = Problem {
                        has_last_good,
                        ..mistake
                    };
                    problem.set(SettingsProblem(Some(Arc::new(mistake))));
                }
            }
            last = Some(read);
        }
        tokio::select! {
            () = stop.requested() => return Ok(Exit::Stopped),
            () = changes.next() => {}
        }
    }
}

/// The content of the file, or why it cannot be read.
type Content = Result<String, String>;

/// Someone who writes a file may need several steps for it.
const SETTLE: Duration = Duration::from_millis(50);

/// A file system without notifications, or a directory that was replaced, costs this long and no more.
const POLL: Duration = Duration::from_secs(1);

impl Source {
    /// Creates the file if there is none; if that fails, reading it will say why.
    async fn create_first(&self) {
        let file = self.file.clone();
        let text = file::template(self.listen.clone().unwrap_or_default().0);
        let create = move || {
            if let Some(directory) = file.parent() {
                fs::create_dir_all(directory)?;
            }
            fs::File::create_new(&file)?.write_all(text.as_bytes())
        };
        if let Ok(Ok(())) = spawn_blocking(create).await {
            tracing::info!("settings created: {}", self.file.display());
        }
    }

    /// Reads the file; what differs from `last` is read until it no longer changes under our eyes.
    async fn read(&self, last: Option<&Content>) -> Content {
        let mut content = self.read_once().await;
        let mut before = last.cloned();
        while before.as_ref() != Some(&content) {
            time::sleep(SETTLE).await;
            before = Some(content);
            content = self.read_once().await;
        }
        content
    }

    async fn read_once(&self) -> Content {
        let file = self.file.clone();
        let read = spawn_blocking(move || fs::read_to_string(&file)).await;
        read.unwrap_or_else(|panic| Err(io::Error::other(panic)))
            .map_err(|error| error.to_string())
    }

    /// What the content says, the flags of the command line applied.
    fn settings(&self, content: &Content) -> Result<Settings, Problem> {
        let problem = |message: String| Problem {
            file: self.file.display().to_string(),
            at: None,
            line: None,
            message,
            has_last_good: false,
        };
        let text = match content {
            // More likely the remains of a failed write than the wish for all defaults.
            Ok(text) if text.trim().is_empty() => {
                return Err(problem("the file is empty".to_owned()));
            }
            Ok(text) => text,
            Err(error) => return Err(problem(format!("cannot be read: {error}"))),
        };
        let mut settings = file::parse(&self.file, text)?;
        if let Some(listen) = &self.listen {
            settings.listen = listen.clone();
        }
        if let Some(log_level) = &self.log_level {
            settings.log_level = log_level.clone();
        }
        Ok(settings)
    }

    /// Tells when something happens to the file.
    async fn watch(&self) -> Changes {
        let noticed = Arc::new(Notify::new());
        let (file, tell) = (self.file.clone(), Arc::clone(&noticed));
        let watcher = spawn_blocking(move || start_watcher(file, tell)).await;
        let watcher =
            watcher.unwrap_or_else(|panic| Err(notify::Error::io(io::Error::other(panic))));
        Changes {
            noticed,
            _watcher: watcher
                .inspect_err(|error| {
                    tracing::warn!("the settings are polled, as they cannot be watched: {error}");
                })
                .ok(),
        }
    }
}

/// What happens to the file.
struct Changes {
    noticed: Arc<Notify>,
    /// Watches until it is dropped.
    _watcher: Option<RecommendedWatcher>,
}

impl Changes {
    /// Resolves when something may have happened.
    async fn next(&mut self) {
        // Noticed or not, it is time to look.
        let _ = time::timeout(POLL, self.noticed.notified()).await;
    }
}

fn start_watcher(file: PathBuf, noticed: Arc<Notify>) -> notify::Result<RecommendedWatcher> {
    // Editors replace the file, so the directory is what to watch.
    let directory = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        Some(_) | None => PathBuf::from("."),
    };
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let about = |event: &notify::Event| {
            let ours = |path: &PathBuf| path.file_name() == file.file_name();
            // Reading the file is an event too.
            !event.kind.is_access() && event.paths.iter().any(ours)
        };
        if event.as_ref().is_ok_and(about) {
            noticed.notify_one();
        }
    })?;
    watcher.watch(&directory, RecursiveMode::NonRecursive)?;
    Ok(watcher)
}
