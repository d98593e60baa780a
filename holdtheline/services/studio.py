"""The studio: where coaches read prospects, edit them, try them out, save them as new versions and go back."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from holdtheline.errors import InputError, NotFoundError
from holdtheline.persona import Persona
from holdtheline.services import access, show, studio_versions, studio_words
from holdtheline.services.house import House
from holdtheline.services.studio_check import checked, counts, faults_in
from holdtheline.services.studio_measure import Measurements
from holdtheline.services.studio_text import noted, readable
from holdtheline.services.studio_trials import Trials
from holdtheline.services.studio_views import DiffLine, Editing, Fault, Listed, Measured, Saved, Sheet, Version
from holdtheline.services.views import Actor
from holdtheline.store import versions


class Studio:
    """For coaches and the admin; anyone else gets NotAllowedError. Unknown personas: NotFoundError."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._measurements = Measurements()
        # A text is looked through in a good part of a second, and asked about at every rerun of a page.
        self._checked = lru_cache(maxsize=60)(checked)
        self._counts: dict[str, tuple[int, int]] = {}
        self.trials = Trials(house)

    def prospects(self, actor: Actor) -> list[Listed]:
        """All personas, the easiest first; those that cannot be used last, with the reason."""
        with self._house.database.read() as connection:
            me = access.staff(connection, actor)
            drafts = versions.drafts_by(connection, me.id)
        faults = self._house.library.faults()
        ids = self._house.library.file_ids()
        rows = [self._listed(id, id in drafts, faults.get(id)) for id in ids]
        return sorted(rows, key=lambda r: (r.brief is None, r.brief.difficulty if r.brief else 0, r.title))

    def _listed(self, id: str, draft: bool, fault: InputError | None) -> Listed:
        broken = str(faults_in(fault)[0]) if fault else None
        try:
            found = self._house.library.persona(id)
        except InputError as why:
            number = len(faults_in(why))
            return Listed(id, id, None, 0, 0, number, 0, None, draft, False, broken or str(faults_in(why)[0]))
        faults, advice = self._counted(found)
        current = next((v for v in studio_versions.of(self._house, id) if v.current), None)
        return Listed(
            id=id,
            title=found.title,
            brief=show.brief(found.variant()),
            masked=sum(not v.twin for v in found.variants),
            twins=sum(v.twin for v in found.variants),
            faults=faults,
            advice=advice,
            saved=current if current and current.number else None,
            draft=draft,
            in_use=True,
            broken=broken,
        )

    def _counted(self, persona: Persona) -> tuple[int, int]:
        if persona.hash not in self._counts:
            self._counts[persona.hash] = counts(persona)
        return self._counts[persona.hash]

    def sheet(self, actor: Actor, persona: str, hash: str | None = None) -> Sheet:
        """A persona as a readable page: as drawn now, or the version of that hash. Raises InputError if broken."""
        self._enter(actor, persona)
        found = self._house.library.persona(persona) if hash is None else self._version(persona, hash)
        people = [studio_words.person(v) for v in found.variants]
        faults, advice = self._counted(found)
        return Sheet(
            id=persona,
            title=found.title,
            hash=found.hash,
            masked=tuple(p for p in people if not p.prospect.twin),
            twins=tuple(p for p in people if p.prospect.twin),
            faults=faults,
            advice=advice,
        )

    def editing(self, actor: Actor, persona: str) -> Editing:
        """The text to go on with: the coach's draft, else what is drawn, else the broken file as it is."""
        me = self._enter(actor, persona)
        with self._house.database.read() as connection:
            draft = versions.draft_of(connection, persona, me.id)
        text, hash = self._text(persona)
        if draft is None or draft.text == text:
            return Editing(text, hash)
        return Editing(draft.text, draft.based_on, True, draft.at, draft.based_on != hash)

    def _text(self, persona: str) -> tuple[str, str]:
        try:
            found = self._house.library.persona(persona)
        except InputError:
            text = self._house.library.shipped_text(persona)
            return text, hashlib.sha256(text.encode()).hexdigest()[:12]
        return found.source, found.hash

    def check(self, actor: Actor, persona: str, text: str) -> tuple[Fault, ...]:
        """All faults and advice, by line; faults first."""
        self._enter(actor, persona)
        return self._checked(persona, readable(text)).faults

    def keep_draft(self, actor: Actor, persona: str, text: str) -> None:
        """Keeps what was typed, valid or not, for this coach. Text equal to what is drawn leaves no draft."""
        me = self._enter(actor, persona)
        clean = readable(text)
        current, hash = self._text(persona)
        with self._house.database.write() as connection:
            if clean == current:
                versions.drop_draft(connection, persona, me.id)
                return
            before = versions.draft_of(connection, persona, me.id)
            based_on = before.based_on if before else hash
            versions.put_draft(connection, persona, me.id, clean, based_on, self._house.clock())

    def drop_draft(self, actor: Actor, persona: str) -> None:
        """Forgets what this coach typed."""
        me = self._enter(actor, persona)
        with self._house.database.write() as connection:
            versions.drop_draft(connection, persona, me.id)

    def save(self, actor: Actor, persona: str, text: str, note: str) -> Saved:
        """A new version, drawn for new calls from now on; calls that have begun go on with theirs.

        With faults nothing is saved but the draft. Raises InputError (no note, nothing changed).
        """
        self.keep_draft(actor, persona, text)
        looked = self._checked(persona, readable(text))
        if looked.persona is None or not looked.good:
            return Saved(None, looked.faults)
        said = noted(note, "say in a few words what you changed and why")
        if looked.persona.hash == self._text(persona)[1]:
            raise InputError("", "nothing has changed: this is the version that is in use")
        with self._house.database.write() as connection:
            me = access.staff(connection, actor)
            now = self._house.clock()
            self._house.library.keep(connection, looked.persona, now)
            versions.add_save(connection, persona, looked.persona.hash, said, me.id, now)
            versions.drop_draft(connection, persona, me.id)
        self._house.library.changed()
        return Saved(looked.persona.hash, looked.faults)

    def restore(self, actor: Actor, persona: str, number: int = 0, note: str = "") -> Version:
        """Draws an earlier version again: 0 for the file that ships, else a version's number. Drafts stay.

        Raises InputError (it is in use already, or broken), NotFoundError.
        """
        self._enter(actor, persona)
        wanted = next((v for v in self.versions(actor, persona) if v.number == number), None)
        if wanted is None:
            raise NotFoundError("There is no such version of this prospect.")
        if wanted.current:
            raise InputError("", "this version is in use already")
        found = self._house.library.shipped(persona) if number == 0 else self._version(persona, wanted.hash)
        with self._house.database.write() as connection:
            me = access.staff(connection, actor)
            now = self._house.clock()
            self._house.library.keep(connection, found, now)
            words = noted(note, "") if note.strip() else studio_versions.went_back(wanted)
            versions.add_save(connection, persona, found.hash, words, me.id, now, shipped=number == 0)
        self._house.library.changed()
        return next(v for v in self.versions(actor, persona) if v.current)

    def versions(self, actor: Actor, persona: str) -> list[Version]:
        """Newest first; the file that ships, as number 0, last."""
        self._enter(actor, persona)
        return studio_versions.of(self._house, persona)

    def diff(self, actor: Actor, persona: str, old: int, new: int) -> list[DiffLine]:
        """What the one version has and the other has not, by number. Raises NotFoundError."""
        self._enter(actor, persona)
        before, after = (studio_versions.text(self._house, persona, number) for number in (old, new))
        return studio_versions.compare(before, after)

    def changes(self, actor: Actor, persona: str, text: str) -> list[DiffLine]:
        """What a text has that the version in use has not, and the other way about."""
        self._enter(actor, persona)
        return studio_versions.compare(self._text(persona)[0], readable(text))

    def try_out(self, actor: Actor, persona: str, variant: str, text: str | None = None) -> str:
        """A sandbox call with one of the people of ``text`` (default: the version in use); returns its id.

        Raises InputErrors naming the faults, InputError (no such variant).
        """
        me = self._enter(actor, persona)
        found = self._good(persona, text)
        with self._house.database.write() as connection:
            self._house.library.keep(connection, found, self._house.clock())
        return self.trials.begin(me, found, found.variant(variant))

    def measure(self, actor: Actor, persona: str, text: str | None = None) -> Measured:
        """Begins to measure a text against the simulated trainees, or tells how far that has come.

        Raises InputErrors naming the faults.
        """
        self._enter(actor, persona)
        return self._measurements.start(self._good(persona, text), self._house.library.rubric())

    def measured(self, actor: Actor, persona: str, text: str | None = None) -> Measured | None:
        """The measurement of that text, if one was begun since the program was started."""
        self._enter(actor, persona)
        source = self._text(persona)[0] if text is None else text
        source = readable(source)
        return self._measurements.of(hashlib.sha256(source.encode()).hexdigest()[:12])

    def close(self) -> None:
        """Stops what runs in the background."""
        self._measurements.close()

    def _good(self, persona: str, text: str | None) -> Persona:
        """The text as a persona. That of the version in use is at hand, and need not be read again."""
        if text is None or readable(text) == self._text(persona)[0]:
            return self._house.library.persona(persona)
        looked = self._checked(persona, readable(text))
        if looked.persona is None:
            raise InputError("", "the text has faults; check it and mend them first")
        return looked.persona

    def _version(self, persona: str, hash: str) -> Persona:
        found = self._house.library.persona_version(hash)
        if found.id != persona:
            raise NotFoundError("There is no such version of this prospect.")
        return found

    def _enter(self, actor: Actor, persona: str) -> Actor:
        with self._house.database.read() as connection:
            me = access.staff(connection, actor)
        if persona not in self._house.library.file_ids():
            raise NotFoundError("There is no such prospect; go back to the studio and choose one.")
        return me
