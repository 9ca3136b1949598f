//! Secrets on paper: base32 in groups that each check themselves.
//!
//! The alphabet is Crockford's (no I, L, O, U; small letters, and `o`, `i`, `l` for the
//! digits they look like, are read as meant). Every group of five letters is followed by
//! a sixth that depends on them and on the group's place, so a slip names its group, and
//! so does a group left out or two exchanged.

use sha2::{Digest, Sha256};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP: usize = 5;

/// Why a printed secret cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Misprint {
    /// A slip in this group, counted from one.
    #[error("group {0} is mistyped")]
    Group(usize),
    /// Not as many groups as there must be.
    #[error("{found} groups where {needed} are needed")]
    Length {
        /// How many were given.
        found: usize,
        /// How many it takes.
        needed: usize,
    },
    /// Well typed, and yet not a share of this program.
    #[error("not a custodian's share")]
    NotAShare,
}

fn digit(value: u16) -> char {
    char::from(ALPHABET[usize::from(value & 31)])
}

fn check(place: usize, group: &[u16]) -> u16 {
    let mut hash = Sha256::new();
    hash.update(place.to_be_bytes());
    group.iter().for_each(|digit| hash.update(digit.to_be_bytes()));
    u16::from(hash.finalize()[0]) & 31
}

fn digits(bytes: &[u8]) -> Vec<u16> {
    let mut digits = Vec::new();
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            digits.push(u16::try_from(held >> bits & 31).unwrap_or(0));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        digits.push(u16::try_from(held << (5 - bits) & 31).unwrap_or(0));
    }
    digits
}

/// Groups with spaces between them.
pub(crate) fn print(bytes: &[u8]) -> String {
    let mut groups = Vec::new();
    for (place, group) in digits(bytes).chunks(GROUP).enumerate() {
        let letters = group.iter().copied().chain([check(place, group)]).map(digit);
        groups.push(letters.collect::<String>());
    }
    groups.join(" ")
}

fn value(letter: char) -> Option<u16> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|digit| char::from(*digit) == letter)?;
    u16::try_from(place).ok()
}

/// Reads `length` bytes back; spaces, hyphens and line ends count for nothing.
pub(crate) fn read(text: &str, length: usize) -> Result<Vec<u8>, Misprint> {
    let digits_needed = (length * 8).div_ceil(5);
    let groups_needed = digits_needed.div_ceil(GROUP);
    let letters: Vec<char> = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .take(groups_needed * (GROUP + 1) + GROUP)
        .collect();
    let mut digits = Vec::new();
    for (place, group) in letters.chunks(GROUP + 1).enumerate() {
        let slip = Misprint::Group(place + 1);
        let values: Vec<u16> =
            group.iter().map(|letter| value(*letter)).collect::<Option<_>>().ok_or(slip)?;
        let (sum, values) = values.split_last().ok_or(slip)?;
        if *sum != check(place, values) {
            return Err(slip);
        }
        digits.extend_from_slice(values);
    }
    let found = letters.len().div_ceil(GROUP + 1);
    if digits.len() != digits_needed {
        return Err(Misprint::Length { found, needed: groups_needed });
    }
    let mut bytes = Vec::with_capacity(length);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for digit in digits {
        held = held << 5 | u32::from(digit);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 255).unwrap_or(0));
            held &= (1 << bits) - 1;
        }
    }
    // What is left over was zero when it was printed.
    if held == 0 { Ok(bytes) } else { Err(Misprint::Group(found)) }
}

#[cfg(test)]
mod tests {
    use super::{Misprint, print, read};

    #[test]
    fn what_is_printed_is_read_back_however_it_is_typed() {
        for length in 1..50 {
            let bytes: Vec<u8> = (0..length).map(|i: u8| i.wrapping_mul(37)).collect();
            let text = print(&bytes);
            let typed = text.to_lowercase().replace('0', "o").replace('1', "l").replace(' ', "-\n");
            assert_eq!(read(&typed, bytes.len()).unwrap(), bytes);
        }
    }

    #[test]
    fn a_slip_names_its_group() {
        let bytes = [7; 43];
        let text = print(&bytes);
        let mut noticed = 0;
        let mut tried = 0;
        for (place, letter) in text.char_indices().filter(|(_, letter)| *letter != ' ') {
            for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().filter(|o| *o != letter) {
                let mut typed = text.clone();
                typed.replace_range(place..=place, &other.to_string());
                tried += 1;
                if read(&typed, bytes.len()) == Err(Misprint::Group(place / 7 + 1)) {
                    noticed += 1;
                }
            }
        }
        // One letter in 32 passes its group's check by chance; the share's own checksum
        // is there for those.
        assert!(noticed * 100 > tried * 94, "{noticed} of {tried}");
    }

    #[test]
    fn too_few_and_too_many_groups_are_counted() {
        let text = print(&[7; 43]);
        let short = &text[..text.len() - 6];
        assert_eq!(read(short, 43), Err(Misprint::Length { found: 13, needed: 14 }));
        assert!(read(&format!("{text} {text}"), 43).is_err());
        assert_eq!(read("", 43), Err(Misprint::Length { found: 0, needed: 14 }));
    }
}
