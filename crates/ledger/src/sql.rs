//! Every statement of the ledger, once, for both databases.
//!
//! Values are always bound. Nothing here knows which database it talks to; `append.rs`
//! does, a little.

pub(crate) mod append;
pub(crate) mod bulk;

use sqlx::Row as _;

use crate::bytes::Take;
use crate::db::{Connection, Db, Tx, on, within};
use crate::error::{Error, Result};
use crate::id::{KeyId, LedgerId, Position, StreamId, Version};
use crate::row::{Blind, Hash, Row};

const COLUMNS_OF_ROW: &str = "the log";

/// The columns of a row: numbers, and all its bytes in one, because every value of every
/// row costs the library a hand-over. Nothing where a column has not its length: what is
/// one entry's end must not become another column's beginning.
macro_rules! packed {
    ($rest:literal) => {
        concat!(
            "select position, version, ordinal, case when length(stream) = 16 \
             and length(operation) = 32 and length(salt) = 16 and length(commitment) = 32 \
             then cast(stream || operation || salt || commitment || body as blob) end \
             from entry where ",
            $rest
        )
    };
}

/// A row as the library gives it; the position is known even where the rest is nonsense.
macro_rules! cooked {
    ($row:expr) => {
        cooked(
            $row.try_get::<i64, _>(0)?,
            ($row.try_get::<i64, _>(1)?, $row.try_get::<i64, _>(2)?),
            $row.try_get::<&[u8], _>(3),
        )
    };
}

fn cooked(
    position: i64,
    (version, ordinal): (i64, i64),
    bytes: std::result::Result<&[u8], sqlx::Error>,
) -> Result<Row> {
    let position = Position(natural(position, COLUMNS_OF_ROW)?);
    let made = || {
        let mut take = Take(bytes.ok()?);
        Some(Row {
            position,
            version: Version(u64::try_from(version).ok()?),
            ordinal: u32::try_from(ordinal).ok()?,
            stream: StreamId::from_bytes(take.array()?),
            operation: take.array()?,
            salt: take.array()?,
            commitment: take.array()?,
            body: take.0.to_vec(),
        })
    };
    made().ok_or(Error::Damaged { position, what: crate::error::Damage::Shape })
}

/// A position or version as the databases count.
pub(crate) fn count(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn natural(value: i64, what: &'static str) -> Result<u64> {
    u64::try_from(value).map_err(|_| Error::DamagedTable(what))
}

/// What this ledger is.
pub(crate) async fn identity(db: &Db) -> Result<Option<(LedgerId, Vec<u8>)>> {
    let found: Option<(Vec<u8>, Vec<u8>)> = on!(db, pool => {
        sqlx::query_as("select id, key from ledger where one = 1").fetch_optional(pool).await?
    });
    let Some((id, key)) = found else { return Ok(None) };
    let id = LedgerId::from_slice(&id).ok_or(Error::DamagedTable("identity"))?;
    Ok(Some((id, key)))
}

pub(crate) async fn insert_identity(tx: &mut Tx, id: LedgerId, key: &[u8]) -> Result<()> {
    within!(tx, connection => {
        sqlx::query("insert into ledger (one, id, key) values (1, $1, $2)")
            .bind(id.as_bytes().to_vec()).bind(key).execute(&mut *connection).await?;
        sqlx::query("insert into head (one, position) values (1, 0)")
            .execute(&mut *connection).await?;
    });
    Ok(())
}

pub(crate) async fn update_identity_key(tx: &mut Tx, key: &[u8]) -> Result<()> {
    within!(tx, connection => {
        sqlx::query("update ledger set key = $1 where one = 1").bind(key).execute(connection).await?;
    });
    Ok(())
}

/// The last position there is.
pub(crate) async fn head(db: &Db) -> Result<Position> {
    let (head,): (i64,) = on!(db, pool => {
        sqlx::query_as("select position from head where one = 1").fetch_one(pool).await?
    });
    natural(head, "head").map(Position)
}

/// Moves the head, and holds its lock until the transaction ends: nobody else appends
/// meanwhile, so positions have no gaps and come in the order of commits.
pub(crate) async fn advance(tx: &mut Tx, by: i64) -> Result<Position> {
    let (head,): (i64,) = within!(tx, connection => {
        sqlx::query_as("update head set position = position + $1 where one = 1 returning position")
            .bind(by).fetch_one(connection).await?
    });
    natural(head, "head").map(Position)
}

pub(crate) async fn stream_version(tx: &mut Tx, stream: StreamId) -> Result<Version> {
    let (version,): (i64,) = within!(tx, connection => {
        sqlx::query_as("select coalesce(max(version), 0) from entry where stream = $1")
            .bind(&stream.as_bytes()[..]).fetch_one(connection).await?
    });
    natural(version, "version").map(Version)
}

/// Rows an operation wrote.
pub(crate) async fn operation(tx: &mut Tx, name: &Blind) -> Result<Vec<Row>> {
    within!(tx, connection => {
        sqlx::query(packed!("operation = $1 order by ordinal"))
            .bind(&name[..]).fetch_all(connection).await?
            .iter().map(|row| cooked!(row)).collect()
    })
}

/// Rows from a position on.
pub(crate) async fn rows(db: &Db, from: Position, limit: u32) -> Result<Vec<Row>> {
    on!(db, pool => {
        sqlx::query(packed!("position >= $1 order by position limit $2"))
            .bind(count(from.0)).bind(i64::from(limit)).fetch_all(pool).await?
            .iter().map(|row| cooked!(row)).collect()
    })
}

/// Rows of a stream from a version on.
pub(crate) async fn stream_rows(
    db: &Db,
    stream: StreamId,
    from: Version,
    limit: u32,
) -> Result<Vec<Row>> {
    on!(db, pool => {
        sqlx::query(packed!("stream = $1 and version >= $2 order by version limit $3"))
            .bind(&stream.as_bytes()[..]).bind(count(from.0)).bind(i64::from(limit))
            .fetch_all(pool).await?
            .iter().map(|row| cooked!(row)).collect()
    })
}

/// Commitments from a position on, for the tree.
pub(crate) async fn commitments(
    db: &Db,
    from: Position,
    limit: u32,
) -> Result<Vec<(Position, Hash)>> {
    let rows: Vec<(i64, Vec<u8>)> = on!(db, pool => {
        sqlx::query_as("select position, commitment from entry where position >= $1 \
             order by position limit $2")
            .bind(count(from.0)).bind(i64::from(limit)).fetch_all(pool).await?
    });
    rows.into_iter()
        .map(|(position, hash)| {
            let position = Position(natural(position, COLUMNS_OF_ROW)?);
            let hash = hash
                .try_into()
                .map_err(|_| Error::Damaged { position, what: crate::error::Damage::Shape })?;
            Ok((position, hash))
        })
        .collect()
}

/// The box of a key.
pub(crate) async fn key(db: &Db, id: KeyId) -> Result<Option<Vec<u8>>> {
    let found: Option<(Vec<u8>,)> = on!(db, pool => {
        sqlx::query_as("select box from wrapped_key where id = $1")
            .bind(&id.as_bytes()[..]).fetch_optional(pool).await?
    });
    Ok(found.map(|(sealed,)| sealed))
}

pub(crate) async fn key_exists(tx: &mut Tx, id: KeyId) -> Result<bool> {
    let found: Option<(i64,)> = within!(tx, connection => {
        sqlx::query_as("select root from wrapped_key where id = $1")
            .bind(&id.as_bytes()[..]).fetch_optional(connection).await?
    });
    Ok(found.is_some())
}

/// Keys after a name, in order of their names.
pub(crate) async fn keys_after(
    db: &Db,
    after: Option<KeyId>,
    limit: u32,
) -> Result<Vec<(KeyId, Vec<u8>)>> {
    let after = after.map_or(Vec::new(), |id| id.as_bytes().to_vec());
    let rows: Vec<(Vec<u8>, Vec<u8>)> = on!(db, pool => {
        sqlx::query_as("select id, box from wrapped_key where id > $1 order by id limit $2")
            .bind(after).bind(i64::from(limit)).fetch_all(pool).await?
    });
    rows.into_iter()
        .map(|(id, sealed)| {
            Ok((KeyId::from_slice(&id).ok_or(Error::DamagedTable("list of keys"))?, sealed))
        })
        .collect()
}

pub(crate) async fn insert_key(tx: &mut Tx, id: KeyId, root: u32, sealed: &[u8]) -> Result<()> {
    within!(tx, connection => {
        sqlx::query("insert into wrapped_key (id, root, box) values ($1, $2, $3)")
            .bind(&id.as_bytes()[..]).bind(i64::from(root)).bind(sealed)
            .execute(connection).await?;
    });
    Ok(())
}

pub(crate) async fn update_key(tx: &mut Tx, id: KeyId, root: u32, sealed: &[u8]) -> Result<()> {
    within!(tx, connection => {
        sqlx::query("update wrapped_key set root = $2, box = $3 where id = $1")
            .bind(&id.as_bytes()[..]).bind(i64::from(root)).bind(sealed)
            .execute(connection).await?;
    });
    Ok(())
}

/// Keys that a root wraps.
pub(crate) async fn keys_of_root(
    tx: &mut Tx,
    root: u32,
    limit: u32,
) -> Result<Vec<(KeyId, Vec<u8>)>> {
    let rows: Vec<(Vec<u8>, Vec<u8>)> = within!(tx, connection => {
        sqlx::query_as("select id, box from wrapped_key where root = $1 order by id limit $2")
            .bind(i64::from(root)).bind(i64::from(limit)).fetch_all(connection).await?
    });
    rows.into_iter()
        .map(|(id, sealed)| {
            Ok((KeyId::from_slice(&id).ok_or(Error::DamagedTable("list of keys"))?, sealed))
        })
        .collect()
}

pub(crate) async fn delete_key(tx: &mut Tx, id: KeyId) -> Result<bool> {
    let gone = within!(tx, connection => {
        sqlx::query("delete from wrapped_key where id = $1")
            .bind(&id.as_bytes()[..]).execute(connection).await?.rows_affected()
    });
    Ok(gone > 0)
}

/// The seals of the root: name, generation, text.
pub(crate) async fn seals(db: &Db) -> Result<Vec<(String, u32, String)>> {
    let rows: Vec<(String, i64, String)> = on!(db, pool => {
        sqlx::query_as("select name, root, sealed from root_seal order by name")
            .fetch_all(pool).await?
    });
    rows.into_iter()
        .map(|(name, root, text)| {
            let root = u32::try_from(root).map_err(|_| Error::DamagedTable("seals of the root"))?;
            Ok((name, root, text))
        })
        .collect()
}

pub(crate) async fn replace_seals(
    tx: &mut Tx,
    root: u32,
    seals: &[(impl AsRef<str>, String)],
) -> Result<()> {
    within!(tx, connection => {
        sqlx::query("delete from root_seal").execute(&mut *connection).await?;
    });
    for (name, text) in seals {
        within!(tx, connection => {
            sqlx::query("insert into root_seal (name, root, sealed) values ($1, $2, $3)")
                .bind(name.as_ref()).bind(i64::from(root)).bind(text.as_str())
                .execute(connection).await?;
        });
    }
    Ok(())
}

/// The list of destroyed keys: number, blind name, chain.
pub(crate) async fn erased(db: &Db) -> Result<Vec<(u64, Vec<u8>, Vec<u8>)>> {
    let rows: Vec<(i64, Vec<u8>, Vec<u8>)> = on!(db, pool => {
        sqlx::query_as("select number, blind, chain from erased order by number")
            .fetch_all(pool).await?
    });
    rows.into_iter()
        .map(|(number, blind, chain)| Ok((natural(number, "list of erasures")?, blind, chain)))
        .collect()
}

pub(crate) async fn is_erased(db: &Db, blind: &Blind) -> Result<bool> {
    let found: Option<(i64,)> = on!(db, pool => {
        sqlx::query_as("select number from erased where blind = $1")
            .bind(&blind[..]).fetch_optional(pool).await?
    });
    Ok(found.is_some())
}

/// The same, under the head's lock.
pub(crate) async fn is_erased_now(tx: &mut Tx, blind: &Blind) -> Result<bool> {
    let found: Option<(i64,)> = within!(tx, connection => {
        sqlx::query_as("select number from erased where blind = $1")
            .bind(&blind[..]).fetch_optional(connection).await?
    });
    Ok(found.is_some())
}

/// The end of the list of destroyed keys.
pub(crate) async fn last_erased(tx: &mut Tx) -> Result<Option<(u64, Vec<u8>)>> {
    let found: Option<(i64, Vec<u8>)> = within!(tx, connection => {
        sqlx::query_as("select number, chain from erased order by number desc limit 1")
            .fetch_optional(connection).await?
    });
    found.map(|(number, chain)| Ok((natural(number, "list of erasures")?, chain))).transpose()
}

pub(crate) async fn insert_erased(
    tx: &mut Tx,
    number: u64,
    blind: &Blind,
    chain: &Hash,
) -> Result<()> {
    within!(tx, connection => {
        sqlx::query("insert into erased (number, blind, chain) values ($1, $2, $3)")
            .bind(count(number)).bind(&blind[..]).bind(&chain[..]).execute(connection).await?;
    });
    Ok(())
}

/// Destroys the keys of all snapshots.
pub(crate) async fn delete_snapshot_keys(tx: &mut Tx) -> Result<()> {
    within!(tx, connection => {
        sqlx::query("delete from snapshot_key").execute(connection).await?;
    });
    Ok(())
}

/// The generation of the root that has the seals now.
pub(crate) async fn root_generation(tx: &mut Tx) -> Result<u32> {
    let (generation,): (i64,) = within!(tx, connection => {
        sqlx::query_as("select coalesce(max(root), 0) from root_seal").fetch_one(connection).await?
    });
    u32::try_from(generation).map_err(|_| Error::DamagedTable("seals of the root"))
}

/// Tells the other nodes, when the transaction commits. There are none on SQLite.
pub(crate) async fn notify(tx: &mut Tx, channel: &str, payload: &str) -> Result<()> {
    match tx.connection() {
        Connection::Sqlite(_) => Ok(()),
        Connection::Postgres(held) => {
            sqlx::query("select pg_notify($1, $2)")
                .bind(channel)
                .bind(payload)
                .execute(&mut **held)
                .await?;
            Ok(())
        }
    }
}

/// Cached subtrees of 256 entries, from a place on.
pub(crate) async fn blocks(db: &Db, from: u64) -> Result<Vec<(u64, Vec<u8>)>> {
    let rows: Vec<(i64, Vec<u8>)> = on!(db, pool => {
        sqlx::query_as("select place, hash from block where place >= $1 order by place")
            .bind(count(from)).fetch_all(pool).await?
    });
    rows.into_iter().map(|(place, hash)| Ok((natural(place, "cache of the tree")?, hash))).collect()
}

pub(crate) async fn put_block(tx: &mut Tx, place: u64, hash: &[u8]) -> Result<()> {
    within!(tx, connection => {
        sqlx::query("insert into block (place, hash) values ($1, $2) \
             on conflict (place) do update set hash = excluded.hash")
            .bind(count(place)).bind(hash).execute(connection).await?;
    });
    Ok(())
}

/// Checkpoints by size.
pub(crate) async fn checkpoints(db: &Db) -> Result<Vec<(u64, String)>> {
    let rows: Vec<(i64, String)> = on!(db, pool => {
        sqlx::query_as("select size, note from checkpoint order by size").fetch_all(pool).await?
    });
    rows.into_iter().map(|(size, note)| Ok((natural(size, "checkpoints")?, note))).collect()
}

pub(crate) async fn put_checkpoint(tx: &mut Tx, size: u64, note: &str) -> Result<()> {
    within!(tx, connection => {
        sqlx::query("insert into checkpoint (size, note) values ($1, $2) \
             on conflict (size) do update set note = excluded.note")
            .bind(count(size)).bind(note).execute(connection).await?;
    });
    Ok(())
}

/// What the database itself has to say about its file.
pub(crate) async fn complaints(db: &Db) -> Result<Vec<String>> {
    let Db::Sqlite { read, .. } = db else { return Ok(Vec::new()) };
    let rows: Vec<(String,)> = sqlx::query_as("pragma integrity_check(20)").fetch_all(read).await?;
    Ok(rows.into_iter().map(|(line,)| line).filter(|line| line != "ok").collect())
}

/// The box of a snapshot's key.
pub(crate) async fn snapshot_key(db: &Db, id: KeyId) -> Result<Option<Vec<u8>>> {
    let found: Option<(Vec<u8>,)> = on!(db, pool => {
        sqlx::query_as("select box from snapshot_key where id = $1")
            .bind(&id.as_bytes()[..]).fetch_optional(pool).await?
    });
    Ok(found.map(|(sealed,)| sealed))
}

pub(crate) async fn insert_snapshot_key(tx: &mut Tx, id: KeyId, sealed: &[u8]) -> Result<()> {
    within!(tx, connection => {
        sqlx::query("insert into snapshot_key (id, box) values ($1, $2)")
            .bind(&id.as_bytes()[..]).bind(sealed).execute(connection).await?;
    });
    Ok(())
}

/// Keys after a name with the root that wraps each.
pub(crate) async fn keys_and_roots_after(
    db: &Db,
    after: Option<KeyId>,
    limit: u32,
) -> Result<Vec<(KeyId, u32, Vec<u8>)>> {
    let after = after.map_or(Vec::new(), |id| id.as_bytes().to_vec());
    let rows: Vec<(Vec<u8>, i64, Vec<u8>)> = on!(db, pool => {
        sqlx::query_as("select id, root, box from wrapped_key where id > $1 order by id limit $2")
            .bind(after).bind(i64::from(limit)).fetch_all(pool).await?
    });
    rows.into_iter()
        .map(|(id, root, sealed)| {
            let damaged = || Error::DamagedTable("list of keys");
            let root = u32::try_from(root).map_err(|_| damaged())?;
            Ok((KeyId::from_slice(&id).ok_or_else(damaged)?, root, sealed))
        })
        .collect()
}

/// Empties tables that an interrupted restore left half full.
pub(crate) async fn clear(tx: &mut Tx) -> Result<()> {
    for statement in [
        "delete from entry",
        "delete from wrapped_key",
        "delete from root_seal",
        "delete from erased",
        "delete from block",
        "delete from checkpoint",
        "delete from head",
        "delete from snapshot_key",
        "delete from break_glass",
    ] {
        within!(tx, connection => {
            sqlx::query(statement).execute(connection).await?;
        });
    }
    Ok(())
}

/// The key behind the glass: its public half, and its private half sealed.
pub(crate) async fn glass(db: &Db) -> Result<Option<(String, String)>> {
    Ok(on!(db, pool => {
        sqlx::query_as("select recipient, sealed from break_glass where one = 1")
            .fetch_optional(pool).await?
    }))
}

pub(crate) async fn put_glass(tx: &mut Tx, member: &str, sealed: &str) -> Result<()> {
    within!(tx, connection => {
        sqlx::query("insert into break_glass (one, recipient, sealed) values (1, $1, $2) \
             on conflict (one) do update set recipient = excluded.recipient, \
             sealed = excluded.sealed")
            .bind(member).bind(sealed).execute(connection).await?;
    });
    Ok(())
}
