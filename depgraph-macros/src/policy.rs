//! The names of the policy's settings, which are methods of `depgraph::Policy`.

/// In the order of the table in the documentation.
pub(crate) const SETTINGS: [&str; 10] = [
    "error_delay",
    "backoff_factor",
    "max_delay",
    "jitter",
    "healthy_after",
    "bounce_delay",
    "optional_wait",
    "start_timeout",
    "stop_timeout",
    "intensity",
];

/// Those of `depgraph::EngineConfig` that no node has.
pub(crate) const SETTINGS_OF_THE_ENGINE: [&str; 1] = ["shutdown_timeout"];
