//! The same way without a page: as text messages, and as a script that somebody reads aloud.
//!
//! Messages are cut between sentences so that each fits into three linked parts of a text message, in the alphabet that its
//! letters need; each carries its number. The script has no signs and no abbreviations in the sentences themselves; where a
//! part rests on law, the sources close it.

use crate::atlas::Country;
use crate::contacts::{Contact, ContactKind};
use crate::rights::Right;
use crate::route::Route;
use crate::standing::{Worth, worth};
use crate::stop::Ground;
use std::fmt::Write as _;
use words::{Arg, key};

/// Letters of the plain alphabet of text messages (3GPP TS 23.038) besides ASCII letters and digits; those that count twice
/// are left out, so that a text with them is taken for one in the large alphabet: too careful, never too long.
const GSM: &str = "@£$¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉÄÖÑÜ§äöñüà¡¿ \n!\"#%&'()*+,-./:;<=>?_¤";

/// Three linked parts, less room for the number.
const PLAIN_MAX: usize = 3 * 153 - 8;
const LARGE_MAX: usize = 3 * 67 - 8;

/// A card's text: what fits into a link or a QR code.
const CARD_MAX: usize = 620;

impl Ground<'_> {
    /// The shortest text: the way, the most needful sentences, an emergency number, the address.
    pub(crate) fn card(&self, route: &Route, url: Option<&str>) -> String {
        let mut text = self.names(route);
        text.push('\n');
        let mut tail = String::new();
        for stop in route.stops() {
            for contact in self.data.contacts.of(*stop, ContactKind::Emergency, None) {
                if let Some(phone) = &contact.phone {
                    let kind = self.words.text(contact.kind.key());
                    let _ = writeln!(tail, "{}: {kind}: {phone}", self.name(*stop));
                }
            }
        }
        tail.push_str(url.unwrap_or_default());
        for right in self.short(route) {
            let sentence = self.words.text(right.key);
            if text.len() + sentence.len() + tail.len() < CARD_MAX {
                let _ = writeln!(text, "{sentence}");
            }
        }
        text.push_str(&tail);
        text.trim_end().to_owned()
    }

    /// The sentences that a short text may say. There is no room in it to say of each what it is worth: one whose treaties
    /// did not bind one of the States on the way is left out.
    fn short(&self, route: &Route) -> Vec<&Right> {
        let holds = |right: &Right| {
            let (law, day) = (self.law, self.day);
            let stops = route.stops().iter().enumerate().filter(|(at, _)| right.is_for(*at == 0));
            let mut states = stops.filter_map(|(_, stop)| self.data.atlas.code(*stop));
            right.basis.is_empty()
                || states
                    .all(|state| !matches!(worth(law, &right.basis, state, day), Worth::Not(..)))
        };
        let abroad = self.data.rights.short(false);
        let at_home = self.data.rights.short(true).filter(|right| !right.is_for(false));
        abroad.chain(at_home).filter(|right| holds(right)).collect()
    }

    fn contact_line(&self, contact: &Contact, stop: Option<Country>) -> Option<String> {
        let number = contact.phone.as_ref().or(contact.web.as_ref())?;
        let kind = self.words.text(contact.kind.key());
        Some(match stop {
            Some(stop) => format!("{}: {kind}: {number}", self.name(stop)),
            None => format!("{kind}: {number}"),
        })
    }

    fn names(&self, route: &Route) -> String {
        let names: Vec<String> = route.stops().iter().map(|stop| self.name(*stop)).collect();
        names.join(" - ")
    }

    /// Messages for a phone without a network for pages.
    pub(crate) fn messages(&self, route: &Route, url: Option<&str>) -> String {
        let mut sentences = vec![self.names(route)];
        sentences.extend(self.short(route).into_iter().map(|right| self.words.text(right.key)));
        for stop in route.stops() {
            for kind in [ContactKind::Emergency, ContactKind::Child] {
                for contact in self.data.contacts.of(*stop, kind, None) {
                    sentences.extend(self.contact_line(contact, Some(*stop)));
                }
            }
        }
        for contact in self.data.contacts.everywhere(ContactKind::Tracing) {
            sentences.extend(self.contact_line(contact, None));
        }
        sentences.push(self.words.text(key::WORK_FEE));
        sentences.push(self.words.text(key::FAMILY_REDCROSS));
        sentences.push(self.words.text(key::GUIDE_ADVICE));
        sentences.extend(url.map(str::to_owned));
        sentences.dedup();
        numbered(&sentences)
    }

    /// A script for a person who reads to others, or for a voice message.
    pub(crate) fn aloud(&self, route: &Route) -> String {
        let w = self.words;
        let mut out = String::new();
        let names = w.list(route.stops().iter().map(|stop| self.name(*stop)));
        let _ = writeln!(out, "{}\n", w.text(key::GUIDE_READ_HELLO));
        let _ = writeln!(out, "{}\n", w.say(key::GUIDE_READ_WAY, &[("way", names.into())]));
        for note in self.notes(route) {
            let _ = writeln!(out, "{}", note.text);
        }
        let mut told = Vec::new();
        for (at, stop) in route.stops().iter().enumerate() {
            if told.contains(stop) {
                continue;
            }
            told.push(*stop);
            let _ = writeln!(out, "{}.\n", self.name(*stop));
            for situation in self.situations(self.data.atlas.code(*stop), at == 0) {
                let _ = writeln!(out, "{}.", situation.title);
                for line in &situation.lines {
                    let _ = writeln!(out, "{}", line.text);
                }
                if !situation.not_joined.is_empty() {
                    let _ = writeln!(out, "{}", w.text(key::GUIDE_NOT_JOINED));
                    for line in &situation.not_joined {
                        let _ = writeln!(out, "{}", line.text);
                    }
                }
                self.sources_aloud(&situation.lines, &mut out);
            }
            self.contacts_aloud(*stop, &mut out);
            let _ = writeln!(out, "{}\n", w.text(key::GUIDE_READ_PAUSE));
        }
        for (title, lines) in [(key::GUIDE_WORK, self.work()), (key::GUIDE_FAMILY, self.family())] {
            let _ = writeln!(out, "{}.", w.text(title));
            for line in &lines {
                let _ = writeln!(out, "{}", line.text);
            }
            self.sources_aloud(&lines, &mut out);
            out.push('\n');
        }
        let _ = writeln!(out, "{}", w.text(key::GUIDE_ADVICE));
        let date = Arg::from(w.day(self.day));
        let _ = writeln!(out, "{}", w.say(key::GUIDE_MADE, &[("date", date)]));
        out
    }

    fn sources_aloud(&self, lines: &[crate::Line], out: &mut String) {
        let mut labels: Vec<&str> = lines
            .iter()
            .filter_map(|line| line.chip.as_ref())
            .map(|chip| chip.label.as_str())
            .collect();
        labels.dedup();
        if !labels.is_empty() {
            let _ =
                writeln!(out, "({}: {})\n", self.words.text(key::GUIDE_SOURCES), labels.join("; "));
        }
    }

    fn contacts_aloud(&self, stop: crate::Country, out: &mut String) {
        let (contacts, lacking) = self.contacts(stop);
        let _ = writeln!(out, "{}.", self.words.text(key::GUIDE_CALL));
        for contact in contacts {
            let number = contact.phone.or(contact.web).unwrap_or_default();
            let _ = writeln!(out, "{}: {}. {number}", contact.kind, contact.name);
        }
        if let Some(lacking) = lacking {
            let _ = writeln!(out, "{lacking}");
        }
    }
}

/// Puts sentences together into messages that are as full as they may be.
fn numbered(sentences: &[String]) -> String {
    let mut messages: Vec<String> = Vec::new();
    for sentence in sentences {
        for piece in pieces(sentence) {
            match messages.last_mut() {
                Some(last) if fits(&format!("{last} {piece}")) => {
                    last.push(' ');
                    last.push_str(&piece);
                }
                _ => messages.push(piece),
            }
        }
    }
    let total = messages.len();
    let numbered =
        messages.iter().enumerate().map(|(at, message)| format!("{}/{total} {message}\n", at + 1));
    numbered.collect::<Vec<_>>().join("\n")
}

/// A sentence that is too long for one message is cut between words; a word that is too long, anywhere.
fn pieces(sentence: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for word in sentence.split_whitespace() {
        match pieces.last_mut() {
            Some(last) if fits(&format!("{last} {word}")) => {
                last.push(' ');
                last.push_str(word);
            }
            _ => {
                let letters: Vec<char> = word.chars().collect();
                pieces.extend(
                    letters.chunks(LARGE_MAX / 2).map(|part| part.iter().collect::<String>()),
                );
            }
        }
    }
    pieces
}

/// Whether a text is one message.
pub(crate) fn fits(text: &str) -> bool {
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || GSM.contains(c));
    if plain { text.chars().count() <= PLAIN_MAX } else { text.encode_utf16().count() <= LARGE_MAX }
}

#[cfg(test)]
mod tests {
    use super::{LARGE_MAX, PLAIN_MAX, fits, numbered, pieces};

    #[test]
    fn a_text_is_measured_in_the_alphabet_that_it_needs() {
        assert!(fits(&"a".repeat(PLAIN_MAX)) && !fits(&"a".repeat(PLAIN_MAX + 1)));
        assert!(fits(&"я".repeat(LARGE_MAX)) && !fits(&"я".repeat(LARGE_MAX + 1)));
        assert!(!fits(&format!("{}ж", "a".repeat(LARGE_MAX))));
    }

    #[test]
    fn nothing_is_lost_when_a_text_is_cut_into_messages() {
        let sentences: Vec<String> =
            (0..40).map(|n| format!("Sentence number {n} has seven short words.")).collect();
        let text = numbered(&sentences);
        for sentence in &sentences {
            assert!(text.contains(sentence.as_str()), "{sentence}");
        }
        for message in text.lines().filter(|line| !line.is_empty()) {
            assert!(message.chars().count() <= PLAIN_MAX + 8, "{message}");
        }
    }

    #[test]
    fn a_word_longer_than_a_message_is_cut_anyway() {
        let word = "ж".repeat(1000);
        let cut = pieces(&word);
        assert!(cut.iter().all(|piece| fits(piece)) && cut.concat() == word);
    }
}
