//! What `#[manifold]` tells about a start function.

use super::meta::{InputKind, Place};
use crate::output::TypeKey;

/// What `#[manifold]` knows about a start function.
///
/// rustc takes time for each constant that it checks and each one that it evaluates: so all that only a message or a
/// report says is one text, and is read from there when it is said.
#[derive(Clone, Copy, Debug)]
pub struct ManifoldMeta {
    /// How many inputs it has.
    pub inputs: usize,
    /// The types of the inputs, in the order of the parameters, then those of the outputs, in the order of
    /// `outputs = [..]`.
    pub types: &'static [&'static TypeKey],
    /// Whether there is a parameter for a configuration.
    pub is_configured: bool,
    /// Lines, each of which ends where the next one begins:
    ///
    /// - a letter for each of the `types`: how the input is taken, or how the output is set;
    /// - the inputs, each a name and the line it is on, `store:12`, with a comma in between;
    /// - the path of the function, `my_crate::storage::open`;
    /// - the parameter for the configuration, as it is written, `listen: SocketAddr`; nothing, if there is none;
    /// - the line on which the function is;
    /// - the file in which all of this is;
    /// - of [`Manifold::TEXT`](crate::Manifold::TEXT), a character whose number is that of the inputs, and `c`, if there is a
    ///   parameter for a configuration, or `n`.
    pub text: &'static str,
}

/// One input of a manifold.
#[derive(Clone, Copy, Debug)]
pub struct InputMeta {
    /// The name of the parameter.
    pub name: &'static str,
    /// How the input is taken.
    pub kind: InputKind,
    /// Which type it wants.
    pub key: &'static TypeKey,
    /// Where the parameter is declared.
    pub at: Place,
}

/// The letter of an input that is watched.
pub(crate) const WATCH: u8 = b'w';

/// The lines of [`ManifoldMeta::text`].
const INPUTS: usize = 1;
const PATH: usize = 2;
const CONFIG: usize = 3;
const LINE: usize = 4;
const FILE: usize = 5;

impl ManifoldMeta {
    /// Stands for what is no manifold, or a wrong one.
    pub const UNKNOWN: Self = Self {
        inputs: 0,
        types: &[],
        is_configured: false,
        text: "",
    };

    /// Whether this is the metadata of a manifold.
    pub(crate) const fn is_known(&self) -> bool {
        !self.text.is_empty()
    }

    /// The path of the function.
    pub(crate) const fn path(&self) -> &'static str {
        self.line(PATH)
    }

    /// Where the function is declared.
    pub(crate) const fn at(&self) -> Place {
        Place {
            file: self.line(FILE),
            line: number(self.line(LINE)),
        }
    }

    /// The parameter for the configuration.
    pub(crate) const fn config(&self) -> &'static str {
        self.line(CONFIG)
    }

    /// How input `slot` is taken.
    pub(crate) const fn kind(&self, slot: usize) -> InputKind {
        match self.text.as_bytes()[slot] {
            b'o' => InputKind::Optional,
            b'l' => InputKind::Latest,
            WATCH => InputKind::Watch,
            _required => InputKind::Required,
        }
    }

    /// Input `slot`.
    #[must_use]
    pub const fn input(&self, slot: usize) -> InputMeta {
        let (name, line) = split(part(self.line(INPUTS), slot, b','), b':');
        InputMeta {
            name,
            kind: self.kind(slot),
            key: self.types[slot],
            at: Place {
                file: self.line(FILE),
                line: number(line),
            },
        }
    }

    /// The name of input `slot`.
    pub(crate) const fn name(&self, slot: usize) -> &'static str {
        split(part(self.line(INPUTS), slot, b','), b':').0
    }

    /// The input of this name. This is what the compiler does for each explicit wire: so it reads each byte once.
    pub(crate) const fn slot_of(&self, name: &str) -> Option<usize> {
        let (text, name) = (self.text.as_bytes(), name.as_bytes());
        let (inputs, len) = (self.inputs, name.len());
        // Behind the line of the letters.
        let mut at = self.types.len() + 1;
        let mut slot = 0;
        while slot < inputs {
            let mut same = 0;
            while same < len && text[at] == name[same] {
                at += 1;
                same += 1;
            }
            if same == len && text[at] == b':' {
                return Some(slot);
            }
            while text[at] != b',' && text[at] != b'\n' {
                at += 1;
            }
            at += 1;
            slot += 1;
        }
        None
    }

    /// All inputs, with how they are taken and what they want.
    pub(crate) fn wanted(&self) -> impl Iterator<Item = (InputKind, &'static TypeKey)> {
        let types = &self.types[..self.inputs];
        types
            .iter()
            .enumerate()
            .map(|(slot, &key)| (self.kind(slot), key))
    }

    /// How many outputs it has.
    pub(crate) const fn outputs(&self) -> usize {
        self.types.len() - self.inputs
    }

    /// The types of the outputs.
    pub(crate) const fn provided(&self) -> &'static [&'static TypeKey] {
        self.types.split_at(self.inputs).1
    }

    /// Whether a `Publish` parameter sets output `port`, and not the start.
    pub(crate) const fn is_published(&self, port: usize) -> bool {
        self.text.as_bytes()[self.inputs + port] == b'p'
    }

    const fn line(&self, line: usize) -> &'static str {
        part(self.text, line, b'\n')
    }
}

/// What stands between separator `nth` and the next; of the text's last line, all of it.
const fn part(mut text: &'static str, mut nth: usize, separator: u8) -> &'static str {
    while nth > 0 {
        text = split(text, separator).1;
        nth -= 1;
    }
    split(text, separator).0
}

/// What stands before and behind the first separator.
pub(crate) const fn split(text: &'static str, separator: u8) -> (&'static str, &'static str) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == separator {
            return (text.split_at(at).0, text.split_at(at + 1).1);
        }
        at += 1;
    }
    (text, "")
}

const fn number(text: &str) -> u32 {
    match u32::from_str_radix(text, 10) {
        Ok(number) => number,
        Err(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use crate::{Output, Publish, Stop, graph::probe::Probe, manifold};

    use super::*;

    #[derive(Clone, Output)]
    struct Store;

    #[derive(Clone, Output)]
    struct Stored;

    #[manifold(inputs = [st, stored, store], outputs = [Store, Stored])]
    async fn open(
        st: Store,
        stored: crate::Watch<Stored>,
        limits: std::collections::BTreeMap<u8, u8>,
        store: Option<Store>,
        put: Publish<Stored>,
        stop: Stop,
    ) -> Result<crate::Hold<Store>, std::io::Error> {
        let _unused = (st, stored, limits, store, put, stop);
        Ok(crate::hold(Store))
    }

    #[test]
    fn all_that_the_text_says_is_found_in_it() {
        let meta = Probe::<open, _, _>::MANIFOLD;
        assert!(meta.path().ends_with("manifold_meta::tests::open"));
        assert!(meta.at().file.ends_with("manifold_meta.rs"));
        let inputs = [0, 1, 2].map(|slot| meta.input(slot));
        assert_eq!(inputs.map(|input| input.name), ["st", "stored", "store"]);
        let kinds = [InputKind::Required, InputKind::Watch, InputKind::Optional];
        assert_eq!(inputs.map(|input| input.kind), kinds);
        let lines = inputs.map(|input| input.at.line - meta.at().line);
        assert_eq!(lines, [1, 2, 4]);
        assert!(inputs.iter().all(|input| input.at.file == meta.at().file));
        let config = "limits: std::collections::BTreeMap<u8, u8>";
        assert!(meta.is_configured && meta.config() == config);
        assert!(!meta.is_published(0) && meta.is_published(1));
        assert_eq!(meta.provided().len(), 2);
    }

    #[test]
    fn an_input_is_found_by_its_whole_name_only() {
        let meta = Probe::<open, _, _>::MANIFOLD;
        for (slot, name) in ["st", "stored", "store"].into_iter().enumerate() {
            assert_eq!(meta.slot_of(name), Some(slot));
            assert_eq!(meta.name(slot), name);
        }
        for name in ["", "s", "sto", "stored2", "storex", "limits", "open", "e"] {
            assert_eq!(meta.slot_of(name), None, "{name}");
        }
    }
}
