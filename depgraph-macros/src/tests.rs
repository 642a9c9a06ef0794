//! Whatever a macro is given, it answers: with code that can be read, and with the item that it was given.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use proptest::prelude::*;
use quote::quote;

use crate::{graph, manifold, output, validate};

const ARGUMENTS: &str = "inputs = [settings, store], outputs = [Store, Shared<Ready>], filter = judge, \
    blocking, as = Open, crate = crate::graphs, stop_timeout = GRACE";

const FUNCTION: &str = "/// Opens. \n #[cfg(unix)] pub(crate) async fn open<'a>(settings: Latest<Settings>, \
    store: Option<Store>, ready: Publish<Shared<Ready>>, run: &'a Run, stop: Stop, mut file: &Path) \
    -> Result<impl Worker, io::Error> where Store: Clone { hold(file) }";

const OUTPUT: &str = "#[derive(Clone)] #[output(deref, crate = graphs)] pub struct Shared<T: Clone> \
    where T: Copy { #[doc = \"x\"] pub value: Arc<T> }";

const PLAIN_OUTPUT: &str =
    "#[doc = \"x\"] pub(crate) struct Store { #[doc = \"y\"] pub value: Arc<Ready>, count: u8 }";

const GRAPH: &str = "/// Everything. \n pub Agent(config: Config, mut other: &str) = Base(config) { \
    ..common::Common(config.common), store?: storage::open(config.file, 3) { settings: main, other } \
    when [r#type, settings] with { stop_timeout: config.grace, jitter }, #[cfg(any())] web: web::serve }";

#[test]
fn a_function_that_only_the_compiler_can_read_keeps_its_type_and_is_told_of_by_a_late_lint() {
    let item = quote! { pub(crate) async gen fn open(file is Path) -> Store { file } };
    let expanded = manifold::expand(quote!(inputs = [file]), &item).to_string();
    assert!(expanded.contains("pub (crate) struct open { }"));
    assert!(!expanded.contains("compile_error"));
    let (_, lint) = expanded
        .split_once("# [deny (unused_must_use)]")
        .expect("there is a lint");
    assert!(lint.contains("`#[manifold]` cannot read `open`, which the compiler can"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn manifold_keeps_the_item_and_never_panics(
        arguments in edited(ARGUMENTS),
        item in edited(FUNCTION),
    ) {
        let expanded = manifold::expand(arguments, &item);
        prop_assert!(keeps(&expanded.to_string(), &item));
        // One item, as rustc gives it: a file may begin with an inner attribute, too.
        if syn::parse2::<syn::Item>(item).is_ok() {
            is_readable(expanded)?;
        }
    }

    #[test]
    fn output_never_panics(item in edited(OUTPUT)) {
        is_readable(output::expand(item))?;
    }

    #[test]
    fn a_plain_output_never_panics(item in edited(PLAIN_OUTPUT)) {
        let expanded = output::expand(item.clone());
        if syn::parse2::<syn::DeriveInput>(item).is_ok() {
            is_readable(expanded)?;
        }
    }

    #[test]
    fn graph_never_panics(body in edited(GRAPH)) {
        is_readable(graph::expand(quote!([::depgraph] #body)))?;
    }

    #[test]
    fn validate_never_panics(body in edited(GRAPH)) {
        is_readable(validate::expand(quote!([::depgraph] #body)))?;
    }
}

/// A slip is one mistake: what is concluded from it is not reported, too. Some are none, or rustc's; a semicolon never is.
#[test]
fn a_token_too_few_or_too_many_is_one_mistake() {
    const GRAPH: &str = "pub Agent(config: Config, mut other: &str) { ..common::Common(config.common), \
        store?: storage::open(config.file) { settings: main, other } when [main, cache] \
        with { stop_timeout: config.grace, jitter: 0.5 }, web: web::serve, main: settings::watch }";
    const REPLACEMENTS: &str =
        "Test(file: PathBuf) = base::Agent(file, 3) { store?: fakes::open(None) { settings } }";
    const ARGUMENTS: &str = "inputs = [settings, store], outputs = [Store, Ready], blocking, as = Open, \
        stop_timeout = GRACE";
    const OPTIONS: &str = "deref, crate = crate::graphs";
    let item = quote! {
        fn open(settings: Latest<Settings>, store: Option<Store>, ready: Publish<Ready>, file: PathBuf) -> Opened {}
    };
    let graph = |body| graph::expand(quote!([::depgraph] #body));
    let arguments = |arguments| manifold::expand(arguments, &item);
    let options = |options| {
        let output = quote!(
            #[output(#options)]
            pub struct Shared {
                pub value: Arc<Ready>,
            }
        );
        output::expand(output)
    };
    let found: Vec<String> = [
        misjudged(GRAPH, graph),
        misjudged(REPLACEMENTS, graph),
        misjudged(ARGUMENTS, arguments),
        misjudged(OPTIONS, options),
    ]
    .concat();
    assert!(found.is_empty(), "{found:#?}");
}

/// The texts that a slip makes of this one and of which several mistakes are reported, or none where there has to be one.
fn misjudged(text: &str, expand: impl Fn(TokenStream) -> TokenStream) -> Vec<String> {
    let tokens: TokenStream = text.parse().expect("these are tokens");
    let slips = (0..count(&tokens)).flat_map(|place| {
        let signs = [",", ";", ":", "=", "."].map(Change::Insert);
        let changes = [Change::Remove, Change::Double].into_iter().chain(signs);
        changes.map(move |change| Edit { place, change })
    });
    let edited = slips.map(|edit| {
        let least = usize::from(matches!(edit.change, Change::Insert(";")));
        (apply(tokens.clone(), &mut { edit.place }, &edit), least)
    });
    // Not those within a `::`, which nobody makes.
    let torn = [":, :", ":; :", ":= :", ":. :"];
    let edited = edited.filter(|(edited, _)| {
        let text = edited.to_string();
        !torn.iter().any(|torn| text.contains(torn))
    });
    let misjudged = edited.filter(|(edited, least)| {
        let expanded = expand(edited.clone()).to_string();
        let mistakes = expanded.matches("compile_error").count();
        mistakes > 1 || mistakes < *least
    });
    misjudged.map(|(edited, _)| edited.to_string()).collect()
}

/// Whether the item is there; all but the types of parameters, if a mistake stands for one.
fn keeps(expanded: &str, item: &TokenStream) -> bool {
    let body = item.clone().into_iter().last().map(|body| body.to_string());
    let has_body = || body.is_some_and(|body| expanded.contains(&body));
    let has_mistake = || expanded.contains(" : [() ; :: core :: compile_error");
    expanded.contains(&item.to_string()) || has_mistake() && has_body()
}

/// Whether rustc can go on with it.
fn is_readable(code: TokenStream) -> Result<(), TestCaseError> {
    let text = code.to_string();
    let read = syn::parse2::<syn::File>(code);
    prop_assert!(read.is_ok(), "{:?} in {text}", read.err());
    Ok(())
}

/// What the tokens may become.
fn edited(text: &'static str) -> impl Strategy<Value = TokenStream> {
    prop::collection::vec(edit(), 0..6).prop_map(move |edits| {
        let tokens: TokenStream = text.parse().expect("these are tokens");
        edits.into_iter().fold(tokens, |tokens, edit| {
            let mut place = edit.place % count(&tokens).max(1);
            apply(tokens, &mut place, &edit)
        })
    })
}

/// A change at a place, counted through all groups.
#[derive(Clone, Debug)]
struct Edit {
    place: usize,
    change: Change,
}

#[derive(Clone, Debug)]
enum Change {
    Remove,
    Double,
    Replace(&'static str),
    Insert(&'static str),
}

fn edit() -> impl Strategy<Value = Edit> {
    let word = prop::sample::select(vec![
        "fn",
        "async",
        "const",
        "unsafe",
        "extern \"C\"",
        "impl",
        "dyn",
        "pub",
        "struct",
        "self",
        "Self",
        "mut",
        "ref",
        "where",
        "when",
        "with",
        "inputs",
        "outputs",
        "blocking",
        "Option",
        "Latest",
        "Publish",
        "Publish<T>",
        "Run",
        "Result",
        "Exit",
        "&",
        "&'static",
        "'a",
        "<",
        ">",
        "<T>",
        "::",
        "..",
        "...",
        "?",
        ":",
        ",",
        ";",
        "=",
        "->",
        "|",
        "!",
        "#",
        "#[output]",
        "$",
        "_",
        "r#fn",
        "7",
        "\"text\"",
        "()",
        "[]",
        "{}",
        "(a, b)",
        "[a, b]",
        "{ a: b }",
        "äß",
        "store: storage::open",
        "..Common",
    ]);
    let change = prop_oneof![
        Just(Change::Remove),
        Just(Change::Double),
        word.clone().prop_map(Change::Replace),
        word.prop_map(Change::Insert),
    ];
    (any::<usize>(), change).prop_map(|(place, change)| Edit { place, change })
}

fn count(tokens: &TokenStream) -> usize {
    let within = |token| match token {
        TokenTree::Group(group) => 1 + count(&group.stream()),
        TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => 1,
    };
    tokens.clone().into_iter().map(within).sum()
}

fn apply(tokens: TokenStream, place: &mut usize, edit: &Edit) -> TokenStream {
    let mut edited = TokenStream::new();
    for token in tokens {
        let is_here = *place == 0;
        *place = place.wrapping_sub(1);
        let token = match token {
            TokenTree::Group(group) => {
                let content = apply(group.stream(), place, edit);
                TokenTree::Group(Group::new(group.delimiter(), content))
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => token,
        };
        if !is_here {
            edited.extend([token]);
            continue;
        }
        match edit.change {
            Change::Remove => {}
            Change::Double => edited.extend([token.clone(), token]),
            Change::Replace(word) => edited.extend(parse(word)),
            Change::Insert(word) => {
                edited.extend(parse(word));
                edited.extend([token]);
            }
        }
    }
    edited
}

/// Some of the words are tokens only beside others.
fn parse(word: &str) -> TokenStream {
    word.parse().unwrap_or_else(|_| quote!(word))
}

#[test]
fn tokens_without_sense_are_answered_too() {
    let group = |delimiter| TokenTree::Group(Group::new(delimiter, TokenStream::new()));
    for tokens in [
        quote!(),
        quote!([]),
        quote!([::depgraph]),
        quote!([::depgraph] pub),
        quote!([::depgraph] Agent),
        quote!([::depgraph] Agent = ),
        quote!([::depgraph] Agent { .. }),
        TokenStream::from(group(Delimiter::None)),
        TokenStream::from(group(Delimiter::Brace)),
    ] {
        drop(graph::expand(tokens.clone()));
        drop(validate::expand(tokens.clone()));
        drop(output::expand(tokens.clone()));
        drop(manifold::expand(tokens.clone(), &tokens));
    }
}
