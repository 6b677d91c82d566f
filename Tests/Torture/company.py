"""Others beside: readers and a writer, two writers, a dead writer's lock, and clocks that lie.

What readers see is compared with a serial model: the writer notes when each of its commands began
and ended and which pages are there after it. A reader that ran from one moment to another has to
answer from one of the states that were committed in between.
"""

import dataclasses
import json
import os
import random
import re
import signal
import subprocess
import threading
import time

import harness

READERS = 8
PAGES = 36
# Paragraphs of each page that hold this.
COMMON, IN_EACH = "群众满意", 8
# Exit code of a command that another writer kept out, and within how many seconds.
LOCKED, AT_ONCE = 2, 2.0


def run(bench: harness.Bench) -> None:
    with bench.folder("company") as folder:
        readers_beside_a_writer(bench, folder)
        moved_originals(bench, folder)
        two_writers(bench, folder)
        lying_clocks(bench, folder)


# Readers beside a writer


@dataclasses.dataclass
class Step:
    """A command of the writer: `pages` are there when it has committed."""

    began: float
    ended: float
    pages: frozenset[int]
    failure: str = ""


class Writer:
    """Changes an archive, one command after the other, and knows what has to be in it."""

    def __init__(self, bench: harness.Bench, folder):
        self.bench, self.root = bench, folder / "shared"
        self.files = bench.pages(folder / "pages", PAGES)
        self.ids = self.ids_of_pages(folder / "all")
        bench.run("init", archive=self.root)
        self.steps = [Step(0, 0, frozenset())]
        self.do([0, 1, 2], "add", *self.files[:3])

    def ids_of_pages(self, root) -> list[str]:
        """The id of each page: they do not depend on the archive."""
        self.bench.run("init", archive=root)
        self.bench.run("add", "-q", *self.files, archive=root)
        out = self.bench.run("list", "--jsonl", archive=root).out
        lines = [json.loads(line) for line in out.splitlines()]
        by_number = {int(re.search(r"（(\d+)）$", line["title"])[1]): line["id"] for line in lines}
        return [by_number[number] for number in range(PAGES)]

    def do(self, pages, *words) -> None:
        """Runs a command after which `pages` are there."""
        step = Step(time.monotonic(), float("inf"), frozenset(pages))
        self.steps.append(step)
        ended = self.bench.run(*words, archive=self.root)
        step.ended = time.monotonic()
        if ended.code != 0:
            step.failure = f"{words}: {ended}"

    def work(self, until: float) -> None:
        """Adds, removes, sets, rebuilds and compacts until then."""
        chance = self.bench.random
        while time.monotonic() < until:
            there = self.steps[-1].pages
            gone = sorted(frozenset(range(PAGES)) - there)
            kind = chance.choice(["add", "add", "add", "remove", "remove", "set", "reindex",
                                  "compact"])
            if kind == "add" and gone:
                new = chance.sample(gone, min(len(gone), chance.randint(1, 5)))
                self.do(there | set(new), "add", *(self.files[number] for number in new))
            elif kind == "remove" and len(there) > 2:
                number = chance.choice(sorted(there))
                self.do(there - {number}, "remove", self.ids[number])
            elif kind == "set":
                self.do(there, "tag", self.ids[chance.choice(sorted(there))], "+范文")
            elif kind in ("reindex", "compact"):
                self.do(there, kind)

    def states(self, began: float, ended: float) -> list[frozenset[int]]:
        """What could be there for a reader that ran from `began` to `ended`."""
        steps = list(self.steps)
        first = max(place for place, step in enumerate(steps) if step.ended <= began)
        return [step.pages for step in steps[first:] if step.began <= ended]


def readers_beside_a_writer(bench: harness.Bench, folder) -> None:
    writer = Writer(bench, folder)
    right = bench.promise("readers beside a writer answer from one committed state")
    whole = bench.promise("a reader that stays open answers all from the state it opened")
    until = time.monotonic() + bench.amount(60, 8)
    seeds = [bench.random.random() for _ in range(READERS)]
    kinds = [batches] + [processes] * (READERS - 1)
    threads = [threading.Thread(target=kind, args=(writer, until, promise, random.Random(seed)))
               for kind, promise, seed in zip(kinds, [whole] + [right] * READERS, seeds)]
    for thread in threads:
        thread.start()
    writer.work(until)
    for thread in threads:
        thread.join()
    steps = bench.promise("the writer beside readers does all it is told")
    for step in writer.steps[1:]:
        steps.holds(not step.failure, step.failure)
    verified = bench.run("verify", archive=writer.root)
    bench.promise("the archive is whole after readers and writer").holds(
        verified.code == 0, str(verified))


def processes(writer: Writer, until: float, promise: harness.Promise, chance) -> None:
    """Asks in one process after the other."""
    while time.monotonic() < until:
        number = chance.randrange(PAGES)
        words, check = chance.choice([
            (("list", "-0"), lambda ended, pages: are_beginnings(
                ids(ended), {writer.ids[page] for page in pages})),
            (("search", COMMON, "-c"), lambda ended, pages: counts(ended) == expected(pages)),
            (("search", f'"{harness.marker(number)}"', "--all", "--jsonl"),
             lambda ended, pages: ended.code == (0 if number in pages else 1)),
            (("show", writer.ids[number], "--original"), lambda ended, pages: ended.out == (
                writer.files[number].read_bytes() if number in pages else b"")),
            (("verify",), lambda ended, pages: ended.code == 0),
        ])
        began = time.monotonic()
        ended = writer.bench.run(*words, archive=writer.root)
        states = writer.states(began, time.monotonic())
        promise.holds(ended.code in (0, 1) and any(check(ended, pages) for pages in states),
                      lambda: f"{words}: {ended}, {len(ended.out)} bytes; "
                              f"states of {[len(pages) for pages in states]} pages")


def ids(ended: harness.Ended) -> set[str]:
    """As short as the archive allows."""
    return {id.decode() for id in ended.out.split(b"\0") if id}


def are_beginnings(short: set[str], whole: set[str]) -> bool:
    """Whether each of `short` begins one of `whole`, and none is left."""
    return len(short) == len(whole) and all(
        sum(id.startswith(beginning) for id in whole) == 1 for beginning in short)


def counts(ended: harness.Ended) -> list[int]:
    """Documents, paragraphs and hits as `-c` prints them, in the order of their size."""
    return sorted(int(number) for number in re.findall(rb"\d+", ended.out)[:3])


def expected(pages) -> list[int]:
    return sorted([len(pages), IN_EACH * len(pages), IN_EACH * len(pages)])


def batches(writer: Writer, until: float, promise: harness.Promise, chance) -> None:
    """Asks many queries of one process, slowly, while the archive changes."""
    queries = [f'{number}\t"{harness.marker(number)}"\n' for number in range(PAGES)]
    while time.monotonic() < until:
        began = time.monotonic()
        words = writer.bench.command("search", "--batch", "-", "--jsonl", "--all", "-n", "1",
                                     archive=writer.root)
        with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE,
                              env={**os.environ, "LC_ALL": "C.UTF-8"}) as reader:
            for place in range(0, PAGES, 6):
                reader.stdin.write("".join(queries[place:place + 6]).encode())
                reader.stdin.flush()
                time.sleep(chance.random() / 4)
            out, err = reader.communicate()
        ended = harness.Ended(reader.returncode, out, err, time.monotonic() - began)
        answers = [json.loads(line) for line in out.splitlines()]
        found = frozenset(int(answer["id"]) for answer in answers if answer["documents"])
        states = writer.states(began, time.monotonic())
        promise.holds(ended.code in (0, 1) and found in states,
                      lambda: f"{ended}: {sorted(found)} is none of {len(states)} states")


def moved_originals(bench: harness.Bench, folder) -> None:
    """Readers that opened an archive before a compaction, and read originals after it."""
    promise = bench.promise("a reader finds the originals that were moved since it opened")
    bench.need("strace")
    pages = bench.pages(folder / "moved.pages", 3 + bench.amount(10, 2))
    root = folder / "moved"
    bench.run("init", archive=root)
    bench.run("add", *pages, archive=root)
    ids = [json.loads(line)["id"]
           for line in bench.run("list", "--jsonl", archive=root).out.splitlines()]
    for removed in ids[3:]:
        words = ("show", ids[0], "--original")
        bench.run("remove", removed, archive=root)
        right = bench.run(*words, archive=root)
        opened = bench.run(*words, archive=root, before=("strace", "-e", "trace=openat"))
        opens = [line for line in opened.err.splitlines() if line.startswith(b"openat")]
        place = next(number for number, line in enumerate(opens, 1) if b".warc.gz" in line)
        late = ("strace", "-o", "/dev/null", "-e", "trace=openat",
                "-e", f"inject=openat:delay_enter=1000000:when={place}")
        answers = []
        reader = threading.Thread(
            target=lambda: answers.append(bench.run(*words, archive=root, before=late)))
        began = time.monotonic()
        reader.start()
        time.sleep(0.3)
        compacted = bench.run("compact", archive=root)
        in_time = time.monotonic() - began < 0.9
        reader.join()
        # On a busy machine the compaction may come after the reader, which proves nothing.
        if in_time and answers[0].seconds > 0.9:
            promise.holds(compacted.code == 0 and (answers[0].code, answers[0].out) ==
                          (right.code, right.out), lambda: f"{compacted}; {answers[0]}")


# Writers


def hold(bench: harness.Bench, root) -> subprocess.Popen:
    """A writer that has the lock, and waits for lines to import."""
    holder = subprocess.Popen(bench.command("import", "-", archive=root),
                              stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            if (root / "lock").read_text().strip() == str(holder.pid):
                return holder
        except FileNotFoundError:
            pass
        time.sleep(0.002)
    holder.kill()
    raise AssertionError("the first writer never took the lock")


def two_writers(bench: harness.Bench, folder) -> None:
    root = folder / "locked"
    pages = bench.pages(folder / "locked.pages", 4)
    bench.run("init", archive=root)
    bench.run("add", pages[0], archive=root)
    id = bench.run("list", "-0", archive=root).out.strip(b"\0").decode()
    second = [("add", pages[1]), ("remove", id), ("reindex",), ("compact",), ("tag", id, "+范文"),
              ("set", id, "title=别的"), ("note", id, "话"), ("import", "/dev/null")]
    refused = bench.promise("a second writer is refused at once, with the pid of the first")
    taken = bench.promise("the lock of a writer that was killed is taken over")
    for number in range(bench.amount(100, 10)):
        holder = hold(bench, root)
        words = second[number % len(second)]
        ended = bench.run(*words, archive=root, timeout=20)
        refused.holds(ended.code == LOCKED and f"process {holder.pid} ".encode() in ended.err
                      and ended.seconds < AT_ONCE, f"{words}: {ended} in {ended.seconds:.1f} s")
        reader = bench.run("list", "-0", archive=root)
        refused.holds(reader.code == 0 and reader.out.strip(b"\0").decode() == id,
                      f"list beside it: {reader}")
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
        held = (root / "lock").read_text().strip()
        ended = bench.run("add", pages[0], archive=root)
        taken.holds(held == str(holder.pid) and ended.code == 0, f"lock of {held}: {ended}")
    together = bench.promise("of two writers begun together each adds all, or is refused")
    for number in range(bench.amount(50, 8)):
        both = bench.pages(folder / f"both-{number}", 2, first=100 + 2 * number)
        writers = [subprocess.Popen(bench.command("add", page, archive=root),
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                   for page in both]
        said = [writer.communicate()[1] for writer in writers]
        titles = bench.run("list", "--tsv", archive=root).out.decode()
        for place, (writer, err) in enumerate(zip(writers, said)):
            is_there = f"（{100 + 2 * number + place}）" in titles
            was_refused = writer.returncode == LOCKED and b"process " in err
            together.holds(writer.returncode == 0 and is_there or was_refused and not is_there,
                           f"exit {writer.returncode}, there: {is_there}: {err[-200:]}")


# Clocks


# What the clock says at each step: one that stands in the past or future, and such as go back.
CLOCKS = {
    "1999": ["1999-01-01 00:00:00"],
    "2099": ["2099-12-31 23:59:58"],
    "backwards": ["2030-05-05 05:05:05", "2019-02-03 04:05:06", "1999-12-31 23:59:59",
                  "1971-01-01 00:00:00"],
    "to and fro": ["2001-01-01 01:01:01", "2098-01-01 01:01:01"],
}


def lying_clocks(bench: harness.Bench, folder) -> None:
    promise = bench.promise("the clock changes nothing but the dates that it is asked for")
    bench.need("faketime")
    right = live(bench, folder / "clock", [])
    for name, clock in CLOCKS.items():
        told, years = live(bench, folder / "clock", clock), {time[:4] for time in clock}
        promise.holds(told["years"] <= years, f"{name}: the clock said {told['years']}")
        for words, answer in told["answers"].items():
            promise.holds(answer == right["answers"][words], f"{name}: {words}: {answer[:300]}")


def live(bench: harness.Bench, folder, clock: list[str]) -> dict:
    """The short life of an archive while the clock says `clock`, a time a step, again and again."""
    steps = 0

    def step(*words, **options) -> harness.Ended:
        nonlocal steps
        before = ("faketime", "-f", clock[steps % len(clock)]) if clock else ()
        steps += 1
        ended = bench.run(*words, archive=root, before=before, **options)
        if ended.code != 0:
            raise AssertionError(f"{words} at {before}: {ended}")
        return ended

    with bench.folder("clock") as place:
        root = place / "archive"
        step("init")
        # The same paths each time, which stand in the answers.
        first, more = bench.pages(folder / "first", 8), bench.pages(folder / "more", 4, first=8)
        step("add", *first)
        url = "https://qingchuan.example.gov.cn/zw/versions.html"
        for version in range(3):
            step("add", "-", "--url", url, input=harness.page(50 + version).encode())
        ids = [id.decode() for id in step("list", "-0").out.split(b"\0") if id]
        step("tag", ids[0], "+范文")
        step("set", ids[1], "title=改定的标题")
        step("remove", ids[2])
        step("save", "满意", COMMON)
        step("run", "满意", "--json")
        step("add", *more)
        step("compact")
        new = step("run", "满意", "--new", "--tsv").out
        step("reindex")
        questions = [("list", "--jsonl"), ("search", COMMON, "--json", "-n", "50"),
                     ("search", "河道清理", "--sort", "date", "--json"), ("versions", ids[-1]),
                     ("show", f"{ids[-1]}@2", "--json"), ("show", f"{ids[-1]}@3"),
                     ("search", COMMON, "--since", "2016", "-c"), ("tag", "--list"),
                     ("cite", f"{ids[0]}#1", "--accessed", "2024-01-02"), ("verify",)]
        answers = {words: without_clock(step(*words).out) for words in questions}
        answers[("run", "满意", "--new")] = without_clock(new)
        told = step("info", ids[0], "--json").out
    return {"answers": answers,
            "years": {year.decode() for year in re.findall(rb'"addedAt" : "(\d{4})', told)}}


def without_clock(answer: bytes) -> bytes:
    """Without the moments at which things were put in."""
    return re.sub(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?Z?", b"MOMENT", answer)
