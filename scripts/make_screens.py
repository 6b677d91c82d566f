#!/usr/bin/env python3
"""Runs the commands that README.md and README.zh.md show, and writes what they print below them.

    scripts/make_screens.py ANDU [--check]

Between `<!-- screens -->` and `<!-- /screens -->`, in blocks fenced with ```console, a line that begins with
`$ ` is a command; what follows it up to the next command is its output. Commands run in one shell session in
the package's folder on a fresh archive, English in README.md, Chinese in README.zh.md, 80 columns wide. With
--check nothing is written, and the exit code is 1 when a screen is not what the program prints.
"""

import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = {"README.md": "C.UTF-8", "README.zh.md": "zh_CN.UTF-8"}
REGION = re.compile(r"(<!-- screens -->\n)(.*?)(<!-- /screens -->)", re.S)
BLOCK = re.compile(r"(```console\n)(.*?)(```)", re.S)
PLACE = "/tmp/zhengce"
SECONDS = re.compile(r"\d+\.\d( s|(?= 秒))")


class Session:
    """One shell session: what a command exports, the next one sees."""

    def __init__(self, andu: Path, language: str):
        self.folder = Path(tempfile.mkdtemp(prefix="andu-screens-"))
        (self.folder / "bin").mkdir()
        (self.folder / "bin" / "andu").symlink_to(andu.resolve())
        self.place = str(self.folder / "zhengce")
        self.environment = {
            "PATH": f"{self.folder / 'bin'}:/usr/bin:/bin",
            "HOME": str(self.folder),
            "LANG": language,
            "COLUMNS": "80",
            "TZ": "UTC",
        }

    def run(self, command: str) -> str:
        state = self.folder / "state"
        # The variables outlive the command.
        script = f"{command.replace(PLACE, self.place)}\nexport -p > {shlex.quote(str(state))}\n"
        if state.exists():
            script = f". {shlex.quote(str(state))}\n{script}"
        run = subprocess.run(
            ["/bin/bash", "-c", script], cwd=ROOT, env=self.environment, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, encoding="utf-8")
        output = re.sub(r"[ \t]+$", "", run.stdout.replace(self.place, PLACE), flags=re.M)
        # How long something took is different every time.
        return SECONDS.sub(r"0.1\1", output)

    def close(self) -> None:
        shutil.rmtree(self.folder)


def remade(text: str, session: Session) -> str:
    def block(match: re.Match) -> str:
        commands = [line for line in match[2].splitlines() if line.startswith("$ ")]
        screens = [f"{line}\n{session.run(line[2:])}" for line in commands]
        return match[1] + "\n".join(screens) + match[3]

    return REGION.sub(lambda region: region[1] + BLOCK.sub(block, region[2]) + region[3], text)


def main() -> int:
    arguments = [word for word in sys.argv[1:] if word != "--check"]
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    differ = False
    for name, language in LANGUAGES.items():
        path = ROOT / name
        before = path.read_text(encoding="utf-8")
        session = Session(Path(arguments[0]), language)
        try:
            after = remade(before, session)
        finally:
            session.close()
        if "--check" not in sys.argv:
            path.write_text(after, encoding="utf-8")
        elif before != after:
            differ = True
            sys.stdout.writelines(
                difflib.unified_diff(
                    before.splitlines(True), after.splitlines(True), name, f"{name} as it is now"))
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
