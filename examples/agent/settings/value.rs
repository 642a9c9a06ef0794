//! Single values of the settings file, each with an error that says what it should look like.

use std::{fmt::Display, net::SocketAddr, str::FromStr, time::Duration};

use hyper::Uri;
use serde::{Deserialize, Deserializer, de::Error as _};

use crate::clock;

pub(super) struct Days(pub(super) u32);

impl<'de> Deserialize<'de> for Days {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let days = u32::deserialize(from).map(Self);
        days.map_err(|_| D::Error::custom("expected a whole number of days, such as 30"))
    }
}

/// A value that is written as a string.
pub(super) struct Text<T>(pub(super) T);

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for Text<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map(Self).map_err(D::Error::custom)
    }
}

pub(super) struct Lasting(pub(super) Duration);

impl FromStr for Lasting {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        clock::parse(text).map(Self)
    }
}

/// How often something is done.
pub(super) struct Interval(pub(super) Duration);

impl FromStr for Interval {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match clock::parse(text)? {
            interval if interval < SHORTEST_INTERVAL => Err(format!(
                "`{text}` is too often: at most every {}",
                clock::text(SHORTEST_INTERVAL)
            )),
            interval => Ok(Self(interval)),
        }
    }
}

const SHORTEST_INTERVAL: Duration = Duration::from_millis(100);

pub(super) struct ListenAt(pub(super) SocketAddr);

impl FromStr for ListenAt {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse().map(Self).map_err(|_| {
            format!("`{text}` is not an address and a port, such as \"127.0.0.1:8080\"")
        })
    }
}

pub(super) struct Http(pub(super) Uri);

impl FromStr for Http {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse::<Uri>()
            .ok()
            .filter(|url| matches!(url.scheme_str(), Some("http" | "https")))
            .filter(|url| url.host().is_some_and(|host| !host.is_empty()))
            .map(Self)
            .ok_or_else(|| format!("`{text}` is not an address such as \"http://host:port/path\""))
    }
}

pub(super) struct Tcp(pub(super) String, pub(super) u16);

impl FromStr for Tcp {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.rsplit_once(':')
            .filter(|(host, _)| !host.is_empty())
            .and_then(|(host, port)| Some(Self(host.to_owned(), port.parse().ok()?)))
            .ok_or_else(|| format!("`{text}` is not an address such as \"host:5432\""))
    }
}
