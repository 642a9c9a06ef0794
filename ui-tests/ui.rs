//! Runs the cases of `fail/` and `pass/`.
