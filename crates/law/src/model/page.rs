//! Pages and papers that the program makes: what a register may name under `serves.pages`.
//!
//! The law folder cannot see the program; that each page is really made is held against the program by its own tests.

/// A page that a person can open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// What registers call it.
    pub id: String,
    /// What people read.
    pub title: String,
    /// The words after `amparo` that make it.
    pub command: String,
    /// A situation of the guide, where the page has one for each.
    pub part: Option<String>,
}
