//! What is said of `#[manifold]` and its function.

use std::fmt::Display;

use super::{Message, messages};

messages! {
    // The arguments of `#[manifold]`.
    unknown_argument(name, known):
        "`#[manifold]` has no argument `{name}`",
        help: "the arguments are {known}";
    misspelt_argument(name, meant, known):
        "`#[manifold]` has no argument `{name}`; did you mean `{meant}`?",
        help: "the arguments are {known}";
    no_argument_name():
        "expected an argument of `#[manifold]`",
        help: "arguments look like `inputs = [settings]`";
    condition_of_a_node(list):
        "`when` is said of a node, in `graph!`",
        help: "write it there, behind the manifold of the node: `.. when {list}`";
    kind_as_argument(name, kind, list):
        "how an input is taken is said by the type of its parameter, and not by `{name}`",
        help: "write `inputs = {list}`, and take `{kind}<T>`";
    config_as_argument(name):
        "`{name}` is no argument of `#[manifold]`: the configuration is a parameter",
        help: "remove it here, and leave the parameter out of `inputs`";
    argument_twice(name):
        "`{name}` is given twice",
        help: "put all of it into one `{name}`";

    expected_value(name, example):
        "`{name}` needs a value here",
        help: "write `{name} = {example}`";
    colon_for_equals(name, value):
        "an argument of `#[manifold]` is separated from its value by `=`",
        help: "write `{name} = {value}`";
    no_equals(name, value):
        "expected `=` between `{name}` and its list",
        help: "write `{name} = {value}`";
    quoted_name(name, new):
        "`{name}` is a name, without quotes",
        help: "write `{name} = {new}`";
    expected_list(name, example):
        "`{name}` is a list in brackets",
        help: "write `{name} = {example}`";
    expected_library():
        "`crate` is the path of the library, as this crate calls it",
        help: "write `crate = renamed`";
    expected_item(name, example):
        "this cannot stand in the list of `{name}`",
        help: "write `{name} = {example}`";
    flag_with_value(name):
        "`{name}` takes no value",
        help: "write `{name}` alone";
    no_argument_comma(name):
        "expected a comma after `{name}`",
        help: "separate the arguments by commas";
    number_as_duration(setting, from, number):
        "`{setting}` is a `Duration`, and not a number",
        help: "say of what it is the number: `Duration::{from}({number})`";
    text_as_duration(setting):
        "`{setting}` is a `Duration`, and not a text",
        help: "say it in numbers, as in `Duration::from_secs(5)`";
    number_as_intensity(number):
        "`intensity` is a number of failures and the time in which they are too many",
        help: "write `Intensity::give_up({number}, Duration::from_secs(60))`";
    jitter_out_of_range(value):
        "`jitter` is `{value}`, but it is a share from 0 to 1",
        help: "write how much of a delay chance may take off: `0.1` is a tenth";
    backoff_factor_out_of_range(value):
        "`backoff_factor` is `{value}`, but a delay that shrinks, or is no number, is no back-off",
        help: "write `1.0`, which keeps the delay, or more: `2.0` doubles it";
    input_without_parameter(input, function):
        "input `{input}` is not a parameter of `{function}`",
        help: "add a parameter `{input}`, or remove it from `inputs`";
    misspelt_input(input, function, meant):
        "input `{input}` is not a parameter of `{function}`; did you mean `{meant}`?",
        help: "write `{meant}` in `inputs`";
    input_twice(input):
        "input `{input}` is listed twice",
        help: "remove one of the two";
    output_twice(ty):
        "output `{ty}` is listed twice",
        help: "remove one of the two; for two values of one type, wrap one in a type of its own";
    not_an_output(ty, held):
        "`{ty}` is not an output of any manifold: it cannot implement `Output`",
        help: "name a struct of your own that has `#[derive(Clone, Output)]`: it can hold an `Arc<{held}>`";
    wrapped_output(ty, of):
        "`{ty}` is not an output of any manifold: it cannot implement `Output`",
        help: "list `{of}`, if that is an output; else name a struct of your own that has `#[derive(Clone, Output)]`, and holds it";
    followed_output(ty, of):
        "`{ty}` is not an output of any manifold: it says how an input is taken",
        help: "list `{of}`; a parameter takes that as `{ty}`, to follow it";
    publisher_as_output(ty, of):
        "`{ty}` is not an output of any manifold: it is what sets one",
        help: "list `{of}`, and take a parameter of type `{ty}`";
    tuple_as_output(each):
        "a tuple is not an output of any manifold",
        help: "list each on its own: `outputs = [{each}]`";
    too_many_outputs():
        "a manifold has at most 64 outputs, and this is one more",
        help: "put several into one struct";

    // The function.
    manifold_twice(function):
        "`#[manifold]` is on `{function}` twice",
        help: "write one `#[manifold]`, with the arguments of both";
    not_a_function():
        "`#[manifold]` makes a manifold of a function, and this is none",
        help: "put it on the function that starts the worker";
    method():
        "a manifold is a free function, it takes no `self`",
        help: "move the function out of the `impl` block";
    generic(function):
        "a manifold cannot be generic: each node of `{function}` needs one type of everything",
        help: "write a function for each type, which calls the generic one";
    impl_parameter():
        "a parameter of a manifold has one type, and `impl Trait` stands for many",
        help: "name the type, or take a `Box<dyn Trait>`";
    const_function(function):
        "a manifold cannot be a `const fn`",
        help: "remove `const` from `{function}`: it is called when a node starts";
    unsafe_function(function):
        "a manifold cannot be an `unsafe fn`: the engine could not promise what its caller has to",
        help: "make `{function}` safe, and put the `unsafe` block into its body";
    foreign_function(function):
        "a manifold cannot be an `extern` function",
        help: "remove `extern` from `{function}`, or call it from a function of its own";
    variadic(function):
        "a manifold takes a fixed number of parameters",
        help: "remove `...` from `{function}`";
    self_type():
        "a manifold is a free function, and knows no `Self`",
        help: "move the function out of the `impl` block";
    unreadable(function):
        "`#[manifold]` cannot read `{function}`, which the compiler can",
        help: "put what is new in Rust's grammar into a function that `{function}` calls";
    no_body(function):
        "`{function}` has no body",
        help: "put `#[manifold]` on a free function, not on what a trait or an `extern` block declares";
    no_return(function):
        "`{function}` returns nothing that could run",
        help: "return the worker that it starts; or, if it is its own run, `Result<(), E>`";
    future_return(function):
        "`{function}` returns a future, which is no worker",
        help: "write it as an `async fn`";
    borrowed_return(ty, function):
        "`{ty}` borrows from a parameter of `{function}`, but what is returned outlives all that it is lent",
        help: "return a type that owns: `String`, `PathBuf`, `Arc<T>`; a text that never changes can be a `&'static str`";
    blocking_async(function):
        "`blocking` is for a plain function that blocks its thread, and `{function}` is `async`",
        help: "remove `blocking`, or remove `async` from the function";

    // The parameters.
    too_many_parameters():
        "a manifold has at most 64 parameters, and this is one more",
        help: "put a node between, which takes several and gives them as one struct";
    pattern():
        "a parameter of a manifold needs a name",
        help: "take it by a plain name, and take it apart in the function's body";
    pattern_for_input(input):
        "a parameter of a manifold needs a name",
        help: "name it `{input}`, as in `inputs`";
    conditional_parameter(parameter):
        "`{parameter}` is there under a condition, but a manifold has the same parameters always",
        help: "write the function twice, each with a `#[cfg]` of its own";
    borrowed_parameter(parameter):
        "`{parameter}` borrows, but nothing lives as long as what a node is given",
        help: "take a type that owns: `String`, `PathBuf`, `Arc<T>`; a configuration can be taken as `&T`";
    static_reference(parameter, ty):
        "`{parameter}` is to be borrowed for ever, but a run ends",
        help: "take `&{ty}`, without a lifetime, or a type that owns";
    unsized_config(parameter, ty, held):
        "a node cannot keep configuration `{parameter}`: a `{ty}` can have any size",
        help: "borrow what holds it: `{parameter}: &Arc<{held}>`";
    second_config(second, first):
        "`{second}` would be a second configuration, beside `{first}`",
        help: "list in `inputs` which of them another node provides, or put both into one struct";
    second_config_or_own(second, first, own, ty):
        "`{second}` would be a second configuration, beside `{first}`",
        help: "take `{own}: {ty}`, if that is meant: `Run`, `Stop` and `Publish` are recognised by these names; \
               otherwise list in `inputs` which of them another node provides, or put both into one struct";
    input_by_reference(input, ty):
        "input `{input}` is taken by reference",
        help: "take it by value, `{input}: {ty}`: an output is a handle, and cheap to clone";
    own_input_by_reference(input, ty):
        "input `{input}` is taken by reference",
        help: "take it by value, `{input}: {ty}`: every run gets one of its own";
    borrowed_config_as_input(input, ty):
        "`{input}` cannot be an input: no output is a `{ty}`",
        help: "remove `{input}` from `inputs`: what is borrowed is the configuration";
    followed_config(parameter, ty):
        "`{parameter}` has the type of an input, `{ty}`, but is not in `inputs`",
        help: "add `{parameter}` to `inputs`";
    not_an_input(parameter, ty):
        "`{parameter}` cannot be an input: `{ty}` is what the engine gives to every run",
        help: "remove `{parameter}` from `inputs`";
    nested_kind(input, ty, of):
        "input `{input}` cannot be taken in two ways at once, as `{ty}`",
        help: "take `Option<{of}>`, if it can be absent; `Latest<{of}>`, to wait for the first and follow it; \
               or `Watch<{of}>`, to follow it as it comes and goes";
    optional_publisher(parameter, ty):
        "`{parameter}` cannot be an input: a `{ty}` is what the engine gives to every run",
        help: "remove `{parameter}` from `inputs`, and take `{ty}`";
    mutable_reference(parameter):
        "`{parameter}` is a mutable reference, but all runs of a node share its configuration",
        help: "take it by value, or by `&`; what a worker changes belongs to the worker";
    by_value_only(ty, reference):
        "`{ty}` is taken by value",
        help: "remove the `{reference}`";
    of_what(parameter, kind, example):
        "`{kind}` of what? `{parameter}` does not say the type of its value",
        help: "write `{parameter}: {kind}<{example}>`, of an output `{example}`; give a type of your own another name";
    publish_without_output(ty):
        "`Publish<{ty}>` publishes what is not an output of this manifold",
        help: "add `{ty}` to `outputs`";
    misspelt_publish(ty, meant):
        "`Publish<{ty}>` publishes what is not an output of this manifold; did you mean `{meant}`?",
        help: "write the same type in `outputs` and in `Publish`";
    publish_wrapped(ty, of):
        "`Publish<{ty}>` publishes what is not an output of this manifold",
        help: "publish `{of}`: `Publish<{of}>`";
    publish_wrapped_without_output(ty, of):
        "`Publish<{ty}>` publishes what is not an output of this manifold",
        help: "`{ty}` cannot be an output: add `{of}` to `outputs`, and publish that, if it is one; \
               else a struct of your own that has `#[derive(Clone, Output)]`, and holds it";
    publish_of_another(ty, outputs):
        "`Publish<{ty}>` publishes what is none of the outputs of this manifold",
        help: "add `{ty}` to `outputs`; if it is another name of {outputs}, write it as it is there";
    publish_twice(ty):
        "`{ty}` has two publishers",
        help: "remove one: a `Publish` can be cloned";
    unpublished_output(ty):
        "nothing sets output `{ty}`: a function that is its own run has no worker to expose it",
        help: "take a parameter of type `Publish<{ty}>`, and set it";
}
