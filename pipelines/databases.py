"""In-memory DuckDB databases: one per process, configuration and folders, and a private one for careful work.

No database reaches a file outside its folders, the network or an extension, whatever a query says.

What does **not** belong here: tables and queries (`pipelines.sql`), and what is repeated when (`pipelines.recovery`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock

import duckdb

from pipelines import interruption
from pipelines.connections import Connection, EngineFaultError, is_engine_fault
from pipelines.engine_settings import engine_settings
from pipelines.errors import Refused, causes
from pipelines.fence import NO_EXTENSIONS, Folders, close_to_others, outermost
from pipelines.scratch import make_scratch_folder, remove_scratch_folder
from pipelines.variables import MEMORY_LIMIT, THREADS, Size

QUERY_SHARE = 0.6
"""Share of `TIEOUT_MEMORY_LIMIT` that queries get; the rest is for Arrow tables on their way between them."""

OPTIMIZERS_OFF = (
    "statistics_propagation", "compressed_materialization", "join_filter_pushdown", "late_materialization",
    "partial_aggregate_pushdown", "partitioned_execution", "row_group_pruner", "type_pushdown", "scalar_fn_pushdown",
    "common_subplan", "common_subexpressions", "common_aggregate", "aggregate_function_rewriter", "aggregate_reuse",
    "distinct_aggregate_rewrite", "duplicate_groups", "grouping_sets", "join_elimination", "outer_join_simplification",
    "projection_placement", "redundant_order_keys", "reorder_filter", "sampling_pushdown", "self_join_aggregate",
    "top_n_window_elimination", "window_rewriter", "window_self_join",
)  # fmt: skip
"""Optimizer steps that are off when work is repeated. They do not decide a query's answer; their effect on the time of a
night was measured on two nights only, and showed no slowdown.

`statistics_propagation` leads to the perfect hash joins on which DuckDB 2.0.0 fails. Left on are those that keep the cost of
a query in proportion to its input (`filter_pushdown`, `join_order` and their kind), and `cte_inlining` with
`projection_pullup`: with both off, DuckDB 2.0.1 fails on `pipelines/disputes/assigned_owners.sql`.
"""

MOST_UNUSED = 4
"""Databases with folders of their own that stay open unused: opening one takes as long as several small queries."""

Settings = tuple[tuple[str, str], ...]
"""Names and values of DuckDB's configuration, in order."""

_THREADS: ContextVar[int | None] = ContextVar("threads", default=None)
_IS_CAREFUL: ContextVar[bool] = ContextVar("is_careful", default=False)


def thread_count() -> int:
    """Return the number of threads: `TIEOUT_THREADS` (default 2), or the one that `use_threads` has set."""
    return _THREADS.get() or THREADS.read()


def use_threads(count: int) -> None:
    """Set the number of threads for work started in the current context."""
    _THREADS.set(count)


@cache
def careful_settings() -> dict[str, str]:
    """Return DuckDB's settings for work that is repeated after a fault of the engine.

    Of `OPTIMIZERS_OFF` only the steps that the installed release has: it refuses others.
    """
    known = duckdb.connect(config=NO_EXTENSIONS).sql("FROM duckdb_optimizers()").fetchall()
    off = [name for (name,) in known if name in OPTIMIZERS_OFF]
    return {"threads": "1", "disabled_optimizers": ",".join(off)}


@cache
def parser() -> duckdb.DuckDBPyConnection:
    """Return a connection for the parser and the list of functions; it holds no table. One thread uses it at a time."""
    return duckdb.connect(config={**NO_EXTENSIONS, "threads": "1"})


@contextmanager
def careful_work() -> Iterator[None]:
    """Give every connection opened inside the block a private database with `careful_settings`."""
    is_careful, threads = _IS_CAREFUL.set(True), _THREADS.set(1)
    try:
        yield
    finally:
        _THREADS.reset(threads)
        _IS_CAREFUL.reset(is_careful)


def is_careful() -> bool:
    """Return whether the current work runs in `careful_work`."""
    return _IS_CAREFUL.get()


@dataclass
class Database:
    """A DuckDB database in memory, with the folder it spills to."""

    root: duckdb.DuckDBPyConnection
    spill_folder: Path
    is_invalid: bool = False
    user_count: int = 0  # of work that has borrowed the database; guarded by `_OPENING`
    _defined: set[str] = field(default_factory=set)
    _open_count: int = 0
    _lock: Lock = field(default_factory=Lock)

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """Open a connection with temporary tables of its own.

        An invalid database ends with its last connection: before, DuckDB refuses to close it.

        Raises:
            EngineFaultError: The engine has failed in the database, which is invalid from then on.
            Interrupted: The work is to stop.
        """
        connection = self._connect()
        try:
            with interruption.interruptible(connection.interrupt):
                yield connection
        except Exception as error:
            _raise_interrupted(error)
            connection.is_broken |= any(is_engine_fault(each) for each in causes(error))
            if is_engine_fault(error):
                raise connection.fault(error) from error
            raise
        finally:
            self._disconnect(connection)

    def define(self, connection: Connection, macros: Iterable[str]) -> None:
        """Create macros, which all connections of the database share, once."""
        with self._lock:
            for script in macros:
                if script not in self._defined:
                    connection.execute(script)
                    self._defined.add(script)

    def close(self) -> None:
        """Close the database and remove what it has spilled."""
        self.root.close()
        remove_scratch_folder(self.spill_folder)

    def _connect(self) -> Connection:
        with self._lock:
            if self.is_invalid:
                raise EngineFaultError("none", "a query beside it has invalidated the database")
            self._open_count += 1
            return Connection(self.root.cursor())

    def _disconnect(self, connection: Connection) -> None:
        connection.close()
        self.is_invalid |= connection.is_broken
        with self._lock:
            self._open_count -= 1
            if self.is_invalid and not self._open_count:
                self.close()


def _raise_interrupted(error: Exception) -> None:
    """Raise `Interrupted` in place of an error that a request to stop has caused.

    DuckDB turns what a signal's handler raises in the main thread into a `RuntimeError` of this text.
    """
    interruption.check()
    if isinstance(error, RuntimeError) and str(error) == "Query interrupted":
        raise interruption.Interrupted from error


_DATABASES: dict[tuple[Settings, Folders], Database] = {}
_OPENING = Lock()
"""Of two threads that ask for a database at the same time, one opens it."""


@contextmanager
def open_database(threads: int, folders: Iterable[str | Path] = ()) -> Iterator[Database]:
    """Yield the process's database for this many threads, or a private one in `careful_work`.

    It reads and writes files in `folders`, and reaches no other file.
    """
    allowed = outermost(folders)
    if is_careful():
        with closing(_open(_configuration(1) | careful_settings() | engine_settings(), allowed)) as database:
            yield database
        return
    database = _borrow(tuple((_configuration(threads) | engine_settings()).items()), allowed)
    try:
        yield database
    finally:
        with _OPENING:
            database.user_count -= 1


def check_engine_settings() -> None:
    """Open a database where `TIEOUT_ENGINE_SETTINGS` is set: only DuckDB knows which values its settings may have.

    Raises:
        Refused: The settings are of the wrong form, may not be set, or DuckDB refuses them.
    """
    if engine_settings():
        with open_database(1):
            pass


def share_of_queries(size: Size, share: float = QUERY_SHARE) -> str:
    """Return a share of a memory size as DuckDB writes it: 2 GB → '1.2GB', 80 % → '48.0%'."""
    return f"{size.number * share}{size.unit}"


def _configuration(threads: int) -> dict[str, str]:
    """Careful work shares the machine with the other parts of the night: it gets what one of them gets."""
    share = QUERY_SHARE / THREADS.read() if is_careful() else QUERY_SHARE
    limit = share_of_queries(MEMORY_LIMIT.read(), share)
    return {"memory_limit": limit, "threads": str(threads)}


def _borrow(settings: Settings, folders: Folders) -> Database:
    """Return a shared database, which the caller gives back by `user_count`."""
    key = (settings, folders)
    with _OPENING:
        if key not in _DATABASES or _DATABASES[key].is_invalid:
            _close_unused()
            _DATABASES[key] = _open(dict(settings), folders)
        _DATABASES[key].user_count += 1
        return _DATABASES[key]


def _close_unused() -> None:
    """Close the oldest unused databases with folders of their own, so that a process of many nights keeps few."""
    unused = [key for key, database in _DATABASES.items() if key[1] and not database.user_count]
    for key in unused[: max(0, len(unused) - MOST_UNUSED + 1)]:
        database = _DATABASES.pop(key)
        if not database.is_invalid:
            database.close()


def _open(settings: dict[str, str], folders: Folders) -> Database:
    spill_folder = make_scratch_folder()
    try:
        connection = duckdb.connect(config={**settings, **NO_EXTENSIONS, "temp_directory": str(spill_folder)})
        close_to_others(connection, folders)
    except duckdb.Error as error:
        remove_scratch_folder(spill_folder)
        listed = ", ".join(f"{name}={value}" for name, value in settings.items())
        said = " ".join(str(error).split())[:300]
        raise Refused(
            f"TIEOUT_ENGINE_SETTINGS: DuckDB {duckdb.__version__} refuses them ({said}); expected settings of that release, "
            f"found {listed}; correct them, TIEOUT_MEMORY_LIMIT or TIEOUT_THREADS; nothing was run"
        ) from error
    return Database(connection, spill_folder)
