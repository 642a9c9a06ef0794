//! Texts in const code, where there is no `String` and no `==` of texts.

use crate::{
    graph::meta::{InputKind, InputMeta, ManifoldMeta, Place},
    output::TypeKey,
};

/// Whether two texts are equal. It looks at their ends first: names tend to begin alike.
pub(crate) const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = a.len();
    if at != b.len() {
        return false;
    }
    while at > 0 {
        at -= 1;
        if a[at] != b[at] {
            return false;
        }
    }
    true
}

/// The last name of a path.
pub(super) const fn last_name(path: &str) -> &str {
    let bytes = path.as_bytes();
    let mut start = bytes.len();
    while start > 0 && bytes[start - 1] != b':' {
        start -= 1;
    }
    path.split_at(start).1
}

/// The first name of a path.
pub(super) const fn crate_name(path: &str) -> &str {
    let bytes = path.as_bytes();
    let mut end = 0;
    while end < bytes.len() && bytes[end] != b':' {
        end += 1;
    }
    path.split_at(end).0
}

/// A message in the making. What does not fit any more is cut off.
pub(super) struct Text {
    bytes: [u8; Self::CAPACITY],
    len: usize,
}

impl Text {
    /// Enough for a cycle of some hundred nodes.
    const CAPACITY: usize = 1 << 16;

    #[expect(clippy::large_stack_arrays, reason = "const code has no heap")]
    pub(super) const fn new() -> Self {
        Self {
            bytes: [0; Self::CAPACITY],
            len: 0,
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(super) const fn len(&self) -> usize {
        self.len
    }

    pub(super) const fn as_str(&self) -> &str {
        match str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            // Cut within a character.
            Err(error) => {
                let valid = self.bytes.split_at(error.valid_up_to()).0;
                match str::from_utf8(valid) {
                    Ok(text) => text,
                    Err(_) => "",
                }
            }
        }
    }

    /// Starts a paragraph.
    pub(super) const fn begin(&mut self) {
        if self.len > 0 {
            self.add("\n");
        }
    }

    pub(super) const fn add(&mut self, text: &str) {
        let text = text.as_bytes();
        let mut at = 0;
        while at < text.len() && self.len < Self::CAPACITY {
            self.bytes[self.len] = text[at];
            self.len += 1;
            at += 1;
        }
    }

    pub(super) const fn add_all(&mut self, texts: &[&str]) {
        let mut text = 0;
        while text < texts.len() {
            self.add(texts[text]);
            text += 1;
        }
    }

    pub(super) const fn add_number(&mut self, number: usize) {
        if number >= 10 {
            self.add_number(number / 10);
        }
        let (_, digit) = "0123456789".split_at(number % 10);
        self.add(digit.split_at(1).0);
    }

    /// `src/main.rs:12`
    pub(super) const fn add_place(&mut self, place: Place) {
        self.add(place.file);
        self.add(":");
        self.add_number(place.line as usize);
    }

    /// What separates item `number` from the one before, in a list of `items`.
    pub(super) const fn add_separator(&mut self, number: usize, items: usize) {
        if number > 0 {
            self.add(if number + 1 == items { " and " } else { ", " });
        }
    }

    /// `Store`
    pub(super) const fn add_short(&mut self, key: &TypeKey) {
        self.add(last_name(key.path()));
        self.add_arguments(key, false);
    }

    /// `my_crate::storage::Store`
    pub(super) const fn add_type(&mut self, key: &TypeKey) {
        self.add(key.path());
        self.add_arguments(key, true);
    }

    const fn add_arguments(&mut self, key: &TypeKey, whole: bool) {
        let mut argument = 0;
        while argument < key.args.len() {
            self.add(if argument == 0 { "<" } else { ", " });
            if whole {
                self.add_type(key.args[argument]);
            } else {
                self.add_short(key.args[argument]);
            }
            argument += 1;
        }
        if argument > 0 {
            self.add(">");
        }
    }

    /// `` `store: Option<my_crate::storage::Store>` ``
    pub(super) const fn add_input(&mut self, input: &InputMeta) {
        self.add_all(&["`", input.name, ": "]);
        self.add(match input.kind {
            InputKind::Required => "",
            InputKind::Optional => "Option<",
            InputKind::Latest => "Latest<",
            InputKind::Watch => "Watch<",
        });
        self.add_type(input.key);
        self.add(match input.kind {
            InputKind::Required => "`",
            InputKind::Optional | InputKind::Latest | InputKind::Watch => ">`",
        });
    }

    /// The line that says of which manifold a node is.
    pub(super) const fn add_manifold(&mut self, manifold: &ManifoldMeta) {
        self.add_all(&["\nwhere: it is a `", manifold.path(), "`, "]);
        self.add_place(manifold.at());
    }

    /// The line that says where an input is declared.
    pub(super) const fn add_where(&mut self, manifold: &ManifoldMeta, input: &InputMeta) {
        self.add("\nwhere: input ");
        self.add_input(input);
        self.add_all(&[" of `", manifold.path(), "`, "]);
        self.add_place(input.at);
    }
}
