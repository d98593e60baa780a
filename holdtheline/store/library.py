"""Personas and rubrics by version: the shipped files, what coaches saved, and all that a call was played with.

Reading a persona's YAML takes a good part of a second; its checked form is kept beside the text in the database, so
that a command answers at once. A call is shown and graded with the version it was played with. New calls are played
with the version that a coach saved last, else with the file that ships.
"""

from __future__ import annotations

import hashlib
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import IntegrityError

from holdtheline import persona as persona_file
from holdtheline import yamlfile
from holdtheline.errors import InputError, NotFoundError, ServiceError
from holdtheline.persona import Persona, Prospect
from holdtheline.rubric import Rubric
from holdtheline.store import versions
from holdtheline.store.database import Database
from holdtheline.store.schema import persona_versions, rubric_versions

CORE_RUBRIC = "challenge-over-rapport"
"""The rubric that calls are graded with unless told otherwise."""


CHOICE_SECONDS = 1.0
"""How soon a version that another process saved is drawn here."""


class Library:
    """Thread-safe. ``personas`` and ``rubrics`` are the folders of the current files."""

    def __init__(self, database: Database, personas: Path, rubrics: Path) -> None:
        self._database = database
        self._personas_folder = personas
        self._rubrics_folder = rubrics
        self._lock = threading.RLock()
        self._personas: dict[str, Persona] = {}
        self._rubrics: dict[str, Rubric] = {}
        self._shipped: dict[str, str] = {}
        self._current_rubrics: dict[str, str] = {}
        self._broken: dict[str, InputError] = {}
        self._unusable: dict[str, InputError] = {}
        self._chosen: tuple[float, dict[str, str]] | None = None

    def persona_ids(self) -> list[str]:
        """Ids of the personas that can be called, in alphabetical order; a broken file's is not among them."""
        return [id for id in self.file_ids() if self._current(id) is not None]

    def file_ids(self) -> list[str]:
        """Ids of all persona files, broken ones too, in alphabetical order."""
        return sorted(p.stem for p in self._personas_folder.glob("*.yaml"))

    def faults(self) -> dict[str, InputError]:
        """What is wrong with files and saved versions that cannot be used, by persona."""
        self.persona_ids()
        for id in self.file_ids():
            self._try_shipped(id)
        with self._lock:
            return {**self._broken, **self._unusable}

    def persona(self, id: str) -> Persona:
        """The current version of a persona: saved last by a coach, else shipped.

        Raises InputError for an unknown one, or a faulty one of which there is no saved version.
        """
        return self._current(id) or self.shipped(id)

    def shipped(self, id: str) -> Persona:
        """The persona of the file that ships. Raises InputError for an unknown or faulty one."""
        with self._lock:
            if id in self._broken:
                raise self._broken[id]
            if id not in self._shipped:
                path = self._known(id)
                try:
                    self._shipped[id] = self._read_persona(id, path)
                except InputError as fault:
                    self._broken[id] = fault
                    raise
            return self._personas[self._shipped[id]]

    def shipped_text(self, id: str) -> str:
        """The text of the file that ships, also of a faulty one. Raises InputError, ServiceError."""
        path = self._known(id)
        try:
            return path.read_text(encoding="utf-8", errors="replace")
        except OSError as fault:
            raise ServiceError(f"{path} cannot be read: {fault.strerror}") from fault

    def keep(self, connection: Connection, persona: Persona, now: datetime) -> None:
        """Keeps a version for calls to be played with; what is drawn stays. Within the caller's transaction."""
        versions.add_version(connection, _row(persona), now)

    def changed(self) -> None:
        """To be called after a save: what is drawn is looked up anew."""
        self._chosen = None

    def _current(self, id: str) -> Persona | None:
        """What is drawn for new calls; None where that is a file that cannot be used."""
        saved = self._choice().get(id)
        if saved is None:
            self._unusable.pop(id, None)
            return self._try_shipped(id)
        try:
            found = self.persona_version(saved)
        except (InputError, NotFoundError) as fault:  # saved by a version of this program that allowed it
            self._unusable[id] = InputError(f"the saved version of {id}", f"cannot be used any more ({fault})")
            return self._try_shipped(id)
        self._unusable.pop(id, None)
        return found

    def _choice(self) -> dict[str, str]:
        chosen, now = self._chosen, time.monotonic()
        if chosen is None or now - chosen[0] > CHOICE_SECONDS:
            with self._database.read() as connection:
                chosen = self._chosen = (now, versions.chosen(connection))
        return chosen[1]

    def _try_shipped(self, id: str) -> Persona | None:
        try:
            return self.shipped(id)
        except InputError:
            return None

    def persona_version(self, hash: str) -> Persona:
        """The persona of that content hash. Raises NotFoundError."""
        # Without the lock: this is asked for inside write transactions, and who holds the lock may wait to write.
        if hash not in self._personas:
            found = self._saved_persona(hash)
            if found is None:
                raise NotFoundError(f"There is no persona version {hash}.")
            self._personas[hash] = found
        return self._personas[hash]

    def prospect(self, hash: str, variant: str) -> Prospect:
        """One variant of a persona version. Raises NotFoundError."""
        return self.persona_version(hash).variant(variant)

    def rubric(self, id: str = CORE_RUBRIC) -> Rubric:
        """The current version of a rubric. Raises InputError for an unknown or faulty one."""
        with self._lock:
            if id not in self._current_rubrics:
                path = self._rubrics_folder / f"{id}.yaml"
                if id not in self.rubric_ids():
                    raise InputError(f"rubric {id!r}", f"is not known; there are: {', '.join(self.rubric_ids())}")
                rubric = yamlfile.read(path, Rubric)
                self._add(rubric_versions, {"hash": rubric.hash, "rubric": id, "parsed": rubric.model_dump_json()})
                self._rubrics[rubric.hash] = rubric
                self._current_rubrics[id] = rubric.hash
            return self._rubrics[self._current_rubrics[id]]

    def rubric_ids(self) -> list[str]:
        """Ids of the current rubrics, in alphabetical order."""
        return sorted(p.stem for p in self._rubrics_folder.glob("*.yaml"))

    def rubric_version(self, hash: str) -> Rubric:
        """The rubric of that content hash. Raises NotFoundError."""
        if hash not in self._rubrics:  # without the lock, as above
            with self._database.read() as connection:
                text = _value(connection, rubric_versions, hash, "parsed")
            if text is None:
                raise NotFoundError(f"There is no rubric version {hash}.")
            self._rubrics[hash] = _rubric(text, hash)
        return self._rubrics[hash]

    def _known(self, id: str) -> Path:
        if id not in self.file_ids():
            raise InputError(f"persona {id!r}", f"is not known; there are: {', '.join(self.file_ids())}")
        return self._personas_folder / f"{id}.yaml"

    def _read_persona(self, id: str, path: Path) -> str:
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        except OSError as fault:
            raise InputError(yamlfile.named(path), f"cannot be read: {fault.strerror}") from fault
        found = self._personas.get(digest) or self._saved_persona(digest)
        if found is None or found.id != id:
            found = persona_file.load(path)
            digest = found.hash
            self._add(persona_versions, _row(found))
        self._personas[digest] = found
        return digest

    def _saved_persona(self, hash: str) -> Persona | None:
        with self._database.read() as connection:
            parsed = _value(connection, persona_versions, hash, "parsed")
            if parsed is None:
                return None
            source = str(_value(connection, persona_versions, hash, "source"))
        try:
            found = Persona.model_validate_json(f'{{"source": "", {parsed[1:]}')
        except ValidationError:  # checked by an older version of this program: read the text again
            found = persona_file.parse(source, f"persona version {hash}")
        return found.model_copy(update={"source": source, "hash": hash})

    def _add(self, table: Table, row: dict[str, str]) -> None:
        try:
            with self._database.write() as connection:
                if _value(connection, table, row["hash"], "hash") is None:
                    connection.execute(table.insert(), [{**row, "added_at": datetime.now(UTC)}])
        except IntegrityError:
            pass  # another process was first with the same content


def _row(persona: Persona) -> dict[str, str]:
    parsed = persona.model_dump_json(exclude={"source"})
    return {"hash": persona.hash, "persona": persona.id, "source": persona.source, "parsed": parsed}


def _value(connection: Connection, table: Table, hash: str, column: str) -> str | None:
    found: str | None = connection.execute(select(table.c[column]).where(table.c.hash == hash)).scalar()
    return found


def _rubric(text: str, hash: str) -> Rubric:
    try:
        return Rubric.model_validate_json(text)
    except ValidationError as fault:
        raise ServiceError(f"Rubric version {hash} cannot be read by this version of the program.") from fault
