//! Runs that cannot be ended.

use std::{sync::mpsc, time::Duration};
