//! One stop of a way: what a reader may expect of that State.
//!
//! The same stop stands on many pages, so it is made once for a State, a role and a language and put together with others as
//! text. Consulates are not here: they depend on where the reader comes from.

use crate::atlas::Country;
use crate::chip::{Chip, Line, Mark, anchor_of};
use crate::contacts::{Contact, ContactKind};
use crate::data::GuideData;
use crate::standing::{Standing, Worth, is_party_to_anything, standing, worth};
use askama::Template;
use law::{CodeId, Law, Limit, LimitKind};
use when::Day;
use words::{Key, Words, key};

/// What a State is to the reader.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Role {
    /// Their own.
    Origin,
    /// On the way.
    Transit,
    /// Where they want to arrive.
    Destination,
}

impl Role {
    pub(crate) const ALL: [Self; 3] = [Self::Origin, Self::Transit, Self::Destination];

    const fn class(self) -> &'static str {
        match self {
            Self::Origin => "origin",
            Self::Transit => "transit",
            Self::Destination => "destination",
        }
    }

    const fn key(self) -> Key {
        match self {
            Self::Origin => key::GUIDE_ROLE_ORIGIN,
            Self::Transit => key::GUIDE_ROLE_TRANSIT,
            Self::Destination => key::GUIDE_ROLE_DESTINATION,
        }
    }
}

/// What the pages of one language are made from.
pub(crate) struct Ground<'a> {
    pub(crate) law: &'a Law,
    pub(crate) data: &'a GuideData,
    pub(crate) words: &'a Words,
    pub(crate) day: Day,
}

pub(crate) struct SituationView {
    pub(crate) title: String,
    pub(crate) lines: Vec<Line>,
    pub(crate) not_joined: Vec<Line>,
}

struct TreatyView {
    meaning: String,
    label: String,
    standing: String,
    mark: Mark,
    anchor: String,
}

struct LimitView {
    label: String,
    length: String,
    then: Vec<String>,
    source: String,
    confirmed: bool,
    confirmation: String,
}

/// A contact as it stands on a page.
#[derive(Template)]
#[template(path = "contact.html")]
pub(crate) struct ContactView {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) phone: Option<String>,
    pub(crate) dial: String,
    pub(crate) web: Option<String>,
    free: bool,
    free_words: String,
    checked: String,
    old: Option<String>,
    source: String,
}

#[derive(Template)]
#[template(path = "stop.html")]
struct StopView<'a> {
    w: &'a Words,
    id: String,
    role_class: &'static str,
    name: String,
    role: String,
    situations: Vec<SituationView>,
    contacts: Vec<ContactView>,
    lacking: Option<String>,
    limits: Vec<LimitView>,
    flux: bool,
    territory: bool,
    treaties_note: String,
    treaties: Vec<TreatyView>,
}

impl Ground<'_> {
    pub(crate) fn name(&self, country: Country) -> String {
        self.data.atlas.name(country, self.words.language().tag())
    }

    /// A fact with a source of `guide-data/sources.toml`.
    pub(crate) fn sourced(&self, message: Key, source: &str) -> Line {
        self.said(self.words.text(message), source)
    }

    /// The same for words that are already put together.
    pub(crate) fn said(&self, text: String, source: &str) -> Line {
        let label = self.data.outside(source).map_or(source, |outside| outside.chip.as_str());
        Line::fact(text, Chip::source(self.words, label, Some(source)))
    }

    pub(crate) fn advice(&self, message: Key) -> Line {
        Line::advice(self.words.text(message))
    }

    /// The stop as HTML.
    pub(crate) fn stop(&self, country: Country, role: Role) -> Result<String, askama::Error> {
        let state = self.data.atlas.code(country);
        let (contacts, lacking) = self.contacts(country);
        let (limits, flux) = state.map_or((Vec::new(), false), |state| self.limits(state));
        StopView {
            w: self.words,
            id: country.lower(),
            role_class: role.class(),
            name: self.name(country),
            role: self.words.text(role.key()),
            situations: self.situations(state, role == Role::Origin),
            contacts,
            lacking,
            limits,
            flux,
            territory: state.is_none_or(|state| !is_party_to_anything(self.law, state)),
            treaties_note: self
                .words
                .say(key::GUIDE_TREATIES_NOTE, &[("date", self.words.day(self.day).into())]),
            treaties: self.treaties(state),
        }
        .render()
    }

    /// The sentences for a State; what rests on nothing that binds it stands apart.
    pub(crate) fn situations(&self, state: Option<CodeId>, own: bool) -> Vec<SituationView> {
        let mut all = Vec::new();
        for situation in &self.data.rights.situations {
            let (mut lines, mut not_joined) = (Vec::new(), Vec::new());
            for right in situation.rights.iter().filter(|right| right.is_for(own)) {
                let text = self.words.text(right.key);
                if right.basis.is_empty() {
                    lines.push(Line::advice(text));
                    continue;
                }
                let worth = state.map_or_else(
                    || Worth::Perhaps(right.basis.clone()),
                    |state| worth(self.law, &right.basis, state, self.day),
                );
                let line = Line::fact(text, Chip::worth(self.words, &worth));
                match worth {
                    Worth::Not(..) => not_joined.push(line),
                    Worth::Binding(_) | Worth::Perhaps(_) | Worth::Declared(_) => lines.push(line),
                }
            }
            if !lines.is_empty() || !not_joined.is_empty() {
                all.push(SituationView {
                    title: self.words.text(situation.key),
                    lines,
                    not_joined,
                });
            }
        }
        all
    }

    fn treaties(&self, state: Option<CodeId>) -> Vec<TreatyView> {
        let view = |(instrument, id, meaning): &(usize, String, Key)| {
            let stands = state.map_or(Standing::Unknown, |state| {
                standing(self.law, *instrument, state, self.day)
            });
            let (mark, said) = self.standing(stands);
            TreatyView {
                meaning: self.words.text(*meaning),
                label: id
                    .replace("REFUGEE-CONVENTION", "Refugee Convention")
                    .replace("TRAFFICKING-PROTOCOL", "Trafficking Protocol"),
                standing: said,
                mark,
                anchor: anchor_of(id),
            }
        };
        self.data.rights.treaties.iter().map(view).collect()
    }

    fn standing(&self, stands: Standing) -> (Mark, String) {
        let date =
            |key: Key, day: Day| self.words.say(key, &[("date", self.words.day(day).into())]);
        match stands {
            Standing::Binds(from, to) if from == to => {
                (Mark::Binding, date(key::GUIDE_TREATY_YES, from))
            }
            Standing::Binds(from, to) => {
                let args =
                    [("from", self.words.day(from).into()), ("to", self.words.day(to).into())];
                (Mark::Binding, self.words.say(key::GUIDE_TREATY_YES_BETWEEN, &args))
            }
            Standing::Soon(_, latest) => (Mark::NotBinding, date(key::GUIDE_TREATY_SOON, latest)),
            Standing::NotThen(then) => (Mark::NotBinding, date(key::GUIDE_TREATY_NOT_THEN, then)),
            Standing::No => (Mark::NotBinding, self.words.text(key::GUIDE_TREATY_NO)),
            Standing::Unknown => (Mark::Perhaps, self.words.text(key::GUIDE_TREATY_UNKNOWN)),
        }
    }

    /// The limits that the law or a court of the State sets, and whether its law is about to change.
    fn limits(&self, state: CodeId) -> (Vec<LimitView>, bool) {
        let here = |jurisdiction: &law::Jurisdiction| {
            jurisdiction.places.iter().any(|place| place.state == Some(state))
        };
        let jurisdictions = &self.law.jurisdictions;
        let flux = jurisdictions.iter().any(|one| here(one) && one.in_flux.is_some());
        let mut views = Vec::new();
        for (duty, label) in &self.data.rights.limits {
            let fits = |limit: &&Limit| {
                self.law.duties.get(limit.duty).is_some_and(|known| known.id == *duty)
                    && jurisdictions.get(limit.jurisdiction).is_some_and(here)
                    && limit.kind != LimitKind::Policy
                    && limit.valid_from.is_none_or(|from| from <= self.day)
                    && limit.valid_to.is_none_or(|to| self.day <= to)
            };
            views
                .extend(self.law.limits.iter().filter(fits).map(|limit| self.limit(limit, *label)));
        }
        (views, flux)
    }

    fn limit(&self, limit: &Limit, label: Key) -> LimitView {
        let then =
            |key: Key, length| self.words.say(key, &[("length", self.words.length(length).into())]);
        let mut later: Vec<String> =
            limit.then.iter().map(|next| then(key::GUIDE_LIMIT_THEN, next.length)).collect();
        later.extend(limit.every.as_ref().map(|every| then(key::GUIDE_LIMIT_EVERY, every.length)));
        let confirmation =
            if limit.confirmed { key::GUIDE_CONFIRMED } else { key::GUIDE_UNCONFIRMED };
        LimitView {
            label: self.words.text(label),
            length: self.words.length(limit.counting.length),
            then: later,
            source: limit.source.clone(),
            confirmed: limit.confirmed,
            confirmation: self.words.text(confirmation),
        }
    }

    /// Contacts in a State but for consulates, and a sentence on the kinds of which there is none.
    pub(crate) fn contacts(&self, state: Country) -> (Vec<ContactView>, Option<String>) {
        let (mut views, mut lacking) = (Vec::new(), Vec::new());
        for kind in ContactKind::ALL.into_iter().filter(|kind| *kind != ContactKind::Consulate) {
            let found = self.data.contacts.of(state, kind, None);
            if found.is_empty() {
                lacking.push(self.words.text(kind.key()));
            }
            views.extend(found.into_iter().map(|contact| self.contact(contact)));
        }
        let lacking = (!lacking.is_empty()).then(|| {
            self.words.say(key::GUIDE_CALL_LACKING, &[("kinds", self.words.list(lacking).into())])
        });
        (views, lacking)
    }

    pub(crate) fn contact(&self, contact: &Contact) -> ContactView {
        let date = self.words.day(contact.checked);
        ContactView {
            kind: self.words.text(contact.kind.key()),
            name: contact.name.clone(),
            phone: contact.phone.clone(),
            dial: contact.dial().unwrap_or_default(),
            web: contact.web.clone(),
            free: contact.free,
            free_words: self.words.text(key::GUIDE_CALL_FREE),
            checked: self.words.say(contact.how.key(), &[("date", date.into())]),
            old: contact.is_old(self.day).then(|| self.words.text(key::GUIDE_CALL_OLD)),
            source: contact.source.clone(),
        }
    }
}
