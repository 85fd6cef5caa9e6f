"""Opening a store: one that is new, or ours and of this version, and that nobody else writes; its tables."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gialint.model import Text, os_error

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = 2
"""Changes when a table or a column is named or means otherwise; a store of another version is refused."""

APPLICATION = 0x67_69_61_6C
"""What SQLite keeps in the head of a file to tell whose it is: ``gial``."""

TABLES = """
CREATE TABLE runs (
  run INTEGER PRIMARY KEY, version TEXT NOT NULL, language TEXT NOT NULL, finished INTEGER NOT NULL);
CREATE TABLE reports (
  report INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, run INTEGER NOT NULL, place INTEGER,
  earlier INTEGER NOT NULL, size INTEGER, mtime INTEGER, made_by TEXT, reader TEXT, agency TEXT,
  agency_kind TEXT, year INTEGER, edition TEXT, form TEXT, config TEXT, rules INTEGER,
  unread INTEGER NOT NULL, figures TEXT, outcome BLOB, last TEXT, told TEXT);
CREATE TABLE names (fact INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
CREATE TABLE cells (
  report INTEGER NOT NULL, fact INTEGER NOT NULL, state TEXT NOT NULL, value NUMERIC, text TEXT,
  PRIMARY KEY (report, fact)) WITHOUT ROWID;
CREATE TABLE claims (
  report INTEGER NOT NULL, number INTEGER NOT NULL, fact TEXT NOT NULL, op TEXT NOT NULL, value NUMERIC,
  unit TEXT, year INTEGER, scope TEXT, derived INTEGER, certain INTEGER, section TEXT, text TEXT,
  line INTEGER, PRIMARY KEY (report, number)) WITHOUT ROWID;
CREATE TABLE findings (
  report INTEGER NOT NULL, number INTEGER NOT NULL, code TEXT NOT NULL, name TEXT, severity TEXT NOT NULL,
  message TEXT, hint TEXT, basis TEXT, address TEXT, section TEXT, line INTEGER, "column" INTEGER,
  page INTEGER, text TEXT, related TEXT, "values" TEXT, fingerprint TEXT, suppressed TEXT,
  PRIMARY KEY (report, number)) WITHOUT ROWID;
CREATE TABLE unassessed (
  report INTEGER NOT NULL, number INTEGER NOT NULL, code TEXT NOT NULL, name TEXT, reason TEXT, missing TEXT,
  PRIMARY KEY (report, number)) WITHOUT ROWID;
CREATE TABLE unchecked (
  number INTEGER PRIMARY KEY, path TEXT, code TEXT NOT NULL, severity TEXT NOT NULL, message TEXT, hint TEXT);
CREATE TABLE rules (
  code TEXT PRIMARY KEY, name TEXT, title TEXT, severity TEXT, family TEXT, hint TEXT, basis TEXT, tags TEXT)
  WITHOUT ROWID;
"""

VIEWS = """
CREATE VIEW current AS SELECT * FROM reports
  WHERE run = (SELECT max(run) FROM runs) AND NOT earlier;
CREATE VIEW facts AS
  SELECT report, names.path AS fact, state, value, coalesce(text, CAST(value AS TEXT), '') AS text
  FROM cells JOIN names USING (fact);
CREATE VIEW standing AS
  SELECT path, agency, year,
    (SELECT count(*) FROM findings f WHERE f.report = c.report AND suppressed IS NULL
      AND severity = 'error') AS errors,
    (SELECT count(*) FROM findings f WHERE f.report = c.report AND suppressed IS NULL
      AND severity = 'warning') AS warnings,
    (SELECT count(DISTINCT code) FROM unassessed u WHERE u.report = c.report) AS unassessed
  FROM current c ORDER BY place;
CREATE VIEW by_rule AS
  SELECT code, rules.title, f.severity, count(*) AS findings, count(DISTINCT c.report) AS reports
  FROM findings f JOIN current c USING (report) LEFT JOIN rules USING (code)
  WHERE suppressed IS NULL GROUP BY code, f.severity ORDER BY reports DESC, code;
CREATE VIEW totals AS
  SELECT c.year, f.fact, sum(f.value) AS total, count(f.value) AS read, count(*) - count(f.value) AS not_read
  FROM current c JOIN facts f USING (report) GROUP BY c.year, f.fact ORDER BY c.year, f.fact;
CREATE VIEW changes AS
  SELECT now.agency, now.year, f.fact, g.value AS before, f.value AS value, f.value - g.value AS change
  FROM current now JOIN reports was ON was.agency = now.agency AND was.year = now.year - 1
    AND was.run = now.run
  JOIN facts f ON f.report = now.report JOIN facts g ON g.report = was.report AND g.fact = f.fact
  WHERE f.value <> g.value;
"""

CREATED = f"""
BEGIN EXCLUSIVE;
{TABLES}
CREATE INDEX reports_of ON reports (agency, year);
CREATE INDEX findings_of ON findings (code);
{VIEWS}
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
COMMIT;
"""


PATIENCE = 1.0
"""Seconds that are waited for another program to let go of a store."""


class StoreFailed(Exception):
    """A store cannot be used, or no longer; ``message`` says why and ``hint`` what to do."""

    def __init__(self, message: Text, hint: Text) -> None:
        super().__init__(message.en)
        self.message, self.hint = message, hint


def opened(path: str, *, to_write: bool) -> sqlite3.Connection:
    """Return a connection to a store; raises StoreFailed. To write is for one run at a time."""
    if os.path.isdir(path):
        raise StoreFailed(
            Text(f"{path} 是文件夹，不是数据库文件", f"{path} is a folder, not a database"),
            Text("写出文件名，例如 -o sqlite:reports.db。", "Name a file, such as -o sqlite:reports.db."),
        )
    with told(path):
        try:
            return _connected(path, to_write=to_write)
        except sqlite3.OperationalError as error:
            if to_write and getattr(error, "sqlite_errorname", "").startswith("SQLITE_CANTOPEN"):
                # SQLite says only that it cannot be opened, and the system why.
                os.close(os.open(path, os.O_RDWR | os.O_CREAT))
            raise


def _connected(path: str, *, to_write: bool) -> sqlite3.Connection:
    if to_write:
        os.makedirs(os.path.dirname(path) or os.curdir, exist_ok=True)
    address = path if to_write else f"file:{_quoted(path)}?mode=ro"
    database = sqlite3.connect(address, timeout=PATIENCE, isolation_level=None, uri=not to_write)
    try:
        if to_write:
            _take(database, path)
        else:
            _refuse_others(database, path)
    except BaseException:
        database.close()
        raise
    return database


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(os.path.abspath(path))


def _take(database: sqlite3.Connection, path: str) -> None:
    """Lock a store until it is closed, and make its tables if it is new."""
    database.execute("PRAGMA locking_mode = EXCLUSIVE")
    database.execute("BEGIN EXCLUSIVE")
    is_new = database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    database.execute("COMMIT")
    if is_new:
        database.executescript(CREATED)
    _refuse_others(database, path)


def _refuse_others(database: sqlite3.Connection, path: str) -> None:
    [application] = database.execute("PRAGMA application_id").fetchone()
    [version] = database.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        raise StoreFailed(
            Text(
                f"{path} 是别的程序的数据库，没有改动",
                f"{path} is a database of another program; it was left alone",
            ),
            Text("换一个文件名。", "Give another name."),
        )
    if version != VERSION:
        raise StoreFailed(
            Text(
                f"{path} 是另一版本的 gialint 写的（库的版本 {version}，现在是 {VERSION}），没有改动",
                f"{path} was written by another version of gialint (version {version} of the store, not"
                f" {VERSION}); it was left alone",
            ),
            Text(
                "写进新的文件：报告会全部重新检查一次。",
                "Write to a new file: every report is checked once more.",
            ),
        )


@contextmanager
def told(path: str) -> Iterator[None]:
    """Turn what a database or the system refuses into StoreFailed."""
    try:
        yield
    except OSError as error:
        why = os_error(error)
        raise StoreFailed(
            Text(f"无法写入 {path}：{why.zh}", f"cannot write {path}: {why.en}"),
            Text("换一个位置，或核对权限。", "Choose another place, or check the permissions."),
        ) from error
    except sqlite3.Error as error:
        raise StoreFailed(*_reason(path, error)) from error


_REASONS = {
    ("SQLITE_BUSY", "SQLITE_LOCKED"): (
        Text("{path} 正在被另一次检查写入，或被别的程序打开", "{path} is being written by another run"),
        Text(
            "等它结束后再运行；它写过的报告不会再检查。",
            "Wait for its end and run again: what it wrote is not checked again.",
        ),
    ),
    ("SQLITE_FULL", "SQLITE_IOERR"): (
        Text(
            "{path} 没有写完：磁盘已满或出错", "{path} was not written to its end: the disk is full or faulty"
        ),
        Text(
            "已经写入的报告都在。腾出空间后再运行一次，会接着做。",
            "What was written is kept. Make room and run again: it goes on from there.",
        ),
    ),
    ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH"): (
        Text(
            "{path} 打不开，或者不能写入",
            "{path} cannot be opened, or not be written to",
        ),
        Text(
            "核对路径和权限；所在的文件夹也要能写入。",
            "Check the path and the permissions, also those of the folder.",
        ),
    ),
    ("SQLITE_NOTADB", "SQLITE_CORRUPT"): (
        Text("{path} 不是数据库，或已损坏", "{path} is no database, or it is damaged"),
        Text(
            "换一个文件名；损坏的库可以删掉重来。",
            "Give another name; a damaged store can be removed and made anew.",
        ),
    ),
}
"""What is told of an error of SQLite, by how its name begins."""


def _reason(path: str, error: sqlite3.Error) -> tuple[Text, Text]:
    name = getattr(error, "sqlite_errorname", "")
    for beginnings, (message, hint) in _REASONS.items():
        if name.startswith(beginnings):
            return Text(message.zh.format(path=path), message.in_language("en").format(path=path)), hint
    return (
        Text(f"无法使用 {path}，数据库报告：{error}", f"cannot use {path}, says the database: {error}"),
        Text("核对这个文件，或换一个文件名。", "Check that file, or give another name."),
    )
