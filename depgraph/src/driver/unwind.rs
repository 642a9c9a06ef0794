//! User code that panics, contained.

use std::{
    any::Any,
    error::Error,
    fmt::Write as _,
    mem::ManuallyDrop,
    panic::{AssertUnwindSafe, catch_unwind},
};

use crate::error::BoxError;

/// User code panicked; this is what it said.
#[derive(Debug, thiserror::Error)]
#[error("panicked: {0}")]
pub(crate) struct Panicked(String);

/// Runs user code, and makes an error of a panic.
pub(crate) fn contain<R>(code: impl FnOnce() -> R) -> Result<R, BoxError> {
    catch_unwind(AssertUnwindSafe(code))
        .map_err(|payload| Box::new(Panicked(message(payload))).into())
}

/// Drops something of the user's, and makes an error of a panic.
pub(crate) fn discard<T>(value: T) -> Result<(), BoxError> {
    contain(|| drop(value))
}

fn message(payload: Box<dyn Any + Send>) -> String {
    let text = if let Some(text) = payload.downcast_ref::<&str>() {
        (*text).to_owned()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "(with something that is not a text)".to_owned()
    };
    // A payload is a value of the user's, too. One that panics when it is dropped is left where it is.
    if let Err(payload) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        let _leaked = ManuallyDrop::new(payload);
    }
    text
}

/// An error and its sources in one line, each said once.
pub(crate) fn one_line(error: &(dyn Error + 'static)) -> String {
    contain(|| {
        let mut line = error.to_string();
        let mut source = error.source();
        while let Some(error) = source {
            let text = error.to_string();
            if !line.ends_with(&text) {
                // Writing to a `String` cannot fail.
                let _infallible = write!(line, ": {text}");
            }
            source = error.source();
        }
        line.replace('\n', " ")
    })
    .unwrap_or_else(|panicked| format!("(an error whose text cannot be had: it {panicked})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Bomb;

    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("in drop");
        }
    }

    #[test]
    fn a_payload_that_panics_when_dropped_is_contained() {
        let error = contain(|| std::panic::panic_any(Bomb)).expect_err("it panicked");
        assert_eq!(
            error.to_string(),
            "panicked: (with something that is not a text)"
        );
        assert_eq!(
            discard(Bomb).expect_err("it panicked").to_string(),
            "panicked: in drop"
        );
    }

    #[derive(Debug, thiserror::Error)]
    #[error("{text}")]
    struct Caused {
        text: &'static str,
        source: Option<Box<Self>>,
    }

    #[test]
    fn an_error_is_told_with_its_sources_each_said_once() {
        let texts = ["no store", "open: disk full", "disk full", "errno\n28"];
        let error = texts
            .into_iter()
            .rev()
            .fold(None, |source, text| Some(Box::new(Caused { text, source })));
        let error = error.expect("there are some");
        assert_eq!(one_line(&*error), "no store: open: disk full: errno 28");
    }
}
