//! The mistakes that the tokens alone give away.

use super::model::Graph;
use crate::errors::Errors;

pub(super) fn graph(_graph: &Graph, _errors: &mut Errors) {}
