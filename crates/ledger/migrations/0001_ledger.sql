-- The whole ledger. The same text runs on SQLite and on PostgreSQL, where `blob` is a
-- domain over `bytea` and "integer", in quotes, one over `bigint`, both made before this
-- runs. Columns are `bigint`, `text` or `blob`; where SQLite is to keep rows in the order
-- of their key, without an index beside the table, it wants that key to be "integer".
-- Nothing here can be read without the root key but how much there is of it, and in which
-- order it came.

-- What this ledger is: one row.
create table ledger (
    one bigint primary key check (one = 1),
    id blob not null,
    key blob not null
);

-- The last position given out: one row. Its lock is what makes positions
-- gap-free and their order the order of commits.
create table head (
    one bigint primary key check (one = 1),
    position bigint not null
);

-- The log. Never updated, never deleted from.
create table entry (
    position "integer" primary key,
    stream blob not null,
    version bigint not null,
    operation blob not null,
    ordinal bigint not null,
    salt blob not null,
    body blob not null,
    commitment blob not null
);
create unique index entry_by_stream on entry (stream, version);
create unique index entry_by_operation on entry (operation, ordinal);

-- Keys of cases and persons, each wrapped by the root or by a case's members.
create table wrapped_key (
    id blob primary key,
    root bigint not null,
    box blob not null
);
create index wrapped_key_by_root on wrapped_key (root);

-- How the root is sealed: by passphrase, by custodians, or for a key handed in.
create table root_seal (
    name text primary key,
    root bigint not null,
    sealed text not null
);

-- Keys that were destroyed, by a name only the ledger can compute, chained.
create table erased (
    number "integer" primary key,
    blind blob not null unique,
    chain blob not null
);

-- Complete subtrees of 256 entries: a cache over `entry`. Each hash with a keyed hash of it.
create table block (
    place "integer" primary key,
    hash blob not null
);

-- Signed checkpoints of the tree, with the witnesses' signatures.
create table checkpoint (
    size "integer" primary key,
    note text not null
);

-- The key that opens sealed cases when the glass is broken: its public half, and its
-- secret half sealed to custodians. At most one row.
create table break_glass (
    one bigint primary key check (one = 1),
    recipient text not null,
    sealed text not null
);

-- One key for each snapshot file; destroyed with the first key of a person or case that
-- is destroyed after it.
create table snapshot_key (
    id blob primary key,
    box blob not null
);
