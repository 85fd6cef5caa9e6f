"""The atomic write: the old file or the new one, whole, whatever happens on the way."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from errno import ENOSPC, ENOTSUP
from pathlib import Path
from typing import Any

import pytest

from gialint.files.atomic_write import Changed, atomic_write

posix = pytest.mark.skipif(os.name == "nt", reason="modes, owners and links of POSIX")
administrator = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only an administrator may give files away"
)


@pytest.mark.parametrize("before", [None, b"", b"old and longer"])
def test_what_is_written_stands_there_and_nothing_beside_it(before: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    if before is not None:
        path.write_bytes(before)
    atomic_write(str(path), b"new")
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["年报.txt"]


def test_a_bare_name_is_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    atomic_write("a", b"x")
    assert os.listdir() == ["a"]


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444, 0o755])
def test_the_mode_of_a_file_that_is_there_stays(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    path.chmod(mode)
    atomic_write(str(path), b"x")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@posix
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_is_as_the_user_wants_new_files(mask: int, mode: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        atomic_write(str(tmp_path / "a"), b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == mode


@posix
def test_a_copy_may_be_read_by_whom_the_first_may_and_written_by_its_owner(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "a").chmod(0o440)
    atomic_write(str(tmp_path / "b"), b"x", like=str(tmp_path / "a"))
    assert stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o640


@administrator
def test_the_owner_of_a_file_that_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    os.chown(path, 12_345, 54_321)
    atomic_write(str(path), b"x")
    assert (path.stat().st_uid, path.stat().st_gid) == (12_345, 54_321)


@posix
def test_where_the_group_cannot_stay_it_loses_what_it_might_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.touch()
    path.chmod(0o664)
    own = os.stat

    def of_others(name: Any, **how: Any) -> os.stat_result:
        found = own(name, **how)
        return os.stat_result((*found[:4], 12_345, 54_321, *found[6:])) if Path(name) == path else found

    def refused(*asked: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "stat", of_others)
    monkeypatch.setattr(os, "chown", refused)
    atomic_write(str(path), b"x")
    monkeypatch.undo()
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="attributes of Linux")
def test_attributes_stay(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    try:
        os.setxattr(path, "user.origin", b"x")
    except OSError:
        pytest.skip("a file system without attributes")
    atomic_write(str(path), b"new")
    assert os.getxattr(path, "user.origin") == b"x"


@posix
def test_a_link_goes_on_leading_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder/a")
    atomic_write(str(tmp_path / "link"), b"x")
    assert os.readlink(tmp_path / "link") == "folder/a"
    assert (tmp_path / "folder" / "a").read_bytes() == b"x"
    assert os.listdir(tmp_path / "folder") == ["a"]


@posix
def test_another_name_of_the_file_keeps_the_old_content(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    os.link(tmp_path / "a", tmp_path / "b")
    atomic_write(str(tmp_path / "a"), b"new")
    assert [(tmp_path / name).read_bytes() for name in "ab"] == [b"new", b"old"]


def _folder(path: Path) -> None:
    path.mkdir()


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _file(path: Path) -> None:
    path.write_bytes(b"old")


def _nowhere(path: Path) -> None:
    path.symlink_to("nothing")


@posix
@pytest.mark.parametrize(
    ("make", "new", "refused"),
    [
        (_folder, False, IsADirectoryError),
        (_loop, False, OSError),
        (_file, True, FileExistsError),
        (_nowhere, True, FileExistsError),
        (_folder, True, FileExistsError),
    ],
)
def test_what_is_not_written_over(
    make: Callable[[Path], None], new: bool, refused: type[OSError], tmp_path: Path
) -> None:
    make(tmp_path / "a")
    before = os.lstat(tmp_path / "a")
    with pytest.raises(refused):
        atomic_write(str(tmp_path / "a"), b"x", new=new)
    assert os.listdir(tmp_path) == ["a"]
    after = os.lstat(tmp_path / "a")
    assert (after.st_ino, after.st_size) == (before.st_ino, before.st_size)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        atomic_write(str(tmp_path / "none" / "a"), b"x")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="an administrator is refused nothing")
def test_a_folder_that_is_closed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PermissionError):
            atomic_write(str(tmp_path / "a"), b"x")
    finally:
        tmp_path.chmod(0o700)
    assert (tmp_path / "a").read_bytes() == b"old"


@pytest.mark.parametrize("now", [b"other", b"old and more", b"", None])
def test_what_somebody_else_saved_stays(now: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "a"
    if now is not None:
        path.write_bytes(now)
    with pytest.raises(Changed):
        atomic_write(str(path), b"new", was=b"old")
    assert (path.read_bytes() if path.exists() else None) == now
    assert os.listdir(tmp_path) == ([] if now is None else ["a"])
    path.write_bytes(b"old")
    atomic_write(str(path), b"new", was=b"old")
    assert path.read_bytes() == b"new"
    atomic_write(str(path), b"new", was=b"old")  # what another run has written already


@posix
def test_a_pipe_in_the_place_of_what_was_read_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    with pytest.raises(Changed):
        atomic_write(str(tmp_path / "a"), b"new", was=b"old")


def _fails(error: BaseException) -> Callable[..., Any]:
    def fail(*given: object, **named: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    "error", [OSError(ENOSPC, "full"), KeyboardInterrupt(), SystemExit(2), MemoryError()]
)
@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
@pytest.mark.parametrize("there", [True, False])
def test_whatever_fails_all_is_as_before(
    step: str, error: BaseException, there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    if there:
        path.write_bytes(b"old")
    monkeypatch.setattr(os, step, _fails(error))
    if step == "chmod" and (not there or isinstance(error, OSError)):
        atomic_write(str(path), b"new")  # nothing to change, or a disk without modes
        return
    with pytest.raises(type(error)):
        atomic_write(str(path), b"new")
    assert os.listdir(tmp_path) == (["a"] if there else [])
    assert not there or path.read_bytes() == b"old"


@posix
def test_without_hard_links_a_new_file_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", _fails(OSError(ENOTSUP, "none here")))
    atomic_write(str(tmp_path / "a"), b"x", new=True)
    assert os.listdir(tmp_path) == ["a"]

    def saved_meanwhile(*given: object) -> None:
        (tmp_path / "b").write_bytes(b"other")
        raise OSError(ENOTSUP, "none here")

    monkeypatch.setattr(os, "link", saved_meanwhile)
    with pytest.raises(FileExistsError):
        atomic_write(str(tmp_path / "b"), b"x", new=True)
    assert (tmp_path / "b").read_bytes() == b"other"
    assert sorted(os.listdir(tmp_path)) == ["a", "b"]


WRITER = """
import sys
from gialint.files.atomic_write import atomic_write
{before}
try:
    atomic_write(sys.argv[1], sys.argv[2].encode() * 100_000, new={new})
except OSError as error:
    sys.exit(error.errno)
"""


def writer(path: Path, word: str, *, new: bool = False, before: str = "") -> subprocess.Popen[bytes]:
    code = WRITER.format(new=new, before=before)
    return subprocess.Popen([sys.executable, "-c", code, str(path), word])


@posix
def test_more_than_there_is_room_for(tmp_path: Path) -> None:
    import errno

    path = tmp_path / "a"
    path.write_bytes(b"old")
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))"
    assert writer(path, "青", before=limit).wait() == errno.EFBIG
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


def test_of_two_at_once_one_is_there_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    runs = [writer(path, word) for word in ("甲", "乙", "丙", "丁")]
    assert [run.wait() for run in runs] == [0] * 4
    assert path.read_text("utf-8") in [word * 100_000 for word in "甲乙丙丁"]
    assert os.listdir(tmp_path) == ["a"]


def test_of_two_that_make_a_new_file_one_is_refused(tmp_path: Path) -> None:
    import errno

    path = tmp_path / "a"
    runs = [writer(path, word, new=True) for word in ("甲", "乙", "丙")]
    assert sorted(run.wait() for run in runs) == [0, errno.EEXIST, errno.EEXIST]
    assert os.listdir(tmp_path) == ["a"]


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_ended_leaves_nothing_beside_the_file(number: int, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    # Of a run in the background, whose hang-ups are ignored, they are not here.
    heard = "import signal; signal.signal(signal.SIGHUP, signal.SIG_DFL)\n"
    slow = (
        heard + "import os, time; sync = os.fsync; os.fsync = lambda handle: (time.sleep(0.5), sync(handle))"
    )
    run = writer(path, "青", before=slow)
    while len(os.listdir(tmp_path)) < 2:
        time.sleep(0.01)
    run.send_signal(number)
    assert run.wait() == -number
    assert path.read_text("utf-8") == "青" * 100_000
    assert os.listdir(tmp_path) == ["a"]


@posix
def test_a_run_that_is_killed_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    run = writer(path, "青", before="import os, time; os.fsync = lambda handle: time.sleep(600)")
    while len(os.listdir(tmp_path)) < 2:
        time.sleep(0.01)
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert path.read_bytes() == b"old"
    assert all(name == "a" or name.startswith(".") for name in os.listdir(tmp_path))
