//! Files to events through a mapping file.
