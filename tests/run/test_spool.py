"""A spool: what outlives what."""

from __future__ import annotations

import gc
import sqlite3
import threading

import pytest

from gialint.run.spool import Spool


def test_its_database_is_closed_with_the_last_who_reads_it() -> None:
    spool = Spool()
    database, read = spool.database, spool.outcomes()
    del spool
    assert list(read) == []
    del read
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        database.execute("SELECT 1")


def test_the_last_may_be_another_thread() -> None:
    spools = [Spool()]
    database = spools[0].database
    thread = threading.Thread(target=spools.clear)
    thread.start()
    thread.join()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        database.execute("SELECT 1")
