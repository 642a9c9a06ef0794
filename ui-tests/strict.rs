//! Whatever the macros write, public or private, made by hand or by a macro, in front of every lint there is.

// Every lint that a user could ask for and that can be heeded: what the macros write heeds them.
#![deny(
    absolute_paths_not_starting_with_crate,
    ambiguous_negative_literals,
    closure_returning_async_block,
    deprecated_in_future,
    deprecated_safe_2024,
    deref_into_dyn_supertrait,
    edition_2024_expr_fragment_specifier,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    ffi_unwind_calls,
    if_let_rescope,
    impl_trait_overcaptures,
    impl_trait_redundant_captures,
    keyword_idents,
    let_underscore_drop,
    let_underscore,
    macro_use_extern_crate,
    meta_variable_misuse,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    missing_unsafe_on_extern,
    nonstandard_style,
    redundant_imports,
    redundant_lifetimes,
    refining_impl_trait,
    rust_2018_idioms,
    single_use_lifetimes,
    tail_expr_drop_order,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unsafe_attr_outside_unsafe,
    unsafe_op_in_unsafe_fn,
    unused,
    unused_extern_crates,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    warnings,
    rustdoc::all,
    clippy::all,
    clippy::nursery,
    clippy::pedantic
)]

use std::{
    convert::Infallible,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use depgraph::{
    Exit, Expose, Hold, Latest, Output, Publish, Run, Start, Stop, Verdict, Watch, Worker, graph,
    hold, manifold, validate,
};

use crate::{settings, storage};

/// What is public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Output)]
pub struct Limit(pub u32);

/// Whatever is shared.
#[derive(Clone, Debug, Output)]
#[output(deref)]
pub struct Shared<T>(Arc<T>);

/// Nobody else sees it.
#[derive(Clone, Debug, PartialEq, Eq, Output)]
struct Secret(Vec<u8>);

/// What went wrong.
#[derive(Clone, Debug)]
pub struct Broken(String);

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Broken {}

/// Works on limits.
#[derive(Debug)]
pub struct Limiter {
    limit: Limit,
    log: Vec<u8>,
}

impl Worker for Limiter {
    type Error = Broken;

    async fn run(self, stop: Stop) -> Result<Exit, Self::Error> {
        stop.requested().await;
        Err(Broken(format!("{} are left", self.log.len())))
    }
}

impl Expose<Limit> for Limiter {
    fn expose(&self) -> Limit {
        self.limit
    }
}

impl Expose<Shared<Limit>> for Limiter {
    fn expose(&self) -> Shared<Limit> {
        Arc::new(self.limit).into()
    }
}

/// Sets limits.
///
/// # Errors
///
/// If there is no directory.
#[manifold(
    inputs = [settings, store, level],
    outputs = [Limit, Shared<Limit>],
    filter = judge,
    stop_timeout = Duration::from_secs(1)
)]
pub async fn limit(
    settings: settings::Settings,
    store: Option<storage::Store>,
    level: Watch<Shared<Number>>,
    run: &Run,
    stop: Stop,
    data: &Path,
) -> Result<Start<Limiter>, Broken> {
    run.status("looks for the directory");
    if store.is_none() || data.as_os_str().is_empty() {
        return Err(Broken("no directory".to_owned()));
    }
    if store.is_some() {
        stop.requested().await;
        return Ok(Start::Exit(Exit::Stopped));
    }
    let level = level.get().map_or(0, |level| level.0.0);
    let limit = Limit(settings.0 + u32::try_from(level).unwrap_or(0));
    Ok(Start::Run(Limiter {
        limit,
        log: Vec::new(),
    }))
}

const fn judge(_: &Broken) -> Verdict {
    Verdict::Retry
}

/// Counts, and could be a `const fn`.
#[manifold(outputs = [Number])]
pub fn count(from: u64) -> Hold<Number> {
    hold(Number(from))
}

/// What is called.
#[derive(Clone, Output)]
pub struct Hook(pub Arc<dyn Fn(u64) + Send + Sync>);

impl std::fmt::Debug for Hook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hook")
    }
}

/// Holds what is called.
#[manifold(outputs = [Hook])]
pub async fn hook(call: &Arc<dyn Fn(u64) + Send + Sync>) -> Hold<Hook> {
    hold(Hook(Arc::clone(call)))
}

/// Keeps a secret.
#[manifold(outputs = [Shared<Secret>], blocking)]
fn keep(secret: Secret) -> Hold<Shared<Secret>> {
    hold(Shared(Arc::new(secret)))
}

/// Follows the limit, in its own run.
#[manifold(inputs = [limit], outputs = [Ready], as = FollowLimit, crate = depgraph)]
async fn follow(limit: Latest<Limit>, ready: Publish<Ready>) -> Result<(), Infallible> {
    drop(ready.set(Ready(limit.get().0 > 0)).await);
    Ok(())
}

/// Whether it goes well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Output)]
struct Ready(bool);

/// Defines a manifold of its own, in words of this crate.
macro_rules! holder {
    ($(#[$attribute:meta])* $name:ident: $ty:ty = $value:expr) => {
        $(#[$attribute])*
        #[manifold(inputs = [limit], outputs = [$ty])]
        pub fn $name(limit: $crate::strict::Limit, config: $crate::strict::Limit) -> Hold<$ty> {
            let it: $ty = $value;
            hold(if limit == config { it } else { $value })
        }
    };
}

/// A number.
#[derive(Clone, Copy, Debug, Output)]
pub struct Number(pub u64);

holder! {
    /// Holds a number.
    number: Number = Number(7)
}

graph! {
    /// A graph with everything, private things too.
    pub Strict(data: PathBuf, secret: Option<Vec<u8>>, number: Limit) {
        ..crate::Common(1),
        /// The store.
        store: storage::open(String::from("main.db")),
        limit: limit(data) { store } when [settings] with { stop_timeout: Duration::from_secs(2) },
        #[cfg(not(windows))]
        keep?: keep(secret.map(Secret)),
        #[expect(clippy::useless_conversion, reason = "it stands for others")]
        number: number(number.into()),
        follow: FollowLimit,
    }
}

graph! {
    /// A graph that nobody else sees.
    StrictTest(data: PathBuf) = Strict(data, None, Limit(1)) {
        store: storage::open(String::new()),
    }
}

validate! {
    Checked(data: PathBuf) {
        ..Strict(data, None, Limit(3)),
    }
}

/// Uses the graphs.
#[must_use]
pub fn draw(data: PathBuf) -> String {
    graph! {
        /// A graph of a function.
        Local {
            settings: settings::watch(1),
        }
    }
    drop(Local::new());
    drop(StrictTest::new(data));
    format!("{}{}", Strict::dot(), Strict::mermaid())
}
