//! Where a type does not exist, that is the mistake, on either side: the other side is right. (3 errors)

#![allow(unused)]

use std::io;

use depgraph::{Exit, Output, Publish, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Health(u32);

#[derive(Clone, PartialEq, Output)]
pub struct WebSettings(u32);

#[manifold(outputs = [Health, WebSetting])]
pub async fn watch(health: Publish<Health>, web: Publish<WebSettings>) -> Result<Exit, io::Error> {
    Ok(Exit::Done)
}

#[manifold(outputs = [Health])]
pub async fn probe(health: Publish<Helth>) -> Result<Exit, io::Error> {
    Ok(Exit::Done)
}

#[manifold(outputs = [health])]
pub async fn check(health: Publish<Health>) -> Result<Exit, io::Error> {
    Ok(Exit::Done)
}

fn main() {}
