//! A case: who, where, whose, what happened, and the work on it.
//!
//! There may be a million of these, so a happening rests as sixty-odd bytes and its words stay in the ledger, found by position; the
//! work of a case is allotted only when there is some.

use crate::desk::PlaceNo;
use crate::fact::{CaseKind, ClosingReason, Coverage, ProcedureStep, Referral, ReferralStep, Role};
use crate::ids::{
    CaseId, EventId, FlagId, NoteId, PersonId, Position, ProcedureId, ReferralId, TaskId, UserId,
};
use crate::state::PersonNo;
use duty::Value;
use law::{CodeId, KindId};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use when::{Doubt, Instant, Known, Span};

/// Open or closed.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseStatus {
    /// Worked on.
    Open,
    /// Closed, and why.
    Closed(ClosingReason),
}

/// A case.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Case {
    /// Its identifier.
    pub id: CaseId,
    /// What it is about.
    pub kind: CaseKind,
    /// Open or closed.
    pub status: CaseStatus,
    /// Where.
    pub place: PlaceNo,
    /// The team, by number.
    pub team: u32,
    /// Who is responsible, by number.
    pub owner: Option<u32>,
    /// Members of a sealed case.
    pub sealed_to: Option<Box<[UserId]>>,
    /// When it was opened.
    #[serde(with = "crate::fact::seconds")]
    pub opened: Instant,
    /// When it was closed.
    #[serde(with = "crate::fact::maybe_seconds")]
    pub closed: Option<Instant>,
    /// When somebody last wrote to it.
    #[serde(with = "crate::fact::seconds")]
    pub touched: Instant,
    pub(crate) people: Vec<(PersonNo, Role)>,
    pub(crate) coverage: Option<Box<Coverage>>,
    pub(crate) items: Vec<Item>,
    /// Dates that items carry, by item.
    pub(crate) dates: Vec<(u32, i64, i64)>,
    pub(crate) work: Option<Box<Work>>,
}

impl Case {
    /// Who belongs to it, with their roles.
    #[must_use]
    pub fn people(&self) -> &[(PersonNo, Role)] {
        &self.people
    }

    /// Those for whom clocks run.
    pub fn subjects(&self) -> impl Iterator<Item = PersonNo> + '_ {
        self.people.iter().filter(|(_, role)| *role == Role::Subject).map(|(person, _)| *person)
    }

    /// What happened, in the order of writing.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The work on it; nothing if there is none.
    #[must_use]
    pub fn work(&self) -> Option<&Work> {
        self.work.as_deref()
    }

    /// Whether it is worked on.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.status, CaseStatus::Open)
    }

    /// For which kinds silence means no.
    #[must_use]
    pub fn coverage(&self) -> &Coverage {
        self.coverage.as_deref().unwrap_or(&Coverage::Acts)
    }

    pub(crate) fn item(&self, id: EventId) -> Option<usize> {
        self.items.iter().position(|item| item.id == id)
    }

    pub(crate) fn work_mut(&mut self) -> &mut Work {
        self.work.get_or_insert_default()
    }

    /// An item as the engine reads it.
    pub(crate) fn engine_event(&self, index: u32, item: &Item) -> duty::Event {
        let dates = |index: u32| {
            let at = self.dates.binary_search_by_key(&index, |(item, ..)| *item).ok()?;
            let (_, first, last) = self.dates.get(at)?;
            Span::new(Instant::from_seconds(*first), Instant::from_seconds(*last))
        };
        let value = match item.tag {
            Tag::None => Value::None,
            Tag::Yes => Value::Yes,
            Tag::No => Value::No,
            Tag::Unknown => Value::Unknown,
            Tag::Withdrawn => Value::Withdrawn,
            Tag::Code => Value::Code(CodeId(item.number)),
            Tag::Count => Value::Count(item.number),
            // Erased with the person: nobody knows any more.
            Tag::Date => dates(index).map_or(Value::Unknown, Value::Date),
        };
        duty::Event {
            id: duty::EventId(index),
            kind: item.kind,
            time: item.time(),
            recorded: Some(item.recorded),
            corrects: item.corrects.checked_sub(1).map(duty::EventId),
            value,
        }
    }
}

/// What an item says, without what it carries.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize)]
pub(crate) enum Tag {
    None,
    Yes,
    No,
    Unknown,
    Withdrawn,
    Code,
    Count,
    Date,
}

/// Something that happened, as it rests in memory. Its words are in the ledger at [`Item::position`].
#[derive(Copy, Clone, PartialEq, Debug, Serialize)]
pub struct Item {
    /// The event.
    pub id: EventId,
    /// Where it stands in the log.
    pub position: Position,
    #[serde(with = "crate::fact::seconds")]
    pub(crate) earliest: Instant,
    #[serde(with = "crate::fact::seconds")]
    pub(crate) latest: Instant,
    /// When it was written down.
    #[serde(with = "crate::fact::seconds")]
    pub recorded: Instant,
    pub(crate) number: u32,
    /// One more than the index of the item it replaces; zero for none.
    pub(crate) corrects: u32,
    /// What kind of thing.
    #[serde(serialize_with = "kind_number")]
    pub kind: KindId,
    #[serde(serialize_with = "doubt_number")]
    pub(crate) doubt: Doubt,
    pub(crate) tag: Tag,
    /// One more than the place in the case's people; zero for all subjects.
    pub(crate) about: u8,
}

fn kind_number<S: Serializer>(kind: &KindId, out: S) -> Result<S::Ok, S::Error> {
    kind.index().serialize(out)
}

fn doubt_number<S: Serializer>(doubt: &Doubt, out: S) -> Result<S::Ok, S::Error> {
    (doubt.is_uncertain(), doubt.is_approximate()).serialize(out)
}

impl Item {
    /// When, as known.
    #[must_use]
    pub fn time(&self) -> Known {
        Known { span: Span::between(self.earliest, self.latest), doubt: self.doubt }
    }
}

/// Something to do.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Task {
    /// By when.
    #[serde(with = "crate::fact::maybe_seconds")]
    pub due: Option<Instant>,
    /// Who.
    pub to: Option<UserId>,
    /// Where it stands.
    pub state: TaskState,
    /// Where its words stand in the log.
    pub position: Position,
}

/// Where a task stands.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskState {
    /// To do.
    Open,
    /// Done.
    Done,
    /// Not needed any more.
    Dropped,
}

/// A note: where its words are.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Note {
    /// Whom it tells of.
    pub about: Option<PersonId>,
    /// The note that it replaces.
    pub corrects: Option<NoteId>,
    /// Where its words stand in the log.
    pub position: Position,
}

/// Somebody should look.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Flag {
    /// Somebody did.
    pub resolved: bool,
    /// Where its words stand in the log.
    pub position: Position,
}

/// A referral and what became of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ReferralState {
    /// What was offered.
    pub referral: Referral,
    /// The steps, with who, when, and where the reasons stand in the log.
    pub steps: Vec<(ReferralStep, UserId, i64, Position)>,
}

impl ReferralState {
    /// Where it stands.
    #[must_use]
    pub fn step(&self) -> ReferralStep {
        self.steps.last().map_or(ReferralStep::Offered, |(step, ..)| *step)
    }
}

/// A best-interests procedure.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Procedure {
    /// The child.
    pub child: PersonId,
    /// The steps taken, with the place of their words in the log.
    pub steps: Vec<(ProcedureStep, Position)>,
    /// Who decided, and where the reasons stand.
    pub decided: Option<(UserId, Position)>,
}

/// The work on a case.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Work {
    /// Tasks.
    pub tasks: BTreeMap<TaskId, Task>,
    /// Notes.
    pub notes: BTreeMap<NoteId, Note>,
    /// Flags.
    pub flags: BTreeMap<FlagId, Flag>,
    /// Referrals and transfers.
    pub referrals: BTreeMap<ReferralId, ReferralState>,
    /// Best-interests procedures.
    pub procedures: BTreeMap<ProcedureId, Procedure>,
}

impl Case {
    /// A person leaves. Their place stays, because happenings point at it; nobody stands there any more.
    pub(crate) fn leave(&mut self, person: PersonNo) {
        for place in &mut self.people {
            if place.0 == person {
                *place = (NOBODY, Role::Relative);
            }
        }
    }

    /// Dates about a person who is erased: nobody knows them any more.
    pub(crate) fn forget_dates_of(&mut self, person: PersonNo) {
        let place = self.people.iter().position(|(known, _)| *known == person);
        let Some(about) = place.and_then(|place| u8::try_from(place + 1).ok()) else { return };
        let items = &self.items;
        self.dates.retain(|(index, ..)| {
            items.get(*index as usize).is_none_or(|item| item.about != about)
        });
    }

    /// The key is destroyed: what is left is a place in the numbering.
    pub(crate) fn empty(&mut self) {
        self.items = Vec::new();
        self.dates = Vec::new();
        self.work = None;
        self.coverage = None;
        self.sealed_to = None;
        self.status = CaseStatus::Closed(ClosingReason::Mistake);
    }
}

/// The place of somebody who left.
pub(crate) const NOBODY: PersonNo = PersonNo::MAX;
