//! Bytes to UTF-8.
//!
//! A byte order mark decides. Without one the mapping's word counts, and without that the first block of the file: UTF-16
//! shows by its zero bytes, UTF-8 by being valid, and what is neither is read as Windows-1252, which old office programs write. A
//! guess is reported in the tally, so that nobody has to believe it. UTF-8 itself is not converted here: the CSV reader
//! checks it row by row and can then name the line.

use crate::error::Fault;
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::{self, Read};

/// Which encoding, how it came to be known, and how many bytes of mark precede the text.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) encoding: &'static Encoding,
    pub(crate) mark: usize,
    pub(crate) guessed: bool,
}

/// Chooses by the first block of the file.
pub(crate) fn choose(head: &[u8], declared: Option<&'static Encoding>) -> Result<Choice, Fault> {
    if head.starts_with(&[0xFF, 0xFE, 0, 0]) || head.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err(Fault::NotATable { looks: Some("text in UTF-32; save it as UTF-8") });
    }
    if let Some((encoding, mark)) = Encoding::for_bom(head) {
        return match declared {
            Some(declared) if declared != encoding => {
                Err(Fault::OtherEncoding { found: encoding.name(), declared: declared.name() })
            }
            _ => Ok(Choice { encoding, mark, guessed: false }),
        };
    }
    if let Some(encoding) = declared {
        return Ok(Choice { encoding, mark: 0, guessed: false });
    }
    if let Some(encoding) = utf_16(head) {
        return Ok(Choice { encoding, mark: 0, guessed: true });
    }
    if is_utf_8_so_far(head) {
        return Ok(Choice { encoding: UTF_8, mark: 0, guessed: false });
    }
    if looks_binary(head) {
        return Err(Fault::NotATable { looks: None });
    }
    Ok(Choice { encoding: WINDOWS_1252, mark: 0, guessed: true })
}

/// UTF-16 text of any script that uses spaces, digits and commas has zero bytes on one side only, and no control characters.
fn utf_16(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.get(..head.len().min(4096) & !1)?;
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    let (encoding, units): (_, Vec<u16>) = match (even * 4 > pairs, odd * 4 > pairs) {
        (true, false) if odd == 0 => (UTF_16BE, units(head, u16::from_be_bytes)),
        (false, true) if even == 0 => (UTF_16LE, units(head, u16::from_le_bytes)),
        _ => return None,
    };
    let control = |unit: &u16| *unit < 32 && !matches!(unit, 9 | 10 | 13);
    (!units.iter().any(control)).then_some(encoding)
}

fn units(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Vec<u16> {
    bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair)).collect()
}

/// Valid, except that the block may end inside a character.
fn is_utf_8_so_far(head: &[u8]) -> bool {
    match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && head.len() - error.valid_up_to() < 4,
    }
}

/// Control bytes that no table in text has, and bytes that Windows-1252 leaves undefined.
fn looks_binary(head: &[u8]) -> bool {
    let odd = |b: &&u8| matches!(**b, 0..=8 | 14..=31 | 0x81 | 0x8D | 0x8F | 0x90 | 0x9D);
    head.iter().filter(odd).count() * 200 > head.len()
}

/// A reader that turns another encoding into UTF-8.
pub(crate) struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    encoding: &'static Encoding,
    raw: Box<[u8]>,
    from: usize,
    to: usize,
    ended: bool,
    /// Decoded bytes that did not fit into what the caller offered.
    spill: Box<[u8]>,
    spill_from: usize,
    spill_to: usize,
    lines: u64,
}

impl<R: Read> Decoded<R> {
    /// Reads `inner`, whose byte order mark has been taken off.
    pub(crate) fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_without_bom_handling(),
            encoding,
            raw: vec![0; 16 << 10].into(),
            from: 0,
            to: 0,
            ended: false,
            // Three bytes of UTF-8 for one byte of an old encoding, at most.
            spill: vec![0; 64 << 10].into(),
            spill_from: 0,
            spill_to: 0,
            lines: 1,
        }
    }

    fn decode(&mut self) -> io::Result<()> {
        while self.spill_from == self.spill_to {
            if self.from == self.to && !self.ended {
                self.from = 0;
                self.to = self.inner.read(&mut self.raw)?;
                self.ended = self.to == 0;
            }
            let raw = self.raw.get(self.from..self.to).unwrap_or(&[]);
            let (result, read, written, replaced) =
                self.decoder.decode_to_utf8(raw, &mut self.spill, self.ended);
            self.from += read;
            self.spill_from = 0;
            self.spill_to = written;
            let text = self.spill.get(..written).unwrap_or(&[]);
            let newlines = |text: &[u8]| text.iter().filter(|b| **b == b'\n').count() as u64;
            if replaced {
                let at = text.windows(3).position(|three| three == "\u{FFFD}".as_bytes());
                let line = self.lines + newlines(text.get(..at.unwrap_or(0)).unwrap_or(&[]));
                let encoding = self.encoding.name();
                return Err(io::Error::other(Fault::Encoding { line, column: None, encoding }));
            }
            self.lines += newlines(text);
            if self.ended && matches!(result, CoderResult::InputEmpty) {
                break;
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.spill_from == self.spill_to && !(self.ended && self.from == self.to) {
            self.decode()?;
        }
        let ready = self.spill.get(self.spill_from..self.spill_to).unwrap_or(&[]);
        let count = ready.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), ready.get(..count)) {
            to.copy_from_slice(from);
        }
        self.spill_from += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], encoding: &'static Encoding) -> io::Result<String> {
        let mut text = String::new();
        Decoded::new(bytes, encoding).read_to_string(&mut text)?;
        Ok(text)
    }

    fn utf_16le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn chooses() {
        let name = |head: &[u8]| choose(head, None).map(|c| (c.encoding.name(), c.mark, c.guessed));
        assert_eq!(name(b"\xEF\xBB\xBFa").unwrap(), ("UTF-8", 3, false));
        assert_eq!(name(b"\xFF\xFEa\0").unwrap(), ("UTF-16LE", 2, false));
        assert_eq!(name(&utf_16le("a,b\n1,2\n")).unwrap(), ("UTF-16LE", 0, true));
        assert_eq!(name("é,ü\n".as_bytes()).unwrap(), ("UTF-8", 0, false));
        assert_eq!(name(b"caf\xE9,b\n").unwrap(), ("windows-1252", 0, true));
        assert_eq!(name(&"é".as_bytes()[..1]).unwrap(), ("UTF-8", 0, false));
        assert!(name(b"\x7fELF\x01\x02\x03\x90\x81\xFF").is_err());
        assert!(choose(b"\xFF\xFEa\0", Some(UTF_8)).is_err());
    }

    #[test]
    fn decodes() {
        let long = "é,ü\n".repeat(40_000);
        assert_eq!(decoded(&utf_16le(&long), UTF_16LE).unwrap(), long);
        assert_eq!(decoded(b"caf\xE9 \x80", WINDOWS_1252).unwrap(), "café €");
        assert_eq!(decoded(b"", UTF_16LE).unwrap(), "");
        let mut cut = utf_16le("a\nb");
        cut.pop();
        assert!(
            Fault::from_io(decoded(&cut, UTF_16LE).unwrap_err()).to_string().contains("UTF-16LE")
        );
    }
}
