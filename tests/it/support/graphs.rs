//! Small graphs of puppets, which most tests are about.

use depgraph::graph;

use super::{Puppet, as_own_run, both, cleared, follow, look, maybe, mixed, one, publisher, root};

graph! {
    /// One node.
    pub(crate) Alone(a: Puppet) {
        a: root(a),
    }
}

graph! {
    /// `b` needs `a`.
    pub(crate) Pair(a: Puppet, b: Puppet) {
        a: root(a),
        b: one(b) { val: a },
    }
}

graph! {
    /// Two that have nothing to do with each other.
    pub(crate) Strangers(a: Puppet, b: Puppet) {
        a: root(a),
        b: as_own_run(b),
    }
}

graph! {
    /// `c` needs `b`, which needs `a`.
    pub(crate) Chain(a: Puppet, b: Puppet, c: Puppet) {
        a: root(a),
        b: one(b) { val: a },
        c: one(c) { val: b },
    }
}

graph! {
    /// `d` needs `b` and `c`, which both need `a`.
    pub(crate) Diamond(a: Puppet, b: Puppet, c: Puppet, d: Puppet) {
        a: root(a),
        b: one(b) { val: a },
        c: one(c) { val: a },
        d: both(d) { left: b, right: c },
    }
}

graph! {
    /// `b` takes `a` if it is there.
    pub(crate) Optional(a: Puppet, b: Puppet) {
        a: root(a),
        b: maybe(b) { val: a },
    }
}

graph! {
    /// `c` needs what `a` sets, and takes `b` if it is there.
    pub(crate) Mixed(a: Puppet, b: Puppet, c: Puppet) {
        a: publisher(a),
        b: root(b),
        c: mixed(c) { need: a, extra: b },
    }
}

graph! {
    /// `b` follows `a`.
    pub(crate) Following(a: Puppet, b: Puppet) {
        a: publisher(a),
        b: follow(b) { val: a },
    }
}

graph! {
    /// `b` watches `a`.
    pub(crate) Watching(a: Puppet, b: Puppet) {
        a: publisher(a),
        b: look(b) { val: a },
    }
}

graph! {
    /// Two that watch each other.
    pub(crate) Cycle(a: Puppet, b: Puppet) {
        a: look(a) { val: b },
        b: look(b) { val: a },
    }
}

graph! {
    /// `b` needs what `a` sets.
    pub(crate) Publishing(a: Puppet, b: Puppet) {
        a: publisher(a),
        b: one(b) { val: a },
    }
}

graph! {
    /// `b` needs what `a` may set.
    pub(crate) Unset(a: Puppet, b: Puppet) {
        a: cleared(a),
        b: one(b) { val: a },
    }
}

graph! {
    /// `b` runs only while `a` is available.
    pub(crate) When(a: Puppet, b: Puppet) {
        a: cleared(a),
        b: as_own_run(b) when [a],
    }
}
