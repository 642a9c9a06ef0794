//! What the page asks for.

use std::time::Duration;

use axum::{
    Json, Router,
    extract::{Query, State},
    http::{StatusCode, header},
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
    routing::get,
};
use depgraph::{Handle, Latest, Report, Stop, Watch};
use futures_util::stream::{self, Stream};
use serde::{Deserialize, Serialize};
use tokio::time;

use crate::{
    alerts::{ActiveAlerts, Alert},
    clock,
    live::{Live, Now},
    settings::{Problem, SettingsProblem},
    store::{AlertRow, Point, ProbePoint, Store, StoreError},
};

/// Where everything comes from.
#[derive(Clone)]
pub(super) struct Sources {
    pub(super) live: Live,
    pub(super) store: Watch<Store>,
    pub(super) alerts: Watch<ActiveAlerts>,
    pub(super) problem: Latest<SettingsProblem>,
    pub(super) engine: Handle,
    pub(super) stop: Stop,
}

pub(super) fn router(sources: Sources) -> Router {
    let html = "text/html; charset=utf-8";
    let css = "text/css; charset=utf-8";
    let js = "text/javascript; charset=utf-8";
    Router::new()
        .route("/", asset(html, include_str!("page/index.html")))
        .route("/style.css", asset(css, include_str!("page/style.css")))
        .route("/dom.js", asset(js, include_str!("page/dom.js")))
        .route("/app.js", asset(js, include_str!("page/app.js")))
        .route("/charts.js", asset(js, include_str!("page/charts.js")))
        .route("/graph.js", asset(js, include_str!("page/graph.js")))
        .route(
            "/icon.svg",
            asset("image/svg+xml", include_str!("page/icon.svg")),
        )
        .route("/healthz", get(async || "ok\n"))
        .route("/api/state", get(state))
        .route("/api/stream", get(stream))
        .route("/api/report", get(report))
        .route("/api/history", get(history))
        .route("/api/probes", get(probes))
        .route("/api/alerts", get(alerts))
        .with_state(sources)
}

fn asset(kind: &'static str, content: &'static str) -> axum::routing::MethodRouter<Sources> {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-cache"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'self'; style-src 'self' 'unsafe-inline'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    get(async move || (headers, content))
}

/// All that is known right now.
#[derive(Serialize)]
struct Everything {
    /// Milliseconds since 1970.
    at: i64,
    version: &'static str,
    #[serde(flatten)]
    now: Now,
    /// `None` while the alerts are away.
    alerts: Option<Vec<Alert>>,
    /// Whether there is a store.
    stored: bool,
    /// What is wrong with the settings.
    problem: Option<Problem>,
    graph: Report,
}

impl Sources {
    async fn everything(&self) -> Everything {
        Everything {
            at: clock::now_ms(),
            version: env!("CARGO_PKG_VERSION"),
            now: self.live.now(),
            alerts: self.alerts.get().map(|active| active.0.to_vec()),
            stored: self.store.get().is_some(),
            problem: self.problem.get().0.map(|problem| Problem::clone(&problem)),
            graph: self.engine.report().await,
        }
    }

    fn store(&self) -> Result<Store, Failure> {
        let away = || {
            Failure(
                StatusCode::SERVICE_UNAVAILABLE,
                "the store is away".to_owned(),
            )
        };
        self.store.get().ok_or_else(away)
    }
}

async fn state(State(sources): State<Sources>) -> Json<Everything> {
    Json(sources.everything().await)
}

async fn report(State(sources): State<Sources>) -> Json<Report> {
    Json(sources.engine.report().await)
}

/// The state, again and again, until the browser goes or the node is to stop.
async fn stream(
    State(sources): State<Sources>,
) -> Sse<impl Stream<Item = Result<Event, axum::Error>>> {
    let states = stream::unfold((sources, true), async |(sources, first)| {
        if !first {
            tokio::select! {
                () = sources.stop.requested() => return None,
                () = time::sleep(Duration::from_secs(1)) => {}
            }
        }
        let event = Event::default().json_data(sources.everything().await);
        Some((event, (sources, false)))
    });
    Sse::new(states).keep_alive(KeepAlive::default())
}

#[derive(Deserialize)]
struct OfMetric {
    metric: String,
    #[serde(default = "an_hour")]
    minutes: u32,
}

#[derive(Deserialize)]
struct OfTarget {
    target: String,
    #[serde(default = "an_hour")]
    minutes: u32,
}

fn an_hour() -> u32 {
    60
}

/// A chart's worth of history.
#[derive(Serialize)]
struct Series<P> {
    since: i64,
    /// Milliseconds.
    step: u128,
    points: Vec<P>,
}

async fn history(
    State(sources): State<Sources>,
    Query(OfMetric { metric, minutes }): Query<OfMetric>,
) -> Result<Json<Series<Point>>, Failure> {
    let (since, step) = back(minutes);
    let points = sources.store()?.samples(metric, since, step).await?;
    let step = step.as_millis();
    Ok(Json(Series {
        since,
        step,
        points,
    }))
}

async fn probes(
    State(sources): State<Sources>,
    Query(OfTarget { target, minutes }): Query<OfTarget>,
) -> Result<Json<Series<ProbePoint>>, Failure> {
    let (since, step) = back(minutes);
    let points = sources.store()?.probes(target, since, step).await?;
    let step = step.as_millis();
    Ok(Json(Series {
        since,
        step,
        points,
    }))
}

/// What a store can be asked for at once.
const MOST_MINUTES: u32 = 31 * 24 * 60;

/// How many points a chart can show.
const POINTS: u32 = 240;

/// When `minutes` ago was, and how much of it one point stands for.
fn back(minutes: u32) -> (i64, Duration) {
    let minutes = minutes.clamp(1, MOST_MINUTES);
    let step = Duration::from_mins(1) * minutes / POINTS;
    let since = clock::now_ms() - i64::from(minutes) * 60_000;
    (since, step.max(Duration::from_secs(1)))
}

async fn alerts(State(sources): State<Sources>) -> Result<Json<Vec<AlertRow>>, Failure> {
    Ok(Json(sources.store()?.alerts(50).await?))
}

/// Why there is no answer.
struct Failure(StatusCode, String);

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self(StatusCode::SERVICE_UNAVAILABLE, error.to_string())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.0, Json(serde_json::json!({ "error": self.1 }))).into_response()
    }
}
