"""What authors of forms, packs and catalogues ask for: read, check, try worked cases, prove, count translations."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from waylight.domain.diagnostics import Diagnostic
from waylight.domain.forms import Form
from waylight.domain.ids import FormId, PackId, RuleId
from waylight.domain.instruments import Instrument
from waylight.domain.plan import ReferralPlan
from waylight.domain.rules import RuleSet
from waylight.domain.screening import Screening
from waylight.domain.site import Site
from waylight.usecases.errors import UserError
from waylight.usecases.ports import Language
from waylight.usecases.sound import Completeness, Voice


class ProverMissingError(UserError):
    """Proving needs a tool that the installed program does not bring along."""

    message_id = "prover-missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswers:
    """What an answers file holds."""

    form: Form
    on: date | None
    """The day on which it was taken; None: the file does not say."""
    screening: Screening

    def __repr__(self) -> str:
        """Show the form only: an answers file holds what people said."""
        return f"GivenAnswers({self.form.id})"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersRead:
    """An answers file, or everything that is wrong with it."""

    given: GivenAnswers | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenSite:
    """What a site file holds."""

    form: Form
    on: date | None
    site: Site

    def __repr__(self) -> str:
        """Show the form only."""
        return f"GivenSite({self.form.id})"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRead:
    """A site file, or everything that is wrong with it."""

    given: GivenSite | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChecked:
    """One version of a form, and what is wrong with it."""

    id: FormId
    version: str
    form: Form | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChecked:
    """A pack, and what is wrong with it or with its worked cases."""

    id: PackId
    rules: RuleSet | None
    cases: int
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTried:
    """A worked case, and what came out otherwise than its author expects."""

    place: str
    title: str
    because: str
    author: str
    differences: tuple[str, ...]
    plan: ReferralPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class PackTried:
    """All worked cases of a pack."""

    id: PackId
    cases: tuple[CaseTried, ...]
    unexercised: tuple[RuleId, ...]
    """Rules of the pack that no case makes fire: nothing shows what their author meant."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One thing that must hold whatever the answers."""

    id: str
    text: str
    holds: bool
    counterexample: str = ""
    """Where it does not hold: a case in the form of ``cases/*.yaml``, ready to become a test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormProved:
    """Whether exactly those questions of a form are called deciding that can decide, whatever the answers."""

    id: FormId
    version: str
    deciding: int
    """Questions that can change the conclusion in some record, those about safety and age aside."""
    never: int
    compared: int
    """Records on which the program itself was compared with the proof."""
    broken: str
    """What does not hold; empty: everything was proved."""
    counterexample: str
    """A record on which it does not, as an answers file."""
    diagnostics: tuple[Diagnostic, ...]
    """Why it could not be read, if so: then nothing was proved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackProved:
    """All proofs of a pack, and what else the prover noticed."""

    id: PackId
    proofs: tuple[Proof, ...]
    remarks: tuple[str, ...]
    """What breaks no law and is worth a look: rules that can never fire, actions that contradict each other."""
    days: tuple[date, ...]
    """The day from which it was proved, and each later one on which other rules come into force."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentOnShelf:
    """One instrument with what was recorded about it."""

    instrument: Instrument
    fingerprint: str
    """A short mark of everything that a check compares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentsRead:
    """All instruments, whether a form uses them or not, and what is wrong with them."""

    instruments: tuple[InstrumentOnShelf, ...]
    diagnostics: tuple[Diagnostic, ...]


class PackBench(Protocol):
    """One folder with a pack, shipped or an author's own."""

    def check(self) -> PackChecked:
        """Read the pack and its cases."""
        ...

    def test(self) -> PackTried:
        """Run its worked cases."""
        ...

    def prove(self, on: date) -> PackProved:
        """Prove its invariants for all answers, from a day on; raises ``ProverMissingError``."""
        ...


class Workshop(Protocol):
    """The data files as their authors see them: with every mistake, and where it stands."""

    def forms(self) -> tuple[FormId, ...]:
        """Return the forms there are; nothing is read for that."""
        ...

    def versions(self, name: FormId) -> tuple[str, ...]:
        """Return the versions of a form, oldest first; nothing is read for that."""
        ...

    def packs(self) -> tuple[PackId, ...]:
        """Return the packs there are, the international one first; nothing is read for that."""
        ...

    def answers(self, source: Path | bytes, shown_as: str, form: FormId | None) -> AnswersRead:
        """Read an answers file, or the content of one; ``form`` takes the place of the one that it names."""
        ...

    def site(self, source: Path | bytes, shown_as: str) -> SiteRead:
        """Read a site file, or the content of one."""
        ...

    def check_forms(self) -> tuple[FormChecked, ...]:
        """Read every version of every form."""
        ...

    def prove_form(self, name: FormId, version: str) -> FormProved:
        """Prove the least questions of a form; raises ``ProverMissingError``."""
        ...

    def check_left_out(self) -> tuple[Diagnostic, ...]:
        """Compare what is listed as not being there with what is."""
        ...

    def instruments(self) -> InstrumentsRead:
        """Read every instrument and the checks of it that were recorded."""
        ...

    def bench(self, folder: str) -> PackBench | None:
        """Return the pack of a folder such as ``referral_rules/GB``; None if there is none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainCoverage:
    """How far the texts for one kind of reader are, in one language."""

    domain: str
    messages: int
    translated: int
    reviewed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageReport:
    """One language: which texts exist, and what they can be shown with."""

    language: Language
    coverage: tuple[DomainCoverage, ...]
    """Empty for the language in which the program is written."""
    fonts: tuple[str, ...]
    """Bundled font families that have its script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingsReport:
    """A folder of recordings, or everything that is wrong with it."""

    voice: Voice | None
    completeness: Completeness | None
    seconds: float
    """How long all of it sounds."""
    diagnostics: tuple[Diagnostic, ...]


class LanguageShelf(Protocol):
    """The catalogues as their translators see them."""

    def reports(self) -> tuple[LanguageReport, ...]:
        """Describe every language."""
        ...

    def check(self) -> tuple[Diagnostic, ...]:
        """Compare what is claimed with what is there."""
        ...

    def recordings(self, folder: Path) -> RecordingsReport:
        """Read a folder of recordings and compare it with what the cards say now."""
        ...
