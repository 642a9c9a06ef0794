//! What lints are not to see in the function, they do not see in what is made of it.

#![deny(warnings, deprecated, unused_qualifications)]

use depgraph::{Hold, Output, Watch, hold, manifold};
use inner::Settings;

/// What nobody is to use any more.
#[deprecated]
#[derive(Clone, Output)]
#[output(deref)]
pub struct Old(u32);

#[deprecated]
#[derive(Clone, Output)]
pub struct Older;

#[deprecated]
pub struct OldConfig;

mod inner {
    use depgraph::Output;

    #[derive(Clone, Output)]
    pub struct Settings;
}

#[manifold(inputs = [settings], outputs = [Old])]
#[allow(deprecated, unused_qualifications)]
pub async fn allowed(settings: inner::Settings, config: &OldConfig) -> Hold<Old> {
    let _config = (settings, config);
    hold(Old(1))
}

#[manifold(inputs = [old, older, settings], outputs = [inner::Settings])]
#[expect(deprecated, unused_qualifications, reason = "a test")]
pub fn expected(
    old: Old,
    older: Option<Older>,
    settings: Watch<inner::Settings>,
) -> Hold<inner::Settings> {
    drop((old, older, settings));
    hold(Settings)
}

fn main() {}
