//! What a start function is called with: each value, however many there are, at the parameter that it is for.

use std::convert::Infallible;

use depgraph::{
    Engine, Exit, Expose, Latest, Output, Publish, Run, Stop, Watch, Worker, graph, manifold,
};

/// A value that says which one it is.
#[derive(Clone, Debug, PartialEq, Output)]
struct Tagged<T: Output>(u32, T);

#[derive(Clone, Debug, PartialEq, Output)]
struct A;

#[derive(Clone, Debug, PartialEq, Output)]
struct B;

#[derive(Clone, Debug, PartialEq, Output)]
struct C;

#[derive(Clone, Debug, PartialEq, Output)]
struct D;

/// What all that a function was called with comes to.
#[derive(Clone, Debug, PartialEq, Output)]
struct Seen(String);

struct Source;

impl Worker for Source {
    type Error = Infallible;

    async fn run(self, stop: Stop) -> Result<Exit, Infallible> {
        stop.requested().await;
        Ok(Exit::Stopped)
    }
}

impl Expose<Tagged<A>> for Source {
    fn expose(&self) -> Tagged<A> {
        Tagged(1, A)
    }
}

impl Expose<Tagged<B>> for Source {
    fn expose(&self) -> Tagged<B> {
        Tagged(2, B)
    }
}

/// The published ones are set in another order than the outputs are listed in.
#[manifold(outputs = [Tagged<C>, Tagged<A>, Tagged<D>, Tagged<B>])]
fn provide(d: Publish<Tagged<D>>, c: Publish<Tagged<C>>) -> Source {
    drop(d.set(Tagged(4, D)));
    drop(c.set(Tagged(3, C)));
    Source
}

#[derive(Clone, Debug, PartialEq, Output)]
struct Absent;

const INPUTS: usize = 6;

fn seen(label: &str, run: &Run, values: [Option<u32>; INPUTS]) -> Seen {
    Seen(format!("{label} {} {values:?}", run.name()))
}

/// Ten parameters, of which two are borrowed.
#[manifold(inputs = [a, b, c, d, first, absent], outputs = [Seen])]
#[expect(
    clippy::too_many_arguments,
    reason = "a list of more than eight is made of lists"
)]
async fn borrowing(
    stop: Stop,
    d: Tagged<D>,
    run: &Run,
    c: Latest<Tagged<C>>,
    publish: Publish<Seen>,
    b: Option<Tagged<B>>,
    mut first: Watch<Tagged<A>>,
    label: &str,
    absent: Option<Absent>,
    a: Tagged<A>,
) -> Result<Exit, Infallible> {
    let values = [
        Some(a.0),
        b.map(|b| b.0),
        Some(c.get().0),
        Some(d.0),
        Some(first.available().await.0),
        absent.map(|_| 0),
    ];
    drop(publish.set(seen(label, run, values)));
    stop.requested().await;
    Ok(Exit::Stopped)
}

struct Told(Seen);

impl Worker for Told {
    type Error = Infallible;

    async fn run(self, stop: Stop) -> Result<Exit, Infallible> {
        stop.requested().await;
        Ok(Exit::Stopped)
    }
}

impl Expose<Seen> for Told {
    fn expose(&self) -> Seen {
        self.0.clone()
    }
}

/// The same, by value, at once.
#[manifold(inputs = [a, b, c, d, first, absent], outputs = [Seen])]
#[expect(
    clippy::too_many_arguments,
    reason = "a list of more than eight is made of lists"
)]
fn at_once(
    d: Tagged<D>,
    run: Run,
    c: Latest<Tagged<C>>,
    b: Option<Tagged<B>>,
    label: String,
    stop: Stop,
    absent: Option<Absent>,
    a: Tagged<A>,
    first: Watch<Tagged<A>>,
) -> Told {
    drop(stop);
    let values = [
        Some(a.0),
        b.map(|b| b.0),
        Some(c.get().0),
        Some(d.0),
        first.get().map(|first| first.0),
        absent.map(|_| 0),
    ];
    Told(seen(&label, &run, values))
}

/// Two parameters, both borrowed, by a function that blocks.
#[manifold(outputs = [Seen], blocking)]
fn blocking(label: &str, run: &Run) -> Told {
    Told(seen(label, run, [None; INPUTS]))
}

graph! {
    Callers {
        source: provide,
        borrows: borrowing("one".to_owned()),
        at_once: at_once("two".to_owned()),
        blocks: blocking("three".to_owned()),
    }
}

#[tokio::test(start_paused = true)]
async fn every_value_is_given_to_its_parameter() {
    let engine = Engine::start(Callers::new()).expect("it fits together");
    engine.settled().await.expect("it runs");
    let seen = [
        engine.output::<Seen>(Callers::BORROWS).get(),
        engine.output::<Seen>(Callers::AT_ONCE).get(),
        engine.output::<Seen>(Callers::BLOCKS).get(),
    ];
    let inputs = "[Some(1), Some(2), Some(3), Some(4), Some(1), None]";
    assert_eq!(
        seen.map(|seen| seen.expect("it runs").0),
        [
            format!("one borrows {inputs}"),
            format!("two at_once {inputs}"),
            "three blocks [None, None, None, None, None, None]".to_owned(),
        ]
    );
    engine.stop().await.expect("nothing fatal");
}
