//! One case, as far as it may be seen: who, what happened, which duties, what is to do.

use std::collections::{BTreeMap, BTreeSet};

use access::Action;
use casebook::{
    Case, CaseFact, CaseId, CaseNo, Casebook, Event, Fact, FlagFact, Happening, OpenClock,
    PersonId, TaskFact, TaskState, Value,
};
use report::{Question, ReasonReport, Worklist};
use uuid::Uuid;
use when::Instant;
use words::Words;

use crate::gate::{place_name, record};
use crate::views::word;
use crate::views::{CaseView, ClockView, EventView, FlagView, PartyView, ReasonView, TaskView};
use crate::{Error, Result, Visit};

type Seen = BTreeSet<String>;

impl Visit {
    /// A case by its id.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none that may be known of.
    pub async fn case(&self, id: Uuid, words: &Words) -> Result<CaseView> {
        self.room()?;
        let case = CaseId(id);
        // Asked first: the words of a case are not brought up for somebody who may not know of it.
        let known = self.keeper().read(|book| {
            book.case(case).map(|known| self.knows(&record(self.desk(), book, known)))
        });
        let known = known.ok_or(Error::NotFound)?;
        if !known {
            self.look(id, Action::Read, false);
            return Err(Error::NotFound);
        }
        let events = self.keeper().case_events(case).await?;
        // And again: it may have been sealed in between.
        let shown = self.keeper().read(|book| {
            let known = book.case(case)?;
            let seen = record(self.desk(), book, known);
            let knows = self.knows(&seen);
            knows.then(|| self.case_view(book, known, &self.fields(&seen), &events, words))
        });
        self.look(id, Action::Read, shown.is_some());
        shown.ok_or(Error::NotFound)
    }

    /// A case by the code people use; slips of the tongue are found.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none that may be known of.
    pub fn case_by_code(&self, code: &str) -> Result<Uuid> {
        let found = self.keeper().read(|book| {
            let case = book.case_by_code(code)?;
            self.knows(&record(self.desk(), book, case)).then_some(case.id.0)
        });
        found.ok_or(Error::NotFound)
    }

    fn case_view(
        &self,
        book: &Casebook,
        case: &Case,
        fields: &Seen,
        events: &[(keeper::Position, Event)],
        words: &Words,
    ) -> CaseView {
        let sees = |field: &str| fields.contains(field);
        let desk = self.desk();
        let number = book.case_no(case.id).unwrap_or_default();
        let (events_seen, hidden_events) = self.events(fields, events);
        let clocks = self.clocks(book, number, case, fields, words);
        let hidden_clocks = book.open_clocks(number).len() > clocks.len();
        CaseView {
            id: case.id.0,
            code: casebook::code::write(case.id),
            kind: sees("case.kind").then(|| word(&case.kind)),
            open: case.is_open(),
            sealed: case.sealed_to.is_some(),
            jurisdiction: desk
                .jurisdiction(case.place)
                .map(|one| one.id.clone())
                .unwrap_or_default(),
            place: sees("case.place").then(|| place_name(desk, case.place)),
            team: sees("case.team").then(|| book.team_at(case.team)).flatten().map(|team| team.0),
            owner: sees("case.assigned")
                .then(|| case.owner.and_then(|owner| book.user_at(owner)))
                .flatten()
                .map(|owner| owner.0),
            opened: case.opened.to_string(),
            parties: self.parties(book, case, sees("person.names")),
            events: events_seen,
            clocks,
            tasks: if sees("case.tasks") { tasks(case, events) } else { Vec::new() },
            flags: if sees("case.flags") { flags(case, events) } else { Vec::new() },
            hidden: hidden_events || hidden_clocks || !sees("person.names"),
        }
    }

    fn parties(&self, book: &Casebook, case: &Case, names: bool) -> Vec<PartyView> {
        let people = case.people().iter();
        let known = people.filter_map(|(person, role)| {
            let person = book.person_at(*person)?;
            let name = person
                .names()
                .next()
                .map(|(_, name)| format!("{} {}", name.given, name.family).trim().to_owned());
            Some(PartyView { person: person.id.0, role: word(role), name: name.filter(|_| names) })
        });
        known.collect()
    }

    fn events(
        &self,
        fields: &Seen,
        events: &[(keeper::Position, Event)],
    ) -> (Vec<EventView>, bool) {
        let vocabulary = &self.desk().law().vocabulary;
        let mut hidden = false;
        let mut replaced = BTreeSet::new();
        let mut shown = Vec::new();
        for (_, event) in events {
            let Fact::Case(CaseFact::Happened { what, .. }) = &event.fact else { continue };
            replaced.extend(what.corrects);
            if !fields.contains(&what.kind) {
                hidden = true;
                continue;
            }
            let title = vocabulary.kind(&what.kind).and_then(|kind| vocabulary.event(kind));
            let told = what.told.clone().filter(|_| fields.contains("case.narrative"));
            hidden |= what.told.is_some() && told.is_none();
            shown.push(EventView {
                id: event.head.id.0,
                kind: what.kind.clone(),
                title: title.map_or_else(|| what.kind.clone(), |kind| kind.title.clone()),
                time: what.time.clone(),
                value: self.value(what, fields),
                about: what.about.map(|person| person.0),
                source: word(&what.source.kind),
                told,
                recorded: event.head.recorded.to_string(),
                author: event.head.author.0,
                corrects: what.corrects.map(|event| event.0),
                replaced: false,
            });
        }
        for event in &mut shown {
            event.replaced = replaced.contains(&casebook::EventId(event.id));
        }
        (shown, hidden)
    }

    fn value(&self, what: &Happening, fields: &Seen) -> Option<String> {
        let vocabulary = &self.desk().law().vocabulary;
        match &what.value {
            Value::None => None,
            Value::Yes => Some("yes".to_owned()),
            Value::No => Some("no".to_owned()),
            Value::Unknown => Some("unknown".to_owned()),
            Value::Withdrawn => Some("withdrawn".to_owned()),
            Value::Code(code) => {
                let entry = vocabulary.any_code(code).and_then(|code| vocabulary.code_entry(code));
                Some(entry.map_or_else(|| code.clone(), |entry| entry.title.clone()))
            }
            Value::Count(count) => Some(count.to_string()),
            Value::Date(date) => {
                date.here().filter(|_| fields.contains("person.birth-date")).cloned()
            }
        }
    }

    fn clocks(
        &self,
        book: &Casebook,
        number: CaseNo,
        case: &Case,
        fields: &Seen,
        words: &Words,
    ) -> Vec<ClockView> {
        let mut clocks = Vec::new();
        for subject in case.subjects() {
            for clock in book.all_clocks(number, subject, self.at, Instant::MAX) {
                if clock.state == duty::State::NotApplicable || !clock.shown {
                    continue;
                }
                let open = OpenClock { subject, clock };
                clocks.extend(self.clock_view(book, number, &open, fields, words));
            }
        }
        clocks
    }

    /// A clock; nothing if its reason would name what may not be seen.
    pub(crate) fn clock_view(
        &self,
        book: &Casebook,
        number: CaseNo,
        open: &OpenClock,
        fields: &Seen,
        words: &Words,
    ) -> Option<ClockView> {
        let case = book.case_at(number)?;
        let law = self.desk().law();
        let rule = self.desk().rules(case.place)?.rules.get(usize::from(open.clock.rule))?;
        if !self.sees_rule(fields, rule) {
            return None;
        }
        let duty = law.duties.get(rule.duty)?;
        let missing = Worklist::missing(&open.clock, law, words);
        Some(ClockView {
            subject: book.person_at(open.subject)?.id.0,
            rule: rule.id.clone(),
            title: duty.title.clone(),
            paragraph: duty.paragraphs.first().cloned().unwrap_or_default(),
            instance: open.clock.instance,
            state: open.clock.state.name().to_owned(),
            due_earliest: open.clock.deadline.map(|due| due.earliest().to_string()),
            due_latest: open.clock.deadline.map(|due| due.latest().to_string()),
            missing: Some(missing).filter(|text| !text.is_empty()),
        })
    }

    /// Why a clock says what it says.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such clock that may be seen.
    pub fn reason(
        &self,
        case: Uuid,
        subject: Uuid,
        rule: &str,
        instance: u16,
        words: &Words,
    ) -> Result<ReasonView> {
        let found = self.keeper().read(|book| {
            let number = book.case_no(CaseId(case))?;
            let known = book.case_at(number)?;
            let seen = record(self.desk(), book, known);
            if !self.knows(&seen) {
                return None;
            }
            let fields = self.fields(&seen);
            let law = self.desk().law();
            let rules = &self.desk().rules(known.place)?.rules;
            let index = rules.iter().position(|one| one.id == rule)?;
            let rule = rules.get(index)?;
            if !self.sees_rule(&fields, rule) {
                return None;
            }
            let subject = known.subjects().find(|person| {
                book.person_at(*person).is_some_and(|one| one.id == PersonId(subject))
            })?;
            let context = book.context(number, self.at, Instant::MAX)?;
            let history = book.history(number, subject);
            let reason = duty::explain(u16::try_from(index).ok()?, rule, &history, &context);
            let question = Question {
                law,
                rule,
                context: &context,
                history: &history,
                reason: &reason,
                instance,
            };
            let report = ReasonReport::new(&question, words).ok()?;
            Some(ReasonView { sentence: report.sentence.clone(), tree: report.text() })
        });
        found.ok_or(Error::NotFound)
    }
}

fn tasks(case: &Case, events: &[(keeper::Position, Event)]) -> Vec<TaskView> {
    let mut titles = BTreeMap::new();
    for (_, event) in events {
        if let Fact::Task(TaskFact::Set { task, title, .. }) = &event.fact {
            titles.insert(*task, title.clone());
        }
    }
    let all = case.work().into_iter().flat_map(|work| work.tasks.iter());
    all.map(|(id, task)| TaskView {
        id: id.0,
        title: titles.get(id).cloned().unwrap_or_default(),
        due: task.due.map(|due| due.to_string()),
        to: task.to.map(|to| to.0),
        state: match task.state {
            TaskState::Open => "open",
            TaskState::Done => "done",
            TaskState::Dropped => "dropped",
        }
        .to_owned(),
    })
    .collect()
}

fn flags(case: &Case, events: &[(keeper::Position, Event)]) -> Vec<FlagView> {
    let mut reasons = BTreeMap::new();
    for (_, event) in events {
        if let Fact::Flag(FlagFact::Raised { flag, reason, .. }) = &event.fact {
            reasons.insert(*flag, reason.clone());
        }
    }
    let all = case.work().into_iter().flat_map(|work| work.flags.iter());
    all.map(|(id, flag)| FlagView {
        id: id.0,
        reason: reasons.get(id).cloned().unwrap_or_default(),
        resolved: flag.resolved,
    })
    .collect()
}
