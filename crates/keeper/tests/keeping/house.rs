//! A throw-away office: a database, a ledger in it, a keeper on that, and commands with names of their own.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use casebook::{Casebook, Command, EventId, Fact, OperationId, Purpose, UserId};
use keeper::{Keeper, Loaded};
use ledger::{Config, Ledger, NewSeal, SystemRandom, Unlock};
use when::Instant;
use zeroize::Zeroizing;

use crate::kit::{self, day};

pub(crate) struct House {
    pub(crate) config: Config,
    _folder: tempfile::TempDir,
    next: AtomicU64,
}

fn handed() -> Zeroizing<Vec<u8>> {
    Zeroizing::new(b"a key that the operating system hands in".to_vec())
}

impl House {
    fn new(postgres: bool) -> House {
        let folder = throwaway::folder();
        let config = if postgres {
            Config::parse(&throwaway::postgres().database()).unwrap()
        } else {
            Config::folder(folder.path().join("data"))
        };
        House { config, _folder: folder, next: AtomicU64::new(1) }
    }

    pub(crate) fn postgres() -> House {
        House::new(true)
    }

    pub(crate) async fn found(&self) -> Keeper {
        let seals = [NewSeal::Handed(handed())];
        let (ledger, _) =
            Ledger::create(&self.config, &seals, Arc::new(SystemRandom)).await.unwrap();
        self.keeper(ledger).await.0
    }

    pub(crate) async fn ledger(&self) -> Ledger {
        let unlock = Unlock::Handed(handed());
        Ledger::open(&self.config, &unlock, Arc::new(SystemRandom)).await.unwrap()
    }

    pub(crate) async fn open(&self) -> (Keeper, Loaded) {
        self.keeper(self.ledger().await).await
    }

    async fn keeper(&self, ledger: Ledger) -> (Keeper, Loaded) {
        Keeper::open(ledger, kit::desk(), day(6, 1), Vec::new()).await.unwrap()
    }

    pub(crate) fn id(&self) -> u128 {
        0x9000 + u128::from(self.next.fetch_add(1, Ordering::Relaxed))
    }

    pub(crate) fn command(&self, author: UserId, at: Instant, facts: Vec<Fact>) -> Command {
        let facts = facts.into_iter();
        let facts = facts.map(|fact| (EventId::from_u128(self.id()), fact)).collect();
        let operation = OperationId::from_u128(self.id());
        Command { operation, author, purpose: Purpose::Protection, at, facts }
    }
}

pub(crate) async fn shut(keeper: Keeper) {
    keeper.close().await;
    keeper.ledger().close().await.unwrap();
}

pub(crate) fn digest(keeper: &Keeper) -> String {
    keeper.read(|book: &Casebook| format!("{:?}", book.digest()))
}

pub(crate) fn on_both(test: impl AsyncFn(&House)) {
    for postgres in [false, true] {
        runtime().block_on(test(&House::new(postgres)));
    }
}

pub(crate) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}
