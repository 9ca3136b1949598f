//! Colours, once: for the style sheet, and for the test that computes their contrast.
//!
//! Text has a contrast of at least 4.5 to its ground, areas of a chart at least 3 (WCAG 2.2, 1.4.3 and 1.4.11), in light and
//! in dark. Colour is never the only sign: every chart has a legend in the order of its areas and a table twin.

use duty::State;

/// The colours of one theme.
#[derive(Copy, Clone)]
pub(crate) struct Theme {
    /// Behind everything.
    pub(crate) ground: &'static str,
    /// Behind boxes and table heads.
    pub(crate) raised: &'static str,
    /// Text.
    pub(crate) ink: &'static str,
    /// Secondary text.
    pub(crate) quiet: &'static str,
    /// Lines.
    pub(crate) line: &'static str,
    /// Links, focus, and the box of the interpretation.
    pub(crate) accent: &'static str,
    /// The mark of what is unconfirmed, and warnings.
    pub(crate) warn: &'static str,
    /// By state, in the order of [`State::ALL`].
    pub(crate) states: [&'static str; 8],
}

pub(crate) const LIGHT: Theme = Theme {
    ground: "#ffffff",
    raised: "#f3f5f8",
    ink: "#1b2330",
    quiet: "#4d5868",
    line: "#c3cad5",
    accent: "#1a4f8b",
    warn: "#8a3d00",
    states: [
        "#b3261e", "#94610a", "#2a68b0", "#7553a8", "#d1591c", "#2c7d4f", "#5f6b7a", "#858e9b",
    ],
};

pub(crate) const DARK: Theme = Theme {
    ground: "#12161c",
    raised: "#1d232c",
    ink: "#e6eaf0",
    quiet: "#b0b9c6",
    line: "#48525f",
    accent: "#8fbcf2",
    warn: "#f4b183",
    states: [
        "#ff7b70", "#dbab4a", "#78aef2", "#b79be8", "#ff9e5e", "#62c38c", "#a2acb9", "#77818e",
    ],
};

impl Theme {
    /// The custom properties of a style sheet.
    pub(crate) fn properties(&self) -> String {
        let mut css = format!(
            "--ground:{};--raised:{};--ink:{};--quiet:{};--line:{};--accent:{};--warn:{}",
            self.ground, self.raised, self.ink, self.quiet, self.line, self.accent, self.warn
        );
        for (state, colour) in State::ALL.iter().zip(self.states) {
            css.push_str(&format!(";--{}:{colour}", state.name()));
        }
        css
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, WCAG 2.2.
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn the_formula_is_right() {
        assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((contrast("#777777", "#ffffff") - 4.478).abs() < 1e-3);
    }

    #[test]
    fn text_and_areas_can_be_seen() {
        for theme in [LIGHT, DARK] {
            for ground in [theme.ground, theme.raised] {
                for text in [theme.ink, theme.quiet, theme.accent, theme.warn] {
                    let ratio = contrast(text, ground);
                    assert!(ratio >= 4.5, "text {text} on {ground}: {ratio:.2}");
                }
            }
            for area in theme.states {
                let ratio = contrast(area, theme.ground);
                assert!(ratio >= 3.0, "area {area} on {}: {ratio:.2}", theme.ground);
            }
        }
    }
}
