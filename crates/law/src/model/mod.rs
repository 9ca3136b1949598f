//! What a law folder holds, once read: plain values, checked.

pub(crate) mod duty;
pub(crate) mod instrument;
pub(crate) mod jurisdiction;
pub(crate) mod page;
pub(crate) mod register;
pub(crate) mod treaties;
pub(crate) mod vocabulary;
