//! Many rows of the log, or many keys, in one value.
//!
//! The library hands every value of every row from thread to thread; for ten million rows
//! that takes longer than reading and opening them. So the database puts a page of rows
//! together, and it is taken apart here. This is the one statement whose words differ
//! between the two. It is for pages that are whole and sound: where a page is not what it
//! should be, or has large entries in it, it is read row by row, which says what is wrong.

use sqlx::{AssertSqlSafe, Row as _};

use crate::bytes::Take;
use crate::db::Db;
use crate::error::Result;
use crate::id::{KeyId, Position, StreamId, Version};
use crate::row::Row;
use crate::sql::{self, count};

/// Larger bodies do not go with the others: a page of them would not fit into memory.
const BODY_BYTES_MAX: u64 = 8192;

const COLUMNS: &str = "stream || operation || salt || commitment || body";

/// Version, ordinal and length in digits, then the columns. The position is not among
/// them: as many rows as there are places from the first to the last fill them in order.
/// Nor is the length of the other columns looked at: what two of them say together is what
/// opens, and [`crate::Ledger::verify`] looks at each.
fn sqlite() -> String {
    format!(
        "select cast(group_concat(line, '') as blob) from (select \
         cast(printf('%08x%08x%08x', version, ordinal, length(body)) as blob) || {COLUMNS} \
         as line from entry where position >= $1 and position < $2 \
         and length(body) <= {BODY_BYTES_MAX} order by position)"
    )
}

fn postgres() -> String {
    format!(
        "select string_agg(convert_to(lpad(to_hex(version), 8, '0') || \
         lpad(to_hex(ordinal), 8, '0') || lpad(to_hex(length(body)), 8, '0'), 'UTF8') \
         || {COLUMNS}, ''::bytea order by position) from entry \
         where position >= $1 and position < $2 and length(body) <= {BODY_BYTES_MAX}"
    )
}

/// Keys after a name, in order of their names.
pub(crate) async fn keys_after(
    db: &Db,
    after: Option<KeyId>,
    limit: u32,
) -> Result<Vec<(KeyId, Vec<u8>)>> {
    let from = after.map_or(Vec::new(), |id| id.as_bytes().to_vec());
    let page = "(select id, box from wrapped_key where id > $1 order by id limit $2) as page";
    let found = match db {
        Db::Sqlite { read, .. } => {
            let text = format!(
                "select cast(group_concat(line, '') as blob) from (select \
                 cast(printf('%08x', length(box)) as blob) || id || box as line from {page})"
            );
            let query = sqlx::query(AssertSqlSafe(text)).bind(from).bind(i64::from(limit));
            keys_apart(query.fetch_one(read).await?.try_get(0)?)
        }
        Db::Postgres(pool) => {
            let text = format!(
                "select string_agg(convert_to(lpad(to_hex(length(box)), 8, '0'), 'UTF8') \
                 || id || box, ''::bytea order by id) from {page}"
            );
            let query = sqlx::query(AssertSqlSafe(text)).bind(from).bind(i64::from(limit));
            keys_apart(query.fetch_one(pool).await?.try_get(0)?)
        }
    };
    match found {
        Some(keys) => Ok(keys),
        None => sql::keys_after(db, after, limit).await,
    }
}

/// Nothing where they cannot be taken apart.
fn keys_apart(bytes: Option<&[u8]>) -> Option<Vec<(KeyId, Vec<u8>)>> {
    let mut take = Take(bytes.unwrap_or_default());
    let mut keys = Vec::new();
    while take.end().is_none() {
        let length = usize::try_from(number(&mut take)?).ok()?;
        keys.push((KeyId::from_bytes(take.array()?), take.raw(length)?.to_vec()));
    }
    Some(keys)
}

/// Rows from a position on, as many as there are of `limit`.
pub(crate) async fn rows(db: &Db, from: Position, limit: u32) -> Result<Vec<Row>> {
    let to = Position(from.0 + u64::from(limit));
    let found: Result<Option<Vec<Row>>> = match db {
        Db::Sqlite { read, .. } => {
            let query = sqlx::query(AssertSqlSafe(sqlite())).bind(count(from.0)).bind(count(to.0));
            let row = query.fetch_one(read).await?;
            Ok(row.try_get::<Option<&[u8]>, _>(0)?.and_then(|bytes| apart(bytes, from, limit)))
        }
        Db::Postgres(pool) => {
            let query = sqlx::query(AssertSqlSafe(postgres()));
            let row = query.bind(count(from.0)).bind(count(to.0)).fetch_one(pool).await?;
            Ok(row.try_get::<Option<&[u8]>, _>(0)?.and_then(|bytes| apart(bytes, from, limit)))
        }
    };
    match found? {
        Some(rows) => Ok(rows),
        None => sql::rows(db, from, limit).await,
    }
}

/// All rows of the page, or nothing if it is not whole.
fn apart(bytes: &[u8], from: Position, limit: u32) -> Option<Vec<Row>> {
    let mut take = Take(bytes);
    let mut rows = Vec::with_capacity(usize::try_from(limit).ok()?);
    for position in from.0..from.0 + u64::from(limit) {
        let (version, ordinal) = (number(&mut take)?, number(&mut take)?);
        let length = usize::try_from(number(&mut take)?).ok()?;
        rows.push(Row {
            position: Position(position),
            version: Version(u64::from(version)),
            ordinal,
            stream: StreamId::from_bytes(take.array()?),
            operation: take.array()?,
            salt: take.array()?,
            commitment: take.array()?,
            body: take.raw(length)?.to_vec(),
        });
    }
    take.end().map(|()| rows)
}

/// Eight digits.
fn number(take: &mut Take<'_>) -> Option<u32> {
    take.raw(8)?.iter().try_fold(0, |number, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        Some(number << 4 | digit)
    })
}

#[cfg(test)]
mod tests {
    use super::apart;
    use crate::id::Position;

    fn line(body: &str) -> Vec<u8> {
        let mut line = format!("{:08x}{:08x}{:08x}", 2, 0, body.len());
        line.push_str(&"s".repeat(16 + 32 + 16 + 32));
        line.push_str(body);
        line.into_bytes()
    }

    #[test]
    fn a_page_is_taken_apart_whole_or_not_at_all() {
        let whole = [line("one"), line("")].concat();
        let rows = apart(&whole, Position(7), 2).unwrap();
        assert_eq!((rows[0].body.as_slice(), rows[1].body.as_slice()), (&b"one"[..], &b""[..]));
        assert!(apart(&whole, Position(7), 1).is_none(), "something is left");
        assert!(apart(&whole, Position(7), 3).is_none(), "the third is not there");
        for cut in 0..whole.len() {
            assert!(apart(&whole[..cut], Position(7), 2).is_none(), "cut at {cut}");
        }
        let mut no_digit = whole.clone();
        no_digit[3] = b'g';
        assert!(apart(&no_digit, Position(7), 2).is_none());
    }
}
