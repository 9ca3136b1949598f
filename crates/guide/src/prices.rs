//! What it costs to send money, by corridor and quarter: a table that a person imports (World Bank, Remittance Prices
//! Worldwide, average total cost by corridor).
//!
//! Costs are hundredths of a percent, whole numbers. A cell without a figure stays a gap: it is neither nought nor the one
//! before it. Quarters are found by their form, wherever they stand; footers and blank lines are passed over.

use crate::atlas::{Atlas, Country};
use crate::table::{Table, TableError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// A cost in hundredths of a percent of the amount sent.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cost(pub i32);

/// SDG 10.c: under this on average.
pub(crate) const GOAL: Cost = Cost(300);
/// SDG 10.c: nowhere more than this.
pub(crate) const LIMIT: Cost = Cost(500);

impl Cost {
    /// `3.8812`: rounded half up to hundredths. Nothing for what is no number or no cost; some services pay a little to win
    /// customers, so a cost may be below nought.
    fn read(cell: &str) -> Option<Self> {
        let cell = cell.trim().trim_end_matches('%').trim();
        let (sign, digits) = cell.strip_prefix('-').map_or((1, cell), |rest| (-1, rest));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let numeric = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() && part.is_empty()
            || !numeric(whole)
            || !numeric(part)
            || whole.len() > 3
        {
            return None;
        }
        let whole: i32 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let thousandths: i32 = format!("{part:0<3}").get(..3)?.parse().ok()?;
        let cost = whole * 100 + (thousandths + 5) / 10;
        (cost <= 10_000).then_some(Self(sign * cost))
    }
}

/// A quarter of a year.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quarter {
    /// The year.
    pub year: u16,
    /// 1 to 4.
    pub number: u8,
}

impl Quarter {
    /// `2020Q3`, `2020Q3 [YR2020Q3]`, `2020 Q3`, `2020_3Q`.
    fn read(text: &str) -> Option<Self> {
        let year = text.get(..4)?.parse().ok().filter(|year| (1990..2100).contains(year))?;
        let rest = text.get(4..)?.trim_start_matches([' ', '_', '-']).to_ascii_uppercase();
        let number = match rest.as_bytes() {
            [b'Q', number, ..] | [number, b'Q', ..] => number.wrapping_sub(b'0'),
            _ => return None,
        };
        (1..=4).contains(&number).then_some(Self { year, number })
    }

    /// Quarters since the year 0.
    pub(crate) fn order(self) -> i32 {
        i32::from(self.year) * 4 + i32::from(self.number)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Q{}", self.year, self.number)
    }
}

impl From<Quarter> for String {
    fn from(quarter: Quarter) -> Self {
        quarter.to_string()
    }
}

impl TryFrom<String> for Quarter {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::read(&text).ok_or_else(|| format!("{text} is no quarter"))
    }
}

#[derive(Serialize, Deserialize)]
struct Kept {
    quarters: Vec<Quarter>,
    rows: Vec<(String, String, Vec<Option<Cost>>)>,
    unknown: usize,
}

/// The whole table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Prices {
    quarters: Vec<Quarter>,
    ways: BTreeMap<(Country, Country), Vec<Option<Cost>>>,
    /// Rows whose countries are not known here.
    pub unknown: usize,
}

/// A way with its latest figure.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) struct Latest {
    pub(crate) from: Country,
    pub(crate) to: Country,
    pub(crate) quarter: Quarter,
    pub(crate) cost: Cost,
}

/// The publisher's own codes where they differ from ISO 3166-1.
const OWN_CODES: [(&str, &str); 6] =
    [("KSV", "XK"), ("WBG", "PS"), ("ZAR", "CD"), ("ROM", "RO"), ("TMP", "TL"), ("ADO", "AD")];

fn country(code: &str, atlas: &Atlas) -> Option<Country> {
    let own = OWN_CODES.iter().find(|(own, _)| *own == code);
    atlas.find(own.map_or(code, |(_, iso)| iso))
}

/// How many quarters back a figure may lie to take part in a ranking.
pub(crate) const RECENT_QUARTERS: i32 = 4;

impl Prices {
    /// Reads the table.
    ///
    /// # Errors
    ///
    /// A file that is no such table, or has a new layout.
    pub fn read(bytes: &[u8], atlas: &Atlas) -> Result<Self, TableError> {
        let table = Table::read(bytes)?;
        let from =
            table.column(&["Sending Countries Code", "Sending Country Code", "source_code"])?;
        let to = table.column(&[
            "Receiving Countries Code",
            "Receiving Country Code",
            "destination_code",
        ])?;
        let mut columns: Vec<(Quarter, usize)> = Vec::new();
        for (at, name) in table.header.iter().enumerate() {
            columns.extend(Quarter::read(name).map(|quarter| (quarter, at)));
        }
        columns.sort_unstable();
        columns.dedup_by_key(|(quarter, _)| *quarter);
        if columns.is_empty() {
            table.column(&["2020Q3 and so on: one column a quarter"])?;
        }
        let quarters: Vec<Quarter> = columns.iter().map(|(quarter, _)| *quarter).collect();
        let (mut ways, mut unknown) = (BTreeMap::<_, Vec<Option<Cost>>>::new(), 0);
        for row in &table.rows {
            let cell = |at: usize| row.get(at).map_or("", String::as_str);
            let costs: Vec<Option<Cost>> =
                columns.iter().map(|(_, at)| Cost::read(cell(*at))).collect();
            if costs.iter().all(Option::is_none) {
                continue;
            }
            match (country(cell(from), atlas), country(cell(to), atlas)) {
                (Some(from), Some(to)) => {
                    ways.insert((from, to), costs);
                }
                _ => unknown += 1,
            }
        }
        if ways.is_empty() {
            return Err(TableError::Nothing { rows: table.rows.len() });
        }
        Ok(Self { quarters, ways, unknown })
    }

    /// Reads what was kept.
    ///
    /// # Errors
    ///
    /// A damaged file.
    pub fn kept(json: &str, atlas: &Atlas) -> Result<Self, TableError> {
        let kept: Kept =
            serde_json::from_str(json).map_err(|error| TableError::Kept(error.to_string()))?;
        let mut ways = BTreeMap::new();
        for (from, to, costs) in kept.rows {
            let ends = (atlas.find(&from), atlas.find(&to));
            let (Some(from), Some(to)) = ends else {
                return Err(TableError::Kept(format!("{from} or {to} is no country")));
            };
            if costs.len() != kept.quarters.len() {
                return Err(TableError::Kept("a row has too few or too many quarters".to_owned()));
            }
            ways.insert((from, to), costs);
        }
        Ok(Self { quarters: kept.quarters, ways, unknown: kept.unknown })
    }

    /// What is kept, as JSON.
    #[must_use]
    pub fn keep(&self) -> String {
        let row = |(ends, costs): (&(Country, Country), &Vec<Option<Cost>>)| {
            (ends.0.upper(), ends.1.upper(), costs.clone())
        };
        let rows = self.ways.iter().map(row).collect();
        let kept = Kept { quarters: self.quarters.clone(), rows, unknown: self.unknown };
        serde_json::to_string(&kept).unwrap_or_default()
    }

    /// How many ways have a figure at all.
    #[must_use]
    pub fn ways(&self) -> usize {
        self.ways.len()
    }

    /// The first and the last quarter.
    #[must_use]
    pub fn period(&self) -> Option<(Quarter, Quarter)> {
        Some((*self.quarters.first()?, *self.quarters.last()?))
    }

    /// The figures of a way, by quarter; none where there is no row.
    pub(crate) fn series(
        &self,
        from: Country,
        to: Country,
    ) -> Option<Vec<(Quarter, Option<Cost>)>> {
        let costs = self.ways.get(&(from, to))?;
        Some(self.quarters.iter().copied().zip(costs.iter().copied()).collect())
    }

    /// Every way whose latest figure is recent, the dearest first.
    pub(crate) fn ranking(&self) -> Vec<Latest> {
        let Some(last) = self.quarters.last() else { return Vec::new() };
        let recent = |quarter: Quarter| last.order() - quarter.order() < RECENT_QUARTERS;
        let mut all: Vec<Latest> = Vec::new();
        for ((from, to), costs) in &self.ways {
            let latest = self
                .quarters
                .iter()
                .zip(costs)
                .rev()
                .find_map(|(quarter, cost)| Some((*quarter, (*cost)?)));
            if let Some((quarter, cost)) = latest.filter(|(quarter, _)| recent(*quarter)) {
                all.push(Latest { from: *from, to: *to, quarter, cost });
            }
        }
        all.sort_by_key(|latest| (std::cmp::Reverse(latest.cost), latest.from, latest.to));
        all
    }
}
