//! A question, resolved: which treaties, which States, which day.

use super::args::StatusArgs;
use crate::failure::Failure;
use crate::world;
use law::{
    CodeId, Conflict, InstrumentKind, Law, Membership, Named, NotDone, Standing, StatusBook,
    YearCount,
};
use when::{Day, Zone};

/// What is asked, with what answers it.
pub(super) struct View<'a> {
    pub(super) law: &'a Law,
    pub(super) book: &'a StatusBook,
    pub(super) on: Day,
    pub(super) instruments: Vec<usize>,
    /// By name. Those asked for, or all that count on the day or have acted.
    pub(super) states: Vec<CodeId>,
    pub(super) asked_instrument: bool,
    pub(super) asked_state: bool,
    /// Names asked for that are no States of the day, with their successors.
    pub(super) former: Vec<(CodeId, Vec<CodeId>)>,
}

/// How many stand where.
pub(super) struct Sums {
    pub(super) parties: u64,
    pub(super) deposited: u64,
    pub(super) signatories: u64,
    pub(super) unknown: u64,
}

impl<'a> View<'a> {
    pub(super) fn of(
        args: &StatusArgs,
        law: &'a Law,
        book: &'a StatusBook,
    ) -> Result<Self, Failure> {
        let mut view = Self {
            law,
            book,
            on: day(args.on.as_deref())?,
            instruments: Vec::new(),
            states: Vec::new(),
            asked_instrument: !args.instrument.is_empty(),
            asked_state: !args.state.is_empty(),
            former: Vec::new(),
        };
        for id in &args.instrument {
            let found = view.instrument(id)?;
            if !view.instruments.contains(&found) {
                view.instruments.push(found);
            }
        }
        if !view.asked_instrument {
            view.instruments =
                (0..law.instruments.len()).filter(|index| book.knows(*index)).collect();
        }
        for name in &args.state {
            view.add_state(name)?;
        }
        if !view.asked_state {
            view.states = view.all_states();
        }
        let by_name =
            |state: &CodeId| law.vocabulary.code_entry(*state).map(|code| code.title.clone());
        view.states.sort_by_key(by_name);
        view.states.dedup();
        Ok(view)
    }

    fn instrument(&self, id: &str) -> Result<usize, Failure> {
        let all = &self.law.instruments;
        let treaties = || all.iter().filter(|one| one.kind == InstrumentKind::Treaty);
        if let Some(found) = all.iter().position(|known| known.id.eq_ignore_ascii_case(id)) {
            return Ok(found);
        }
        let ids: Vec<&str> = treaties().map(|one| one.id.as_str()).collect();
        let help = match law::nearest(id, ids.iter().copied()).first() {
            Some(near) => format!("did you mean {near}?"),
            None => format!("known are {}.", ids.join(", ")),
        };
        let id: String = id.chars().take(60).collect();
        Err(Failure::usage(format!("No treaty is called `{id}`; {help}")))
    }

    /// Adds the State of a name; of one that is gone, what became of it too.
    fn add_state(&mut self, name: &str) -> Result<(), Failure> {
        let shown: String = name.chars().take(60).collect();
        let code = match self.book.states().named(name) {
            Named::One(code) => code,
            Named::Several(codes) => {
                let names: Vec<String> = codes
                    .iter()
                    .map(|code| format!("{} ({})", self.code(*code), self.name(*code)))
                    .collect();
                return Err(Failure::usage(format!(
                    "`{shown}` may mean several States: {}. Name one by its code.",
                    names.join(", ")
                )));
            }
            Named::None(near) => {
                let help = near.map_or_else(
                    || "write a code of ISO 3166-1 such as MEX, or a name".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                return Err(Failure::usage(format!("No State is called `{shown}`; {help}")));
            }
        };
        self.states.push(code);
        let entries: Vec<_> = self.book.states().of(code).collect();
        let gone = entries.iter().all(|entry| {
            entry.membership == Membership::Earlier
                || entry.until.is_some_and(|until| until < self.on)
        });
        if gone && !entries.is_empty() {
            let successors: Vec<CodeId> =
                entries.iter().flat_map(|entry| entry.successors.iter().copied()).collect();
            self.states.extend(&successors);
            self.former.push((code, successors));
        }
        Ok(())
    }

    /// The Members and observers of the day, and whoever has an act.
    fn all_states(&self) -> Vec<CodeId> {
        let mut states = self.book.states().universe(self.on);
        for instrument in &self.instruments {
            states.extend(self.book.all(*instrument).iter().map(|(state, _)| *state));
        }
        states.sort_unstable();
        states.dedup();
        states
    }

    pub(super) fn code(&self, state: CodeId) -> &'a str {
        self.law.vocabulary.code_name(state)
    }

    pub(super) fn name(&self, state: CodeId) -> &'a str {
        self.law.vocabulary.code_entry(state).map_or("?", |code| &code.title)
    }

    pub(super) fn id(&self, instrument: usize) -> &'a str {
        self.law.instruments.get(instrument).map_or("?", |one| &one.id)
    }

    pub(super) fn title(&self, instrument: usize) -> &'a str {
        self.law.instruments.get(instrument).map_or("?", |one| &one.title)
    }

    pub(super) fn standing(&self, instrument: usize, state: CodeId) -> Standing {
        self.book.standing(instrument, state, self.on)
    }

    /// Who had surely not done so, and of whom that is not known; by name.
    pub(super) fn not_done(&self, instrument: usize) -> (Vec<NotDone>, Vec<NotDone>) {
        let mut all = self.book.not_done(instrument, self.on);
        all.sort_by_key(|one| self.name(one.state));
        let (unknown, surely) = all.into_iter().partition(|one| one.standing == Standing::Unknown);
        (surely, unknown)
    }

    pub(super) fn universe(&self) -> usize {
        self.book.states().universe(self.on).len()
    }

    pub(super) fn counts(&self, instrument: usize) -> Vec<YearCount> {
        self.book.counts(instrument, self.on)
    }

    /// How many of all who count or have acted stand where.
    pub(super) fn sums(&self, instrument: usize) -> Sums {
        let mut sums = Sums { parties: 0, deposited: 0, signatories: 0, unknown: 0 };
        for state in self.all_states() {
            match self.standing(instrument, state) {
                Standing::Party => sums.parties += 1,
                Standing::Deposited => sums.deposited += 1,
                Standing::Signatory => sums.signatories += 1,
                Standing::Unknown => sums.unknown += 1,
                Standing::Nothing | Standing::Withdrawn => {}
            }
        }
        sums
    }

    /// The contradictions about what is asked.
    pub(super) fn conflicts(&self) -> impl Iterator<Item = &'a Conflict> {
        self.book.conflicts().iter().filter(|conflict| {
            self.instruments.contains(&conflict.instrument)
                && (!self.asked_state || self.states.contains(&conflict.state))
        })
    }
}

fn day(text: Option<&str>) -> Result<Day, Failure> {
    match text {
        Some(text) => text.parse().map_err(|error| {
            Failure::usage(format!("--on takes a day such as 2010-12-21: {error}."))
        }),
        None => {
            let zone = Zone::named("UTC").map_err(Failure::internal)?;
            Ok(zone.day_of(world::now()))
        }
    }
}
