//! Sets of cases: by team, place, owner, kind, nationality; open, sealed, about a child.
//!
//! A list is an intersection of bitmaps with the scope of the reader, never a decision a row. The sets are made from the cases alone:
//! a case leaves all of them, changes, and enters again.

use crate::desk::PlaceNo;
use crate::fact::CaseKind;
use crate::state::{Case, CaseNo};
use law::CodeId;
use roaring::RoaringBitmap;
use std::collections::{BTreeMap, BTreeSet};
use when::Instant;

/// The sets.
#[derive(Default)]
pub(crate) struct Index {
    pub(crate) all: RoaringBitmap,
    pub(crate) open: RoaringBitmap,
    pub(crate) sealed: RoaringBitmap,
    pub(crate) child: RoaringBitmap,
    pub(crate) flagged: RoaringBitmap,
    pub(crate) by_team: BTreeMap<u32, RoaringBitmap>,
    pub(crate) by_owner: BTreeMap<u32, RoaringBitmap>,
    pub(crate) by_member: BTreeMap<crate::UserId, RoaringBitmap>,
    pub(crate) by_place: BTreeMap<PlaceNo, RoaringBitmap>,
    pub(crate) by_kind: BTreeMap<CaseKind, RoaringBitmap>,
    pub(crate) by_nationality: BTreeMap<CodeId, RoaringBitmap>,
    /// Open cases, the longest untouched first.
    pub(crate) idle: BTreeSet<(Instant, CaseNo)>,
    /// When the youngest subject of a case surely is an adult.
    pub(crate) adult_at: BTreeSet<(Instant, CaseNo)>,
}

/// What the index must be told about a case that it cannot read from it.
#[derive(Default, Clone)]
pub(crate) struct Told {
    pub(crate) nationalities: Vec<CodeId>,
    /// Until when a subject may be a child; nothing: no subject is known to be.
    pub(crate) child_until: Option<Instant>,
}

fn put<K: Ord>(sets: &mut BTreeMap<K, RoaringBitmap>, key: K, case: CaseNo, here: bool) {
    if here {
        sets.entry(key).or_default().insert(case);
    } else if let Some(set) = sets.get_mut(&key) {
        set.remove(case);
        if set.is_empty() {
            sets.remove(&key);
        }
    }
}

fn set(set: &mut RoaringBitmap, case: CaseNo, here: bool) {
    if here {
        set.insert(case);
    } else {
        set.remove(case);
    }
}

impl Index {
    /// The case enters the sets it belongs to, or leaves them.
    pub(crate) fn place(&mut self, number: CaseNo, case: &Case, told: &Told, here: bool) {
        set(&mut self.all, number, here);
        if case.is_open() {
            set(&mut self.open, number, here);
        }
        if let Some(members) = &case.sealed_to {
            set(&mut self.sealed, number, here);
            for member in members {
                put(&mut self.by_member, *member, number, here);
            }
        }
        if case.work().is_some_and(|work| work.flags.values().any(|flag| !flag.resolved)) {
            set(&mut self.flagged, number, here);
        }
        put(&mut self.by_team, case.team, number, here);
        if let Some(owner) = case.owner {
            put(&mut self.by_owner, owner, number, here);
        }
        put(&mut self.by_place, case.place, number, here);
        put(&mut self.by_kind, case.kind, number, here);
        for country in &told.nationalities {
            put(&mut self.by_nationality, *country, number, here);
        }
        if let Some(until) = told.child_until {
            set(&mut self.child, number, here);
            if until < Instant::MAX {
                if here {
                    self.adult_at.insert((until, number));
                } else {
                    self.adult_at.remove(&(until, number));
                }
            }
        }
        self.touched(number, case, here);
    }

    /// Only the time of the last writing changed.
    pub(crate) fn touched(&mut self, number: CaseNo, case: &Case, here: bool) {
        if case.is_open() && here {
            self.idle.insert((case.touched, number));
        } else {
            self.idle.remove(&(case.touched, number));
        }
    }

    /// Those who have come of age are children no more.
    pub(crate) fn pass_time(&mut self, now: Instant) {
        while let Some((at, case)) = self.adult_at.first().copied()
            && at <= now
        {
            self.adult_at.pop_first();
            self.child.remove(case);
        }
    }
}
