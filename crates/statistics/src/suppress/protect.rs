//! From counts to a release: leave out, audit, certify; or refuse.

use super::audit::{self, AuditError, Effort};
use super::certificate::Certificate;
use super::hide::hide;
use super::of_spec::Framed;
use super::published::Published;
use super::rule::Rule;
use super::world::{CountError, State, World};

/// What a release is about, in the words of its SPEC.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct About {
    /// What files and the ledger call it.
    pub id: String,
    /// Who is counted.
    pub population: String,
    /// The time the counts are of.
    pub period: String,
}

/// A release that may be published, and what the office should know about it.
#[derive(Clone, Debug)]
pub struct Protected {
    /// What is published.
    pub published: Published,
    /// That the rule is kept; published with it.
    pub certificate: Certificate,
    /// How much was left out; for the office, for it says how many counts are small.
    pub report: Report,
}

/// How much was left out.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// Different cells of all tables.
    pub cells: usize,
    /// Of them, cells that are small.
    pub small: usize,
    /// Cells that are left out for the sake of others.
    pub others: usize,
}

/// Why nothing is published.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SuppressError {
    /// The counts or their frame.
    #[error(transparent)]
    Counts(#[from] CountError),
    /// The audit found what the rule forbids, or could not look.
    #[error("nothing is published: {0}")]
    Audit(#[from] AuditError),
}

/// Leaves out what must not be known and proves that it is not. `counts` are those that [`super::to_count`] names.
pub fn protect(
    about: About,
    framed: &Framed,
    counts: &[Vec<i64>],
    rule: Rule,
    effort: Effort,
) -> Result<Protected, SuppressError> {
    let (published, office) = suppress(about, framed, counts, rule, true)?;
    let certificate = audit::certify(&published, &office, effort)?;
    Ok(Protected { published, certificate, report: office.report })
}

/// What is never published: the counts, and which cells move together. The audit may use it to look at a few cells at a time.
pub(crate) struct Office {
    pub(crate) world: World,
    pub(crate) moves: Vec<Box<[u32]>>,
    pub(crate) by: Vec<Option<u32>>,
    pub(crate) report: Report,
}

/// Without the proof; without `others`, without protection too.
pub(crate) fn suppress(
    about: About,
    framed: &Framed,
    counts: &[Vec<i64>],
    rule: Rule,
    others: bool,
) -> Result<(Published, Office), SuppressError> {
    framed.frame.check().map_err(CountError::from)?;
    let mut frame = framed.frame.clone();
    let differences = frame.add_differences();
    let mut world = World::new(&frame, &framed.places, counts)?;
    let tables: Vec<Vec<u32>> = frame.sheets.iter().map(|sheet| cells(&world, sheet)).collect();
    let mut implied = Vec::new();
    for (sheet, differences) in frame.sheets.iter().zip(&differences) {
        implied.extend(cells(&world, &sheet.widened(differences)));
    }
    let hiding = hide(&mut world, rule, &tables, &implied, others);
    let number = |variable: &u32| match world.state(*variable) {
        State::Shown => Some(world.value(*variable)),
        State::LeftOut | State::Hidden => None,
    };
    let shown = tables.iter().map(|cells| cells.iter().map(number).collect()).collect();
    let tabled = world.states.iter().filter(|state| **state != State::Hidden).count();
    let report = Report { cells: tabled, small: hiding.small, others: hiding.others };
    let About { id, population, period } = about;
    // The differences stay out of the file: who reads it can take them.
    let published =
        Published { id, population, period, rule, frame: framed.frame.clone(), cells: shown };
    Ok((published, Office { world, moves: hiding.moves, by: hiding.by, report }))
}

/// The variables of a table's cells, in order.
fn cells(world: &World, sheet: &super::Sheet) -> Vec<u32> {
    let of = |cell| world.variable(&sheet.nodes(cell));
    (0..sheet.len()).filter_map(of).collect()
}
