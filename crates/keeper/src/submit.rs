//! From a command to entries: decide, append, wait until it is in the state.
//!
//! A command is decided against the state and written with the versions of the streams as the state has them. If somebody was
//! faster, the ledger says so; then the state catches up and the command is decided anew: against what the other did. A command that
//! was done before gives the first answer again, whatever the state says now.

use std::collections::HashMap;

use casebook::{Command, Event, EventId, Refusal};
use ledger::{Operation, OperationId, Owner, Position, StreamId, Version};

use crate::Keeper;
use crate::error::{Error, Result};
use crate::lay::{self, KeyChange, Read, entry, key_change};

/// How often a command is decided anew before it says that others are busy.
const TRIES_MAX: usize = 16;

/// What became of a command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    /// The last position of its entries.
    pub position: Position,
    /// Its events.
    pub events: Vec<EventId>,
    /// It had been done before; nothing was written now.
    pub repeated: bool,
}

impl Keeper {
    /// Does a command: when this returns, it survives a power cut and is in the state.
    ///
    /// Whoever got no answer sends the same command again.
    ///
    /// # Errors
    /// [`Error::Refused`] with the reason, or what the ledger says. Nothing of the command happened, except that
    /// [`ledger::Error::Unanswered`] leaves it open: send it again.
    pub async fn submit(&self, command: &Command) -> Result<Receipt> {
        for _ in 0..TRIES_MAX {
            let head = self.0.ledger.head();
            match self.once(command).await {
                Err(Error::Ledger(ledger::Error::Conflict { .. })) => {
                    // What the other wrote is in the log; at least as far as that the state must be.
                    self.reach(self.0.ledger.head().max(head)).await?;
                    if let Some(receipt) = self.done_before(command).await? {
                        return Ok(receipt);
                    }
                    tokio::task::yield_now().await;
                }
                // A key that exists: the person or the case was made by the same command, or by a stranger's with the same name.
                Err(
                    refused @ (Error::Refused(_)
                    | Error::Ledger(
                        ledger::Error::OperationReused(_) | ledger::Error::KeyTaken(_),
                    )),
                ) => {
                    return match self.done_before(command).await? {
                        Some(receipt) => Ok(receipt),
                        None => Err(plain(refused)),
                    };
                }
                other => return other.map_err(plain),
            }
        }
        Err(Error::Busy)
    }

    async fn once(&self, command: &Command) -> Result<Receipt> {
        if let Some(why) = self.halted() {
            return Err(Error::Halted { after: self.position().0, why });
        }
        let (events, operation, graves) = self.prepare(command)?;
        let appended = self.0.ledger.append(operation).await?;
        let position = appended.last();
        for owner in graves {
            self.bury(owner).await?;
        }
        self.reach(position).await?;
        Ok(Receipt { position, events: ids(&events), repeated: appended.repeated })
    }

    /// Decides and lays out, under one look at the state; and tells which keys are to be destroyed afterwards.
    fn prepare(&self, command: &Command) -> Result<(Vec<Event>, Operation, Vec<Owner>)> {
        let ledger = &self.0.ledger;
        let state = self.reading();
        let events = state.book.decide(command)?;
        let mut next: HashMap<StreamId, u64> = HashMap::new();
        let mut entries = Vec::with_capacity(events.len());
        let (mut keys, mut graves) = (Vec::new(), Vec::new());
        for event in &events {
            let stream = lay::stream(ledger, event.fact.thing());
            let seen = next
                .entry(stream)
                .or_insert_with(|| state.versions.get(&stream).copied().unwrap_or(0));
            let entry = entry(ledger, event, Version(*seen));
            entries
                .push(entry.map_err(|why| Error::Unreadable { position: Position::START, why })?);
            *seen += 1;
            match key_change(ledger, &event.fact) {
                Some(KeyChange::Made(owner)) => keys.push(owner),
                Some(KeyChange::Destroyed(owner)) => graves.push(owner),
                None => {}
            }
        }
        let operation = Operation::new(name(command), entries).with_keys(keys);
        Ok((events, operation, graves))
    }

    /// The first answer, if the ledger has this operation with the same facts.
    async fn done_before(&self, command: &Command) -> Result<Option<Receipt>> {
        let entries = self.0.ledger.operation(name(command)).await?;
        let Some(last) = entries.last().map(|entry| entry.place.position) else { return Ok(None) };
        let mut same = entries.len() == command.facts.len();
        for (entry, (id, fact)) in entries.into_iter().zip(&command.facts) {
            same &= match lay::read(entry)? {
                Read::Event(event) => {
                    let mut asked = event.clone();
                    asked.head.id = *id;
                    asked.fact = fact.clone();
                    event.head.author == command.author && alike(&event, &asked)
                }
                // What was erased cannot be compared: it is taken for the same.
                Read::Gone => true,
                Read::Other(..) => false,
            };
        }
        if !same {
            return Err(ledger::Error::OperationReused(name(command)).into());
        }
        self.reach(last).await?;
        let events = command.facts.iter().map(|(id, _)| *id).collect();
        Ok(Some(Receipt { position: last, events, repeated: true }))
    }
}

/// The same but for what was erased since.
fn alike(done: &Event, asked: &Event) -> bool {
    if done == asked {
        return true;
    }
    let bytes = |event: &Event| casebook::codec::encode(event).ok();
    match (bytes(done), bytes(asked)) {
        (Some(done), Some(asked)) => {
            done.open == asked.open && (done.private.is_none() || done.private == asked.private)
        }
        _ => false,
    }
}

fn ids(events: &[Event]) -> Vec<EventId> {
    events.iter().map(|event| event.head.id).collect()
}

fn name(command: &Command) -> OperationId {
    OperationId::from_bytes(*command.operation.0.as_bytes())
}

/// What the ledger says about keys, in the words of the book.
fn plain(error: Error) -> Error {
    if let Error::Ledger(ledger::Error::KeyErased(_)) = error {
        return Refusal::PersonErased.into();
    }
    if let Error::Ledger(ledger::Error::KeyTaken(_)) = error {
        return Refusal::Exists.into();
    }
    error
}
