"""A call by command: started, spoken in, ended, shown, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


def test_a_call_from_start_to_end(hold: Run) -> None:
    started = hold("call", "start", "send-info", "--seed", "3").json
    assert set(started) == {"call", "prospect", "ended"} and started["prospect"] and started["ended"] is False
    said = hold("call", "say", started["call"], "Hello, Ann here. Who reads it if I send it?").json
    assert set(said) == {"turn", "prospect", "ended", "outcome"}
    assert (said["turn"], said["ended"], said["outcome"]) == (2, False, None)
    ended = hold("call", "end", started["call"]).json
    assert ended["outcome"] and [t["speaker"] for t in ended["turns"]] == ["prospect", "rep", "prospect"]
    shown = hold("call", "show", started["call"]).json
    assert shown["outcome"] == ended["outcome"] and shown["persona"] == "send-info" and shown["seed"] == 3
    revealed = hold("call", "show", started["call"], "--reveal").json
    assert {"id", "text", "opened_at"} == set(revealed["truths"][0])
    assert {"turn", "heard", "state", "directive"} == set(revealed["steps"][1])


def test_a_later_call_remembers_the_first(hold: Run) -> None:
    first = hold("call", "start", "send-info", "--variant", "tuohy", "--seed", "3").json["call"]
    assert hold("call", "start", "send-info", "--follows", first, "--days", "3").code == 1, "it is still going on"
    hold("call", "say", first, "I'll send you the sheet by tomorrow, then. Bye!")
    hold("call", "end", first)
    later = hold("call", "start", "send-info", "--follows", first, "--days", "4", "--seed", "5").json
    assert later["prospect"] and later["ended"] is False
    shown = hold("call", "show", later["call"], "--reveal").json
    assert (shown["follows"], shown["days"], shown["variant"]) == (first, 4, "tuohy")
    mind = shown["steps"][0]["state"]
    assert mind["reach"] == "mailbox" and mind["to_raise"] == [
        ["promise_broken", "I'll send you the sheet by tomorrow"]
    ]
    kept = hold("call", "start", "send-info", "--follows", first, "--days", "4", "--kept").json["call"]
    assert hold("call", "show", kept, "--reveal").json["steps"][0]["state"]["to_raise"] == []


@pytest.mark.parametrize(
    ("more", "code", "complaint"),
    [
        (("--follows", "nonesuch", "--days", "3"), 1, "no such call"),
        (("--days", "3"), 2, "go together"),
        (("--kept",), 2, "--follows"),
        (("--follows", "x", "--days", "0"), 2, "0"),
    ],
)
def test_a_later_call_to_nobody_is_refused(hold: Run, more: tuple[str, ...], code: int, complaint: str) -> None:
    refused = hold("call", "start", "send-info", *more)
    assert refused.code == code and complaint in refused.err and refused.out == ""


def test_data_may_be_given_with_every_command(hold: Run, tmp_path: Path) -> None:
    here = str(tmp_path / "elsewhere")
    call = hold("call", "start", "send-info", "--data", here).json["call"]
    assert hold("--data", here, "call", "show", call).code == 0
    assert hold("call", "--data", here, "show", call).code == 0
    refused = hold("call", "show", call)
    assert refused.code == 1 and "no such call" in refused.err and refused.out == ""


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("", "is empty"), ("   ", "is empty"), ("x" * 20000, "20,000 characters long; at most 4,000")],
    ids=["empty", "blank", "20,000 characters"],
)
def test_a_refused_message_loses_nothing(hold: Run, text: str, complaint: str) -> None:
    call = hold("call", "start", "send-info").json["call"]
    before = hold("call", "show", call).json
    refused = hold("call", "say", call, text)
    assert refused.code == 1 and complaint in refused.err and refused.out == ""
    assert hold("call", "show", call).json == before
    assert hold("call", "say", call, "Hello?").code == 0


def test_nothing_is_said_in_a_call_that_is_over_or_unknown(hold: Run) -> None:
    call = hold("call", "start", "send-info").json["call"]
    hold("call", "end", call)
    over = hold("call", "say", call, "One more thing.")
    assert over.code == 1 and "over" in over.err
    assert hold("call", "say", "nonesuch", "Hello.").code == 1
    assert hold("call", "end", call).code == 0


def test_a_message_may_begin_with_a_dash(hold: Run) -> None:
    call = hold("call", "start", "send-info").json["call"]
    assert hold("call", "say", call, "-- well, so?").code == 0
    assert hold("call", "show", call).json["turns"][1]["text"] == "-- well, so?"


@pytest.mark.parametrize(
    ("args", "code", "complaint"),
    [
        (["call", "start", "nobody"], 1, "send-info"),
        (["call", "start", "send-info", "--variant", "nobody"], 1, "there are:"),
        (["call", "start", "send-info", "--voice", "llm"], 3, "No model is connected"),
        (["call", "start", "send-info", "--seed", "-1"], 2, "--seed"),
        (["call", "start"], 2, "PERSONA"),
        (["call", "start", "send-info", "--follows", "x"], 2, "--follows"),
        (["nothing"], 2, "nothing"),
        (["run", "--address", "0.0.0.0"], 1, "no accounts"),
        (["run", "--port", "0"], 2, "--port"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_refused_says_why_on_stderr_only(hold: Run, args: list[str], code: int, complaint: str) -> None:
    ran = hold(*args)
    assert (ran.code, ran.out) == (code, "") and complaint in ran.err


def test_a_folder_that_cannot_be_used_is_a_failed_service(hold: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = hold("call", "start", "send-info", "--data", str(tmp_path / "file"))
    assert ran.code == 3 and "--data" in ran.err and "Traceback" not in ran.err
