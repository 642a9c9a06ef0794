//! What the user's rustdoc says about the type.

use syn::Type;

use super::{
    model::{InputKind, Manifold},
    types,
};
use crate::text::{self, plain};

pub(super) fn text(manifold: &Manifold) -> String {
    let function = plain(manifold.function.name());
    let mut text = format!(
        "The manifold of [`{function}`](fn@{function}): name it in `graph!` to make a node of it.\n"
    );
    let mut line = |what: String| {
        text += "\n- ";
        text += &what;
    };
    for input in manifold.inputs() {
        let kind = match input.kind {
            InputKind::Required => "",
            InputKind::Optional => "optional ",
            InputKind::Latest => "latest ",
            InputKind::Watch => "watched ",
        };
        line(format!(
            "{kind}input `{}`: {}",
            plain(&input.name),
            link(&input.ty)
        ));
    }
    for output in &manifold.outputs {
        let set = if output.published { ", published" } else { "" };
        line(format!("output {}{set}", link(&output.ty)));
    }
    if let Some(config) = manifold.config() {
        let name = plain(&config.name);
        line(format!("configuration `{name}`: {}", link(&config.stored)));
    }
    text
}

/// The type, and where its page is, if it is named by a path. A path that rustdoc cannot follow, as in the expansion of a
/// macro of another crate, is not worth a warning to the user.
fn link(ty: &Type) -> String {
    let text = text::of_type(ty);
    match types::page(ty) {
        Some(page) => format!("[`{text}`](type@{page})"),
        None => format!("`{text}`"),
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use crate::manifold::expand;

    #[test]
    fn the_documentation_lists_inputs_outputs_and_configuration_with_links() {
        let expanded = expand(
            quote!(inputs = [settings, store, level, load], outputs = [Shared<Ready>, Address]),
            &quote! {
                pub fn open(
                    settings: Settings,
                    store: Option<storage::Store>,
                    level: Latest<Level>,
                    load: Watch<Load>,
                    address: Publish<Address>,
                    file: &Path,
                ) -> Worker {}
            },
        );
        let expanded = expanded.to_string().replace("\\n", "\n");
        for line in [
            "The manifold of [`open`](fn@open): name it in `graph!` to make a node of it.\n",
            "\n- input `settings`: [`Settings`](type@Settings)\n",
            "\n- optional input `store`: [`storage::Store`](type@storage::Store)\n",
            "\n- latest input `level`: [`Level`](type@Level)\n",
            "\n- watched input `load`: [`Load`](type@Load)\n",
            "\n- output [`Shared<Ready>`](type@Shared)\n",
            "\n- output [`Address`](type@Address), published\n",
            "\n- configuration `file`: [`PathBuf`](type@std::path::PathBuf)\"",
        ] {
            assert!(expanded.contains(line), "{line} is not in {expanded}");
        }
    }
}
