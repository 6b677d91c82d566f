"""Full disks, read-only disks and limits: an error that says what and why, and nothing is lost."""

import contextlib
import os
import pathlib
import shutil

import states
from harness import Ended, Skip, marker

# Pages in the archive before, and in the folder that is added.
FEWER, MORE = 30, 200
EVERY, FEW = list(range(MORE)), list(range(FEWER))
NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]

READERS = [
    ["search", marker(7), "-c"],
    ["search", "工作要点", "--jsonl", "-n", 50],
    ["verify"],
    ["list", "--tsv"],
    ["stats"],
    ["export"],
    ["tag", "--list"],
]
# ID stands for a document, PAGES and LINES for what can be added.
WRITERS = [
    ["add", "PAGES"],
    ["import", "LINES"],
    ["set", "ID", "title=更正（900）"],
    ["tag", "ID", "+赶集"],
    ["note", "ID", "批注"],
    ["remove", "ID"],
    ["compact"],
    ["reindex"],
    ["save", "要点", "工作要点"],
]
# What a program that only reads asks of no file of the archive.
WRITES = ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "unlink", "rename", "mkdir", "truncate",
          "chmod", "chown", "utimens")


class Setting:
    """An archive with few pages, and what can be added to it."""

    def __init__(self, bench, folder: pathlib.Path):
        self.folder = folder
        self.pages = folder / "pages"
        files = bench.pages(self.pages, MORE)
        self.archive = states.build(bench, folder / "template", files[:FEWER])
        self.lines = folder / "lines.jsonl"
        exported = bench.run("export", archive=self.archive).out.decode()
        self.lines.write_text(exported.replace("青川市", "白水县"))
        self.names = {"ID": states.ids(bench, self.archive)[3], "PAGES": self.pages,
                      "LINES": self.lines}

    def writers(self) -> list[list]:
        return [[self.names.get(word, word) for word in words] for words in WRITERS]

    def add(self) -> list:
        return ["add", self.pages, "--commit-every", 0]


def run(bench) -> None:
    with bench.folder("disks") as folder:
        os.chmod(bench.scratch, 0o711)
        os.chmod(folder, 0o711)
        setting = Setting(bench, folder)
        for attempt in (full_disk, file_size_limit, read_only_disk, unchangeable_files,
                        no_permission, no_place_for_temporary_files, few_open_files):
            promise = bench.promise(f"disks: {attempt.__doc__.splitlines()[0].rstrip('.')}")
            try:
                attempt(bench, setting, promise)
            except Skip as skip:
                promise.skipped = str(skip)


def refusal(ended: Ended, *reasons: str) -> str:
    """What is wrong with how a command gave up; empty when it said `andu: where: why`."""
    error = ended.err.decode(errors="replace")
    if ended.crashed or ended.code == 0:
        return f"no refusal: {ended}"
    lines = [line for line in error.splitlines() if line.startswith("andu: ")]
    if not lines or ": " not in lines[0].removeprefix("andu: "):
        return f"no message: {ended}"
    if reasons and not any(reason in error for reason in reasons):
        return f"another reason: {ended}"
    return ""


def recovery(bench, setting: Setting, archive: pathlib.Path) -> str:
    """What is wrong when the disk is well again and all is added."""
    again = bench.run(*setting.add(), archive=archive)
    wrong = states.fault(bench, archive, [EVERY])
    left = [] if wrong else states.leftovers(archive)
    return f"afterwards: {again}; {wrong}; left over: {left}" \
        if again.code != 0 or wrong or left else ""


def interrupted(bench, setting: Setting, archive: pathlib.Path, ended: Ended, *reasons) -> str:
    """What is wrong after an `add` that may have failed for one of the reasons."""
    if ended.code == 0:
        return states.fault(bench, archive, [EVERY])
    return refusal(ended, *reasons) or states.fault(
        bench, archive, states.prefixes(MORE, FEWER))


@contextlib.contextmanager
def small_disk(bench, place: pathlib.Path, size: int):
    """A disk of `size` bytes in memory."""
    bench.need("mount", "umount")
    bench.need_root()
    disk = place / "disk"
    disk.mkdir()
    mounted = bench.run_words(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)])
    if mounted.code != 0:
        raise Skip(f"mount: {mounted}")
    try:
        yield disk
    finally:
        bench.run_words(["umount", str(disk)])


def fill(path: pathlib.Path) -> None:
    """Leaves no room on the disk of `path`."""
    with contextlib.suppress(OSError), open(path, "wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass


def remount(bench, disk: pathlib.Path, options: str) -> None:
    states.must(bench.run_words(["mount", "-o", f"remount,{options}", str(disk)]))


def full_disk(bench, setting: Setting, promise) -> None:
    """a full disk is told of; the state is that of a commit."""
    first = sum(path.stat().st_size for path in setting.archive.rglob("*")) + (16 << 10)
    count, refused = bench.amount(20, 6), 0
    for number in range(count):
        size = first + number * (1_600_000 - first) // count
        with bench.folder("full") as place, small_disk(bench, place, size) as disk:
            archive = states.copy(setting.archive, disk)
            ended = bench.run(*setting.add(), archive=archive)
            refused += ended.code != 0
            wrong = interrupted(bench, setting, archive, ended, "No space left on device",
                                "the disk is full")
            promise.holds(not wrong, f"{size} bytes: {wrong}")
            remount(bench, disk, "size=10m")
            wrong = recovery(bench, setting, archive)
            promise.holds(not wrong, f"{size} bytes: {wrong}")
    promise.holds(refused > count // 3, f"only {refused} of {count} disks were too small")


def file_size_limit(bench, setting: Setting, promise) -> None:
    """a limit on the size of files is told of; nothing is lost."""
    bench.need("prlimit")
    count, refused = bench.amount(20, 5), 0
    for number in range(count):
        limit = 1 + number * 240_000 // count
        with bench.folder("limit") as place:
            archive = states.copy(setting.archive, place)
            ended = bench.run(*setting.add(), archive=archive,
                              before=["prlimit", f"--fsize={limit}"])
            refused += ended.code != 0
            wrong = interrupted(bench, setting, archive, ended, "File too large")
            promise.holds(not wrong, f"{limit} bytes: {wrong}")
            wrong = recovery(bench, setting, archive)
            promise.holds(not wrong, f"{limit} bytes: {wrong}")
    promise.holds(refused > count // 3, f"only {refused} of {count} limits were too low")


def only_read(bench, setting: Setting, archive: pathlib.Path, promise, before=(), reasons=()):
    """Commands that read answer as they do elsewhere and write nothing; others are refused."""
    log = bench.scratch / "calls"
    for words in READERS:
        expected = bench.run(*words, archive=setting.archive)
        ended = bench.run(*words, archive=archive, before=before)
        promise.holds((ended.code, ended.out) == (expected.code, expected.out),
                      f"{words}: {ended}")
        bench.need("strace")
        bench.run(*words, archive=archive, before=["strace", "-f", "-q", "-o", log])
        lines = [line for line in log.read_text(errors="replace").splitlines()
                 if str(archive) in line or "(AT_FDCWD, \"" not in line]
        written = [line for line in lines if str(archive) in line
                   and any(word in line for word in WRITES)]
        promise.holds(any(str(archive) in line for line in lines) and not written,
                      f"{words} asked to write: {written}")
    for words in setting.writers():
        ended = bench.run(*words, archive=archive, before=before)
        wrong = refusal(ended, *reasons)
        promise.holds(not wrong, f"{words}: {wrong}")
    wrong = states.fault(bench, archive, [FEW])
    promise.holds(not wrong, f"after all: {wrong}")


def read_only_disk(bench, setting: Setting, promise) -> None:
    """a read-only disk is searched and verified, and not written."""
    with bench.folder("readonly") as place, small_disk(bench, place, 10 << 20) as disk:
        archive = states.copy(setting.archive, disk)
        remount(bench, disk, "ro")
        only_read(bench, setting, archive, promise, reasons=("Read-only file system",))
        remount(bench, disk, "rw")
        wrong = recovery(bench, setting, archive)
        promise.holds(not wrong, wrong)


def unchangeable_files(bench, setting: Setting, promise) -> None:
    """unchangeable files (chattr +i) are searched and verified."""
    bench.need("chattr")
    bench.need_root()
    with bench.folder("unchangeable") as place:
        archive = states.copy(setting.archive, place)
        made = bench.run_words(["chattr", "-R", "+i", str(archive)])
        if made.code != 0:
            raise Skip(f"chattr: {made}")
        try:
            only_read(bench, setting, archive, promise, reasons=("Operation not permitted",))
        finally:
            bench.run_words(["chattr", "-R", "-i", str(archive)])
        wrong = recovery(bench, setting, archive)
        promise.holds(not wrong, wrong)


def no_permission(bench, setting: Setting, promise) -> None:
    """no right to write, or to read, is told of; the rest works."""
    bench.need("setpriv")
    bench.need_root()
    with bench.folder("permission") as place:
        os.chmod(place, 0o711)
        program = place / "andu"
        shutil.copy(bench.program, program)
        archive = states.copy(setting.archive, place)
        for path in [archive, *archive.rglob("*")]:
            os.chmod(path, 0o755 if path.is_dir() else 0o644)
        ours, bench.program = bench.program, str(program)
        try:
            only_read(bench, setting, archive, promise, NOBODY, ("Permission denied",))
            for path, mode in ((archive / "manifest", 0o600), (archive / "segments", 0o700),
                               (archive, 0o700)):
                os.chmod(path, mode)
                for words in [*READERS, *setting.writers()]:
                    wrong = refusal(bench.run(*words, archive=archive, before=NOBODY),
                                    "Permission denied")
                    promise.holds(not wrong, f"{words}, {path.name} not to be read: {wrong}")
            wrong = unreadable_folder(bench, place)
            promise.holds(not wrong, wrong)
        finally:
            bench.program = ours
        wrong = recovery(bench, setting, archive)
        promise.holds(not wrong, wrong)


def unreadable_folder(bench, place: pathlib.Path) -> str:
    """What is wrong after an add of a folder that holds one which may not be listed."""
    folder, home = place / "mixed", place / "home"
    bench.pages(folder / "open", 2)
    bench.pages(folder / "shut", 1, first=5)
    os.chmod(folder / "shut", 0o700)
    home.mkdir()
    os.chown(home, 65534, 65534)
    archive = home / "archive"
    bench.run("init", archive, before=NOBODY)
    added = bench.run("add", folder, archive=archive, before=NOBODY)
    there = states.held(bench, archive).numbers
    if added.code == 3 and b"shut: Permission denied" in added.err and there == [0, 1]:
        return ""
    return f"pages {there} are there, {added}"


def no_place_for_temporary_files(bench, setting: Setting, promise) -> None:
    """only copies to open need a folder for temporary files."""
    with bench.folder("temporary") as place, small_disk(bench, place, 16 << 10) as disk:
        fill(disk / "fill")
        archive = states.copy(setting.archive, place)
        # A page whose file is gone can only be opened as a copy.
        gone = bench.pages(place / "gone", 1, MORE)
        states.must(bench.run("add", *gone, archive=archive))
        shown = states.ids(bench, archive)[-1]
        gone[0].unlink()
        for folder in (disk, place / "missing", "/proc/1"):
            surroundings = {"TMPDIR": str(folder), "ANDU_OPENER": "true"}
            for words in (setting.add(), ["search", marker(7)], ["verify"], ["reindex"]):
                ended = bench.run(*words, archive=archive, env=surroundings)
                promise.holds(ended.code == 0, f"{words}, TMPDIR {folder}: {ended}")
            wrong = refusal(bench.run("open", shown, archive=archive, env=surroundings))
            promise.holds(not wrong, f"open, TMPDIR {folder}: {wrong}")
        wrong = states.fault(bench, archive, [[*EVERY, MORE]])
        promise.holds(not wrong, wrong)


def few_open_files(bench, setting: Setting, promise) -> None:
    """32 open files are enough; with fewer nothing is lost."""
    bench.need("prlimit")
    for limit in (100, 32, 16, 9, 8):
        with bench.folder("files") as place:
            archive = states.copy(setting.archive, place)
            before = ["prlimit", f"--nofile={limit}"]
            ended = bench.run(*setting.add(), archive=archive, before=before)
            if limit >= 16:
                wrong = "" if ended.code == 0 else str(ended)
                wrong = wrong or states.fault(bench, archive, [EVERY])
            else:
                wrong = interrupted(bench, setting, archive, ended, "Too many open files")
            promise.holds(not wrong, f"{limit} files: {wrong}")
            for words in READERS if limit >= 16 else []:
                ended = bench.run(*words, archive=archive, before=before)
                promise.holds(ended.code in (0, 1), f"{words}, {limit} files: {ended}")
            wrong = recovery(bench, setting, archive)
            promise.holds(not wrong, f"{limit} files: {wrong}")
