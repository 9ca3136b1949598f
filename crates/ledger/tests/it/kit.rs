//! A ledger to try things on. The people in these tests are invented.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use chacha20::ChaCha20Rng;
use ledger::{
    Config, KeyId, Ledger, NewEntry, NewPart, NewSeal, NoRandomness, Operation, OperationId, Owner,
    Random, Share, StreamId, Unlock, Version,
};
use rand_core::{Rng as _, SeedableRng as _};
use zeroize::Zeroizing;

/// The same bytes on every run.
pub(crate) struct Seeded(Mutex<ChaCha20Rng>);

impl Seeded {
    pub(crate) fn new(seed: u64) -> Arc<Seeded> {
        Arc::new(Seeded(Mutex::new(ChaCha20Rng::seed_from_u64(seed))))
    }
}

impl Random for Seeded {
    fn fill(&self, out: &mut [u8]) -> Result<(), NoRandomness> {
        self.0.lock().unwrap().fill_bytes(out);
        Ok(())
    }
}

/// A place for a ledger, what opens it, and names for what is put in.
pub(crate) struct Kit {
    pub(crate) config: Config,
    pub(crate) random: Arc<Seeded>,
    _folder: tempfile::TempDir,
    operations: AtomicU64,
}

pub(crate) fn handed() -> Zeroizing<Vec<u8>> {
    Zeroizing::new(b"a key that the operating system hands in".to_vec())
}

impl Kit {
    pub(crate) fn sqlite() -> Kit {
        Kit::seeded(1)
    }

    /// Another seed is another ledger with other keys.
    pub(crate) fn seeded(seed: u64) -> Kit {
        let folder = throwaway::folder();
        let config = Config::folder(folder.path().join("data"));
        Kit { config, random: Seeded::new(seed), _folder: folder, operations: AtomicU64::new(0) }
    }

    fn postgres() -> Kit {
        let config = Config::parse(&throwaway::postgres().database()).unwrap();
        let folder = throwaway::folder();
        Kit { config, random: Seeded::new(1), _folder: folder, operations: AtomicU64::new(0) }
    }

    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self.config, Config::Postgres { .. })
    }

    pub(crate) async fn create(&self) -> Ledger {
        self.create_with(&[NewSeal::Handed(handed())]).await.0
    }

    pub(crate) async fn create_with(&self, seals: &[NewSeal]) -> (Ledger, Vec<Share>) {
        Ledger::create(&self.config, seals, self.random.clone()).await.unwrap()
    }

    pub(crate) async fn open(&self) -> Ledger {
        self.open_by(&Unlock::Handed(handed())).await.unwrap()
    }

    pub(crate) async fn open_by(&self, unlock: &Unlock) -> ledger::Result<Ledger> {
        Ledger::open(&self.config, unlock, self.random.clone()).await
    }

    pub(crate) fn operation(&self) -> OperationId {
        let number = self.operations.fetch_add(1, Ordering::Relaxed);
        let second = 1_700_000_000 + i64::try_from(number).unwrap();
        let now = jiff::Timestamp::from_second(second).unwrap();
        OperationId::at(now, &*self.random).unwrap()
    }

    pub(crate) fn stream(&self) -> StreamId {
        StreamId::random(&*self.random).unwrap()
    }

    pub(crate) fn case(&self) -> Owner {
        Owner::Case(KeyId::random(&*self.random).unwrap())
    }

    pub(crate) fn person(&self) -> Owner {
        Owner::Person(KeyId::random(&*self.random).unwrap())
    }

    /// An operation of one entry of one part of the ledger's own.
    pub(crate) fn note(&self, stream: StreamId, expected: u64, text: &str) -> Operation {
        Operation::new(self.operation(), vec![entry(stream, expected, Owner::Ledger, text)])
    }
}

pub(crate) fn entry(stream: StreamId, expected: u64, owner: Owner, text: &str) -> NewEntry {
    NewEntry {
        stream,
        expected: Version(expected),
        parts: vec![NewPart::new(owner, 1, text.as_bytes())],
    }
}

/// What can be read of an entry, part by part.
pub(crate) fn texts(entry: &ledger::Entry) -> Vec<String> {
    entry
        .parts
        .iter()
        .map(|part| match &part.content {
            ledger::Content::Clear(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
            ledger::Content::Erased => "(erased)".to_owned(),
            ledger::Content::Sealed => "(sealed)".to_owned(),
        })
        .collect()
}

/// Runs a test on SQLite, then on PostgreSQL.
pub(crate) fn on_both(test: impl AsyncFn(&Kit)) {
    for kit in [Kit::sqlite(), Kit::postgres()] {
        runtime().block_on(test(&kit));
    }
}

pub(crate) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}
