//! The statements that append, in one round trip.
//!
//! What takes time besides the disk is asking: each statement is a hand-over to a thread
//! (SQLite) or to a server (PostgreSQL), and on a busy machine every hand-over waits for
//! its turn. So everything is asked at once, in the hope that nothing stands against it.
//! Whatever does stand against it breaks a constraint, by a `null` where there must be
//! none or by a name that is there already; the whole is undone then, and `write.rs` asks
//! again in small steps to say what it was.
//!
//! The parts are the same text for both databases; only how they are put together
//! differs. Numbers are all that is written into a text; values are bound.

use std::fmt::Write as _;
use std::sync::Arc;

use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

use crate::db::{Connection, Tx, postgres, within};
use crate::error::Result;
use crate::id::{KeyId, Position};
use crate::row::{Blind, Row};
use crate::sql::count;

/// Rows of one statement of a script. SQLite finds the place of a value by walking along
/// all values of its statement.
const ROWS: usize = 8;
/// Shapes that are kept ready: that many rows, and that many keys.
const FREQUENT: (usize, usize) = (32, 2);
/// Values of a row: its columns and the version that must be there before it.
const VALUES_OF_ROW: usize = 9;
const VALUES_OF_KEY: usize = 5;
/// Old and new head, channel and text of the announcement.
const VALUES_BEFORE: usize = 4;

/// Moves the head from where it must be, and holds its lock from then on.
const MOVE: &str = "update head set position = case when position = $1 then $2 end where one = 1";

/// A row and the version of its stream that must be there before; 0 where that is seen
/// to otherwise.
pub(crate) struct NewRow {
    pub(crate) row: Row,
    pub(crate) after: u64,
}

/// A key to be made, and under which conditions.
#[derive(Clone)]
pub(crate) struct NewKeyRow {
    pub(crate) id: KeyId,
    /// The root that wraps it, or none.
    pub(crate) root: u32,
    pub(crate) sealed: Vec<u8>,
    /// Its name in the list of destroyed keys: it must not be there.
    pub(crate) blind: Blind,
    /// The root that must have the seals.
    pub(crate) present: u32,
}

/// Everything that one commit carries.
pub(crate) struct Batch {
    pub(crate) before: Position,
    pub(crate) after: Position,
    pub(crate) keys: Vec<NewKeyRow>,
    pub(crate) rows: Vec<NewRow>,
}

/// `($5, $6, …), (…)`: as many as there are rows, from a number on.
fn values(text: &mut String, first: usize, rows: usize, of_row: usize) {
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { "), (" });
        for value in 0..of_row {
            let comma = if value == 0 { "" } else { ", " };
            let _ = write!(text, "{comma}${}", first + row * of_row + value);
        }
    }
    text.push(')');
}

fn insert_rows(text: &mut String, head: &str, first: usize, rows: usize) {
    let _ = write!(
        text,
        "insert into entry \
         (position, stream, version, operation, ordinal, salt, body, commitment) \
         select column1, column2, case when column9 = 0 or exists (select 1 from entry as known \
         where known.stream = column2 and known.version = column9) then column3 end, \
         column4, column5, column6, column7, column8 from {head} cross join (values "
    );
    values(text, first, rows, VALUES_OF_ROW);
    text.push_str(") as fresh");
}

fn insert_keys(text: &mut String, first: usize, keys: usize) {
    text.push_str(
        "insert into wrapped_key (id, root, box) \
         select column1, case when column5 = (select coalesce(max(root), 0) from root_seal) \
         and not exists (select 1 from erased where blind = column4) then column2 end, column3 \
         from head cross join (values ",
    );
    values(text, first, keys, VALUES_OF_KEY);
    text.push_str(") as fresh");
}

/// Calls with the number of the first and how many, for at most [`ROWS`] at a time.
fn chunks(total: usize, mut each: impl FnMut(usize, usize)) {
    for first in (0..total).step_by(ROWS) {
        each(first, ROWS.min(total - first));
    }
}

/// One script: SQLite takes several statements at once.
fn script(keys: usize, rows: usize) -> String {
    let mut text = format!("begin immediate; {MOVE}; ");
    chunks(keys, |from, some| {
        insert_keys(&mut text, VALUES_BEFORE + 1 + from * VALUES_OF_KEY, some);
        text.push_str("; ");
    });
    let first = VALUES_BEFORE + 1 + keys * VALUES_OF_KEY;
    chunks(rows, |from, some| {
        insert_rows(&mut text, "head", first + from * VALUES_OF_ROW, some);
        text.push_str("; ");
    });
    text.push_str("commit");
    text
}

/// One statement of several parts, which is a transaction by itself.
fn statement(rows: usize) -> String {
    let mut text = format!("with moved as ({MOVE} returning position), written as (");
    insert_rows(&mut text, "moved", VALUES_BEFORE + 1, rows);
    text.push_str(") select pg_notify($3, $4)");
    text
}

/// Texts that were made before, by the number of keys and of rows.
#[derive(Default)]
pub(crate) struct Texts {
    scripts: Vec<Option<SqlStr>>,
    statements: Vec<Option<SqlStr>>,
}

impl Texts {
    fn kept(kept: &mut Vec<Option<SqlStr>>, place: usize, make: impl FnOnce() -> String) -> SqlStr {
        if kept.len() <= place {
            kept.resize(place + 1, None);
        }
        match kept.get_mut(place) {
            Some(Some(text)) => text.clone(),
            Some(empty) => empty.insert(safe(make())).clone(),
            None => safe(make()),
        }
    }
}

fn safe(text: String) -> SqlStr {
    // Only numbers that were counted here are written into these texts.
    AssertSqlSafe(Arc::<str>::from(text)).into_sql_str()
}

/// The columns of a row, in the order of the texts.
macro_rules! bound_row {
    ($query:expr, $row:expr) => {
        $query
            .bind(count($row.position.0))
            .bind($row.stream.as_bytes().to_vec())
            .bind(count($row.version.0))
            .bind($row.operation.to_vec())
            .bind(i64::from($row.ordinal))
            .bind($row.salt.to_vec())
            .bind($row.body)
            .bind($row.commitment.to_vec())
    };
}

macro_rules! bound {
    ($query:expr, $batch:expr) => {{
        let mut query = $query
            .bind(count($batch.before.0))
            .bind(count($batch.after.0))
            .bind(postgres::CHANNEL)
            .bind($batch.after.to_string());
        for key in $batch.keys {
            query = query
                .bind(key.id.as_bytes().to_vec())
                .bind(i64::from(key.root))
                .bind(key.sealed)
                .bind(key.blind.to_vec())
                .bind(i64::from(key.present));
        }
        for NewRow { row, after } in $batch.rows {
            query = bound_row!(query, row).bind(count(after));
        }
        query
    }};
}

/// Commits all of it, or nothing. On SQLite a transaction may be left open by a failure;
/// keys go with it on SQLite only.
pub(crate) async fn at_once(
    connection: &mut Connection,
    texts: &mut Texts,
    batch: Batch,
) -> std::result::Result<(), sqlx::Error> {
    let (keys, rows) = (batch.keys.len(), batch.rows.len());
    // Rare shapes are not kept ready: they would drive out the frequent ones.
    let frequent = rows <= FREQUENT.0 && keys <= FREQUENT.1;
    match connection {
        Connection::Sqlite(held) => {
            let make = || script(keys, rows);
            let text = if frequent {
                Texts::kept(&mut texts.scripts, keys * (FREQUENT.0 + 1) + rows, make)
            } else {
                safe(make())
            };
            let query = sqlx::query(text).persistent(frequent);
            bound!(query, batch).execute(&mut **held).await.map(drop)
        }
        Connection::Postgres(held) => {
            let make = || statement(rows);
            let text = if frequent {
                Texts::kept(&mut texts.statements, rows, make)
            } else {
                safe(make())
            };
            let query = sqlx::query(text).persistent(frequent);
            bound!(query, batch).execute(&mut **held).await.map(drop)
        }
    }
}

/// Writes rows in a transaction that holds the head's lock.
pub(crate) async fn rows(tx: &mut Tx, rows: Vec<Row>) -> Result<()> {
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let some: Vec<Row> = rows.by_ref().take(ROWS).collect();
        let mut text = "insert into entry \
            (position, stream, version, operation, ordinal, salt, body, commitment) values "
            .to_owned();
        values(&mut text, 1, some.len(), VALUES_OF_ROW - 1);
        let full = some.len() == ROWS || some.len() == 1;
        within!(tx, connection => {
            let mut query = sqlx::query(safe(text)).persistent(full);
            for row in some {
                query = bound_row!(query, row);
            }
            query.execute(connection).await?;
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{script, statement};

    #[test]
    fn values_are_numbered_without_a_gap_whatever_the_shape() {
        for (keys, rows) in [(0, 1), (1, 1), (2, 33), (33, 70)] {
            let text = script(keys, rows);
            let last = 4 + keys * 5 + rows * 9;
            for number in 5..=last {
                let end = [",", ")"].iter().filter(|end| text.contains(&format!("${number}{end}")));
                assert_eq!(end.count(), 1, "${number} in {keys} keys and {rows} rows");
            }
            assert!(!text.contains(&format!("${}", last + 1)));
        }
        assert!(statement(3).contains("$31)") && !statement(3).contains("$32"));
    }
}
