//! What the access policies must know of a case before they let a consular post see it: a confirmed nationality, and that the person
//! asked for it or an agreement obliges (VCCR article 36(1)(b)). In doubt the answer is no: a consulate that learns too much of
//! somebody cannot unlearn it.

use crate::fact::{FieldKey, FieldValue, Standing};
use crate::state::{Case, Casebook, Tag};
use law::CodeId;

impl Casebook {
    /// Whether the consular post may know of the case.
    #[must_use]
    pub fn is_consular(&self, case: &Case) -> bool {
        let kinds = self.desk.consular();
        let mut told = (false, false);
        for (index, item) in case.items.iter().enumerate() {
            let replaced = |later: &crate::Item| later.corrects as usize == index + 1;
            if case.items.iter().any(replaced) {
                continue;
            }
            if Some(item.kind) == kinds.requested {
                told.0 = item.tag == Tag::Yes;
            } else if Some(item.kind) == kinds.declined {
                told.0 = false;
            } else if Some(item.kind) == kinds.agreement {
                told.1 = item.tag == Tag::Yes;
            }
        }
        told.0 || told.1
    }

    /// The one nationality that is confirmed of every subject; nothing if there are several, or none is confirmed.
    #[must_use]
    pub fn confirmed_nationality(&self, case: &Case) -> Option<CodeId> {
        let mut found = None;
        for subject in case.subjects() {
            let fields = self.person_at(subject)?.fields().iter();
            let mut confirmed =
                fields.filter_map(|version| match (&version.field, &version.value) {
                    (
                        FieldKey::Nationality(_),
                        FieldValue::Nationality(country, Standing::Confirmed),
                    ) => self.desk.country(country),
                    _ => None,
                });
            let one = confirmed.next()?;
            if confirmed.any(|other| other != one) || found.is_some_and(|found| found != one) {
                return None;
            }
            found = Some(one);
        }
        found
    }
}
