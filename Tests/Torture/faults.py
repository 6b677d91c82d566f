"""Every system call of `andu add` fails: once, and for ever; with an error, and with `kill -9`.

`strace` makes the calls fail, and its log proves that it did. Calls that touch the archive are
told apart by their paths (`-P`), so that N counts these alone and not those of the loader.
"""

import concurrent.futures
import dataclasses
import os
import pathlib
import re

import states

# Pages in the archive before, and in the folder that is added.
FEWER, MORE = 30, 200
KILLED = "SIGKILL"

SEGMENTS = [f"segments/{number:06}.seg" for number in range(1, 16)]
ORIGINALS = ["originals/andu-00001.warc.gz"]
ARCHIVE = ["", "lock", "manifest", "manifest.new", "originals", "segments", *ORIGINALS, *SEGMENTS,
           *(f"{name}.new" for name in SEGMENTS)]


@dataclasses.dataclass
class Place:
    """Files below the archive, all files where there are none; and call → how it fails there.

    Of each call all are tried once in `make torture` where `is_exhaustive`.
    """

    name: str
    files: list[str]
    calls: dict[str, tuple[str, ...]]
    is_exhaustive: bool = True


PLACES = [
    Place("the archive", ARCHIVE, {
        "write": ("EIO", "ENOSPC", "EINTR", KILLED),
        "pwrite64": ("EIO", "ENOSPC", "EINTR", KILLED),
        "fsync": ("EIO", "ENOSPC", "EINTR", KILLED),
        "rename": ("EIO", "ENOSPC", KILLED),
        "openat": ("EIO", "ENOSPC", "EMFILE", "EINTR", KILLED),
        "ftruncate": ("EIO", "EINTR", KILLED),
        "mmap": ("ENOMEM", KILLED),
        "unlink": ("EIO", KILLED),
        "flock": ("ENOLCK", "EINTR"),
        "lseek": ("EIO",),
        "getdents64": ("EIO", KILLED),
        "newfstatat": ("EIO",),
        "close": ("EIO", KILLED),
    }),
    # Few among all the calls, and those that matter most.
    Place("originals", ORIGINALS, {
        "write": ("EIO", "ENOSPC", KILLED),
        "fsync": ("EIO", "ENOSPC", KILLED),
    }),
    # The pages among them.
    Place("anything", [], {
        "openat": ("EIO", "EMFILE"),
        "read": ("EIO", "EINTR"),
        "newfstatat": ("EIO",),
        "getdents64": ("EIO",),
        "mmap": ("ENOMEM",),
        "brk": ("ENOMEM",),
        "clone3": ("EAGAIN",),
    }, is_exhaustive=False),
]


@dataclasses.dataclass
class Fault:
    """Call number `number` (from 1), or that and all after it, fails in a `way`."""

    call: str
    way: str
    number: int
    for_ever: bool
    place: Place

    def __str__(self) -> str:
        since = " and all after it" if self.for_ever else ""
        return f"{self.call} {self.number}{since} on {self.place.name}: {self.way}"

    def words(self, archive: pathlib.Path, log: pathlib.Path) -> list:
        """What stands before the command."""
        kind = f"signal={self.way}" if self.way == KILLED else f"error={self.way}"
        when = f"{self.number}{'+' if self.for_ever else ''}"
        return [*watched(self.call, self.place, archive, log),
                "-e", f"inject={self.call}:{kind}:when={when}"]


@dataclasses.dataclass
class Outcome:
    """What is wrong after a fault, in four respects; empty where nothing is."""

    fault: Fault
    fired: bool
    end: str = ""
    whole: str = ""
    goes_on: str = ""


def watched(call: str, place: Place, archive: pathlib.Path, log: pathlib.Path) -> list:
    """The words of a `strace` that sees `call` in a place."""
    return ["strace", "-f", "-q", "-o", log, "-e", f"trace={call}",
            *(word for name in place.files for word in ("-P", archive / name))]


def template(bench, folder: pathlib.Path) -> pathlib.Path:
    """An archive that a crash left: with committed pages, a torn tail, and files of no commit."""
    archive = states.build(bench, folder / "template", sorted((folder / "pages").iterdir())[:FEWER])
    with open(archive / "originals/andu-00001.warc.gz", "ab") as file:
        file.write(b"\x1f\x8b torn")
    (archive / "segments/000015.seg.new").write_bytes(b"torn")
    return archive


def count(bench, made: pathlib.Path, call: str, place: Place, words: list) -> int:
    """How many such calls an undisturbed run of `andu WORDS` makes."""
    with bench.folder("counted") as folder:
        archive, log = states.copy(made, folder), folder / "log"
        states.must(bench.run(*words, env={"ANDU_ARCHIVE": str(archive)},
                              before=watched(call, place, archive, log)))
        return sum(1 for line in log.read_text(errors="replace").splitlines()
                   if f" {call}(" in line)


def add(made: pathlib.Path) -> list:
    """The command that calls fail in."""
    return ["add", made.parent / "pages", "--commit-every", 0]


def chosen(bench, total: int, most: int) -> list[int]:
    """Numbers from 1 to `total`: all, or so many, evenly apart."""
    if total <= most:
        return list(range(1, total + 1))
    shift = bench.random.random()
    return [1 + int((number + shift) * total / most) for number in range(most)]


def faults(bench, made: pathlib.Path) -> list[Fault]:
    """All that are tried."""
    found = []
    for place in PLACES:
        for call, ways in place.calls.items():
            # The loader's, and those of the runtime when it looks for the arguments, are not ours.
            others = 0 if place.files else count(bench, made, call, place, ["--version"])
            total = count(bench, made, call, place, add(made)) - others
            # With one processor there are no threads to start.
            if total == 0 and call != "clone3":
                raise RuntimeError(f"andu add makes no call {call} on {place.name}")
            for way in ways:
                once = bench.amount(total if place.is_exhaustive else 24, 1)
                found += [Fault(call, way, others + number, False, place)
                          for number in chosen(bench, total, once)]
                # Whoever is told to try again does so, for ever; and nobody dies twice.
                if way not in ("EINTR", "EAGAIN", KILLED):
                    found += [Fault(call, way, others + number, True, place)
                              for number in chosen(bench, total, bench.amount(8, 1))]
    return found


def allowed(code: int, error: str, numbers: list[int]) -> list[list[int]]:
    """The states that may be there after `andu add` ended so and said so; it holds `numbers`."""
    every = list(range(MORE))
    if code == 0:
        return [every]
    if code != 3:
        return states.prefixes(MORE, FEWER)
    # Of a folder that could not be listed nothing is there.
    if re.search(r"/pages: ", error):
        return states.prefixes(MORE, FEWER)
    # Pages that could not be read are counted, and the first fifty of them named; all others are
    # there. Those that were there before may be among the unread.
    unread = {int(number) for number in re.findall(r"page-(\d+)\.html: ", error)}
    more = sum(map(int, re.findall(r"and (\d+) more", error)))
    missing = set(every) - set(numbers)
    expected = {number for number in unread if number >= FEWER}
    failed = len(unread) + more
    is_told = expected <= missing and failed - FEWER <= len(missing) <= failed
    if more == 0:
        is_told = expected == missing
    return [sorted(set(every) - missing)] if is_told else [sorted(set(every) - expected)]


def tried(bench, made: pathlib.Path, fault: Fault) -> Outcome:
    """One fault, and what is wrong after it."""
    with bench.folder("fault") as place:
        archive, log = states.copy(made, place), place / "log"
        ended = bench.run(*add(made), archive=archive, before=fault.words(archive, log), timeout=60)
        text = log.read_text(errors="replace")
        outcome = Outcome(fault, "(INJECTED)" in text or "killed by SIGKILL" in text)
        error = ended.err.decode(errors="replace")
        numbers = states.held(bench, archive).numbers
        outcome.whole = states.fault(bench, archive, allowed(ended.code, error, numbers))
        if outcome.whole:
            outcome.whole += f"; after {ended}"
        if "still running" in error:
            # Where no thread can have a stack, the system's library waits until one can.
            if (fault.call, fault.for_ever) != ("mmap", True):
                outcome.end = f"{ended}"
        elif fault.place.files and fault.way != KILLED and ended.code != 0:
            if ended.crashed or not error.startswith("andu: "):
                outcome.end = f"no message: {ended}"
        again = bench.run(*add(made), archive=archive)
        wrong = states.fault(bench, archive, [list(range(MORE))])
        left = [] if wrong else states.leftovers(archive)
        if again.code != 0 or wrong or left:
            outcome.goes_on = f"{again}; {wrong}; left over: {left}"
        return outcome


def run(bench) -> None:
    bench.need("strace")
    fired = bench.promise("faults: calls that were made to fail")
    whole = bench.promise("faults: exit 0 and all is there, else the state of a commit")
    end = bench.promise("faults: what fails on the archive ends with a message")
    goes_on = bench.promise("faults: the command, run again, completes the work and sweeps up")
    with bench.folder("faults") as folder:
        bench.pages(folder / "pages", MORE)
        made = template(bench, folder)
        cases = faults(bench, made)
        with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            outcomes = list(pool.map(lambda fault: tried(bench, made, fault), cases))
    for outcome in outcomes:
        if not fired.holds(outcome.fired, f"{outcome.fault}: never happened"):
            continue
        whole.holds(not outcome.whole, f"{outcome.fault}: {outcome.whole}")
        end.holds(not outcome.end, f"{outcome.fault}: {outcome.end}")
        goes_on.holds(not outcome.goes_on, f"{outcome.fault}: {outcome.goes_on}")
    # A run makes a few calls more or fewer, as its threads meet: not all of the last can fire.
    hits = fired.tries - len(fired.failures)
    if hits >= 0.9 * fired.tries:
        fired.tries, fired.failures = hits, []
