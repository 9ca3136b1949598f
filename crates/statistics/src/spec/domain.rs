//! How many cells a release has, said with its arithmetic.

use super::{Dimension, TableSpec};

/// Most cells of all tables together. Every one of them is counted, noised and kept: at eight bytes each this is
/// as much memory as an office machine has.
pub const CELLS_MAX: u64 = 100_000_000;

/// Most cells of a table of which only the large ones are listed: what is kept is as much as is listed.
pub const LISTED_MAX: u64 = 100_000_000_000;

/// The product of a table's dimensions and the sum as it is written: `249 × 249 × 15 = 930,015`.
#[must_use]
pub fn domain_sum(table: &TableSpec, dimensions: &[Dimension]) -> (u128, String) {
    let sizes: Vec<usize> =
        table.dimensions.iter().filter_map(|d| dimensions.get(*d)).map(Dimension::len).collect();
    let product = sizes.iter().fold(1_u128, |product, size| product.saturating_mul(*size as u128));
    let factors: Vec<String> = sizes.iter().map(|size| grouped(*size as u128)).collect();
    (product, format!("{} = {}", factors.join(" × "), grouped(product)))
}

/// Digits in groups of three, divided by commas.
#[must_use]
pub fn grouped(number: impl Into<u128>) -> String {
    grouped_by(number.into(), ',')
}

/// Digits in groups of three.
pub(crate) fn grouped_by(number: u128, divider: char) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(divider);
        }
        text.push(digit);
    }
    text
}
