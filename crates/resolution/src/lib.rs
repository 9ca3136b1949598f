//! The text of a resolution, its structure, its citations, and Akoma Ntoso.
