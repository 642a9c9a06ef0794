//! 6. Testing: a manifold is a function that a test just calls, and a test's graph has other nodes in the same places.
//!
//! ```text
//! post.example.org sends: remember the milk
//! post.example.org sends: remember the milk
//! post.example.org sends: remember the milk
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what happens")]

use std::{convert::Infallible, error::Error, time::Duration};

use depgraph::{Engine, Exit, Output, Publish, Stop, graph, manifold};
use tokio::{
    sync::mpsc::{self, Sender},
    time::sleep,
};

/// Takes mail.
#[derive(Clone, Output)]
struct Mailer(Sender<String>);

/// Sends the mail that others hand over.
#[manifold(outputs = [Mailer])]
async fn send(server: String, mailer: Publish<Mailer>, stop: Stop) -> Result<Exit, Infallible> {
    let (from_others, mut mails) = mpsc::channel(10);
    mailer.replace(Mailer(from_others));
    loop {
        let mail = tokio::select! {
            () = stop.requested() => return Ok(Exit::Stopped),
            Some(mail) = mails.recv() => mail,
        };
        println!("{server} sends: {mail}");
    }
}

/// Reminds somebody again and again.
#[manifold(inputs = [mailer])]
async fn remind(mailer: Mailer, period: Duration, stop: Stop) -> Result<Exit, Infallible> {
    loop {
        // A mailer that is gone will be back, and this run will not.
        drop(mailer.0.send("remember the milk".to_owned()).await);
        tokio::select! {
            () = stop.requested() => return Ok(Exit::Stopped),
            () = sleep(period) => {}
        }
    }
}

graph! {
    Program(server: String, period: Duration) {
        mailer: send(server),
        reminder: remind(period),
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let period = Duration::from_millis(100);
    let engine = Engine::start(Program::new("post.example.org".to_owned(), period))?;
    sleep(period.mul_f64(2.5)).await;
    engine.stop().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use depgraph::{Hold, StopReason, hold, testing};
    use tokio::time::Instant;

    use super::*;

    const DAY: Duration = Duration::from_hours(24);

    #[tokio::test(start_paused = true)]
    async fn it_reminds_at_once_and_ends_when_it_is_asked_to() {
        let (to, mut mails) = mpsc::channel(10);
        let (run, stop) = testing::stop();
        let reminder = tokio::spawn(remind(Mailer(to), DAY, stop));
        assert_eq!(mails.recv().await.unwrap(), "remember the milk");
        run.request_stop(StopReason::Shutdown);
        assert_eq!(reminder.await.unwrap(), Ok(Exit::Stopped));
    }

    /// Keeps the mail for the test.
    #[manifold(outputs = [Mailer])]
    fn keep(mails: Sender<String>) -> Hold<Mailer> {
        hold(Mailer(mails))
    }

    graph! {
        /// The program, with a mailer that sends nothing: its configuration is not even asked for.
        TestProgram(server: String, period: Duration, mails: Sender<String>) = Program(server, period) {
            mailer: keep(mails),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn it_reminds_every_day() {
        let (to, mut mails) = mpsc::channel(10);
        let engine = Engine::start(TestProgram::new(String::new(), DAY, to)).unwrap();
        mails.recv().await.unwrap();
        let first = Instant::now();
        mails.recv().await.unwrap();
        assert_eq!(first.elapsed(), DAY);

        // The keys are those of the program.
        assert_eq!(engine.running(Program::REMINDER).await, Ok(1));
        engine.stop().await.unwrap();
    }
}
