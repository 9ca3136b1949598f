//! `amparo explain`: why one clock is in its state, and what if.

use crate::cli::{ExplainArgs, Format};
use crate::commands::audit;
use crate::commands::law::load_for;
use crate::commands::status;
use crate::failure::Failure;
use crate::manifest::Manifest;
use crate::suppose;
use crate::write::events::{self, Found};
use duty::{Context, Reason};
use law::{Jurisdiction, Law, LawPlace, RuleBook};
use report::{Question, ReasonReport};
use words::Words;

/// The name of a clock, taken apart: `CASE:RULE#INSTANCE`.
struct ClockName<'a> {
    case: &'a str,
    rule: &'a str,
    instance: u16,
}

impl<'a> ClockName<'a> {
    fn parse(name: &'a str) -> Result<Self, Failure> {
        let parts = name.rsplit_once('#').and_then(|(front, instance)| {
            let (case, rule) = front.rsplit_once(':')?;
            Some(Self { case, rule, instance: instance.parse().ok()? })
        });
        parts.ok_or_else(|| {
            Failure::usage(format!(
                "`{name}` is not the name of a clock. Names look like CASE:DUTY#1; they stand in the first column of clocks.csv."
            ))
        })
    }
}

/// Where the clock is evaluated: the audit's own law, or another jurisdiction's.
struct Ground<'l> {
    law: &'l Law,
    jurisdiction: &'l Jurisdiction,
    place: &'l LawPlace,
    book: RuleBook,
}

pub(crate) fn run(args: &ExplainArgs) -> Result<String, Failure> {
    let lang = audit::language(&args.lang)?;
    let name = ClockName::parse(&args.clock)?;
    let manifest = Manifest::read(&args.audit)?;
    let own = load(args, &manifest, &manifest.jurisdiction)?;
    if own.digest() != manifest.law_digest {
        return Err(Failure::input(format!(
            "The law folder has changed since {} was written, so its clocks cannot be explained with it. Run `amparo audit` again, or name the law of then with --law.",
            args.audit.display()
        )));
    }
    let own_jurisdiction = audit::jurisdiction(&own, &manifest.jurisdiction)?;
    let own_book = own.rules(own_jurisdiction);
    let duty = match own_book.rule(name.rule) {
        Some(rule) => own.duties[rule.duty].id.clone(),
        None => return Err(unknown_rule(&name, &own_book)),
    };
    let mut found = events::find(&args.audit, name.case)?.ok_or_else(|| {
        Failure::usage(format!(
            "There is no case `{}` in {}; see the column `case` of clocks.csv.",
            name.case,
            args.audit.display()
        ))
    })?;
    let other = args
        .under
        .as_deref()
        .map(|under| load(args, &manifest, under.split('/').next().unwrap_or(under)))
        .transpose()?;
    let ground = match (&other, args.under.as_deref()) {
        (Some(law), Some(under)) => other_ground(law, under)?,
        _ => own_ground(&own, own_jurisdiction, own_book, &found)?,
    };
    suppose::apply(&args.suppose, &mut found.history, ground.law, ground.place)?;
    let as_of = audit::instant(args.as_of.as_deref(), "--as-of", ground.jurisdiction)?;
    let context = Context {
        treaties: &ground.law.treaties,
        lists: &ground.law.lists,
        roles: ground.law.vocabulary.roles(),
        place: ground.place,
        as_of: as_of.unwrap_or_else(|| manifest.as_of()),
        as_known_on: manifest.as_known_on(),
        coverage: manifest.coverage(found.coverage, &own),
    };
    let reasons = reasons(args, &name, &duty, &ground, &found, &context);
    if reasons.is_empty() {
        return Ok(format!(
            "The law of {} has no limit for the duty {duty}.\n",
            ground.jurisdiction.title
        ));
    }
    let words = match args.format {
        Format::Text => Words::without_isolates(lang),
        Format::Json => Words::new(lang),
    };
    let mut out = String::new();
    let mut values = Vec::new();
    for (index, why) in &reasons {
        for instance in instances(args, &name, why) {
            let rule = &ground.book.rules[*index];
            let question = Question {
                law: ground.law,
                rule,
                context: &context,
                history: &found.history,
                reason: why,
                instance,
            };
            let reason = ReasonReport::new(&question, &words)
                .map_err(|error| Failure::usage(format!("{}: {error}.", args.clock)))?;
            match args.format {
                Format::Text => {
                    if !out.is_empty() {
                        out.push('\n');
                    }
                    out.push_str(&reason.text());
                }
                Format::Json => {
                    values.push(serde_json::to_value(&reason).map_err(Failure::internal)?)
                }
            }
        }
    }
    if args.format == Format::Json {
        let value = if values.len() == 1 {
            values.swap_remove(0)
        } else {
            serde_json::Value::Array(values)
        };
        out = format!("{value:#}\n");
    }
    Ok(out)
}

/// The law as the audit had it, the tables of treaty status that it took in included.
fn load(args: &ExplainArgs, manifest: &Manifest, jurisdiction: &str) -> Result<Law, Failure> {
    let source = args.law.source();
    let mut law = load_for(&source, jurisdiction)?;
    status::bind_only(&args.data.folder, &source, &mut law, &manifest.treaty_tables)?;
    Ok(law)
}

fn own_ground<'l>(
    law: &'l Law,
    jurisdiction: &'l Jurisdiction,
    book: RuleBook,
    found: &Found,
) -> Result<Ground<'l>, Failure> {
    let place = jurisdiction.places.get(usize::from(found.place));
    let place = place
        .ok_or_else(|| Failure::internal("an event names a place that the law does not have"))?;
    Ok(Ground { law, jurisdiction, place, book })
}

/// `ID` or `ID/PLACE`.
fn other_ground<'l>(law: &'l Law, under: &str) -> Result<Ground<'l>, Failure> {
    let (id, place) = under.split_once('/').map_or((under, None), |(id, place)| (id, Some(place)));
    let jurisdiction = audit::jurisdiction(law, id)?;
    let place = match place {
        None => jurisdiction.default_place(),
        Some(place) => jurisdiction.place(place),
    };
    let place = place.ok_or_else(|| {
        let known: Vec<&str> = jurisdiction.places.iter().map(|place| place.id.as_str()).collect();
        Failure::usage(format!(
            "--under {under}: {} has the places {}.",
            jurisdiction.title,
            known.join(", ")
        ))
    })?;
    Ok(Ground { law, jurisdiction, place, book: law.rules(jurisdiction) })
}

/// The reasons asked for: the clock's own rule, or every rule of the same duty elsewhere.
fn reasons(
    args: &ExplainArgs,
    name: &ClockName<'_>,
    duty: &str,
    ground: &Ground<'_>,
    found: &Found,
    context: &Context<'_>,
) -> Vec<(usize, Reason)> {
    let wanted = |rule: &law::Rule| match args.under {
        None => rule.id == name.rule,
        Some(_) => ground.law.duties[rule.duty].id == duty,
    };
    let rules = ground.book.rules.iter().enumerate().filter(|(_, rule)| wanted(rule));
    rules
        .map(|(index, rule)| {
            let number = u16::try_from(index).unwrap_or(u16::MAX);
            (index, duty::explain(number, rule, &found.history, context))
        })
        .collect()
}

/// The instance asked for; where something is supposed, the one that is shown, since the numbers may have moved.
fn instances(args: &ExplainArgs, name: &ClockName<'_>, reason: &Reason) -> Vec<u16> {
    let supposed = args.under.is_some() || !args.suppose.is_empty() || args.as_of.is_some();
    if supposed {
        reason.clocks.iter().filter(|clock| clock.shown).map(|clock| clock.instance).collect()
    } else {
        vec![name.instance]
    }
}

fn unknown_rule(name: &ClockName<'_>, book: &RuleBook) -> Failure {
    let near = law::nearest(name.rule, book.rules.iter().map(|rule| rule.id.as_str()));
    let hint = match near.as_slice() {
        [] => " The column `clock` of clocks.csv has the names.".to_owned(),
        near => format!(" Did you mean `{}`?", near.join("` or `")),
    };
    Failure::usage(format!("There is no duty `{}` in this audit.{hint}", name.rule))
}
