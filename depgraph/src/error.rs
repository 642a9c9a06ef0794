//! What can go wrong, as data.

use std::error::Error;

/// Any error of user code.
pub type BoxError = Box<dyn Error + Send + Sync + 'static>;
