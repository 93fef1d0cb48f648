"""Where forms and packs come from: lists what there is, loads it once, and says what is wrong with the rest."""

from collections.abc import Mapping
from pathlib import Path

from waylight.domain.forms import Form
from waylight.domain.ids import FormId, PackId
from waylight.domain.rules import RuleSet
from waylight.packs.answers import AnswersFile, read_answers
from waylight.packs.cases import Case, read_cases
from waylight.packs.context import PackParts
from waylight.packs.folder import DataFolder
from waylight.packs.forms import Bank, BankParts, form_versions, read_bank, read_form
from waylight.packs.leftout import LEFT_OUT, LeftOut, read_left_out
from waylight.packs.loaded import Loaded, loaded
from waylight.packs.rules import BASE, read_pack
from waylight.packs.shape import Problems
from waylight.packs.site_files import SiteFile, read_site_file

BASE_PACK = PackId(BASE)


class FormSource:
    """The forms of a folder. What was loaded is kept: files of a running program do not change."""

    def __init__(self, folder: Path, shown_as: str = "forms") -> None:
        self._folder = DataFolder(folder, shown_as)
        self._versions: Mapping[FormId, tuple[str, ...]] | None = None
        self._bank: tuple[BankParts, Problems] | None = None
        self._forms: dict[tuple[FormId, str], Loaded[Form]] = {}

    def forms(self) -> Mapping[FormId, tuple[str, ...]]:
        """Return the forms there are with their versions, oldest first; nothing is read for that."""
        if self._versions is None:
            self._versions = form_versions(self._folder)
        return self._versions

    def bank(self) -> Loaded[Bank]:
        """Return what all forms share: instruments, questions, facts."""
        parts, problems = self.parts()
        return loaded(parts.whole(), problems)

    def parts(self) -> tuple[BankParts, Problems]:
        """Return the bank as far as it can be read, and what is wrong with it."""
        if self._bank is None:
            problems = Problems()
            self._bank = read_bank(self._folder, problems), problems
        return self._bank

    def left_out(self) -> Loaded[LeftOut]:
        """Return what is not there on purpose; for authors, nothing is read from it in a case."""
        bank = self.bank().value
        if bank is None or not self._folder.has(LEFT_OUT):
            return Loaded(None, ())
        problems = Problems()
        indicators = {each.id: None for one in bank.instruments.values() for each in one.indicators()}
        fed = {name for question in bank.questions.values() for name in question.indicators()}
        return loaded(read_left_out(self._folder, indicators, fed, problems), problems)

    def form(self, wanted: FormId, version: str | None = None) -> Loaded[Form]:
        """Load a form, in its newest version unless another is named; KeyError if there is none such."""
        versions = self.forms()[wanted]
        version = versions[-1] if version is None else version
        if version not in versions:
            raise KeyError(version)
        key = (wanted, version)
        if key not in self._forms:
            parts, bank_problems = self.parts()
            problems = Problems()
            problems.extend(bank_problems)
            self._forms[key] = loaded(read_form(self._folder, f"{wanted}/{version}", parts, problems), problems)
        return self._forms[key]


class PackSource:
    """The packs of a folder, each on top of the international one."""

    def __init__(
        self,
        folder: Path,
        forms: FormSource,
        shown_as: str = "referral_rules",
        *,
        below: "PackSource | None" = None,
    ) -> None:
        """Take the packs of ``folder``; where it has no international pack, that of ``below`` is used."""
        self._root = folder
        self._shown_as = shown_as
        self._all = DataFolder(folder, shown_as)
        self._forms = forms
        self._below = below
        self._parts: dict[str, tuple[PackParts, Problems]] = {}
        self._sets: dict[PackId, Loaded[RuleSet]] = {}

    def packs(self) -> tuple[PackId, ...]:
        """Return the packs there are, the international one first; nothing is read for that."""
        names = [name for name in self._all.folders() if self._folder(name).has("pack")]
        return tuple(PackId(name) for name in sorted(names, key=lambda name: (name != BASE, name)))

    def pack(self, wanted: PackId) -> Loaded[RuleSet]:
        """Load a pack and the one below it, whole or not at all; KeyError if there is none such."""
        if wanted not in self._sets:
            if wanted not in self.packs():
                raise KeyError(wanted)
            base, base_problems = self._base()
            own, own_problems = self._read(wanted)
            problems = Problems()
            problems.extend(self._forms.parts()[1])
            problems.extend(base_problems)
            problems.extend(own_problems)
            national = None if wanted == BASE else own.pack
            self._sets[wanted] = loaded(RuleSet(base=base.pack, national=national), problems)
        return self._sets[wanted]

    def cases(self, wanted: PackId) -> Loaded[tuple[Case, ...]]:
        """Read the worked cases of a pack."""
        problems = Problems()
        folder = self._folder(wanted)
        found: list[Case] = []
        for name in folder.names("cases/*"):
            reader = folder.read(name, problems)
            forms = self._forms.forms()
            found.extend(
                read_cases(
                    reader,
                    folder.shown(name),
                    pack=wanted,
                    forms=forms,
                    find_form=self._forms.form,
                    problems=problems,
                )
            )
        return loaded(tuple(found), problems)

    def answers(self, data: bytes | str, file: str, *, form: FormId | None = None) -> Loaded[AnswersFile]:
        """Read an answers file against these forms and packs."""
        return read_answers(
            data, file, forms=self._forms.forms(), find_form=self._forms.form, packs=self.packs(), form=form
        )

    def site_file(self, data: bytes | str, file: str) -> Loaded[SiteFile]:
        """Read a site file against these forms and packs."""
        return read_site_file(data, file, forms=self._forms.forms(), find_form=self._forms.form, packs=self.packs())

    def _folder(self, name: str) -> DataFolder:
        return DataFolder(self._root / name, f"{self._shown_as}/{name}")

    def _base(self) -> tuple[PackParts, Problems]:
        if self._below is not None and not self._folder(BASE).has("pack"):
            return self._below._base()  # noqa: SLF001 - the same class
        return self._read(BASE)

    def _read(self, name: str) -> tuple[PackParts, Problems]:
        if name not in self._parts:
            facts = self._forms.parts()[0].facts
            shapes = None if facts is None else self._forms.parts()[0].whole().shapes
            below = None if name == BASE else self._base()[0]
            problems = Problems()
            self._parts[name] = read_pack(self._folder(name), name, shapes, below, problems), problems
        return self._parts[name]
