//! What a trait in scope gives to every type takes the place of nothing that the generated code calls.

#![allow(unused)]

macro_rules! in_scope {
    ($module:ident, $this:ty: $($function:ident)*) => {
        mod $module {
            use std::{io, time::Duration};

            use depgraph::{
                Exit, Hold, Output, Publish, Run, Stop, Verdict, Watch, graph, hold, manifold, validate,
            };
            use depgraph_ui_tests::{settings, storage, watchers, web};

            trait Blanket {
                $(fn $function(self: $this) -> usize
                where
                    Self: Sized,
                {
                    0
                })*
            }

            impl<T> Blanket for T {}

            #[derive(Clone, PartialEq, Output)]
            #[output(deref)]
            struct Ready(u32);

            #[derive(Clone, Output)]
            struct Shared<T>(T);

            fn judge(_: &io::Error) -> Verdict {
                Verdict::Retry
            }

            #[manifold(inputs = [store], outputs = [Ready], filter = judge, jitter = 0.5)]
            async fn report(
                store: Watch<storage::Store>,
                ready: Publish<Ready>,
                file: &str,
                run: &Run,
                stop: Stop,
            ) -> io::Result<Exit> {
                ready.set(Ready(1)).await;
                Ok(Exit::Done)
            }

            #[manifold(inputs = [ready], outputs = [Shared<Ready>], blocking)]
            fn share(ready: Ready, name: &str) -> Hold<Shared<Ready>> {
                hold(Shared(ready))
            }

            graph! {
                Common(file: String) {
                    settings: settings::watch(1) with { stop_timeout: Duration::from_secs(1) },
                    store: storage::open(file.clone()),
                }
            }

            graph! {
                Agent(file: String, port: Option<u16>) {
                    ..Common(file.clone()),
                    #[cfg(any())]
                    never: settings::watch(1),
                    report: report(file.clone()) when [store],
                    share: share(file),
                    web?: web::serve(port) { store },
                }
            }

            graph! {
                TestAgent(file: String) = Agent(file, None) {
                    store: storage::open("test.db".to_owned()) { settings },
                }
            }

            #[manifold]
            fn idle() -> Hold<()> {
                hold(())
            }

            graph! {
                Idle {
                    idle: idle,
                }
            }

            validate!(Idle);

            fn make() {
                drop(Agent::new("main.db".to_owned(), Some(80)));
                drop(TestAgent::new("main.db".to_owned()));
            }
        }
    };
}

macro_rules! by_reference_and_by_value {
    ($($function:ident)*) => {
        in_scope!(by_reference, &Self: $($function)*);
        in_scope!(by_value, Self: $($function)*);
    };
}

by_reference_and_by_value! {
    len is_empty outputs buckets wiring push replace wants wants_next get is_asked judging with_policy jitter
    assemble of on node start
}

fn main() {}
