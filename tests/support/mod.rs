//! What the integration tests share.
#![allow(dead_code)] // each test uses its part

pub(crate) mod diff;
pub(crate) mod generate;
pub(crate) mod json;
pub(crate) mod oracle;
pub(crate) mod random;
pub(crate) mod soup;
