//! Days of invented people who sign in, are let in, and are kept out. The clock is a number that the test moves.

mod accounts;
mod bytes;
mod house;
mod links;
mod machines;
mod passkeys;
mod provided;
mod providers;
mod random;
mod sessions;
mod throttle;
