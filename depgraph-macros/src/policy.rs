//! The policy's settings, which are methods of `depgraph::Policy`.

use proc_macro2::Ident;
use syn::{Expr, ExprLit, Lit};

use crate::{
    message::{self, Message},
    text::plain,
};

/// In the order of the table in the documentation.
pub(crate) const SETTINGS: [&str; 10] = [
    "error_delay",
    "backoff_factor",
    "max_delay",
    "jitter",
    "healthy_after",
    "bounce_delay",
    "optional_wait",
    "start_timeout",
    "stop_timeout",
    "intensity",
];

/// Those of `depgraph::EngineConfig` that no node has.
pub(crate) const SETTINGS_OF_THE_ENGINE: [&str; 1] = ["shutdown_timeout"];

/// What is wrong with a value that is plainly a number or a text, where the setting is another thing. Of most settings,
/// rustc would speak of `Into`.
pub(crate) fn mistake(setting: &Ident, value: &Expr) -> Option<Message> {
    let Expr::Lit(ExprLit { lit, .. }) = value else {
        return None;
    };
    if let Lit::Str(_) = lit {
        return match plain(setting).as_str() {
            "backoff_factor" | "jitter" | "intensity" => None,
            setting => Some(message::text_as_duration(setting)),
        };
    }
    let (digits, from) = if let Lit::Int(number) = lit {
        (number.base10_digits(), "from_secs")
    } else if let Lit::Float(number) = lit {
        (number.base10_digits(), "from_secs_f64")
    } else {
        return None;
    };
    match plain(setting).as_str() {
        "backoff_factor" | "jitter" => None,
        "intensity" => Some(message::number_as_intensity(digits)),
        setting => Some(message::number_as_duration(setting, from, digits)),
    }
}
