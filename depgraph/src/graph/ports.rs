//! The types of what a manifold takes and gives, as the compiler compares them while it checks a graph.

use std::marker::PhantomData;

use crate::output::{Output, TypeKey};

/// A list of output types: what a function takes, `fn(Settings, Store)`; or, if they are many, [`Many`].
pub trait Ports {
    /// What tells each of them from other types.
    const KEYS: &'static [&'static TypeKey];
}

/// A list of lists, none of them empty, which counts as one.
#[derive(Debug)]
pub struct Many<L>(PhantomData<L>);

/// The most that there are: 64 inputs and 64 outputs.
const MOST: usize = 128;

impl Ports for fn() {
    const KEYS: &'static [&'static TypeKey] = &[];
}

macro_rules! lists {
    ($($Port:ident)*: $Last:ident) => {
        impl<$($Port: Output,)* $Last: Output> Ports for fn($($Port,)* $Last) {
            const KEYS: &'static [&'static TypeKey] = {
                // An array of nothing but constants would be a constant of its own, and rustc takes time for each.
                let last = $Last::__KEY;
                &[$($Port::__KEY,)* last]
            };
        }

        impl<$($Port: Ports,)* $Last: Ports> Many<($($Port,)* $Last,)> {
            const ALL: [&'static TypeKey; MOST] = joined(&[$($Port::KEYS,)* $Last::KEYS]);
            const LEN: usize = $($Port::KEYS.len() +)* $Last::KEYS.len();
        }

        impl<$($Port: Ports,)* $Last: Ports> Ports for Many<($($Port,)* $Last,)> {
            const KEYS: &'static [&'static TypeKey] = {
                let all: &'static [_] = &Self::ALL;
                all.split_at(Self::LEN).0
            };
        }
    };
}

lists!(: A);
lists!(A: B);
lists!(A B: C);
lists!(A B C: D);
lists!(A B C D: E);
lists!(A B C D E: F);
lists!(A B C D E F: G);
lists!(A B C D E F G: H);

/// The lists, one behind the other, and then what does not count.
const fn joined(lists: &[&'static [&'static TypeKey]]) -> [&'static TypeKey; MOST] {
    let mut all = [lists[0][0]; MOST];
    let (mut len, mut list) = (0, 0);
    while list < lists.len() {
        let mut at = 0;
        while at < lists[list].len() {
            all[len] = lists[list][at];
            len += 1;
            at += 1;
        }
        list += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use crate::{Hold, Output, graph::probe::Probe, hold, manifold};

    use super::{Many, Ports, TypeKey};

    #[derive(Clone, Output)]
    struct Settings;

    #[derive(Clone, Output)]
    struct Store;

    type Short = fn(Settings);
    type Long = fn(Store, Store, Settings, Store, Store, Store, Store, Settings);

    type Eight = Many<(Long, Long, Long, Long, Long, Long, Long, Long)>;
    type Rest = Many<(Long, Long, Long, Long, Long, Long, Long, Short)>;

    fn letters<P: Ports>() -> String {
        letters_of(P::KEYS)
    }

    /// The first letters of the types.
    fn letters_of(keys: &[&TypeKey]) -> String {
        let names = keys.iter().map(|key| key.path().rsplit("::").next());
        names
            .map(|name| name.map_or("", |name| &name[..2]))
            .collect()
    }

    #[test]
    fn a_list_of_lists_is_in_the_order_of_all_of_them() {
        assert_eq!(letters::<fn()>(), "");
        assert_eq!(letters::<Short>(), "Se");
        let long = letters::<Long>();
        assert_eq!(long, "StStSeStStStStSe");
        assert_eq!(letters::<Many<(Long, Short)>>(), format!("{long}Se"));
        assert_eq!(letters::<Eight>(), long.repeat(8));
        let most = letters::<Many<(Eight, Rest)>>();
        assert_eq!(most, long.repeat(15) + "Se");
    }

    #[manifold(inputs = [i1, i2, i3, i4, i5, i6, i7, i8, i9], outputs = [Settings])]
    #[expect(clippy::too_many_arguments, reason = "more than one list holds")]
    fn many(
        i1: Store,
        i2: Settings,
        i3: Store,
        i4: Store,
        i5: Store,
        i6: Store,
        i7: Store,
        i8: Store,
        i9: Store,
    ) -> Hold<Settings> {
        assert_eq!([i1, i3, i4, i5, i6, i7, i8, i9].len(), 8);
        hold(i2)
    }

    #[test]
    fn a_manifold_of_many_ports_lists_all_of_them_in_order() {
        let meta = Probe::<many, _, _>::MANIFOLD;
        assert_eq!(letters_of(meta.types), "StSeStStStStStStStSe");
        assert_eq!(meta.inputs, 9);
    }
}
