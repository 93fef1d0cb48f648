"""The data files as their authors see them: implements ``usecases.authoring`` over folders."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from waylight.domain.combinations import Combination
from waylight.domain.conditions import FactValue
from waylight.domain.diagnostics import Diagnostic
from waylight.domain.ids import FormId, PackId
from waylight.domain.logic import Truth
from waylight.domain.plan import ReferralPlan
from waylight.packs import yamltree
from waylight.packs.calendars import calendar_of
from waylight.packs.cases import Case, run_case, unexercised
from waylight.packs.recorded import fingerprint
from waylight.packs.source import BASE_PACK, FormSource, PackSource
from waylight.usecases.authoring import (
    AnswersRead,
    CaseTried,
    FormChecked,
    FormProved,
    GivenAnswers,
    GivenSite,
    InstrumentOnShelf,
    InstrumentsRead,
    PackBench,
    PackChecked,
    PackProved,
    PackTried,
    Proof,
    ProverMissingError,
    SiteRead,
)

if TYPE_CHECKING:
    from waylight.packs.proofs import ProofWarning


class DataWorkshop:
    """The forms and packs that are shipped, and packs that an author has elsewhere."""

    def __init__(self, forms: FormSource, packs: PackSource, rules_dir: Path) -> None:
        """Take the shipped forms and packs; ``rules_dir`` is where the latter lie."""
        self._forms = forms
        self._packs = packs
        self._rules_dir = rules_dir

    def forms(self) -> tuple[FormId, ...]:
        """Return the forms there are; nothing is read for that."""
        return tuple(self._forms.forms())

    def versions(self, name: FormId) -> tuple[str, ...]:
        """Return the versions of a form, oldest first; nothing is read for that."""
        return self._forms.forms()[name]

    def packs(self) -> tuple[PackId, ...]:
        """Return the packs there are, the international one first; nothing is read for that."""
        return self._packs.packs()

    def answers(self, source: Path | bytes, shown_as: str, form: FormId | None) -> AnswersRead:
        """Read an answers file, or the content of one; ``form`` takes the place of the one that it names."""
        if isinstance(source, Path):
            tree, diagnostics = yamltree.load(source, shown_as)
            if tree is None:
                return AnswersRead(given=None, diagnostics=diagnostics)
            source = source.read_bytes()
        found = self._packs.answers(source, shown_as, form=form)
        if found.value is None:
            return AnswersRead(given=None, diagnostics=found.diagnostics)
        given = GivenAnswers(
            form=found.value.form,
            on=found.value.on,
            screening=found.value.screening,
        )
        return AnswersRead(given=given, diagnostics=found.diagnostics)

    def site(self, source: Path | bytes, shown_as: str) -> SiteRead:
        """Read a site file, or the content of one."""
        if isinstance(source, Path):
            tree, diagnostics = yamltree.load(source, shown_as)
            if tree is None:
                return SiteRead(given=None, diagnostics=diagnostics)
            source = source.read_bytes()
        found = self._packs.site_file(source, shown_as)
        if found.value is None:
            return SiteRead(given=None, diagnostics=found.diagnostics)
        given = GivenSite(form=found.value.form, on=found.value.on, site=found.value.site)
        return SiteRead(given=given, diagnostics=found.diagnostics)

    def check_forms(self) -> tuple[FormChecked, ...]:
        """Read every version of every form."""
        return tuple(
            self._check_form(name, version) for name, all_of in self._forms.forms().items() for version in all_of
        )

    def _check_form(self, name: FormId, version: str) -> FormChecked:
        found = self._forms.form(name, version)
        return FormChecked(id=name, version=version, form=found.value, diagnostics=found.diagnostics)

    def prove_form(self, name: FormId, version: str) -> FormProved:
        """Prove the least questions of a form, by every combination that a shipped pack reads adults by."""
        try:
            from waylight.packs.proofs.questions import prove_questions
        except ModuleNotFoundError as error:
            if error.name != "z3":
                raise
            raise ProverMissingError from error
        form, base = self._forms.form(name, version), self._packs.pack(BASE_PACK)
        if form.value is None or base.value is None:
            return FormProved(
                id=name,
                version=version,
                deciding=0,
                never=0,
                compared=0,
                broken="",
                counterexample="",
                diagnostics=tuple(dict.fromkeys((*form.diagnostics, *base.diagnostics))),
            )
        packs = (self._packs.pack(each).value for each in self._packs.packs())
        chosen = {Combination.PALERMO_ADULT, *(rules.combination for rules in packs if rules is not None)}
        found = prove_questions(form.value, base.value, sorted(chosen, key=lambda each: each.value))
        return FormProved(
            id=name,
            version=version,
            deciding=found.deciding,
            never=found.never,
            compared=found.compared,
            broken=found.broken,
            counterexample=found.answers,
            diagnostics=form.diagnostics,
        )

    def check_left_out(self) -> tuple[Diagnostic, ...]:
        """Compare what is listed as not being there with what is."""
        return self._forms.left_out().diagnostics

    def instruments(self) -> InstrumentsRead:
        """Read every instrument and the checks of it that were recorded."""
        parts, problems = self._forms.parts()
        found = () if parts.instruments is None else parts.instruments.values()
        shelf = tuple(InstrumentOnShelf(instrument=each, fingerprint=fingerprint(each)) for each in found)
        return InstrumentsRead(instruments=shelf, diagnostics=problems.sorted())

    def bench(self, folder: str) -> PackBench | None:
        """Return the pack of a folder such as ``referral_rules/GB``, or a shipped one by its id."""
        path = Path(folder)
        try:
            own = (path / "pack.yaml").is_file()
        except (OSError, ValueError):
            own = False
        if own:
            return self._own(path)
        # An installed program has its packs inside: they keep the name that they have in a checkout.
        parts = path.parts
        name = PackId(parts[-1]) if parts else BASE_PACK
        shipped = len(parts) == 1 or parts == (self._rules_dir.name, name)
        return FolderBench(name, self._packs, self._forms) if shipped and name in self._packs.packs() else None

    def _own(self, path: Path) -> "FolderBench":
        whole = path.resolve()
        name = PackId(whole.name)
        if whole.parent == self._rules_dir.resolve():
            return FolderBench(name, self._packs, self._forms)
        shown_as = path.parent.as_posix() if path.name == whole.name else whole.parent.name
        return FolderBench(name, PackSource(whole.parent, self._forms, shown_as, below=self._packs), self._forms)


class FolderBench:
    """One pack of a folder of packs."""

    def __init__(self, name: PackId, packs: PackSource, forms: FormSource) -> None:
        """Take the pack of this name, and the forms whose facts its rules use."""
        self._name = name
        self._forms = forms
        self._packs = packs

    def check(self) -> PackChecked:
        """Read the pack and its cases."""
        found, cases = self._packs.pack(self._name), self._packs.cases(self._name)
        return PackChecked(
            id=self._name,
            rules=found.value,
            cases=len(cases.value or ()),
            diagnostics=tuple(dict.fromkeys((*found.diagnostics, *cases.diagnostics))),
        )

    def test(self) -> PackTried:
        """Run its worked cases."""
        found, cases = self._packs.pack(self._name), self._packs.cases(self._name)
        diagnostics = tuple(dict.fromkeys((*found.diagnostics, *cases.diagnostics)))
        rules = found.value
        if rules is None or cases.value is None:
            return PackTried(id=self._name, cases=(), unexercised=(), diagnostics=diagnostics)
        outcomes = [run_case(case, rules, calendar_of(rules.pack, case.on)) for case in cases.value]
        own = frozenset(rule.id for rule in rules.pack.rules)
        return PackTried(
            id=self._name,
            cases=tuple(_tried(outcome.case, outcome.differences(), outcome.plan) for outcome in outcomes),
            unexercised=tuple(name for name in unexercised(rules, outcomes) if name in own),
            diagnostics=diagnostics,
        )

    def prove(self, on: date) -> PackProved:
        """Prove its invariants for all answers, from a day on."""
        try:
            from waylight.packs.proofs import prove, render_case
        except ModuleNotFoundError as error:
            if error.name != "z3":
                raise
            raise ProverMissingError from error
        found, bank = self._packs.pack(self._name), self._forms.bank()
        if found.value is None or bank.value is None:
            return PackProved(id=self._name, proofs=(), remarks=(), days=(), diagnostics=found.diagnostics)
        report = prove(found.value, bank.value.facts, on)
        proofs = (
            Proof(
                id=result.id,
                text=result.text,
                holds=result.holds,
                counterexample=render_case(result.counterexample) if result.counterexample else "",
            )
            for result in report.results
        )
        return PackProved(
            id=self._name,
            proofs=tuple(proofs),
            remarks=tuple(_remark(warning) for warning in report.warnings),
            days=report.days,
            diagnostics=found.diagnostics,
        )


def _tried(case: Case, differences: tuple[str, ...], plan: ReferralPlan) -> CaseTried:
    return CaseTried(
        place=case.place,
        title=case.title,
        because=case.because,
        author=case.author,
        differences=differences,
        plan=plan,
    )


def _remark(warning: "ProofWarning") -> str:
    given = ", ".join(f"{name}: {_word(value)}" for name, value in warning.facts.items())
    return f"{warning.text} For example: {given}." if given else warning.text


def _word(value: FactValue) -> str:
    if isinstance(value, Truth):
        return value.name.lower()
    return ", ".join(sorted(value)) if isinstance(value, frozenset) else str(value)
