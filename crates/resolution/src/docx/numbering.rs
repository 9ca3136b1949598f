//! Automatic numbers: what a word processor shows before a paragraph and keeps nowhere in its text.
//!
//! `numbering.xml` says how each level of a list counts and looks, `styles.xml` which styles number their paragraphs. The
//! number is counted here as the word processor counts it: lists made from one definition share a count, a level begins
//! again after a higher one, an override begins once. Letters come out as Latin ones whatever alphabet shows them, because
//! the place in the list is known and the address is Latin. Bullets are no numbers. What a file leaves undefined is
//! counted as 1., (a), (i) by level.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::{
    error::{ImportError, MAX_PARAGRAPHS},
    language::letter_label,
    numbering::roman_label,
    xml::{Node, Xml, attribute},
};

/// The levels a list has.
const LEVELS: usize = 9;
/// How far a style is looked up in those it is based on.
const STYLE_DEPTH: usize = 16;

/// How a level writes its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Format {
    #[default]
    Decimal,
    Letter,
    UpperLetter,
    Roman,
    UpperRoman,
    /// A bullet, or nothing.
    None,
}

impl Format {
    fn of(name: &str) -> Format {
        match name {
            "lowerLetter" | "arabicAbjad" | "arabicAlpha" | "russianLower" | "hebrew2" => {
                Format::Letter
            }
            "upperLetter" | "russianUpper" => Format::UpperLetter,
            "lowerRoman" => Format::Roman,
            "upperRoman" => Format::UpperRoman,
            "bullet" | "none" => Format::None,
            // Chinese, full-width and zero-padded numbers are numbers.
            _ => Format::Decimal,
        }
    }

    fn write(self, n: u32) -> String {
        match self {
            Format::Decimal => n.to_string(),
            Format::Letter => letter_label(n).unwrap_or_else(|| n.to_string()),
            Format::UpperLetter => letter_label(n).unwrap_or_else(|| n.to_string()).to_uppercase(),
            Format::Roman if n < 40 => roman_label(n),
            Format::UpperRoman if n < 40 => roman_label(n).to_uppercase(),
            Format::Roman | Format::UpperRoman => n.to_string(),
            Format::None => String::new(),
        }
    }
}

/// One level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Level {
    start: u32,
    format: Format,
    /// What stands around the numbers: `(%2)`.
    text: String,
    /// The style whose paragraphs stand on this level.
    style: Option<String>,
    /// After which level it begins again: 0 never, else the number of the level.
    restart: Option<usize>,
    /// All numbers in it are decimal.
    legal: bool,
}

impl Level {
    /// What a level is that nobody defined.
    fn plain(at: usize) -> Level {
        let (format, text) = match at {
            0 => (Format::Decimal, "%1.".to_owned()),
            1 => (Format::Letter, "(%2)".to_owned()),
            _ => (Format::Roman, format!("(%{})", at + 1)),
        };
        Level { start: 1, format, text, style: None, restart: None, legal: false }
    }
}

/// A definition that lists are made from.
#[derive(Debug, Default)]
struct Definition {
    levels: HashMap<usize, Level>,
    /// The style that stands for this definition, and the one it takes its levels from.
    named: Option<String>,
    link: Option<String>,
}

/// A list: its definition, and where it differs.
#[derive(Debug, Default)]
struct List {
    definition: String,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// A style of paragraphs, as far as it numbers them.
#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    list: Option<String>,
    level: Option<usize>,
}

/// What a paragraph says of its own numbering.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    pub(super) style: Option<String>,
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
}

/// All definitions, and where each count stands.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: BTreeMap<String, Definition>,
    lists: HashMap<String, List>,
    styles: HashMap<String, Style>,
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    /// Overrides that have begun: list and level.
    begun: HashSet<(String, usize)>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn define(&mut self, text: &str) -> Result<(), ImportError> {
        let mut xml = Xml::new(text);
        let (mut definition, mut list, mut level) = (String::new(), String::new(), None);
        let mut open: Vec<Open> = Vec::new();
        loop {
            match xml.next()? {
                Node::Start(start) => {
                    let name = start.local_name().into_inner();
                    let value = || attribute(&start, "val").unwrap_or_default();
                    let at = || level_of(attribute(&start, "ilvl"));
                    let inside = |what| open.contains(&what);
                    match name {
                        "abstractNum" => {
                            definition = attribute(&start, "abstractNumId").unwrap_or_default();
                            self.definitions.insert(definition.clone(), Definition::default());
                        }
                        "num" => {
                            list = attribute(&start, "numId").unwrap_or_default();
                            self.lists.insert(list.clone(), List::default());
                        }
                        "lvlOverride" => level = at(),
                        "lvl" => {
                            level = at().or(level);
                            if let Some(at) = level {
                                let blank = Level { text: String::new(), ..Level::plain(at) };
                                let blank = Level { format: Format::Decimal, ..blank };
                                self.levels(inside(Open::Num), &definition, &list)
                                    .map(|levels| levels.insert(at, blank));
                            }
                        }
                        "abstractNumId" if inside(Open::Num) => {
                            if let Some(list) = self.lists.get_mut(&list) {
                                list.definition = value();
                            }
                        }
                        "startOverride" => {
                            if let (Some(list), Some(at)) = (self.lists.get_mut(&list), level) {
                                list.starts.insert(at, value().parse().unwrap_or(1));
                            }
                        }
                        "styleLink" => self.definition(&definition).named = Some(value()),
                        "numStyleLink" => self.definition(&definition).link = Some(value()),
                        _ if inside(Open::Level) => {
                            let levels = self.levels(inside(Open::Num), &definition, &list);
                            let found = level.and_then(|at| levels?.get_mut(&at));
                            if let Some(level) = found {
                                property(level, name, &value());
                            }
                        }
                        _ => {}
                    }
                    open.push(Open::of(name));
                    self.bounded()?;
                }
                Node::End => {
                    open.pop();
                }
                Node::Text(_) => {}
                Node::Eof => return Ok(()),
            }
        }
    }

    fn definition(&mut self, id: &str) -> &mut Definition {
        self.definitions.entry(id.to_owned()).or_default()
    }

    /// The levels that are being read: of a list that differs, or of a definition.
    fn levels(
        &mut self,
        of_list: bool,
        definition: &str,
        list: &str,
    ) -> Option<&mut HashMap<usize, Level>> {
        if of_list {
            self.lists.get_mut(list).map(|list| &mut list.levels)
        } else {
            self.definitions.get_mut(definition).map(|one| &mut one.levels)
        }
    }

    fn bounded(&self) -> Result<(), ImportError> {
        let most = self.definitions.len().max(self.lists.len()).max(self.styles.len());
        if most > 4 * MAX_PARAGRAPHS {
            let limit = 4 * MAX_PARAGRAPHS;
            return Err(ImportError::TooMany { what: "definitions of lists and styles", limit });
        }
        Ok(())
    }

    /// Reads `styles.xml`.
    pub(super) fn style(&mut self, text: &str) -> Result<(), ImportError> {
        let mut xml = Xml::new(text);
        let mut id = String::new();
        loop {
            match xml.next()? {
                Node::Start(start) => {
                    let value = || attribute(&start, "val").unwrap_or_default();
                    let name = start.local_name().into_inner();
                    if name == "style" {
                        id = attribute(&start, "styleId").unwrap_or_default();
                        self.styles.insert(id.clone(), Style::default());
                        self.bounded()?;
                    } else if let Some(style) = self.styles.get_mut(&id) {
                        match name {
                            "basedOn" => style.based_on = Some(value()),
                            "numId" => style.list = Some(value()),
                            "ilvl" => style.level = level_of(Some(value())),
                            _ => {}
                        }
                    }
                }
                Node::End | Node::Text(_) => {}
                Node::Eof => return Ok(()),
            }
        }
    }

    /// The number that stands before a paragraph, as it looks; nothing where none does.
    pub(super) fn label(&mut self, asked: &Asked) -> Option<String> {
        let (list, level) = self.place(asked)?;
        let definition = self.lists.get(&list).map(|list| list.definition.clone());
        // Lists of one definition count together; a list without one counts alone.
        let key = definition.unwrap_or_else(|| format!("list {list}"));
        let levels: Vec<Level> = (0..LEVELS).map(|at| self.level(&list, at)).collect();
        let start = self.lists.get(&list).and_then(|one| one.starts.get(&level)).copied();
        let begins = start.filter(|_| self.begun.insert((list, level)));
        let counts = self.counts.entry(key).or_default();
        for (at, (count, one)) in counts.iter_mut().zip(&levels).enumerate() {
            if at < level {
                // A level above that was never used shows where it would begin.
                *count = count.or(Some(one.start));
            } else if at == level {
                let next = count.map_or(one.start, |n| n.saturating_add(1));
                *count = Some(begins.unwrap_or(next));
            } else if one.restart.is_none_or(|after| level < after) {
                *count = None;
            }
        }
        let counts = *counts;
        let own = levels.get(level)?;
        if own.format == Format::None && !own.text.contains('%') {
            return None;
        }
        let label = shown(own, level, &levels, &counts);
        (!label.trim().is_empty()).then_some(label)
    }

    /// The list and level of a paragraph: its own, or those of its style.
    fn place(&self, asked: &Asked) -> Option<(String, usize)> {
        let (mut list, mut level) = (asked.list.clone(), asked.level);
        let mut style = asked.style.clone();
        for _ in 0..STYLE_DEPTH {
            let Some(name) = style.take().filter(|_| list.is_none()) else { break };
            let Some(found) = self.styles.get(&name) else { break };
            list.clone_from(&found.list);
            if let Some(list) = &list {
                // The level that names the style, wherever the style is looked up.
                let linked = (0..LEVELS)
                    .find(|at| self.level(list, *at).style.as_deref() == Some(name.as_str()));
                level = level.or(linked).or(found.level);
            }
            style.clone_from(&found.based_on);
        }
        // List 0 is how a paragraph leaves a list.
        let list = list.filter(|list| list != "0" && !list.is_empty())?;
        Some((list, level.unwrap_or(0)))
    }

    fn level(&self, list: &str, at: usize) -> Level {
        let found = self.lists.get(list).and_then(|list| {
            let own = list.levels.get(&at);
            own.or_else(|| {
                let definition = self.definitions.get(&list.definition)?;
                let linked = || {
                    let link = definition.link.as_ref()?;
                    self.definitions.values().find(|other| other.named.as_ref() == Some(link))
                };
                definition.levels.get(&at).or_else(|| linked()?.levels.get(&at))
            })
        });
        found.cloned().unwrap_or_else(|| Level::plain(at))
    }
}

/// An element that decides what those inside it belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Num,
    Level,
    Other,
}

impl Open {
    fn of(name: &str) -> Open {
        match name {
            "num" => Open::Num,
            "lvl" => Open::Level,
            _ => Open::Other,
        }
    }
}

fn level_of(text: Option<String>) -> Option<usize> {
    text?.parse().ok().filter(|level| *level < LEVELS)
}

fn property(level: &mut Level, name: &str, value: &str) {
    match name {
        "start" => level.start = value.parse().unwrap_or(1),
        "numFmt" => level.format = Format::of(value),
        "lvlText" => level.text = value.chars().take(64).collect(),
        "pStyle" => level.style = Some(value.to_owned()),
        "lvlRestart" => level.restart = value.parse().ok(),
        "isLgl" => level.legal = !matches!(value, "0" | "false"),
        _ => {}
    }
}

/// The text of a level with the numbers in it.
fn shown(own: &Level, level: usize, levels: &[Level], counts: &[Option<u32>; LEVELS]) -> String {
    let mut out = String::new();
    let mut rest = own.text.chars().peekable();
    while let Some(c) = rest.next() {
        let digit = rest.peek().and_then(|c| c.to_digit(10)).filter(|n| (1..=9).contains(n));
        let (Some(digit), '%') = (digit, c) else {
            out.push(c);
            continue;
        };
        rest.next();
        let at = digit as usize - 1;
        let (Some(of), Some(Some(n))) = (levels.get(at), counts.get(at)) else { continue };
        // A level below its own has no number yet.
        if at <= level {
            out.push_str(&if own.legal { n.to_string() } else { of.format.write(*n) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = "<n xmlns:w='x'>
        <w:abstractNum w:abstractNumId='7'>
          <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:pStyle w:val='Op'/><w:lvlText w:val='%1.'/></w:lvl>
          <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:pStyle w:val='Sub'/><w:lvlText w:val='(%2)'/></w:lvl>
          <w:lvl w:ilvl='2'><w:numFmt w:val='lowerRoman'/><w:lvlText w:val='(%3)'/></w:lvl>
          <w:lvl w:ilvl='3'><w:numFmt w:val='bullet'/><w:lvlText w:val='o'/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId='8'><w:numStyleLink w:val='House'/></w:abstractNum>
        <w:abstractNum w:abstractNumId='9'><w:styleLink w:val='House'/>
          <w:lvl w:ilvl='0'><w:start w:val='3'/><w:numFmt w:val='arabicAbjad'/><w:lvlText w:val='(%1)'/></w:lvl>
          <w:lvl w:ilvl='1'><w:start w:val='1'/><w:isLgl/><w:lvlText w:val='%1.%2'/></w:lvl>
        </w:abstractNum>
        <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>
        <w:num w:numId='2'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>
        <w:num w:numId='3'><w:abstractNumId w:val='8'/></w:num>
      </n>";
    const STYLES: &str = "<s xmlns:w='x'>
        <w:style w:styleId='Op'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>
        <w:style w:styleId='Sub'><w:basedOn w:val='Op'/><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr></w:style>
        <w:style w:styleId='Closer'><w:basedOn w:val='Op'/></w:style>
        <w:style w:styleId='Loop'><w:basedOn w:val='Loop'/></w:style>
      </s>";

    fn labels(asked: &[(&str, &str, usize)]) -> Vec<String> {
        let mut numbering = Numbering::default();
        numbering.define(LISTS).unwrap();
        numbering.style(STYLES).unwrap();
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        asked
            .iter()
            .map(|(style, list, level)| {
                let level = (!list.is_empty()).then_some(*level);
                let asked = Asked { style: some(style), list: some(list), level };
                numbering.label(&asked).unwrap_or_default()
            })
            .collect()
    }

    #[test]
    fn a_level_begins_again_after_a_higher_one() {
        let asked =
            [("", "1", 0), ("", "1", 1), ("", "1", 1), ("", "1", 2), ("", "1", 0), ("", "1", 1)];
        assert_eq!(labels(&asked), ["1.", "(a)", "(b)", "(i)", "2.", "(a)"]);
    }

    #[test]
    fn styles_number_their_paragraphs_on_the_level_that_names_them() {
        let asked =
            [("Op", "", 0), ("Sub", "", 0), ("Sub", "", 0), ("Closer", "", 0), ("Loop", "", 0)];
        assert_eq!(labels(&asked), ["1.", "(a)", "(b)", "2.", ""]);
    }

    #[test]
    fn lists_of_one_definition_count_together_and_an_override_begins_once() {
        let asked =
            [("", "1", 0), ("", "2", 0), ("", "2", 0), ("", "1", 0), ("", "0", 0), ("", "1", 3)];
        assert_eq!(labels(&asked), ["1.", "5.", "6.", "7.", "", ""]);
    }

    #[test]
    fn a_linked_definition_and_letters_of_another_alphabet() {
        assert_eq!(labels(&[("", "3", 0), ("", "3", 1), ("", "3", 0)]), ["(c)", "3.1", "(d)"]);
    }

    #[test]
    fn what_nobody_defined_is_counted_plainly() {
        assert_eq!(labels(&[("", "44", 0), ("", "44", 1), ("", "44", 2)]), ["1.", "(a)", "(i)"]);
    }
}
