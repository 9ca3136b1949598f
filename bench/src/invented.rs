//! The law that is measured, and invented histories to measure it on.
//!
//! Nobody in here exists. The law is the real one of the United States as `law/` says it. Histories come from a small
//! generator with a fixed seed, so that every run and every peer sees the same ones.

use anyhow::{Context as _, Result, anyhow};
use arrow_array::RecordBatch;
use duty::batch::Evaluation;
use duty::columns::BatchBuilder;
use duty::{Context, Event, EventId, Value};
use law::{CodeId, Condition, Jurisdiction, KindId, KindSet, Law, RuleBook, Source};
use when::{Instant, Known, Span};

/// 48 hours.
pub(crate) const LIMIT: i64 = 172_800;
/// The rule that the peers can express too.
const BARE: &str = "custody-decision/warrantless-48h";
/// 1 March 2025 in New York: the instant of the question.
pub(crate) const AS_OF: Instant = Instant::from_seconds(1_740_805_200);
const DAY: i64 = 86_400;

/// The law in a form that can be evaluated.
pub(crate) struct Ground {
    pub(crate) law: Law,
    jurisdiction: usize,
    /// Every rule.
    pub(crate) all: RuleBook,
    /// The one bare rule.
    pub(crate) bare: RuleBook,
}

impl Ground {
    pub(crate) fn load() -> Result<Self> {
        let law = Law::load_for(&Source::Embedded, "us")
            .map_err(|problems| anyhow!("the law folder does not load: {problems}"))?;
        let us = law.jurisdiction("us").context("there is no law of the United States")?;
        let all = law.rules(us);
        let mut rule = all.rule(BARE).with_context(|| format!("there is no rule {BARE}"))?.clone();
        // The peers know no conditions on facts: the comparison alone is left.
        rule.condition = Condition::Always;
        rule.trigger = vec![[kind(&law, "arrest")?].into_iter().collect()];
        let bare = RuleBook { rules: vec![rule], jurisdiction: all.jurisdiction };
        let jurisdiction = all.jurisdiction;
        Ok(Self { law, jurisdiction, all, bare })
    }

    fn jurisdiction(&self) -> &Jurisdiction {
        &self.law.jurisdictions[self.jurisdiction]
    }

    /// A batch evaluation of some rules: one place, everything covered.
    pub(crate) fn evaluation<'a>(&'a self, book: &'a RuleBook) -> Evaluation<'a> {
        Evaluation {
            book,
            treaties: &self.law.treaties,
            lists: &self.law.lists,
            roles: self.law.vocabulary.roles(),
            places: &self.jurisdiction().places,
            coverages: &[KindSet::ALL],
            as_of: AS_OF,
            as_known_on: Instant::MAX,
        }
    }

    /// The circumstances of one case at an instant.
    pub(crate) fn context(&self, as_of: Instant) -> Result<Context<'_>> {
        let mut context =
            self.evaluation(&self.all).context(0, 0).context("the United States have no place")?;
        context.as_of = as_of;
        Ok(context)
    }

    /// The number of a kind.
    pub(crate) fn kind(&self, id: &str) -> Result<KindId> {
        kind(&self.law, id)
    }
}

fn kind(law: &Law, id: &str) -> Result<KindId> {
    law.vocabulary.kind(id).with_context(|| format!("the vocabulary has no {id}"))
}

/// Chance that repeats itself (`SplitMix64`).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: i64) -> i64 {
        (self.next() % n.max(1).unsigned_abs()) as i64
    }
}

/// An event at a known second.
pub(crate) fn event(id: u32, kind: KindId, at: i64, value: Value) -> Event {
    Event {
        id: EventId(id),
        kind,
        time: Known::certain(Span::at(Instant::from_seconds(at))),
        recorded: None,
        corrects: None,
        value,
    }
}

/// How many events a batch holds. The clocks of larger ones no longer fit into the processor's cache, nor into what the
/// allocator keeps for the next batch.
const BATCH: usize = 16_384;

/// Histories cut into batches of whole cases.
#[derive(Default)]
struct Batches {
    done: Vec<RecordBatch>,
    builder: BatchBuilder,
}

impl Batches {
    fn push(&mut self, case: u32, history: &[Event]) -> Result<()> {
        self.builder.push(case, 0, 0, history);
        if self.builder.len() >= BATCH {
            self.done.push(self.builder.finish()?);
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<RecordBatch>> {
        if !self.builder.is_empty() {
            self.done.push(self.builder.finish()?);
        }
        Ok(self.done)
    }
}

/// Arrest and decision, a case each: the decision comes up to 60 hours after the arrest.
pub(crate) fn pairs(cases: u32, ground: &Ground) -> Result<Vec<RecordBatch>> {
    let (arrest, decision) = (ground.kind("arrest")?, ground.kind("custody-decision-made")?);
    let mut dice = Dice::new(1);
    let mut batches = Batches::default();
    for case in 0..cases {
        let begins = AS_OF.seconds() - 4 * DAY - dice.below(360 * DAY);
        let decided = begins + dice.below(60 * 3_600);
        let history =
            [event(0, arrest, begins, Value::None), event(1, decision, decided, Value::None)];
        batches.push(case, &history)?;
    }
    batches.finish()
}

/// What may follow an arrest in [`histories`].
const LATER: [&str; 18] = [
    "detention-started",
    "reasons-for-arrest-given",
    "custody-decision-made",
    "consular-information-given",
    "consular-notification-requested",
    "consular-notification-made",
    "brought-before-judge",
    "detention-reviewed",
    "segregation-placed",
    "segregation-reported-72h",
    "complaint-filed",
    "remedy-decision-made",
    "unaccompanied-child-found",
    "guardian-appointed",
    "victim-identified",
    "medical-help-offered",
    "removal-order-final",
    "release",
];

/// The numbers that mixed histories are made of.
pub(crate) struct Palette {
    birth: KindId,
    nationality: KindId,
    arrest: KindId,
    later: Vec<KindId>,
    countries: Vec<CodeId>,
}

impl Palette {
    pub(crate) fn new(ground: &Ground) -> Result<Self> {
        let roles = ground.law.vocabulary.roles();
        let countries = ground.law.vocabulary.countries().context("there are no countries")?;
        Ok(Self {
            birth: roles.birth,
            nationality: roles.nationality,
            arrest: ground.kind("arrest")?,
            later: LATER.into_iter().map(|id| ground.kind(id)).collect::<Result<_>>()?,
            countries: countries.codes.clone(),
        })
    }

    /// Birth, nationality, arrest, and so many later events of mixed kinds in the order of time. A third of the later ones
    /// are known only to the day.
    pub(crate) fn history(&self, dice: &mut Dice, later: u32, history: &mut Vec<Event>) {
        history.clear();
        let begins = AS_OF.seconds() - 2 * DAY - dice.below(180 * DAY);
        let born = Instant::from_seconds(begins - (10 + dice.below(50)) * 365 * DAY);
        let birth = Span::between(born, born.plus(DAY - 1));
        let country = self.countries[dice.below(self.countries.len() as i64) as usize];
        history.push(event(0, self.birth, begins, Value::Date(birth)));
        history.push(event(1, self.nationality, begins, Value::Code(country)));
        history.push(event(2, self.arrest, begins, Value::None));
        let mut at = begins;
        for id in 3..3 + later {
            at = (at + dice.below(20 * DAY)).min(AS_OF.seconds());
            history.push(self.later(dice, id, at));
        }
    }

    /// Some later event at a second.
    pub(crate) fn later(&self, dice: &mut Dice, id: u32, at: i64) -> Event {
        let kind = self.later[dice.below(self.later.len() as i64) as usize];
        let mut later = event(id, kind, at, Value::None);
        if dice.below(3) == 0 {
            let first = Instant::from_seconds(at - at.rem_euclid(DAY));
            later.time = Known::certain(Span::between(first, first.plus(DAY - 1)));
        }
        later
    }
}

/// Histories of six events of mixed kinds.
pub(crate) fn histories(cases: u32, ground: &Ground) -> Result<Vec<RecordBatch>> {
    let palette = Palette::new(ground)?;
    let mut dice = Dice::new(2);
    let mut batches = Batches::default();
    let mut history = Vec::new();
    for case in 0..cases {
        palette.history(&mut dice, 3, &mut history);
        batches.push(case, &history)?;
    }
    batches.finish()
}
