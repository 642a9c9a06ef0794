//! The policy's settings, which are methods of `depgraph::Policy`.

use std::ops::Neg as _;

use proc_macro2::Ident;
use quote::ToTokens as _;
use syn::{Expr, ExprLit, ExprUnary, Lit, UnOp};

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

/// What is wrong with a value that is plainly a number or a text.
pub(crate) fn mistake(setting: &Ident, value: &Expr) -> Option<Message> {
    another_thing(setting, value).or_else(|| out_of_range(setting, value))
}

/// What to say where the setting is no number, or no text. Of most settings, rustc would speak of `Into`.
fn another_thing(setting: &Ident, value: &Expr) -> Option<Message> {
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

/// What `PolicyError` of the library says, with the same bounds.
fn out_of_range(setting: &Ident, value: &Expr) -> Option<Message> {
    let number = number(value)?;
    let text = || value.to_token_stream().to_string().replace(' ', "");
    match plain(setting).as_str() {
        "jitter" if !(0.0..=1.0).contains(&number) => Some(message::jitter_out_of_range(text())),
        "backoff_factor" if !(number.is_finite() && number >= 1.0) => {
            Some(message::backoff_factor_out_of_range(text()))
        }
        _ => None,
    }
}

/// A whole one is left to rustc, which says how to write it.
fn number(value: &Expr) -> Option<f64> {
    if let Expr::Unary(ExprUnary {
        op: UnOp::Neg(_),
        expr,
        ..
    }) = value
    {
        return number(expr).map(f64::neg);
    }
    let Expr::Lit(ExprLit {
        lit: Lit::Float(number),
        ..
    }) = value
    else {
        return None;
    };
    number.base10_parse().ok()
}
