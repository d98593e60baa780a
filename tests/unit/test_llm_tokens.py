"""Counting tokens offline, with tiktoken's own names and hashes."""

from __future__ import annotations

import socket
from pathlib import Path

import platformdirs
import pytest

from holdtheline.llm import tokens


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No network, an empty cache folder, nothing counted before."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *a, **k: tmp_path)
    tokens._encoding.cache_clear()
    import tiktoken.registry

    monkeypatch.setattr(tiktoken.registry, "ENCODINGS", {})
    return tmp_path


def test_tokens_are_counted_without_a_network(cut_off: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tokens.count("hello world", "gpt-4o") == 2
    assert tokens.count("hello world", "gpt-4") == 2
    assert len(list((cut_off / "tiktoken").iterdir())) == 2
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR", raising=False)


def test_a_spoilt_file_in_the_cache_is_replaced(cut_off: Path) -> None:
    folder = cut_off / "tiktoken"
    folder.mkdir()
    (folder / "fb374d419588a4632f3f557e76b4b70aebbca790").write_bytes(b"spoilt")
    assert tokens.count("hello world", "a-model-of-ours") == 2


def test_a_cache_that_cannot_be_written_is_no_obstacle(cut_off: Path) -> None:
    (cut_off / "tiktoken").write_text("a file where the folder should be")
    assert tokens.count("hello world", "a-model-of-ours") == 2


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("gpt-4o-mini", "o200k_base"),
        ("gpt-4", "cl100k_base"),
        ("gpt-oss-20b", "o200k_base"),
        ("davinci", "o200k_base"),
        ("llama-3.1-8b", "o200k_base"),
    ],
)
def test_every_model_has_an_encoding_that_is_on_board(model: str, name: str) -> None:
    assert tokens.encoding_name(model) == name


def test_control_words_of_models_are_plain_text_and_long_texts_are_cut() -> None:
    assert tokens.count("<|endoftext|>", "gpt-4o") > 1
    assert tokens.head("one two three", "gpt-4o", 2) == "one two"
    assert tokens.head("one two", "gpt-4o", 50) == "one two"
