//! A QR code as one path of an inline picture.
//!
//! The pattern is the library's; here its dark runs become a path of whole numbers. A text that does not fit gives no
//! picture, and the page goes without.

use fast_qr::ECL;
use fast_qr::qr::QRBuilder;
use std::fmt::Write as _;

/// A code.
pub(crate) struct Qr {
    /// Modules a side, quiet zone included.
    pub(crate) side: usize,
    /// The dark modules.
    pub(crate) path: String,
}

const QUIET: usize = 4;

/// Draws a text.
pub(crate) fn draw(text: &str) -> Option<Qr> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let mut path = String::new();
    for y in 0..code.size {
        let mut x = 0;
        while x < code.size {
            let run = (x..code.size).take_while(|x| code[y][*x].value()).count();
            if run > 0 {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    Some(Qr { side: code.size + 2 * QUIET, path })
}
