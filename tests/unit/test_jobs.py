"""Work that runs once, and replies shown at the pace of speech."""

from __future__ import annotations

import itertools
import threading
import time

import pytest

from holdtheline import jobs
from holdtheline.jobs import Pool, Speeches, paced

TEXT = "Well, no. I never said that. Who are you?"


def test_speech_comes_word_by_word_and_ends_with_the_whole() -> None:
    speech = paced(TEXT, heard_words=10, pace=5, now=100.0)
    shown = [speech.out(100.0 + t / 50) for t in range(0, 500)]
    assert shown[0] == ""
    assert shown[-1] == TEXT
    assert all(later.startswith(earlier) for earlier, later in itertools.pairwise(shown))
    assert len(set(shown)) == len(TEXT.split()) + 1
    assert not speech.done(100.5) and speech.done(110.0)


def test_sentences_are_followed_by_a_pause() -> None:
    speech = paced("One two. Three four", heard_words=0, pace=5, now=0.0)
    gaps = [b[0] - a[0] for a, b in zip(speech.marks, speech.marks[1:], strict=False)]
    assert gaps[1] == pytest.approx(gaps[0] + jobs.SENTENCE_PAUSE)


def test_thinking_takes_longer_after_a_long_turn_but_never_long() -> None:
    first_word = [paced(TEXT, heard_words=n, pace=5, now=0.0).marks[0][0] for n in (1, 30, 700)]
    assert first_word == sorted(first_word) and first_word[0] < first_word[1]
    assert first_word[2] == jobs.THINKING_MOST


def test_who_interrupts_does_not_think_first() -> None:
    assert paced(TEXT, 100, 5, 0.0, interrupts=True).marks[0][0] == jobs.INTERRUPTING


def test_without_a_pace_all_is_said_at_once() -> None:
    speech = paced(TEXT, 10, 0, 5.0)
    assert speech.out(5.0) == TEXT and speech.done(5.0)


def test_speeches_know_who_is_speaking_and_forget_what_is_long_over() -> None:
    now = [0.0]
    speeches = Speeches(clock=lambda: now[0])
    speeches.put("a", 2, paced(TEXT, 0, 5, 0.0))
    assert speeches.speaking("a") == 2 and speeches.speaking("b") is None
    now[0] = 20.0
    assert speeches.speaking("a") is None and speeches.get("a", 2) is not None
    now[0] = 100.0
    speeches.put("b", 2, paced(TEXT, 0, 5, 100.0))
    assert speeches.get("a", 2) is None


def test_a_new_reply_in_a_call_ends_the_one_before() -> None:
    speeches = Speeches(clock=lambda: 0.0)
    speeches.put("a", 2, paced(TEXT, 0, 5, 0.0))
    speeches.put("a", 4, paced(TEXT, 0, 5, 0.0))
    assert speeches.get("a", 2) is None and speeches.speaking("a") == 4


def test_the_same_work_runs_once_however_often_it_is_asked_for() -> None:
    pool, ran, gate = Pool(4, "test"), [], threading.Event()

    def work() -> None:
        gate.wait(5)
        ran.append(1)

    futures = {pool.once("key", work) for _ in range(10)}
    gate.set()
    for future in futures:
        future.result(5)
    pool.close()
    assert len(futures) == 1 and ran == [1]


def test_failed_work_is_not_tried_again_at_once_but_later(monkeypatch: pytest.MonkeyPatch) -> None:
    pool, tries = Pool(1, "test"), []

    def fail() -> None:
        tries.append(1)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        pool.once("key", fail).result(5)
    with pytest.raises(ValueError, match="no"):
        pool.once("key", fail)
    assert len(tries) == 1
    monkeypatch.setattr(jobs, "RETRY_SECONDS", 0.0)
    time.sleep(0.01)
    pool.once("key", lambda: tries.append(2)).result(5)
    assert tries == [1, 2]
    pool.close()
