//! Public code lists: what a dimension may be.
//!
//! A table's cells are known before any record is read, so a list never grows with the data: a value outside it is counted and
//! reported, never a new key. Lists come from `codes/` here, from the law folder, from a range of years, or stand in the SPEC.
//! A list may have levels above its codes (country → subregion → region); the total above the last level is `_T`.

pub(crate) use law::fold_spelling as fold;
use std::collections::{BTreeMap, HashMap};

/// The code of the total over a dimension, as in SDMX.
pub const TOTAL: &str = "_T";
/// The code of what a record does not state, as in SDMX.
pub const UNKNOWN: &str = "_U";
/// The code of all other codes of a list that a SPEC cut short.
pub const REST: &str = "_X";
/// The group of codes that belong to none.
const NO_GROUP: &str = "_Z";
/// More codes than this are no list that people read.
pub(crate) const CODES_MAX: usize = 60_000;

/// A code and what people read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Code {
    /// What files call it.
    pub id: String,
    /// What people read.
    pub title: String,
}

/// Groups above the codes of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Level {
    /// Such as `region`.
    pub id: String,
    /// The groups.
    pub groups: Vec<Code>,
    /// For every code of the list, its group.
    pub group_of: Vec<u32>,
}

/// A public code list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct List {
    /// What SPEC files call it.
    pub id: String,
    /// What people read.
    pub title: String,
    /// Where the codes come from.
    pub source: String,
    /// The codes, in order.
    pub codes: Vec<Code>,
    /// Levels above, the lowest first; the total is not one of them.
    pub levels: Vec<Level>,
    /// Lower ends of bands of numbers, where the list is one.
    bands: Vec<u32>,
    spellings: HashMap<String, u32>,
}

impl List {
    /// A list of codes without levels.
    #[must_use]
    pub fn plain(id: &str, title: &str, source: &str, codes: Vec<Code>) -> Self {
        let mut list = Self {
            id: id.to_owned(),
            title: title.to_owned(),
            source: source.to_owned(),
            codes,
            levels: Vec::new(),
            bands: Vec::new(),
            spellings: HashMap::new(),
        };
        list.spell();
        list
    }

    fn spell(&mut self) {
        self.spellings.clear();
        // A title never takes the place of an id.
        for (at, code) in (0_u32..).zip(&self.codes) {
            self.spellings.insert(fold(&code.id), at);
        }
        for (at, code) in (0_u32..).zip(&self.codes) {
            self.spellings.entry(fold(&code.title)).or_insert(at);
        }
    }

    fn also(&mut self, spelling: &str, at: u32) {
        if !spelling.is_empty() {
            self.spellings.entry(fold(spelling)).or_insert(at);
        }
    }

    /// The code that a cell stands for. Ages are looked up in their band.
    #[must_use]
    pub fn find(&self, cell: &str) -> Option<u32> {
        let cell = cell.trim();
        if !self.bands.is_empty()
            && let Some(age) = whole(cell)
        {
            let above = self.bands.partition_point(|from| *from <= age);
            return u32::try_from(above.checked_sub(1)?).ok();
        }
        self.spellings.get(&fold(cell)).copied().or_else(|| {
            // Years come as 2021.0 from some spreadsheets.
            let year = whole(cell).filter(|_| cell.contains('.'))?;
            self.spellings.get(&year.to_string()).copied()
        })
    }

    /// The place of a code.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<u32> {
        let at = self.codes.iter().position(|code| code.id == id)?;
        u32::try_from(at).ok()
    }

    /// The list with only some codes, perhaps with one for all others, perhaps with one for what is not stated.
    #[must_use]
    pub fn cut(&self, only: Option<&[u32]>, rest: bool, unknown: bool) -> Cut {
        let mut cut = Cut { list: self.clone(), to: Vec::new(), unknown: None };
        let keep: Vec<u32> = match only {
            Some(only) => only.to_vec(),
            None => (0_u32..).take(self.codes.len()).collect(),
        };
        cut.to = vec![None; self.codes.len()];
        cut.list.codes = Vec::new();
        cut.list.levels.iter_mut().for_each(|level| level.group_of.clear());
        for (new, old) in (0_u32..).zip(&keep) {
            let old = *old as usize;
            cut.to[old] = Some(new);
            cut.list.codes.push(self.codes[old].clone());
            for (level, whole) in cut.list.levels.iter_mut().zip(&self.levels) {
                level.group_of.push(whole.group_of[old]);
            }
        }
        if rest && only.is_some() {
            let at = cut.add(REST, "All other codes of the list");
            cut.to.iter_mut().filter(|to| to.is_none()).for_each(|to| *to = Some(at));
        }
        if unknown {
            cut.unknown = Some(cut.add(UNKNOWN, "Not stated"));
        }
        cut.list.drop_empty_groups();
        cut.list.bands.clear();
        cut.list.spell();
        cut
    }

    fn drop_empty_groups(&mut self) {
        for level in &mut self.levels {
            let mut new_of: Vec<Option<u32>> = vec![None; level.groups.len()];
            let mut groups = Vec::new();
            for group in &mut level.group_of {
                let slot = &mut new_of[*group as usize];
                let new = *slot.get_or_insert_with(|| {
                    groups.push(level.groups[*group as usize].clone());
                    (groups.len() - 1) as u32
                });
                *group = new;
            }
            level.groups = groups;
        }
        // A level that groups nothing says nothing.
        let codes = self.codes.len();
        self.levels.retain(|level| level.groups.len() > 1 && level.groups.len() < codes);
    }
}

/// A list as one dimension uses it.
#[derive(Clone, Debug)]
pub struct Cut {
    /// The codes of the dimension.
    pub list: List,
    /// For every code of the whole list, its place in the dimension.
    to: Vec<Option<u32>>,
    /// The place of what is not stated, where there is one.
    pub unknown: Option<u32>,
}

impl Cut {
    fn add(&mut self, id: &str, title: &str) -> u32 {
        let at = self.list.codes.len() as u32;
        self.list.codes.push(Code { id: id.to_owned(), title: title.to_owned() });
        for level in &mut self.list.levels {
            let none = level.groups.iter().position(|group| group.id == NO_GROUP);
            let none = none.unwrap_or_else(|| {
                level.groups.push(no_group());
                level.groups.len() - 1
            });
            level.group_of.push(none as u32);
        }
        at
    }

    /// The place in the dimension of a code of the whole list.
    #[must_use]
    pub fn place(&self, code: u32) -> Option<u32> {
        self.to.get(code as usize).copied().flatten()
    }
}

fn no_group() -> Code {
    Code { id: NO_GROUP.to_owned(), title: "Without a region".to_owned() }
}

/// A whole number, also where a spreadsheet wrote `12.0`.
fn whole(cell: &str) -> Option<u32> {
    let digits = match cell.split_once('.') {
        Some((digits, zeros)) if zeros.bytes().all(|b| b == b'0') => digits,
        Some(_) => return None,
        None => cell,
    };
    if digits.starts_with('+') { None } else { digits.parse().ok() }
}

/// All lists that a SPEC may name.
#[derive(Clone, Debug)]
pub struct Lists {
    lists: BTreeMap<String, List>,
}

/// The lists of this crate are part of it: that they cannot be read is a fault of ours.
#[derive(Debug, thiserror::Error)]
#[error("the built-in code lists cannot be read: {0}")]
pub struct BrokenLists(String);

impl Lists {
    /// The built-in lists: those here and those of the law folder.
    pub fn built_in(vocabulary: &law::Vocabulary) -> Result<Self, BrokenLists> {
        let mut lists = BTreeMap::new();
        for own in vocabulary.codes().lists() {
            let codes = own.codes.iter().map(|code| {
                let entry = vocabulary.code_entry(*code);
                let title = entry.map_or("", |entry| entry.title.as_str()).to_owned();
                Code { id: vocabulary.code_name(*code).to_owned(), title }
            });
            let source = own.source.as_deref().unwrap_or("Amparo");
            let list = List::plain(&own.id, &own.title, source, codes.collect());
            lists.insert(list.id.clone(), list);
        }
        let m49 = m49(vocabulary)?;
        lists.insert(m49.id.clone(), m49);
        for list in file_lists()? {
            lists.insert(list.id.clone(), list);
        }
        Ok(Self { lists })
    }

    /// A list by its id; `years:2014-2020` makes one.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<List> {
        if let Some(range) = id.strip_prefix("years:") {
            let (first, last) = range.split_once('-')?;
            let (first, last): (u16, u16) = (first.parse().ok()?, last.parse().ok()?);
            if !(1800..=2200).contains(&first) || first > last || last > 2200 {
                return None;
            }
            let code = |year: u16| Code { id: year.to_string(), title: year.to_string() };
            let codes = (first..=last).map(code).collect();
            return Some(List::plain(id, "Year", "Gregorian calendar", codes));
        }
        self.lists.get(id).cloned()
    }

    /// Adds a list that stands in a SPEC.
    pub(crate) fn insert(&mut self, list: List) {
        self.lists.insert(list.id.clone(), list);
    }

    /// The ids of all lists.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.lists.keys().map(String::as_str)
    }
}

fn m49(vocabulary: &law::Vocabulary) -> Result<List, BrokenLists> {
    let text = include_str!("../codes/m49.csv");
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
    let (mut regions, mut countries) = (BTreeMap::new(), Vec::new());
    for record in reader.records() {
        let record = record.map_err(|error| BrokenLists(error.to_string()))?;
        let [code, numeric, title, parent] = [0, 1, 2, 3].map(|i| record.get(i).unwrap_or(""));
        if title.is_empty() {
            countries.push([code.to_owned(), numeric.to_owned(), parent.to_owned()]);
        } else {
            regions.insert(code.to_owned(), (title.to_owned(), parent.to_owned()));
        }
    }
    let (mut codes, mut spellings) = (Vec::new(), Vec::new());
    let mut levels = [("subregion", 0), ("region", 1)].map(|(id, _)| Level {
        id: id.to_owned(),
        groups: vec![no_group()],
        group_of: Vec::new(),
    });
    for (at, [code, numeric, parent]) in (0_u32..).zip(&countries) {
        let entry = vocabulary.any_code(code).and_then(|code| vocabulary.code_entry(code));
        let entry = entry.ok_or_else(|| BrokenLists(format!("{code} is not of the law folder")))?;
        codes.push(Code { id: code.clone(), title: entry.title.clone() });
        spellings.push((numeric.clone(), at));
        spellings.push((entry.alpha2.clone().unwrap_or_default(), at));
        let above = regions.get(parent).map(|(_, region)| region.as_str()).unwrap_or_default();
        for (level, group) in levels.iter_mut().zip([parent.as_str(), above]) {
            let title = regions.get(group).filter(|_| group != "001").map(|(title, _)| title);
            let place = match title {
                None => 0,
                Some(title) => {
                    let known = level.groups.iter().position(|known| known.id == group);
                    known.unwrap_or_else(|| {
                        level.groups.push(Code { id: group.to_owned(), title: title.clone() });
                        level.groups.len() - 1
                    })
                }
            };
            level.group_of.push(place as u32);
        }
    }
    let source = "ISO 3166-1; regions: United Nations Statistics Division, M49";
    let mut list = List::plain("m49", "Country, subregion and region", source, codes);
    list.levels = levels.into();
    spellings.iter().for_each(|(spelling, at)| list.also(spelling, *at));
    Ok(list)
}

#[derive(serde::Deserialize)]
struct FileLists {
    list: Vec<FileList>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct FileList {
    id: String,
    title: String,
    source: String,
    #[serde(default)]
    codes: Vec<[String; 2]>,
    #[serde(default)]
    bands: Vec<u32>,
}

fn file_lists() -> Result<Vec<List>, BrokenLists> {
    let file: FileLists = toml::from_str(include_str!("../codes/lists.toml"))
        .map_err(|error| BrokenLists(error.to_string()))?;
    let mut lists = Vec::new();
    for one in file.list {
        let mut codes: Vec<Code> =
            one.codes.into_iter().map(|[id, title]| Code { id, title }).collect();
        for (at, from) in one.bands.iter().enumerate() {
            codes.push(match one.bands.get(at + 1) {
                Some(next) => Code {
                    id: format!("Y{from}T{}", next - 1),
                    title: format!("{from} to {} years", next - 1),
                },
                None => Code { id: format!("Y_GE{from}"), title: format!("{from} years and over") },
            });
        }
        let mut list = List::plain(&one.id, &one.title, &one.source, codes);
        list.bands = one.bands;
        lists.push(list);
    }
    Ok(lists)
}

#[cfg(test)]
pub(crate) fn for_tests() -> Lists {
    let law = law::Law::load(&law::Source::Embedded).unwrap();
    Lists::built_in(&law.vocabulary).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_found_by_code_number_and_name_and_has_its_regions() {
        let list = for_tests().get("m49").unwrap();
        let kenya = list.find("KEN").unwrap();
        assert_eq!([list.find("ke"), list.find("404"), list.find(" kenya ")], [Some(kenya); 3]);
        let group = |level: usize| {
            let level = &list.levels[level];
            level.groups[level.group_of[kenya as usize] as usize].title.as_str()
        };
        assert_eq!((group(0), group(1)), ("Eastern Africa", "Africa"));
        assert_eq!(list.find("Atlantis"), None);
    }

    #[test]
    fn an_age_falls_into_its_band_and_no_other_number_does() {
        let list = for_tests().get("ages-broad").unwrap();
        let id = |cell: &str| list.find(cell).map(|at| list.codes[at as usize].id.clone());
        assert_eq!(id("0").as_deref(), Some("Y0T4"));
        assert_eq!(id("17").as_deref(), Some("Y12T17"));
        assert_eq!(id("18.0").as_deref(), Some("Y18T59"));
        assert_eq!(id("4000000000").as_deref(), Some("Y_GE60"));
        assert_eq!([id("-1"), id("17.5"), id("NaN"), id("1e3"), id("")], [const { None }; 5]);
    }

    #[test]
    fn a_list_cut_short_keeps_the_rest_and_the_unknown_apart() {
        let list = for_tests().get("m49").unwrap();
        let only = ["SYR", "AFG"].map(|id| list.position(id).unwrap());
        let cut = list.cut(Some(&only), true, true);
        let ids: Vec<&str> = cut.list.codes.iter().map(|code| code.id.as_str()).collect();
        assert_eq!(ids, ["SYR", "AFG", REST, UNKNOWN]);
        assert_eq!(cut.place(list.position("KEN").unwrap()), Some(2));
        assert_eq!(cut.unknown, Some(3));
    }

    #[test]
    fn years_are_made_on_demand_and_only_sensible_ones() {
        let lists = for_tests();
        assert_eq!(lists.get("years:2014-2020").unwrap().codes.len(), 7);
        assert_eq!(lists.get("years:2014-2020").unwrap().find("2016.0"), Some(2));
        assert!(lists.get("years:2020-2014").is_none() && lists.get("years:0-65535").is_none());
    }
}
