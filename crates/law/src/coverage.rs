//! How much of each resolution is served: a row for every unit of every register.
//!
//! Counts what the registers say, which the loader has checked against the folder. It does not judge how well a unit is served:
//! one event kind counts as service, and what is missing beside it stands in the unit's `gap`.

use crate::Law;
use crate::model::register::{Holder, Register, RegisterUnit, UnitKind};

/// Whether a unit is served.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Service {
    /// Something serves it, and nothing is said to be missing.
    Served,
    /// Something serves it; its `gap` says what is missing.
    Partly,
    /// Nothing serves it, and it says why.
    Explained,
    /// Nothing serves it, and nothing says why.
    Unserved,
}

/// One unit of a register, and how many things of each sort serve it.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct CoverageRow<'l> {
    /// The register it stands in.
    pub register: &'l Register,
    /// The unit.
    pub unit: &'l RegisterUnit,
    /// Who holds it.
    pub holder: Option<&'l Holder>,
    /// How many duties.
    pub duties: usize,
    /// How many kinds of events.
    pub events: usize,
    /// How many indicators.
    pub indicators: usize,
    /// How many pages.
    pub pages: usize,
    /// How many sorts of measures.
    pub measures: usize,
    /// What follows from that.
    pub service: Service,
}

/// How much of each resolution is served.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Coverage<'l> {
    /// In the order of the registers and of their units.
    pub rows: Vec<CoverageRow<'l>>,
}

impl<'l> Coverage<'l> {
    /// Operative units that nothing serves and that do not say why. The loader refuses a folder that has one, so there is one
    /// only in a [`Law`] that was changed after it was loaded.
    pub fn unserved(&self) -> impl Iterator<Item = &CoverageRow<'l>> {
        self.rows.iter().filter(|row| {
            let operative = match row.unit.id.kind() {
                UnitKind::Operative | UnitKind::Sub => true,
                UnitKind::Preambular => false,
            };
            operative && row.service == Service::Unserved
        })
    }

    /// How many rows have this service.
    #[must_use]
    pub fn count(&self, service: Service) -> usize {
        self.rows.iter().filter(|row| row.service == service).count()
    }
}

/// A row for every unit of every register.
#[must_use]
pub fn coverage(law: &Law) -> Coverage<'_> {
    let rows = law.registers.iter().flat_map(|register| {
        register.units.iter().map(move |unit| CoverageRow {
            register,
            unit,
            holder: register.holder(unit),
            duties: unit.serves.duties.len(),
            events: unit.serves.events.len(),
            indicators: unit.serves.indicators.len(),
            pages: unit.serves.pages.len(),
            measures: unit.serves.measures.len(),
            service: service(unit),
        })
    });
    Coverage { rows: rows.collect() }
}

fn service(unit: &RegisterUnit) -> Service {
    match (unit.serves.is_empty(), &unit.gap, &unit.nothing) {
        (false, None, _) => Service::Served,
        (false, Some(_), _) => Service::Partly,
        (true, _, Some(_)) => Service::Explained,
        (true, _, None) => Service::Unserved,
    }
}
