//! One bit in each region of the tables: what is said, and what is safe.

use ledger::{
    Config, Damage, Erasures, Error, Identity, Ledger, NewKey, NewPart, Operation, Owner, Position,
    Unlock, Verified,
};

use crate::kit::{Kit, entry, handed, on_both, texts};
use crate::tree::fill;

const ALL: std::ops::RangeInclusive<Position> = Position(1)..=Position(u64::MAX);

/// A ledger with something in every table, closed.
struct Full {
    /// Its snapshot.
    folder: tempfile::TempDir,
    person: Owner,
    shares: Vec<ledger::Share>,
}

async fn full(kit: &Kit) -> Full {
    let folder = throwaway::folder();
    let ledger = kit.create().await;
    fill(kit, &ledger, 300).await;
    let (case, person, gone) = (kit.case(), kit.person(), kit.person());
    let mut new = entry(kit.stream(), 0, case, "arrived");
    new.parts.push(NewPart::new(person, 1, "Amal Example"));
    let operation = Operation::new(kit.operation(), vec![new]);
    ledger.append(operation.with_keys([case, person, gone])).await.unwrap();
    ledger.keys().destroy(gone).await.unwrap();
    let shares = ledger.keys().put_behind_glass(2, 3).await.unwrap();
    ledger.tree().checkpoint().await.unwrap();
    let path = folder.path().join("state");
    ledger.write_snapshot(&path, ledger.head(), 1).await.unwrap().finish().await.unwrap();
    ledger.close().await.unwrap();
    Full { folder, person, shares }
}

/// Flips a bit in the middle of a value; of a text, a letter or digit becomes another.
fn flipped(mut bytes: Vec<u8>, text: bool) -> Vec<u8> {
    let mut at = bytes.len() / 2;
    while text && !bytes[at].is_ascii_alphanumeric() {
        at += 1;
    }
    bytes[at] = match bytes[at] {
        b'0' if text => b'1',
        b'a' if text => b'b',
        digit if text && digit.is_ascii_digit() => b'0',
        _ if text => b'a',
        byte => byte ^ 0x10,
    };
    bytes
}

/// Flips a bit in one column of one row, from outside.
async fn flip(kit: &Kit, table: &str, column: &str, row: &str, text: bool) {
    let read = format!("select {column} from {table} where {row}");
    let write = format!("update {table} set {column} = $1 where {row}");
    let (read, write) = (sqlx::AssertSqlSafe(read), sqlx::AssertSqlSafe(write));
    macro_rules! flip {
        ($pool:expr) => {{
            let pool = $pool;
            if text {
                let (value,): (String,) = sqlx::query_as(read).fetch_one(&pool).await.unwrap();
                let value = String::from_utf8(flipped(value.into_bytes(), true)).unwrap();
                sqlx::query(write).bind(value).execute(&pool).await.unwrap();
            } else {
                let (value,): (Vec<u8>,) = sqlx::query_as(read).fetch_one(&pool).await.unwrap();
                sqlx::query(write).bind(flipped(value, false)).execute(&pool).await.unwrap();
            }
            pool.close().await;
        }};
    }
    match &kit.config {
        Config::Folder { folder, .. } => {
            let options =
                sqlx::sqlite::SqliteConnectOptions::new().filename(folder.join("ledger.sqlite"));
            flip!(sqlx::SqlitePool::connect_with(options).await.unwrap());
        }
        Config::Postgres { address } => flip!(sqlx::PgPool::connect(address).await.unwrap()),
    }
}

/// Flips, opens, looks; the ledger is whole again afterwards.
async fn with(
    kit: &Kit,
    (table, column, row, text): (&str, &str, &str, bool),
    look: impl AsyncFn(ledger::Result<Ledger>),
) {
    flip(kit, table, column, row, text).await;
    let opened = kit.open_by(&Unlock::Handed(handed())).await;
    let handle = opened.as_ref().ok().cloned();
    look(opened).await;
    if let Some(ledger) = handle {
        ledger.close().await.unwrap();
    }
    if !text {
        flip(kit, table, column, row, text).await;
    }
}

async fn verified(ledger: &Ledger) -> Verified {
    ledger.verify(ALL, &[]).await.unwrap()
}

fn table(error: &Error) -> &str {
    let Error::DamagedTable(what) = error else { panic!("{error}") };
    what
}

#[test]
fn a_bit_in_what_opens_the_ledger_is_noticed_at_the_door() {
    on_both(async |kit| {
        full(kit).await;
        for (place, column, row) in [("ledger", "id", "one = 1"), ("ledger", "key", "one = 1")] {
            with(kit, (place, column, row, false), async |opened| {
                let error = opened.unwrap_err();
                let told = matches!(error, Error::DamagedTable(_) | Error::Unopenable(_));
                assert!(told, "{place}.{column}: {error}");
            })
            .await;
        }
        kit.open().await.close().await.unwrap();
        with(kit, ("root_seal", "sealed", "root = 1", true), async |opened| {
            let error = opened.unwrap_err();
            let told = matches!(error, Error::DamagedTable(_) | Error::Unopenable(_));
            assert!(told, "root_seal: {error}");
        })
        .await;
    });
}

#[test]
fn a_bit_in_any_column_of_an_entry_names_it_and_spares_the_others() {
    on_both(async |kit| {
        full(kit).await;
        let at = "position = 123";
        for (column, damage) in [
            ("stream", Damage::Commitment),
            ("operation", Damage::Commitment),
            ("salt", Damage::Commitment),
            ("body", Damage::Commitment),
            ("commitment", Damage::Commitment),
        ] {
            with(kit, ("entry", column, at, false), async |opened| {
                let ledger = opened.unwrap();
                let found = verified(&ledger).await;
                assert_eq!(found.wrong, [(Position(123), damage)], "{column}");
                assert_eq!(ledger.read(Position(1), 122).await.unwrap().len(), 122);
                assert_eq!(ledger.read(Position(124), 500).await.unwrap().len(), 178);
            })
            .await;
        }
        assert!(verified(&kit.open().await).await.is_sound());
    });
}

#[test]
fn a_bit_in_a_key_is_told_and_other_keys_open() {
    on_both(async |kit| {
        let full = full(kit).await;
        let name: String = full.person.key().unwrap().to_string().replace('-', "");
        let hex = if kit.is_postgres() { "encode(id, 'hex')" } else { "lower(hex(id))" };
        let row = format!("{hex} = '{name}'");
        with(kit, ("wrapped_key", "box", &row, false), async |opened| {
            let ledger = opened.unwrap();
            assert_eq!(table(&ledger.keys().load_all().await.unwrap_err()), "list of keys");
            assert_eq!(table(&ledger.read(Position(301), 1).await.unwrap_err()), "list of keys");
            assert_eq!(ledger.read(Position(1), 300).await.unwrap().len(), 300);
        })
        .await;
        let ledger = kit.open().await;
        let read = ledger.read(Position(301), 1).await.unwrap();
        assert_eq!(texts(&read[0]), ["arrived", "Amal Example"]);
    });
}

#[test]
fn a_bit_in_the_list_of_the_destroyed_is_told() {
    on_both(async |kit| {
        full(kit).await;
        for column in ["blind", "chain"] {
            with(kit, ("erased", column, "number = 1", false), async |opened| {
                let refused: ledger::Result<Erasures> = opened.unwrap().keys().erasures().await;
                assert_eq!(table(&refused.unwrap_err()), "list of erasures", "{column}");
            })
            .await;
        }
    });
}

/// The cache of the tree is made anew, and what is signed is right.
#[test]
fn a_bit_in_the_cache_of_the_tree_does_not_reach_a_signature() {
    on_both(async |kit| {
        full(kit).await;
        let right = {
            let ledger = kit.open().await;
            let root = verified(&ledger).await.root.unwrap();
            ledger.close().await.unwrap();
            root
        };
        with(kit, ("block", "hash", "place = 0", false), async |opened| {
            let ledger = opened.unwrap();
            assert_eq!(ledger.tree().root(301).await.unwrap(), right);
            fill(kit, &ledger, 1).await;
            ledger.tree().checkpoint().await.unwrap();
            assert!(verified(&ledger).await.is_sound());
        })
        .await;
    });
}

#[test]
fn a_bit_in_an_entry_that_was_not_signed_yet_is_not_signed() {
    on_both(async |kit| {
        full(kit).await;
        let ledger = kit.open().await;
        fill(kit, &ledger, 5).await;
        ledger.close().await.unwrap();
        for column in ["commitment", "body"] {
            with(kit, ("entry", column, "position = 304", false), async |opened| {
                let refused = opened.unwrap().tree().checkpoint().await.unwrap_err();
                let Error::Damaged { position, what } = refused else { panic!("{refused}") };
                assert_eq!((position, what), (Position(304), Damage::Commitment));
            })
            .await;
        }
        kit.open().await.tree().checkpoint().await.unwrap();
    });
}

#[test]
fn a_bit_in_a_checkpoint_a_snapshots_key_or_the_glass_is_told() {
    on_both(async |kit| {
        let full = full(kit).await;
        let path = full.folder.path().join("state");
        with(kit, ("snapshot_key", "box", "1 = 1", false), async |opened| {
            let refused = opened.unwrap().read_snapshot(&path, 1).await.err().unwrap();
            assert_eq!(table(&refused), "keys of snapshots");
        })
        .await;
        with(kit, ("break_glass", "recipient", "one = 1", true), async |opened| {
            let refused = opened.unwrap().keys().glass().await.unwrap_err();
            assert_eq!(table(&refused), "key behind the glass");
        })
        .await;
        with(kit, ("checkpoint", "note", "size = 301", true), async |opened| {
            let ledger = opened.unwrap();
            let refused = ledger.verify(ALL, &[]).await.unwrap_err();
            assert_eq!(table(&refused), "list of checkpoints");
            assert_eq!(ledger.read(Position(1), 400).await.unwrap().len(), 301, "all is safe");
        })
        .await;
    });
}

#[test]
fn a_bit_in_what_is_behind_the_glass_does_not_open_to_a_quorum() {
    on_both(async |kit| {
        let full = full(kit).await;
        with(kit, ("break_glass", "sealed", "one = 1", true), async |opened| {
            let ledger = opened.unwrap();
            let refused = ledger.keys().break_glass(&full.shares[..2]).await;
            assert!(refused.is_err());
            // A case that names other members is not touched by it.
            let (case, maria) = (kit.case(), Identity::generate());
            let id = case.key().unwrap();
            let entries = vec![entry(kit.stream(), 0, case, "a witness")];
            let mut operation = Operation::new(kit.operation(), entries);
            operation.new_keys.push(NewKey::Sealed(id, vec![maria.member()]));
            ledger.append(operation).await.unwrap();
            let _open = ledger.keys().open_case(id, &maria).await.unwrap();
        })
        .await;
    });
}
