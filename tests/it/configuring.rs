//! What an engine, and a node, may be configured with.

use std::time::Duration;

use depgraph::{Engine, EngineConfig, EngineConfigBuilder, Intensity, StartError, graph};

use crate::support::{Puppet, Stage, Test, config, ms, root, secs};

type Setting = fn(EngineConfigBuilder) -> EngineConfigBuilder;

/// E26: a setting that makes no sense is refused, with its name and the reason.
#[test]
fn a_setting_that_makes_no_sense_is_refused() {
    let refused: [(Setting, &str); 10] = [
        (
            |config| config.backoff_factor(0.5),
            "`backoff_factor` is 0.5, but a delay that shrinks, or is no number, is no back-off: 1 keeps it, 2 doubles it",
        ),
        (
            |config| config.backoff_factor(f64::NAN),
            "`backoff_factor` is NaN, but a delay that shrinks, or is no number, is no back-off: 1 keeps it, 2 doubles it",
        ),
        (
            |config| config.jitter(-0.1),
            "`jitter` is -0.1, but it is a share from 0 to 1",
        ),
        (
            |config| config.jitter(1.5),
            "`jitter` is 1.5, but it is a share from 0 to 1",
        ),
        (
            |config| config.error_delay(secs(61)),
            "`error_delay` is 61s, but it is more than `max_delay`, which no delay exceeds",
        ),
        (
            |config| config.max_delay(ms(500)),
            "`error_delay` is 1s, but it is more than `max_delay`, which no delay exceeds",
        ),
        (
            |config| config.bounce_delay(secs(61)),
            "`bounce_delay` is 61s, but it is more than `max_delay`, which no delay exceeds",
        ),
        (
            |config| config.start_timeout(Duration::ZERO),
            "`start_timeout` is zero, but nothing starts in no time: `None` is no limit",
        ),
        (
            |config| config.intensity(Intensity::give_up(0, secs(1))),
            "`intensity` is 0 failures, but a node that has not failed is not given up",
        ),
        (
            |config| config.intensity(Intensity::give_up(3, Duration::ZERO)),
            "`intensity` is a window of zero, but nothing happens in no time",
        ),
    ];
    for (setting, reason) in refused {
        let error = setting(EngineConfig::builder()).build().expect_err(reason);
        assert_eq!(error.to_string(), reason);
        assert!(
            reason.starts_with(&format!("`{}` is", error.field())),
            "{reason}"
        );
    }
}

/// E26: what is at the edge of sense is allowed.
#[test]
fn a_setting_at_the_edge_is_allowed() {
    let allowed: [Setting; 5] = [
        |config| config.backoff_factor(1.0),
        |config| config.jitter(0.0),
        |config| config.jitter(1.0),
        |config| {
            config
                .error_delay(Duration::ZERO)
                .max_delay(Duration::ZERO)
                .bounce_delay(Duration::ZERO)
        },
        |config| {
            config
                .stop_timeout(Duration::ZERO)
                .shutdown_timeout(Duration::ZERO)
                .optional_wait(Duration::ZERO)
        },
    ];
    for setting in allowed {
        let built = setting(EngineConfig::builder()).build();
        assert!(built.is_ok(), "{built:?}");
    }
}

graph! {
    /// `b` is less patient than the engine may be.
    Hasty(a: Puppet, b: Puppet) {
        a: root(a),
        b: root(b) with { max_delay: secs(2) },
    }
}

/// E26: the policy of a node has to make sense together with that of the engine; if it does not, the engine does not
/// start, and says of which node.
#[tokio::test(start_paused = true)]
async fn a_policy_that_makes_no_sense_keeps_the_engine_from_starting() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let config_of = |delay| config().error_delay(delay).build().expect("it makes sense");
    let refused = Engine::start_with(Hasty::new(a.clone(), b.clone()), &config_of(secs(3)));
    let error = refused.expect_err("3 s are more than 2 s");
    assert!(matches!(error, StartError::Policy { .. }));
    assert_eq!(
        error.to_string(),
        "the policy of node `b` makes no sense: `error_delay` is 3s, but it is more than `max_delay`, which no delay exceeds"
    );
    assert_eq!(a.starts(), 0, "nothing has been started");
    let test = Test::start_with(Hasty::new(a, b), config().error_delay(secs(2)));
    test.settled().await.expect("it runs");
    test.end().await;
}

/// An engine needs a runtime, and says so where there is none.
#[test]
fn an_engine_needs_a_runtime() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let error = Engine::start(Hasty::new(a, b)).expect_err("there is none");
    assert_eq!(
        error.to_string(),
        "there is no tokio runtime here; help: call it from an async function that a tokio runtime runs"
    );
}
