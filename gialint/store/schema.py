"""The tables of a store, and the views that answer the common questions."""

from __future__ import annotations

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
