//! Invented people, an oracle, hostile input: what the tests share.
