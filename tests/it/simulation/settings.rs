//! How patient the engine of a history is.

use std::{sync::Arc, time::Duration};

use depgraph::{EngineConfig, Intensity, Policy, Verdict};

use super::{random::Random, worker::SimError, world::World};

/// After this time a run is healthy.
pub(super) const HEALTHY: Duration = Duration::from_secs(5);

/// How long a run may take to stop, in milliseconds; hardly anything else takes as long.
pub(super) const STOP_TIMEOUTS: [u64; 3] = [101, 251, 1_001];

/// How long all may take.
pub(super) const SHUTDOWN_TIMEOUTS: [u64; 2] = [501, 25_001];

/// What the engine of a history is configured with.
pub(super) struct Settings {
    pub(super) optional_wait: Duration,
    pub(super) shutdown_timeout: Duration,
    /// Whether changes that do not come all at once may still be one wave.
    pub(super) has_window: bool,
    pub(super) engine: EngineConfig,
}

impl Settings {
    pub(super) fn draw(random: &mut Random, world: &Arc<World>) -> Self {
        let optional_wait = Duration::from_millis(*random.pick(&[100, 5_000, 5_000, 5_000]));
        let shutdown_timeout = Duration::from_millis(*random.pick(&SHUTDOWN_TIMEOUTS));
        let bounce_delay = *random.pick(&[0, 10, 10, 100]);
        let judge = Arc::clone(world);
        let engine = EngineConfig::builder()
            .error_delay(Duration::from_millis(*random.pick(&[1, 50, 1_000])))
            .max_delay(Duration::from_millis(*random.pick(&[1_000, 10_000])))
            .backoff_factor(*random.pick(&[1.0, 1.5, 10.0]))
            // Chance that cannot be replayed.
            .jitter(0.0)
            .healthy_after(HEALTHY)
            .bounce_delay(Duration::from_millis(bounce_delay))
            .optional_wait(optional_wait)
            .stop_timeout(Duration::from_millis(*random.pick(&STOP_TIMEOUTS[1..])))
            .shutdown_timeout(shutdown_timeout)
            .judge(move |name, error| {
                let nodes = &judge.journal.shape.nodes;
                let node = nodes.iter().position(|node| node.name == name);
                match (node, error.downcast_ref::<SimError>()) {
                    (Some(node), Some(error)) => judge.judge(node, error),
                    (None, _) | (_, None) => Verdict::Retry,
                }
            })
            .build()
            .expect("it makes sense");
        Self {
            optional_wait,
            shutdown_timeout,
            has_window: bounce_delay > 0,
            engine,
        }
    }
}

/// The policy of one node: most often the engine's.
pub(super) fn policy(random: &mut Random) -> Policy {
    let policy = Policy::new();
    match random.below(8) {
        0 => policy.start_timeout(Duration::from_millis(400)),
        1 => policy.stop_timeout(Duration::from_millis(STOP_TIMEOUTS[0])),
        2 => policy.intensity(Intensity::give_up(3, Duration::from_secs(10))),
        3 => policy.error_delay(Duration::from_millis(300)),
        _ => policy,
    }
}
