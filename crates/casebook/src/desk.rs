//! The law on the desk: vocabulary, and the rule book of every jurisdiction, read once.
//!
//! The ledger keeps ids of kinds, codes, jurisdictions and places, never numbers, because another law folder may number differently. Here
//! ids become numbers. Nothing is judged here.

use crate::fact::Coverage;
use law::{CodeId, Jurisdiction, KindId, KindSet, Law, LawPlace, RuleBook, ValueKind};
use when::{Edtf, Known, Zone};

/// The law, and what follows from it for every case.
pub struct Desk {
    law: Law,
    books: Vec<RuleBook>,
    acts: KindSet,
    sex: Option<KindId>,
    consular: Consular,
}

/// The kinds that decide whether a consular post may know of a case.
#[derive(Copy, Clone)]
pub(crate) struct Consular {
    pub(crate) requested: Option<KindId>,
    pub(crate) declined: Option<KindId>,
    pub(crate) agreement: Option<KindId>,
}

/// A place of a jurisdiction, by number.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
pub struct PlaceNo {
    /// Index into [`Law::jurisdictions`].
    pub jurisdiction: u16,
    /// Index into its places.
    pub place: u16,
}

impl Desk {
    /// The desk of a law folder.
    #[must_use]
    pub fn new(law: Law) -> Self {
        let books = law.jurisdictions.iter().map(|one| law.rules(one)).collect();
        let happens = |kind: &law::EventKind| match kind.value {
            ValueKind::None | ValueKind::Reason => !kind.fact,
            ValueKind::YesNo | ValueKind::Code(_) | ValueKind::Count | ValueKind::Date => false,
        };
        let kinds = law.vocabulary.events().iter().enumerate();
        let acts = kinds.filter(|(_, kind)| happens(kind)).filter_map(|(i, _)| KindId::new(i));
        let sex = law.vocabulary.kind("sex-stated");
        let consular = Consular {
            requested: law.vocabulary.kind("consular-notification-requested"),
            declined: law.vocabulary.kind("consular-visit-declined"),
            agreement: law.vocabulary.kind("mandatory-notification-agreement"),
        };
        Self { acts: acts.collect(), sex, consular, books, law }
    }

    /// The law.
    #[must_use]
    pub const fn law(&self) -> &Law {
        &self.law
    }

    /// The kind that says a person's sex, if the vocabulary has it.
    pub(crate) const fn sex(&self) -> Option<KindId> {
        self.sex
    }

    pub(crate) const fn consular(&self) -> Consular {
        self.consular
    }

    /// The number of a place.
    #[must_use]
    pub fn place(&self, jurisdiction: &str, place: &str) -> Option<PlaceNo> {
        let at = self.law.jurisdictions.iter().position(|one| one.id == jurisdiction)?;
        let within = self.law.jurisdictions.get(at)?.places.iter().position(|p| p.id == place)?;
        Some(PlaceNo { jurisdiction: u16::try_from(at).ok()?, place: u16::try_from(within).ok()? })
    }

    /// The jurisdiction of a place.
    #[must_use]
    pub fn jurisdiction(&self, at: PlaceNo) -> Option<&Jurisdiction> {
        self.law.jurisdictions.get(usize::from(at.jurisdiction))
    }

    /// A place.
    #[must_use]
    pub fn law_place(&self, at: PlaceNo) -> Option<&LawPlace> {
        self.jurisdiction(at)?.places.get(usize::from(at.place))
    }

    /// The rules of the jurisdiction of a place.
    #[must_use]
    pub fn rules(&self, at: PlaceNo) -> Option<&RuleBook> {
        self.books.get(usize::from(at.jurisdiction))
    }

    /// The zone of a place.
    pub(crate) fn zone(&self, at: PlaceNo) -> Option<&Zone> {
        self.law_place(at).map(|place| &place.place.zone)
    }

    /// The kinds for which silence means no.
    pub(crate) fn covered(&self, coverage: &Coverage) -> KindSet {
        match coverage {
            Coverage::Acts => self.acts,
            Coverage::Nothing => KindSet::EMPTY,
            Coverage::Kinds(ids) => {
                ids.iter().filter_map(|id| self.law.vocabulary.kind(id)).collect()
            }
        }
    }

    /// A written time at a place; nothing if it is no time.
    pub(crate) fn known(&self, time: &str, at: PlaceNo) -> Option<Known> {
        time.parse::<Edtf>().ok()?.known(self.zone(at)?).ok()
    }

    /// A country of the vocabulary.
    pub(crate) fn country(&self, id: &str) -> Option<CodeId> {
        let code = self.law.vocabulary.any_code(id)?;
        self.law.vocabulary.is_country(code).then_some(code)
    }
}
