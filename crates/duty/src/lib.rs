//! The duty engine: history and law in, clocks with reasons out.
