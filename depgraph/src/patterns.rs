//! Shapes that come up again and again. This module holds documentation only.
