//! What is said of `#[derive(Output)]`.

use std::fmt::Display;

use super::{Message, messages};

messages! {
    unknown_option(name):
        "`#[output(..)]` has no option `{name}`",
        help: "the options are `deref` and `crate = path`";
    misspelt_option(name, meant):
        "`#[output(..)]` has no option `{name}`; did you mean `{meant}`?",
        help: "the options are `deref` and `crate = path`";
    unreadable_options():
        "the options of this output cannot be read",
        help: "write `#[output(deref)]`, or `#[output(crate = path)]`";
    option_within():
        "`#[output(..)]` is about a type",
        help: "put it on the type, not on what is in it";
    const_parameter(parameter):
        "an output cannot have a const parameter: its values would all count as one type",
        help: "remove `{parameter}`, and wrap each instance that you expose in a struct of its own";
    borrowing_output(lifetime):
        "an output cannot borrow, and this one borrows for `{lifetime}`",
        help: "own the data, or share it in an `Arc`";
    deref_of_many():
        "`deref` needs a struct of exactly one field, to dereference to",
        help: "remove `deref`, or put the other fields into the type of the one";
}
