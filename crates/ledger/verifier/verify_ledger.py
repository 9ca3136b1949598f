#!/usr/bin/env python3
"""Verifies a ledger without its program and without any key that opens it.

    verify_ledger.py LEDGER.SQLITE KEY [CHECKPOINT ...] [--witness KEY] [--allow-unsigned-tail]

LEDGER.SQLITE is a copy of the database file, KEY the ledger's public key as
`name+hash+key`. Checkpoints are files with signed notes: those you were given on paper,
on a stick, by a witness. Those kept in the database are checked too. Only the standard
library is used; the signature check is RFC 8032 written out.

It proves: every entry is there, without a gap, and gives its commitment; the commitments
give the RFC 6962 roots that the ledger signed. It cannot tell whether an entry opens:
that takes the root key, and `amparo verify`.

Exit code 0: sound. 1: not sound; the first wrong entry is named. 2: usage.
"""

import base64
import hashlib
import sqlite3
import sys

# RFC 8032, Ed25519.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def add(a, b):
    """Adds two points in extended coordinates."""
    m = (a[1] - a[0]) * (b[1] - b[0]) % P
    n = (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point, scalar = add(point, point), scalar >> 1
    return total


def same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point(data):
    """Decodes a point, or gives None."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(key, message, signature):
    a, r = point(key), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    return same(times(s, BASE), add(r, times(h, a)))


# C2SP signed-note and tlog-cosignature.
def read_key(text):
    name, number, data = text.strip().split("+", 2)
    data = base64.b64decode(data, validate=True)
    kind, key = data[0], data[1:]
    want = hashlib.sha256(name.encode() + b"\n" + data[:1] + key).digest()[:4]
    if want != bytes.fromhex(number) or kind not in (1, 4) or len(key) != 32:
        raise ValueError("not a proper key: " + text)
    return name, want, kind, key


def signed_by(note, key):
    """The text, if this key signed the note."""
    name, number, kind, public = key
    text, _, lines = note.rpartition("\n\n")
    text += "\n"
    for line in lines.splitlines():
        if not line.startswith("— " + name + " "):
            continue
        data = base64.b64decode(line.rsplit(" ", 1)[1], validate=True)
        if data[:4] != number:
            continue
        message, signature = text.encode(), data[4:]
        if kind == 4:
            time, signature = int.from_bytes(signature[:8], "big"), signature[8:]
            message = b"cosignature/v1\ntime %d\n" % time + message
        if signed(public, message, signature):
            return text
    return None


def read_checkpoint(note, key):
    text = signed_by(note, key)
    if text is None:
        raise ValueError("a checkpoint is not signed by this ledger")
    origin, size, root = text.split("\n")[:3]
    if origin != key[0]:
        raise ValueError("a checkpoint of another ledger: " + origin)
    return int(size), base64.b64decode(root, validate=True)


# RFC 6962, as a stack of complete subtrees.
def leaf(data):
    return hashlib.sha256(b"\0" + data).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def push(stack, data):
    level, hashed = 0, leaf(data)
    while stack and stack[-1][0] == level:
        hashed = node(stack.pop()[1], hashed)
        level += 1
    stack.append((level, hashed))


def root_of(stack):
    if not stack:
        return hashlib.sha256(b"").digest()
    total = stack[-1][1]
    for _, hashed in reversed(stack[:-1]):
        total = node(hashed, total)
    return total


def commitment(ledger, row):
    position, stream, version, operation, ordinal, salt, body, _ = row
    return hashlib.sha256(
        b"amparo entry v1\n"
        + ledger
        + position.to_bytes(8, "big")
        + stream
        + version.to_bytes(8, "big")
        + operation
        + ordinal.to_bytes(4, "big")
        + salt
        + hashlib.sha256(body).digest()
    ).digest()


def verify(database, key, given, witnesses, unsigned_tail):
    (ledger,) = database.execute("select id from ledger where one = 1").fetchone()
    (head,) = database.execute("select position from head where one = 1").fetchone()
    notes = [note for (note,) in database.execute("select note from checkpoint")]
    roots = {}
    for note in notes + given:
        size, root = read_checkpoint(note, key)
        if roots.setdefault(size, root) != root:
            return f"two checkpoints over {size} entries contradict each other"
    for witness in witnesses:
        if not any(signed_by(note, witness) for note in notes + given):
            return f"the witness {witness[0]} signed none of the checkpoints"
    stack, fitted, count = [], 0, 0
    rows = database.execute(
        "select position, stream, version, operation, ordinal, salt, body, commitment"
        " from entry order by position"
    )
    for row in rows:
        count += 1
        if row[0] != count:
            return f"entry {count} is missing; entries before it are safe"
        if commitment(ledger, row) != row[7]:
            return f"entry {count} does not match its commitment; entries before it are safe"
        push(stack, row[7])
        if count in roots:
            if root_of(stack) != roots[count]:
                return f"an entry from {fitted + 1} to {count} was changed"
            fitted = count
    last = max(roots, default=0)
    if last > count or head > count:
        return f"entry {count + 1} is missing; entries before it are safe"
    if head < count:
        return f"entry {head + 1} was added from outside"
    if fitted < count and not unsigned_tail:
        return f"no checkpoint covers entries {fitted + 1} to {count}"
    root = base64.b64encode(root_of(stack)).decode()
    print(f"sound: {count} entries, {len(roots)} checkpoints, root {root}")
    return None


def main(arguments):
    files, witnesses, unsigned_tail = [], [], False
    arguments = iter(arguments)
    for argument in arguments:
        if argument == "--witness":
            witnesses.append(read_key(next(arguments, "")))
        elif argument == "--allow-unsigned-tail":
            unsigned_tail = True
        else:
            files.append(argument)
    if len(files) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    given = [open(name, encoding="utf-8").read() for name in files[2:]]
    database = sqlite3.connect(f"file:{files[0]}?mode=ro", uri=True)
    try:
        wrong = verify(database, read_key(files[1]), given, witnesses, unsigned_tail)
    except (ValueError, sqlite3.DatabaseError, TypeError) as error:
        wrong = f"cannot be read: {error}"
    if wrong:
        print(f"NOT SOUND: {wrong}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
