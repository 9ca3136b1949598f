//! Messages, dates and numbers in six languages.
