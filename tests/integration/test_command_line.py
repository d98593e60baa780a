"""The command as a process: streams, signals, locales, the server."""

from __future__ import annotations

import json
import os
import re
import selectors
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "holdtheline"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for these tests: prospects are read into it once."""
    return tmp_path_factory.mktemp("data")


def environment(data: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "HOLDTHELINE_DATA": str(data), **more}


def run(data: Path, *args: str | bytes, stdin: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *args], input=stdin, capture_output=True, env=environment(data, **more), timeout=60, check=False
    )


def line_of(process: subprocess.Popen[bytes], seconds: float = 40) -> bytes:
    """The next line that a process prints, or nothing after a while."""
    assert process.stdout is not None
    with selectors.DefaultSelector() as ready:
        ready.register(process.stdout, selectors.EVENT_READ)
        if not ready.select(seconds):
            process.kill()
            return b""
    return bytes(process.stdout.readline())


def begin(data: Path) -> str:
    return str(json.loads(run(data, "call", "start", "send-info", "--seed", "1").stdout)["call"])


PLAIN = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def test_umlauts_survive_whatever_the_locale(data: Path) -> None:
    call = begin(data)
    said = "Grüße ☎ 你好"
    assert run(data, "call", "say", call, said.encode(), **PLAIN).returncode == 0
    assert run(data, "call", "say", call, "-", stdin=f"{said} again".encode(), **PLAIN).returncode == 0
    shown = run(data, "call", "show", call, **PLAIN).stdout.decode("utf-8")
    texts = [t["text"] for t in json.loads(shown)["turns"] if t["speaker"] == "rep"]
    assert texts == [said, f"{said} again"] and said in shown


def test_bytes_that_are_no_text_are_refused(data: Path) -> None:
    call = begin(data)
    for ran in (run(data, "call", "say", call, b"a\xffb"), run(data, "call", "say", call, "-", stdin=b"a\xffb")):
        assert ran.returncode == 1 and ran.stdout == b"" and b"text" in ran.stderr
    assert len(json.loads(run(data, "call", "show", call).stdout)["turns"]) == 1


def test_a_reader_that_has_seen_enough_ends_the_command_quietly(data: Path, tmp_path: Path) -> None:
    turns = [{"speaker": "prospect", "text": "No."}, {"speaker": "rep", "text": "Why not? Who decides?"}]
    file = tmp_path / "calls.jsonl"
    file.write_text("".join(json.dumps({"id": f"c{i}", "turns": turns}) + "\n" for i in range(3000)))
    process = subprocess.Popen(
        [*COMMAND, "moves", str(file)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(data)
    )
    assert process.stdout is not None and process.stderr is not None
    assert json.loads(process.stdout.readline())["id"] == "c0"
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr.read() == b""
    process.stderr.close()


def test_play_goes_through_a_call_and_tells_how_it_ended(data: Path) -> None:
    lines = "No, I won't just send it.\n\nWhat would you do with it?\n"
    ran = run(data, "play", "send-info", "--seed", "1", stdin=lines.encode())
    assert ran.returncode == 0
    assert len(ran.stdout.decode().splitlines()) == 3
    told = ran.stderr.decode()
    assert "The call is over" in told and "Traceback" not in told
    call = re.search(r"Call (\w+)\.", told)
    assert call is not None
    shown = json.loads(run(data, "call", "show", call[1]).stdout)
    assert shown["outcome"] and len(shown["turns"]) == 5


@pytest.fixture
def heeding() -> Iterator[None]:
    """Processes begun here heed Ctrl-C even where the tests run in the background, which has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.usefixtures("heeding")
def test_ctrl_c_in_play_hangs_up_and_keeps_what_was_said(data: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "play", "send-info", "--seed", "1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        env=environment(data),
    )
    assert process.stdin is not None
    assert line_of(process)
    process.stdin.write(b"Hello, Ann here.\n")
    process.stdin.flush()
    assert line_of(process)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 0 and b"Traceback" not in told
    call = re.search(rb"Call (\w+)\.", told)
    assert call is not None
    shown = json.loads(run(data, "call", "show", call[1].decode()).stdout)
    assert shown["ended"] and shown["turns"][1]["text"] == "Hello, Ann here."


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.usefixtures("heeding")
def test_ctrl_c_ends_any_command_without_a_trace(data: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "simulate", "--seeds", "500"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(data)
    )
    assert line_of(process)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130 and b"Traceback" not in told


def test_commands_that_talk_import_neither_page_nor_model_nor_table(data: Path) -> None:
    call = begin(data)
    code = (
        "import sys; from holdtheline.cli import commands; "
        f"assert commands.code(['call', 'say', {call!r}, 'Hello.']) == 0; "
        "print([m for m in ('streamlit', 'pandas', 'openai', 'alembic', 'sklearn', 'tiktoken') if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment(data), timeout=60, check=False
    )
    assert ran.stdout.decode().splitlines()[-1] == "[]", ran.stderr.decode()


# --- run


@pytest.fixture
def port() -> int:
    """A free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The app, started from a folder that has nothing to do with it."""
    away = tmp_path / "away"
    away.mkdir()
    process = subprocess.Popen(
        [*COMMAND, "run", "--port", str(port), "--data", "relative"],
        cwd=away,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={k: v for k, v in os.environ.items() if not k.startswith(("STREAMLIT_", "HOLDTHELINE_"))},
    )
    yield process
    process.terminate()
    process.communicate(timeout=30)


def answer(port: int, path: str, seconds: float = 45) -> bytes:
    """What the server says at that path, as soon as it says anything."""
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as found:
                return bytes(found.read())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def test_run_serves_the_app_on_this_machine_only(server: subprocess.Popen[bytes], port: int, tmp_path: Path) -> None:
    assert answer(port, "/_stcore/health") == b"ok"
    assert b"<title>" in answer(port, "/")
    assert (tmp_path / "away" / "relative" / "holdtheline.db").exists()
    with pytest.raises(ConnectionRefusedError), socket.create_connection((_own_address(), port), timeout=3):
        pass
    again = run(tmp_path, "run", "--port", str(port))
    assert again.returncode == 3 and b"--port" in again.stderr


def _own_address() -> str:
    """An address of this machine other than the loopback's usual one; nothing is sent to find it."""
    return "127.0.0.2" if sys.platform == "linux" else socket.gethostbyname(socket.gethostname())
