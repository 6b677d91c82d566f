"""Power loss at every call: what a finished commit holds stays, and work goes on."""

import concurrent.futures
import dataclasses
import hashlib
import os
import pathlib
import shutil

import recording
import states
from harness import marker

# Four commits of `add`, after which their segments are merged.
PAGES = 4 * states.BATCH


@dataclasses.dataclass
class Session:
    """Recorded commands on an archive. `finish` are the words that complete the work afterwards.

    `commits` are the states that commits made, the one before all first: what `andu list` shows,
    sorted; None where there is no archive. `issued` are the steps that made them, `page` is one
    that is in the last.
    """

    name: str
    recorded: recording.Recording
    finish: list[list]
    page: int
    commits: list[list[str] | None]
    issued: list[int]

    def known(self, end: int) -> tuple[int, int]:
        """The commits that may be there after a power loss at step `end`: first and last."""
        done = [index for index in self.issued if index < end]
        unsaved = set(self.recorded.unsaved(end))
        lasting = [index for index in done if index not in unsaved]
        return len(lasting), len(done)


@dataclasses.dataclass
class Loss:
    """A power loss in a session: after `end` steps, of which those of `lost` were not saved."""

    session: Session
    end: int
    lost: frozenset[int]
    kind: str

    def left(self) -> dict[str, bytearray | None]:
        return self.session.recorded.left(self.end, self.lost)

    def __str__(self) -> str:
        lost = [self.session.recorded.steps[index] for index in sorted(self.lost)][:3]
        return (f"{self.session.name}, after step {self.end}, {self.kind}: {len(self.lost)} lost, "
                f"{[str(step)[:80] for step in lost]}")


def run(bench) -> None:
    bench.need("strace")
    kept = bench.promise("power: what a finished commit holds is there, and no half of another")
    whole = bench.promise("power: the archive verifies, and is searched")
    goes_on = bench.promise("power: the command, run again, completes the work")
    lossy = bench.promise("power: losses that took something")
    with bench.folder("power") as folder:
        sessions = [make(bench, folder / make.__name__) for make in SESSIONS]
        most = bench.amount(2500, 130)
        losses = [loss for session in sessions
                  for loss in chosen(bench, session, most // len(sessions))]
        with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            wrongs = list(pool.map(lambda item: tried(bench, item[1], item[0] % 3 == 0),
                                   enumerate(losses)))
    for loss, (lost, broken, stuck) in zip(losses, wrongs):
        kept.holds(not lost, f"{loss}: {lost}")
        whole.holds(not broken, f"{loss}: {broken}")
        if stuck is not None:
            goes_on.holds(not stuck, f"{loss}: {stuck}")
    lossy.holds(sum(1 for loss in losses if loss.lost) > len(losses) // 2,
                "most losses took nothing")


# MARK: What is recorded


def add_anew(bench, folder: pathlib.Path) -> Session:
    """An archive is made, and pages are added to it."""
    return session(bench, folder, "init, add", None,
                   [["init"], ["add", folder / "pages", "--commit-every", 0]],
                   [["init"], ["reindex"], ["add", folder / "pages"]], page=0)


def change(bench, folder: pathlib.Path) -> Session:
    """Documents are corrected and removed, and the archive is rebuilt."""
    archive = filled(bench, folder)
    ids = states.ids(bench, archive)
    return session(bench, folder, "set, remove, compact, reindex", archive,
                   [["set", *ids[:9], "title=更正（900）"], ["remove", *ids[20:60]], ["compact"],
                    ["reindex"]], [["reindex"]], page=100)


def killed_compact(bench, folder: pathlib.Path) -> Session:
    """`compact` dies between its commit and the `fsync` of that; another writer follows."""
    archive = filled(bench, folder)
    states.must(bench.run("remove", *states.ids(bench, archive)[:40], archive=archive))
    late = bench.pages(folder / "late", 1, PAGES)
    return session(bench, folder, "compact killed, add", archive, [["compact"], ["add", *late]],
                   [["add", *late]], page=100, kills_first=True)


def killed_add(bench, folder: pathlib.Path) -> Session:
    """`add` dies between the commit of a merge and the `fsync` of that; another writer follows."""
    archive = filled(bench, folder, PAGES - states.BATCH)
    late = bench.pages(folder / "late", 1, PAGES)
    return session(bench, folder, "add killed, add", archive,
                   [["add", folder / "pages"], ["add", *late]],
                   [["add", folder / "pages", *late]], page=100, kills_first=True)


SESSIONS = [add_anew, change, killed_compact, killed_add]


def filled(bench, folder: pathlib.Path, count: int = PAGES) -> pathlib.Path:
    """An archive with so many pages, added by commits of a batch each."""
    pages = bench.pages(folder / "pages", PAGES)
    archive = states.build(bench, folder / "before")
    for first in range(0, count, states.BATCH):
        states.must(bench.run("add", *pages[first:min(first + states.BATCH, count)],
                              archive=archive))
    return archive


def listed(bench, archive: pathlib.Path) -> list[str] | None:
    """What `andu list` shows of an archive, sorted; None where there is none."""
    ended = bench.run("list", "--tsv", "--cols", "id,title,versions", archive=archive)
    if ended.code == 4:
        return None
    if ended.code not in (0, 1):
        raise RuntimeError(f"list: {ended}")
    return sorted(ended.out.decode().splitlines())


def session(bench, folder, name, archive, commands, finish, page, kills_first=False) -> Session:
    """Records the commands on a copy of `archive`, or on an empty place."""
    bench.pages(folder / "pages", PAGES)
    place = folder / "recorded"
    place.mkdir()
    if archive is not None:
        states.copy(archive, place)
    if kills_first:
        kill_at = last_commit(bench, folder, place, commands[0])
    recorded = recording.Recording(place)
    for number, words in enumerate(commands):
        kills = kills_first and number == 0
        ended = recorded.run(bench, bench.command(*words, archive=place / "archive"),
                             kill_at if kills else None)
        if (ended.code == 0) == kills:
            raise RuntimeError(f"{name}: {ended}")
    issued = [index for index, step in enumerate(recorded.steps)
              if isinstance(step, recording.Names) and step.entries.get("manifest") is not None]
    commits = [state(bench, recorded, 0)] + [state(bench, recorded, index + 1) for index in issued]
    if commits[-1] != listed(bench, place / "archive"):
        raise RuntimeError(f"{name}: what was recorded is not what was done")
    return Session(name, recorded, finish, page, commits, issued)


def last_commit(bench, folder: pathlib.Path, place: pathlib.Path, words: list) -> int:
    """The number of the `fsync` that makes the last commit of a command lasting."""
    trial = folder / "trial"
    shutil.copytree(place, trial)
    recorded = recording.Recording(trial)
    states.must(recorded.run(bench, bench.command(*words, archive=trial / "archive")))
    count, last, is_named = 0, 0, False
    for step in recorded.steps:
        if isinstance(step, recording.Names) and step.entries.get("manifest") is not None:
            is_named = True
        elif isinstance(step, recording.Sync):
            count += 1
            if is_named:
                last, is_named = count, False
    return last


def state(bench, recorded: recording.Recording, end: int) -> list[str] | None:
    """What `andu list` shows when nothing is lost."""
    with bench.folder("state") as place:
        recording.write(recorded.left(end, frozenset()), place)
        return listed(bench, place / "archive")


# MARK: What is lost


def chosen(bench, session: Session, most: int) -> list[Loss]:
    """Losses of every kind at every step, each outcome once; so many of them, evenly apart."""
    recorded, random = session.recorded, bench.random
    cases = []
    for end in range(1, len(recorded.steps) + 1):
        unsaved = recorded.unsaved(end)
        names = [index for index in unsaved
                 if isinstance(recorded.steps[index], recording.Names)]
        data = sorted(set(unsaved) - set(names))
        cases += [(end, frozenset(), "nothing lost"), (end, frozenset(unsaved), "all unsaved lost"),
                  (end, frozenset(data), "bytes lost"), (end, frozenset(names), "names lost")]
        if unsaved:
            cases.append((end, frozenset([random.choice(unsaved)]), "one lost"))
            cases.append((end, frozenset(unsaved) - {random.choice(unsaved)}, "all lost but one"))
            cases += [(end, frozenset(index for index in unsaved if random.random() < 0.5), "some")
                      for _ in range(bench.amount(4, 2))]
    # Losses around commits are few beside those among many writes, and tell most.
    near = [case for case in cases if any(0 <= case[0] - index <= 12 for index in session.issued)]
    seen, found = set(), []
    for group, share in ((near, most // 2), (cases, most)):
        for end, lost, kind in group if len(group) < share else random.sample(group, share):
            loss = Loss(session, end, lost, kind)
            outcome = (session.known(end), digest(loss.left()))
            if len(found) < most and outcome not in seen:
                seen.add(outcome)
                found.append(loss)
    return found


def digest(files: dict[str, bytearray | None]) -> bytes:
    """A short name of what a power loss left; the same outcome need not be tried twice."""
    whole = hashlib.sha256()
    for path in sorted(files):
        content = files[path]
        whole.update(f"{path}\0{-1 if content is None else len(content)}\0".encode())
        whole.update(content or b"")
    return whole.digest()


def tried(bench, loss: Loss, goes_on: bool) -> tuple[str, str, str | None]:
    """What is wrong after a loss: with the commit, with the archive, with completing the work."""
    session = loss.session
    first, last = session.known(loss.end)
    allowed = session.commits[first:last + 1]
    with bench.folder("loss") as place:
        recording.write(loss.left(), place)
        archive = place / "archive"
        try:
            found = listed(bench, archive)
        except RuntimeError as error:
            return str(error), "", None
        lost = ""
        if found not in allowed:
            lost = (f"{'no archive' if found is None else len(found)} is no commit between "
                    f"{first} and {last}")
        broken = ""
        if found is not None:
            ended = bench.run("verify", archive=archive)
            if ended.code != 0:
                broken = f"verify: {ended}"
            ended = bench.run("search", marker(session.page), "-c", archive=archive)
            if ended.code != 0 and first == len(session.commits) - 1:
                broken += f"search: {ended}"
        return lost, broken, completed(bench, session, archive) if goes_on else None


def completed(bench, session: Session, archive: pathlib.Path) -> str:
    """What is wrong when the work is done again."""
    for words in session.finish:
        ended = bench.run(*words, archive=archive)
    if ended.code != 0:
        return f"{ended}"
    ended = bench.run("verify", archive=archive)
    if ended.code != 0:
        return f"verify: {ended}"
    found = listed(bench, archive)
    # A correction that had not been committed is not made again.
    if session.finish[-1] != ["reindex"] and found != session.commits[-1]:
        return f"{len(found or [])} documents, not {len(session.commits[-1] or [])}"
    return ""
