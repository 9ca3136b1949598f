//! Case codes: what people say on the telephone. They follow from the case's identifier and carry no identity, no number in a row and
//! no date.
//!
//! Nine characters of Crockford's alphabet and one that finds a slip of the tongue: `7Q2M-K9FA-3X`. Codes are read in any letter case,
//! with or without hyphens, with `O` for zero and `I` or `L` for one.

use crate::ids::CaseId;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const DIGITS: u32 = 9;
/// A prime below 32 that is no neighbour of it: neighbours that changed places are found, and a wrong digit unless it is off by 29.
const CHECK: u64 = 29;

/// The number behind a case's code.
pub(crate) fn number(case: CaseId) -> u64 {
    // The last 62 bits of a UUIDv7 are random; nine digits take 45 of them.
    let low = case.0.as_u64_pair().1;
    low & ((1 << (5 * DIGITS)) - 1)
}

/// A case's code.
#[must_use]
pub fn write(case: CaseId) -> String {
    let number = number(case);
    let digit = |value: u64| ALPHABET.get((value & 31) as usize).map_or('0', |d| char::from(*d));
    let mut code = String::with_capacity(12);
    for place in (0..DIGITS).rev() {
        code.push(digit(number >> (5 * place)));
        if place == 5 || place == 1 {
            code.push('-');
        }
    }
    code.push(digit(number % CHECK));
    code
}

/// The number behind a code somebody typed.
pub(crate) fn read(code: &str) -> Option<u64> {
    let mut digits = Vec::with_capacity(10);
    for c in code.chars().filter(|c| *c != '-' && !c.is_whitespace()) {
        let c = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        };
        let value = ALPHABET.iter().position(|digit| char::from(*digit) == c)?;
        digits.push(value as u64);
        if digits.len() > 10 {
            return None;
        }
    }
    let (check, rest) = digits.split_last()?;
    let number = rest.iter().fold(0_u64, |number, digit| number << 5 | digit);
    (rest.len() == DIGITS as usize && number % CHECK == *check).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::ids::CaseId;

    #[test]
    fn a_code_is_read_as_people_write_it_and_a_slip_is_found() {
        let case = CaseId::from_u128(0x0190_2f3c_7a1b_7def_8a2c_93f7_1d54_e0a9);
        let code = write(case);
        let number = read(&code).unwrap();
        assert_eq!(read(&code.to_lowercase().replace('-', " ")), Some(number));
        let mut found = 0;
        for at in 0..code.len() {
            let mut slip: Vec<char> = code.chars().collect();
            if slip[at] == '-' {
                continue;
            }
            slip[at] = if slip[at] == '7' { '8' } else { '7' };
            let slip: String = slip.into_iter().collect();
            assert_ne!(read(&slip), Some(number));
            found += usize::from(read(&slip).is_none());
        }
        assert_eq!(found, 10, "every single slip is found");
    }
}
