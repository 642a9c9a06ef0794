//! What feeds an input or a condition.

/// What feeds an input or a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// This node, which the link orders.
    From(usize),
    /// This node, which the link does not order.
    Watched(usize),
    /// Nothing, and it need not.
    Open,
    /// Nothing, and it must.
    Missing,
    /// Any of several nodes.
    Ambiguous,
    /// Only the node itself.
    Itself,
    /// A wire or a condition that is reported where it is written.
    Broken,
}

/// What the number of a node that is watched is counted on from.
const WATCHED: usize = usize::MAX / 2;

impl Link {
    /// As a number: a link that orders is the node that it leads to, and no other is less than there are nodes.
    pub(super) const fn encoded(self) -> usize {
        match self {
            Self::From(node) => node,
            Self::Watched(node) => WATCHED + node,
            Self::Open => usize::MAX,
            Self::Missing => usize::MAX - 1,
            Self::Ambiguous => usize::MAX - 2,
            Self::Itself => usize::MAX - 3,
            Self::Broken => usize::MAX - 4,
        }
    }

    pub(super) const fn decoded(number: usize) -> Self {
        match usize::MAX - number {
            0 => Self::Open,
            1 => Self::Missing,
            2 => Self::Ambiguous,
            3 => Self::Itself,
            4 => Self::Broken,
            5.. if number >= WATCHED => Self::Watched(number - WATCHED),
            5.. => Self::From(number),
        }
    }

    /// The node that it leads to.
    pub(crate) const fn node(self) -> Option<usize> {
        match self {
            Self::From(node) | Self::Watched(node) => Some(node),
            Self::Open | Self::Missing | Self::Ambiguous | Self::Itself | Self::Broken => None,
        }
    }

    pub(super) const fn is_from(self, from: usize) -> bool {
        matches!(self, Self::From(node) | Self::Watched(node) if node == from)
    }
}
