//! The law of one folder, read and checked.

use crate::load::load;
use crate::model::duty::{Duty, Limit, List};
use crate::model::instrument::Instrument;
use crate::model::jurisdiction::Jurisdiction;
use crate::model::page::Page;
use crate::model::register::Register;
use crate::model::treaties::TreatyStatus;
use crate::model::vocabulary::Vocabulary;
use crate::problem::Problems;
use crate::rules::{RuleBook, rules};
use crate::source::Source;

/// Everything that a law folder says. A value of this type has no problems: it is only made by [`Law::load`] and
/// [`Law::load_for`].
#[derive(Clone, Debug)]
pub struct Law {
    /// Kinds of events, codes, roles.
    pub vocabulary: Vocabulary,
    /// In the order of their files.
    pub duties: Vec<Duty>,
    /// By jurisdiction, then in the order of files and entries.
    pub limits: Vec<Limit>,
    /// By jurisdiction, then in the order of files and entries.
    pub lists: Vec<List>,
    /// In the order of their files.
    pub instruments: Vec<Instrument>,
    /// In the order of their folders.
    pub jurisdictions: Vec<Jurisdiction>,
    /// Who was bound when.
    pub treaties: TreatyStatus,
    /// What serves each unit of a resolution, in the order of their files; none where one jurisdiction alone was read.
    pub registers: Vec<Register>,
    /// What the program makes for people to open.
    pub pages: Vec<Page>,
    pub(crate) list_names: Vec<String>,
    pub(crate) digest: String,
}

/// How much there is, for the summary of a check.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Duties.
    pub duties: usize,
    /// Limits that a lawyer confirmed.
    pub limits_confirmed: usize,
    /// Limits that no lawyer confirmed.
    pub limits_unconfirmed: usize,
    /// Kinds of events.
    pub kinds: usize,
    /// Code lists.
    pub code_lists: usize,
    /// Jurisdictions.
    pub jurisdictions: usize,
    /// Places.
    pub places: usize,
    /// Calendars.
    pub calendars: usize,
    /// Instruments.
    pub instruments: usize,
    /// Articles that may be cited.
    pub articles: usize,
    /// Periods for which a State was bound by a treaty.
    pub bonds: usize,
}

impl Law {
    /// Reads and checks everything.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, with file, place and how to mend it.
    pub fn load(source: &Source) -> Result<Self, Problems> {
        load(source, None)
    }

    /// Reads and checks what one jurisdiction needs: vocabulary, duties, instruments, treaty status, this jurisdiction and
    /// the international one. Indices of limits, lists and jurisdictions differ from those of [`Law::load`].
    ///
    /// # Errors
    ///
    /// What is wrong in the files that are read, or that there is no such jurisdiction.
    pub fn load_for(source: &Source, jurisdiction: &str) -> Result<Self, Problems> {
        load(source, Some(jurisdiction))
    }

    /// The jurisdiction with this id.
    #[must_use]
    pub fn jurisdiction(&self, id: &str) -> Option<&Jurisdiction> {
        self.jurisdictions.iter().find(|known| known.id == id)
    }

    /// The duty with this id.
    #[must_use]
    pub fn duty(&self, id: &str) -> Option<&Duty> {
        self.duties.iter().find(|known| known.id == id)
    }

    /// The page with this id.
    #[must_use]
    pub fn page(&self, id: &str) -> Option<&Page> {
        self.pages.iter().find(|known| known.id == id)
    }

    /// The index of an instrument.
    #[must_use]
    pub fn instrument(&self, id: &str) -> Option<usize> {
        self.instruments.iter().position(|known| known.id == id)
    }

    /// The rules of a jurisdiction, by duty and limit. Its own limits of a duty replace the international ones.
    #[must_use]
    pub fn rules(&self, jurisdiction: &Jurisdiction) -> RuleBook {
        rules(self, jurisdiction)
    }

    /// The names of lists of countries that the conditions of duties and limits ask for.
    #[must_use]
    pub fn list_names(&self) -> &[String] {
        &self.list_names
    }

    /// SHA-256, in hexadecimal, over the paths and contents of all law files of the folder, whether read or not.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// How much was read.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let confirmed = self.limits.iter().filter(|limit| limit.confirmed).count();
        let bonds = |i| self.treaties.states(i).iter().map(|(_, bonds)| bonds.len()).sum::<usize>();
        Counts {
            duties: self.duties.len(),
            limits_confirmed: confirmed,
            limits_unconfirmed: self.limits.len() - confirmed,
            kinds: self.vocabulary.events().len(),
            code_lists: self.vocabulary.codes().lists().len(),
            jurisdictions: self.jurisdictions.len(),
            places: self.jurisdictions.iter().map(|one| one.places.len()).sum(),
            calendars: self.jurisdictions.iter().map(|one| one.calendars.len()).sum(),
            instruments: self.instruments.len(),
            articles: self.instruments.iter().map(|one| one.articles.len()).sum(),
            bonds: (0..self.instruments.len()).map(bonds).sum(),
        }
    }
}
