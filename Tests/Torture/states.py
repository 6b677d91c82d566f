"""What an archive of the made-up pages holds, and whether that is the state of a finished commit."""

import dataclasses
import pathlib
import re
import shutil

import harness

# `andu add --commit-every 0` commits after so many pages.
BATCH = 64
NUMBER = re.compile(r"（(\d+)）")


def build(bench, archive: pathlib.Path, pages=None) -> pathlib.Path:
    """A new archive, holding the pages in the folder or the list `pages`."""
    must(bench.run("init", archive=archive))
    if pages is not None:
        must(bench.run("add", *(pages if isinstance(pages, list) else [pages]), archive=archive))
    return archive


def must(ended: harness.Ended) -> harness.Ended:
    """What has to succeed before anything can be tried."""
    if ended.code != 0:
        raise RuntimeError(f"cannot prepare: {ended}")
    return ended


def copy(template: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    """The template again, in a new place below `folder`."""
    return pathlib.Path(shutil.copytree(template, folder / "archive"))


def prefixes(count: int, least: int = 0, batch: int = BATCH) -> list[list[int]]:
    """The page numbers in each state that `add` may commit on its way from `least` to `count`."""
    ends = {least, count} | {end for end in range(batch, count, batch) if end > least}
    return [list(range(end)) for end in sorted(ends)]


@dataclasses.dataclass
class Held:
    """The numbers of the pages in a list, ascending and each as often as it stands there."""

    numbers: list[int]
    error: str = ""


def held(bench, archive: pathlib.Path, *conditions) -> Held:
    """What `andu list` shows of an archive."""
    ended = bench.run("list", "--tsv", "--cols", "title", *conditions, archive=archive)
    # 1 is an empty list.
    if ended.code not in (0, 1):
        return Held([], f"list: {ended}")
    return Held(sorted(int(NUMBER.findall(line)[-1]) for line in ended.out.decode().splitlines()))


def ids(bench, archive: pathlib.Path) -> list[str]:
    """The ids of the documents of an archive, in the order of their pages' numbers."""
    lines = must(bench.run("list", "--tsv", "--cols", "id,title", archive=archive)).out.decode()
    numbered = {int(NUMBER.findall(line)[-1]): line.split("\t")[0] for line in lines.splitlines()}
    return [numbered[number] for number in sorted(numbered)]


def said(numbers: list[int]) -> str:
    """Page numbers in a few words."""
    if not numbers:
        return "no pages"
    return f"{len(numbers)} pages from {numbers[0]} to {numbers[-1]}"


def fault(bench, archive: pathlib.Path, allowed: list[list[int]], *conditions) -> str:
    """What is wrong with the archive; empty when it verifies and holds one of the allowed states."""
    ended = bench.run("verify", archive=archive)
    if ended.code != 0:
        return f"verify: {ended}"
    found = held(bench, archive, *conditions)
    if found.error:
        return found.error
    if len(set(found.numbers)) < len(found.numbers):
        return f"pages stand there twice: {said(found.numbers)}"
    if found.numbers not in allowed:
        return f"{said(found.numbers)} is no state of {[len(state) for state in allowed]} pages"
    if found.numbers and not conditions:
        ended = bench.run("search", harness.marker(found.numbers[-1]), "-c", archive=archive)
        if ended.code != 0:
            return f"search for page {found.numbers[-1]}: {ended}"
    return ""


def leftovers(archive: pathlib.Path) -> list[str]:
    """Files that no manifest names; the next writer sweeps them. `manifest.new` is no matter: the
    next commit writes over it."""
    if generation(archive) < 0:
        return ["no manifest"]
    named = archive.joinpath("manifest").read_text().split()
    lengths = {name.removeprefix("original."): int(length)
               for name, length in zip(named, named[1:]) if name.startswith("original.")}
    found = [path.name for path in archive.joinpath("segments").iterdir() if path.name not in named]
    for path in archive.joinpath("originals").iterdir():
        number = str(int(re.findall(r"\d+", path.name)[0]))
        if lengths.get(number) != path.stat().st_size:
            found.append(path.name)
    return found


def generation(archive: pathlib.Path) -> int:
    """The number of the newest commit; -1 where the manifest is missing or no whole one."""
    try:
        lines = archive.joinpath("manifest").read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return -1
    if len(lines) < 3 or not lines[-1].startswith("checksum "):
        return -1
    return int(lines[1].removeprefix("generation "))
