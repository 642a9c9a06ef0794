//! A machine without a driver, for whoever measures it.

use crate::{
    EngineConfig, Graph, StartError,
    driver::Wired,
    machine::{Action, Event, Machine, NodeId, Outcome, Time},
};

/// A machine without a driver, for whoever measures it: every start succeeds at once, with every output, and so does
/// every stop.
#[derive(Debug)]
pub struct Alone {
    machine: Machine,
    actions: Vec<Action>,
    events: Vec<Event>,
}

impl Alone {
    /// The machine of an engine that has not begun.
    ///
    /// # Errors
    ///
    /// Those of [`Engine::start_with`](crate::Engine::start_with).
    pub fn new<G>(graph: Graph<G>, config: &EngineConfig) -> Result<Self, StartError> {
        let wired = Wired::new(graph.into_plan()?, config)?;
        Ok(Self {
            machine: wired.machine,
            actions: Vec::new(),
            events: Vec::new(),
        })
    }

    /// Starts everything. Returns how many events that took, as all that follow do.
    pub fn begin(&mut self) -> usize {
        self.play(Event::Begin)
    }

    /// Starts `node` again, and all that depends on it.
    pub fn restart(&mut self, node: usize) -> usize {
        let node = NodeId::new(node);
        self.play(Event::Restart { node })
    }

    /// Stops everything.
    pub fn stop(&mut self) -> usize {
        self.play(Event::Shutdown { code: 0 })
    }

    fn play(&mut self, event: Event) -> usize {
        let mut events = 0;
        self.events.push(event);
        while let Some(event) = self.events.pop() {
            events += 1;
            self.machine.step(Time::default(), event, &mut self.actions);
            self.events.extend(self.actions.iter().filter_map(follows));
            self.actions.clear();
        }
        events
    }
}

/// What happens when `action` has been done.
fn follows(action: &Action) -> Option<Event> {
    match *action {
        Action::Start { node, run } => Some(Event::Started {
            node,
            run,
            set: u64::MAX,
        }),
        Action::Stop { node, run, .. } => Some(Event::Ended {
            node,
            run,
            outcome: Outcome::Stopped,
            chance: 0.0,
        }),
        Action::Expose { .. }
        | Action::Commit { .. }
        | Action::Withdraw { .. }
        | Action::Released { .. }
        | Action::Kill { .. }
        | Action::Changed(_)
        | Action::Finished { .. } => None,
    }
}
