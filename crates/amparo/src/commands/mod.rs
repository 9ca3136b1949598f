//! The verbs, one file each.

pub(crate) mod audit;
pub(crate) mod coverage;
pub(crate) mod demo;
pub(crate) mod explain;
pub(crate) mod guide;
pub(crate) mod house;
pub(crate) mod kept;
pub(crate) mod law;
pub(crate) mod release;
pub(crate) mod status;
pub(crate) mod texts;
