"""What people record beside the files: choices, layouts, spellings, corrections, objections."""

from __future__ import annotations

from datetime import date

from model.aanlevering import Stap
from model.correctie import Correctie
from store import aliases, corrections, entries, layouts, preferences, signals, steps
from store.core import Core
from store.records import (
    Alias,
    Preference,
    StoredCorrection,
    StoredDecision,
    StoredEntry,
    StoredLayout,
    StoredStep,
)


class Recorded:
    """The part of the store for rows that are only added; every one has an actor and an audit line."""

    core: Core

    def prefer(self, fact_key: str, bron_id: str, actor: str, reason: str) -> Preference:
        """Record which source goes first for a fact; an empty ``bron_id`` withdraws the choice."""
        return preferences.prefer(self.core, fact_key, bron_id, actor, reason)

    def preferences(self) -> dict[str, Preference]:
        """Return the preferred source per fact as it holds now."""
        return preferences.current(self.core)

    def preference_history(self) -> list[Preference]:
        """Return every recorded choice, oldest first; their number tells a cache that choices changed."""
        return preferences.history(self.core)

    def add_layout(self, toml: str, actor: str, note: str) -> StoredLayout:
        """Keep a layout; one with the same id takes the place of the older one, which stays in the history.

        Args:
            toml: the layout as it would stand in ``data/sources``.
            actor: typed name.
            note: for which files it is, may be empty.

        Raises:
            StoreError: it is no layout, or it has the id of a shipped one.
        """
        return layouts.add(self.core, toml, actor, note)

    def withdraw_layout(self, layout_id: str, actor: str, reason: str) -> StoredLayout:
        """End a layout; files that were read with it stay as they were read."""
        return layouts.withdraw(self.core, layout_id, actor, reason)

    def layouts(self) -> list[StoredLayout]:
        """Return the layouts that hold now, by id; ``loaders.layouts.parse(one.toml)`` reads one."""
        return layouts.current(self.core)

    def layout_history(self) -> list[StoredLayout]:
        """Return every layout that was kept or withdrawn, oldest first."""
        return layouts.history(self.core)

    def add_alias(self, spelling: str, code: str, actor: str, reason: str = "") -> Alias:
        """Record which area a spelling means; an empty ``code`` withdraws it.

        Raises:
            StoreError: no name, no letters, or a code that does not exist.
        """
        return aliases.add(self.core, spelling, code, actor, reason)

    def aliases(self) -> dict[str, str]:
        """Return spelling → code as it holds now, as ``loaders.load(aliases=…)`` wants it."""
        return aliases.current(self.core)

    def alias_history(self) -> list[Alias]:
        """Return every recorded spelling, oldest first."""
        return aliases.history(self.core)

    def add_correction(self, correctie: Correctie, actor: str) -> StoredCorrection:
        """Record a correction; it changes nothing until a version is published that names its id.

        The same correction twice is one; who came first stays.
        """
        return corrections.add(self.core, correctie, actor)

    def corrections(self) -> list[StoredCorrection]:
        """Return every correction ever recorded, oldest first; ``Version.corrections`` tells which hold."""
        with self.core.db.read() as connection:
            return corrections.every(connection)

    def reasons(self, version_id: str) -> dict[str, str]:
        """Return fact_key → why a large change is right, as given when the version was published."""
        return corrections.reasons(self.core, version_id)

    def history(self, frame: str, object_id: str) -> list[StoredEntry]:
        """Return what was entered by hand about one object, oldest first, with the versions that have it.

        Lines with ``is_vertrouwelijk`` are for nobody's screen.
        """
        with self.core.db.read() as connection:
            return entries.of_object(connection, frame, object_id)

    def entries(self) -> list[StoredEntry]:
        """Return everything ever entered by hand, oldest first; ``Version.entries`` tells which hold."""
        with self.core.db.read() as connection:
            return entries.every(connection)

    def add_signal_decision(  # noqa: PLR0913 - the fields of a decision
        self,
        signaal_id: str,
        besluit: str,
        tot: date | None,
        notitie: str,
        actor: str,
        key: str | None = None,
    ) -> StoredDecision:
        """Record what is decided about a signal; it holds at once, for every version.

        Args:
            signaal_id: the signal.
            besluit: ``aanvaard``, ``later`` or ``ingetrokken``, see ``model/signaalbesluit.py``.
            tot: last day on which the signal keeps quiet; ``later`` needs one.
            notitie: why.
            actor: typed name.
            key: idempotency key of the button.

        Raises:
            StoreError: no name, no note, no day, or a key that was used for something else.
        """
        return signals.add(self.core, signaal_id, besluit, tot, notitie, actor, key)

    def signal_decisions(self) -> list[StoredDecision]:
        """Return every decision ever recorded, oldest first; the last one about a signal holds."""
        return signals.every(self.core)

    def add_step(self, step: Stap, actor: str) -> StoredStep:
        """Record a step of an objection; a new objection gets its id here.

        Raises:
            UnknownObject: there is no such objection, or a correction names a version that is not there.
            StoreError: the step is about another gemeente or group than the objection.
        """
        return steps.add(self.core, step, actor)

    def steps(self) -> list[StoredStep]:
        """Return every step ever recorded, in that order."""
        return steps.every(self.core)
