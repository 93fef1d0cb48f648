"""Coverage as a ratchet: files whose every branch a test goes through stay so. No percentage, named files only.

Usage: ratchet.py check|renew. ``make coverage`` runs the tests and then the check; ``renew`` takes new files on.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LISTED = ROOT / "tests" / "covered.txt"
FOLDERS = ("domain", "usecases", "packs", "storage")
_HEADER = (
    "# Every branch of these files is gone through by a test, and stays so (make coverage). Made by ratchet.py renew.\n"
)


def measured() -> dict[str, list[int]]:
    """Return the lines of each file that no test reaches, or leaves by one way only."""
    written = subprocess.run(
        [sys.executable, "-m", "coverage", "json", "--quiet", "-o", "-"], cwd=ROOT, capture_output=True, check=True
    )
    found: dict[str, list[int]] = {}
    for name, file in json.loads(written.stdout)["files"].items():
        path = Path(name).as_posix()
        if path.startswith(tuple(f"app/waylight/{folder}/" for folder in FOLDERS)):
            branches = [line for line, _ in file["missing_branches"]]
            found[path] = sorted({*file["missing_lines"], *branches})
    return found


def listed() -> list[str]:
    """Return the files that are listed."""
    return [line for line in LISTED.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def check(found: dict[str, list[int]]) -> int:
    """Name every listed file that fell, with its lines, and the files that could be taken on."""
    fallen = {name: found.get(name) for name in listed() if found.get(name, [0]) and (ROOT / name).exists()}
    gone = [name for name in listed() if not (ROOT / name).exists()]
    for name, lines in fallen.items():
        places = ", ".join(map(str, lines or [])) or "nothing of it was run"
        sys.stderr.write(f"{name}: not every branch any more: {places}\n")
    for name in gone:
        sys.stderr.write(f"{name}: is listed in tests/covered.txt, and is gone\n")
    more = sorted(name for name, lines in found.items() if not lines and name not in listed())
    whole = sum(not lines for lines in found.values())
    sys.stdout.write(f"{whole} of {len(found)} files of {', '.join(FOLDERS)} are covered whole, branch by branch.\n")
    if more:
        sys.stdout.write(f"{len(more)} more could be listed: python app/setup/ratchet.py renew\n")
    return 1 if fallen or gone else 0


def renew(found: dict[str, list[int]]) -> int:
    """List every file that is covered whole now; none that was listed may be missing."""
    if check(found):
        return 1
    names = sorted(name for name, lines in found.items() if not lines)
    LISTED.write_text(_HEADER + "".join(f"{name}\n" for name in names), encoding="utf-8")
    return 0


if __name__ == "__main__":
    tasks = {"check": check, "renew": renew}
    if len(sys.argv) != 2 or sys.argv[1] not in tasks:
        sys.exit(__doc__)
    if not LISTED.exists():
        LISTED.write_text(_HEADER, encoding="utf-8")
    sys.exit(tasks[sys.argv[1]](measured()))
