"""`kill -9` at any moment: what was committed stays, what was not is absent, and work goes on."""

import collections
import dataclasses
import os
import pathlib
import re
import signal
import statistics
import subprocess
import time

import states
from harness import Promise, marker

# Pages in the archive before the command that is killed, and after it.
FEWER, MORE = 70, 270
TAG = "赶集"
# Of all kills at least so many have to hit a running process, or the moments were badly chosen.
LEAST_HITS = 0.6


@dataclasses.dataclass
class Work:
    """A command that is killed.

    `share` is how many of a hundred kills it gets, `states` what `andu list CONDITIONS` may show
    after each, first the state before, last the one after the work. Where `says` stands on the
    terminal, all is done. The progress line of `add` counts pages (`counts`), of which all before
    are committed where that happens after every batch.
    """

    name: str
    share: int
    template: str
    words: list
    states: list[list[int]]
    says: str
    conditions: tuple = ()
    counts: bool = False
    # What the command ends with where it finds the work done.
    code_again: int = 0
    processors: set[int] | None = None

    def allowed(self, said: str) -> list[list[int]]:
        """The states that may be there after the program has said this."""
        if self.says in said:
            return self.states[-1:]
        if not self.counts:
            return self.states
        done = max(map(int, re.findall(r"(\d+)/\d+ ", said)), default=0)
        return [state for state in self.states if len(state) >= done]


class Archives:
    """The archives that commands are killed on, each made once."""

    def __init__(self, bench, folder: pathlib.Path):
        self.pages = folder / "pages"
        files = bench.pages(self.pages, MORE)
        self.some = states.build(bench, folder / "some", files[:FEWER])
        self.all = states.build(bench, folder / "all", self.pages)
        self.ids = states.ids(bench, self.all)
        self.removed = states.copy(self.all, folder / "removed")
        states.must(bench.run("remove", *self.ids[:FEWER], archive=self.removed))
        states.must(bench.run("tag", *self.ids[-5:], f"+{TAG}", archive=self.removed))
        self.lines = folder / "lines.jsonl"
        self.lines.write_bytes(states.must(bench.run("export", archive=self.all)).out)


def works(archives: Archives) -> list[Work]:
    """What is killed."""
    every, few = list(range(MORE)), list(range(FEWER))
    rest, chosen = every[FEWER:], archives.ids[:FEWER]
    commits = states.prefixes(MORE, FEWER)
    add = ["add", archives.pages]
    often = [*add, "--commit-every", 0]
    source = "青川市档案局"
    return [
        Work("add, a commit a batch", 28, "some", often, commits, "added", counts=True),
        Work("add, one processor", 12, "some", often, commits, "added", counts=True,
             processors={0}),
        Work("add, little memory", 12, "some", [*often, "--memory", 1], commits, "added",
             counts=True),
        Work("add, one commit", 8, "some", add, [few, every], "added"),
        Work("import", 8, "some", ["import", archives.lines], [few, every], "added"),
        Work("reindex", 8, "removed", ["reindex"], [rest], "added"),
        Work("compact", 8, "removed", ["compact"], [rest], "dropped"),
        Work("remove", 8, "all", ["remove", *chosen], [every, rest], "removed", code_again=1),
        Work("tag", 4, "all", ["tag", *chosen, f"+{TAG}"], [[], few], TAG, ("--tag", TAG)),
        Work("set", 4, "all", ["set", *chosen, f"source={source}"], [[], few], source,
             ("--source", source)),
    ]


def run(bench) -> None:
    # Of these more than a thousand hit.
    tries = bench.amount(1300, 50)
    hit = bench.promise("crashes: kills that hit a running program")
    promises = (
        hit,
        bench.promise("crashes: the archive is in the state of a finished commit"),
        bench.promise("crashes: what was acknowledged is there"),
        bench.promise("crashes: the command, run again, completes the work and sweeps up"),
    )
    seen = bench.promise("crashes: kills fell before, between and after commits")
    with bench.folder("crashes") as folder:
        archives = Archives(bench, folder)
        found: dict[str, collections.Counter] = {}
        for work in works(archives):
            template = getattr(archives, work.template)
            count = tries * work.share // 100
            length = undisturbed(bench, work, template)
            found[work.name] = collections.Counter()
            for number in range(count):
                moment = length * (number + 0.5) / count
                attempt(bench, work, template, moment, promises, found[work.name])
        spread(seen, found)
        settle(hit)
        news(bench, archives, tries // 12)
        saving(bench, archives, tries // 12)


def settle(hit: Promise) -> None:
    """A process that was quicker than its kill proves nothing, and is no failure: unless many."""
    hits = hit.tries - len(hit.failures)
    if hits >= LEAST_HITS * hit.tries:
        hit.tries, hit.failures = hits, []


def spread(seen: Promise, found: dict[str, collections.Counter]) -> None:
    """Adding was killed in several states, or the moments say nothing of commits."""
    adds = sum((counter for name, counter in found.items() if name.startswith("add")),
               collections.Counter())
    seen.holds(len(adds) >= 4, f"adding was only seen with these page counts: {dict(adds)}")


def undisturbed(bench, work: Work, template: pathlib.Path) -> float:
    """Seconds that the command takes; it is proved to get from the first state to the last."""
    seconds = []
    for _ in range(bench.amount(3, 1)):
        with bench.folder("undisturbed") as place:
            archive = states.copy(template, place)
            began = time.monotonic()
            ended = killed(bench, work, archive, 600)
            seconds.append(time.monotonic() - began)
            wrong = states.fault(bench, archive, work.states[-1:], *work.conditions)
            if ended.code != 0 or wrong:
                raise RuntimeError(f"{work.name}: {ended}; {wrong}")
    return statistics.median(seconds)


@dataclasses.dataclass
class Killed:
    """How it ended: `said` is what stood on the terminal, `generation` the commit seen before."""

    code: int
    said: str
    generation: int

    def __str__(self) -> str:
        return f"exit {self.code}, {self.said[-300:]}"


def killed(bench, work: Work, archive: pathlib.Path, seconds: float) -> Killed:
    """Runs the command on a terminal, which shows progress, and kills it after `seconds`."""
    ours, theirs = os.openpty()
    words = bench.command(*work.words, archive=archive)
    affinity = work.processors
    with subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=theirs,
            env={**os.environ, "LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"},
            preexec_fn=affinity and (lambda: os.sched_setaffinity(0, affinity))) as process:
        os.close(theirs)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            pass
        generation = states.generation(archive)
        process.send_signal(signal.SIGKILL)
        process.wait()
    return Killed(process.returncode, drained(ours), generation)


def drained(terminal: int) -> str:
    """All that was written to a terminal whose other side is closed."""
    parts = []
    try:
        while part := os.read(terminal, 1 << 16):
            parts.append(part)
    except OSError:
        # The end of a terminal is an error.
        pass
    os.close(terminal)
    return b"".join(parts).decode(errors="replace")


def attempt(bench, work: Work, template, moment: float, promises, found) -> None:
    """One kill, and all that has to hold after it."""
    hit, whole, kept, goes_on = promises
    with bench.folder("killed") as place:
        archive = states.copy(template, place)
        result = killed(bench, work, archive, moment)
        name = f"{work.name}, killed after {moment:.4f} s"
        if not hit.holds(result.code == -signal.SIGKILL, f"{name}: had ended before"):
            return
        wrong = states.fault(bench, archive, work.states, *work.conditions)
        if not whole.holds(not wrong, f"{name}: {wrong}"):
            return
        numbers = states.held(bench, archive, *work.conditions).numbers
        found[len(numbers)] += 1
        allowed, generation = work.allowed(result.said), states.generation(archive)
        kept.holds(numbers in allowed and generation >= result.generation >= 0,
                   f"{name}: {states.said(numbers)}, but {[len(state) for state in allowed]} were "
                   f"acknowledged; commit {generation} after {result.generation}")
        is_done = len(work.states) > 1 and numbers == work.states[-1]
        again = bench.run(*work.words, archive=archive)
        wrong = states.fault(bench, archive, work.states[-1:], *work.conditions)
        left = states.leftovers(archive)
        goes_on.holds(again.code == (work.code_again if is_done else 0) and not wrong and not left,
                      f"{name}: {again}; {wrong}; left over: {left}")


def news(bench, archives: Archives, tries: int) -> None:
    """A saved search, told to follow originals that `compact` moves, must not run ahead of them."""
    promise = bench.promise("crashes: after a killed compact saved searches still tell what is new")
    work = Work("compact", 0, "removed", ["compact"], [list(range(FEWER, MORE))], "dropped")
    with bench.folder("news") as folder:
        template = states.copy(archives.removed, folder)
        states.must(bench.run("save", "要点", "制定本要点", archive=template))
        states.must(bench.run("run", "要点", archive=template))
        late = bench.pages(folder / "late", 1, MORE)
        for moment, archive in wrecks(bench, work, template, tries):
            states.must(bench.run("add", *late, archive=archive))
            # All is new to a search that is behind: the page may then be told of as a copy.
            told = bench.run("run", "要点", "--new", "--tsv", "--duplicates", "-n", 2 * MORE,
                             archive=archive)
            promise.holds(marker(MORE) in told.out.decode(),
                          f"killed after {moment:.4f} s: the page added since is not told of")


def wrecks(bench, work: Work, template: pathlib.Path, tries: int):
    """Copies of the template on which the command was killed, at moments spread over its time."""
    length = undisturbed(bench, work, template)
    for number in range(tries):
        moment = length * (number + 0.5) / tries
        with bench.folder("killed") as place:
            archive = states.copy(template, place)
            killed(bench, work, archive, moment)
            yield moment, archive


def saving(bench, archives: Archives, tries: int) -> None:
    """A search is saved, or deleted, as a whole: its file and its name in the manifest."""
    promise = bench.promise("crashes: a search is saved or deleted as a whole, and verify passes")
    with bench.folder("saving") as folder:
        none = states.copy(archives.some, folder / "none")
        one = states.copy(none, folder / "one")
        words = ["save", "要点", "制定本要点"]
        states.must(bench.run(*words, archive=one))
        for words, template, had, code_again in [
                (words, none, False, 0), (["save", "--delete", "要点"], one, True, 1)]:
            work = Work(" ".join(words), 0, "", words, [list(range(FEWER))], "saved")
            for moment, archive in wrecks(bench, work, template, tries):
                listed = bench.run("save", "--list", archive=archive)
                has = "要点" in listed.out.decode()
                verified = bench.run("verify", archive=archive)
                again = bench.run(*words, archive=archive)
                last = bench.run("save", "--list", archive=archive)
                promise.holds(
                    verified.code == 0 and listed.code == (0 if has else 1)
                    and again.code == (code_again if has != had else 0)
                    and last.code == (1 if had else 0),
                    f"{work.name}, killed after {moment:.4f} s: {listed}; {verified}; {again}")
