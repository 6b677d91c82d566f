"""What a program did to a folder, call by call, and what a power loss may have left of it.

Calls are recorded with `strace`. What is not covered by an `fsync` may be there or not, each piece
for itself: bytes by the `fsync` of their file, names by that of their folder. That is what POSIX
leaves open, and more than most file systems do.
"""

import dataclasses
import pathlib
import re

# A write is lost or kept by blocks of so many bytes.
BLOCK = 4096
CALLS = "openat,write,pwrite64,ftruncate,rename,fsync,fdatasync,unlink,mkdir"
# Calls that change files as well, and that are not understood here; nothing may make them.
OTHERS = ("creat,link,linkat,symlink,symlinkat,renameat,renameat2,unlinkat,rmdir,mkdirat,writev,"
          "pwritev,pwritev2,truncate,fallocate,copy_file_range,sendfile,sync_file_range")

FINISHED = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+|\?)")
BEGUN = re.compile(r"^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$")
RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (-?\d+|\?)")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
DESCRIPTOR = re.compile(r"^(\d+)<((?:\\x[0-9a-f]{2})*)>")


@dataclasses.dataclass
class Bytes:
    """`data` at `offset` of a file, no more than a block; `data` is None where it is cut there."""

    target: int
    offset: int
    data: bytes | None


@dataclasses.dataclass
class Names:
    """Entries of a folder, changed at once: name → file or folder, None for one that goes."""

    target: int
    entries: dict[str, int | None]


@dataclasses.dataclass
class Sync:
    """All changes of a file or a folder are on the disk."""

    target: int


class Recording:
    """The steps of all runs under `root`, from what lay there before, which is on the disk.

    Files and folders have numbers; `root` is 0. `files` holds what each file held before the first
    step, `folders` likewise the entries of each folder.
    """

    def __init__(self, root: pathlib.Path):
        self.root = root
        self.steps: list[Bytes | Names | Sync] = []
        self.files: dict[int, bytes] = {}
        self.folders: dict[int, dict[str, int]] = {}
        # Path → number, and number → length, as they are now.
        self._places: dict[str, int] = {}
        self._lengths: dict[int, int] = {}
        self._look(root)

    def _look(self, path: pathlib.Path) -> int:
        number = len(self._places)
        self._places[str(path)] = number
        if path.is_dir():
            self.folders[number] = {}
            for child in sorted(path.iterdir()):
                self.folders[number][child.name] = self._look(child)
        else:
            self.files[number] = path.read_bytes()
            self._lengths[number] = path.stat().st_size
        return number

    def run(self, bench, words: list[str], kill_at: int | None = None):
        """Runs a command to its end, or to its `fsync` of this number, where it is killed."""
        log = bench.scratch / "calls"
        before = ["strace", "-f", "-q", "-y", "-xx", "-s", str(1 << 24), "-o", str(log),
                  "-e", f"trace={CALLS},{OTHERS}"]
        if kill_at is not None:
            before += ["-e", f"inject=fsync:signal=SIGKILL:when={kill_at}"]
        ended = bench.run_words([*before, *words])
        self._take(log.read_text())
        log.unlink()
        return ended

    def _take(self, log: str) -> None:
        """Adds the calls in a log, in the order in which they ended."""
        begun: dict[str, str] = {}
        self._open: dict[int, tuple[int, bool]] = {}
        for line in log.splitlines():
            if found := BEGUN.match(line):
                begun[found[1]] = found[3]
            elif found := RESUMED.match(line):
                self._call(found[2], begun.pop(found[1]) + found[3], found[4])
            elif found := FINISHED.match(line):
                self._call(found[2], found[3], found[4])

    def _call(self, call: str, arguments: str, result: str) -> None:
        if not result.isdigit():
            return
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in TEXT.findall(arguments)]
        if call in OTHERS.split(","):
            if any(text.startswith(bytes(self.root)) for text in texts):
                raise RuntimeError(f"a call that is not understood: {call}({arguments[:200]})")
        elif call == "openat":
            self._opened(texts[0].decode(), arguments, int(result))
        elif call in ("mkdir", "rename", "unlink"):
            self._named(call, [text.decode() for text in texts])
        elif found := DESCRIPTOR.match(arguments):
            # The number may have been of one of our files, and be of a pipe now.
            if self._within(bytes.fromhex(found[2].replace("\\x", "")).decode()):
                self._wrote(call, int(found[1]), texts, arguments)

    def _within(self, path: str) -> bool:
        return path.startswith(f"{self.root}/") or path == str(self.root)

    def _split(self, path: str) -> tuple[int, str]:
        """The folder of a path, and its name there."""
        folder, name = path.rsplit("/", 1)
        return self._places[folder], name

    def _new(self, path: str, is_folder: bool) -> int:
        number = len(self.files) + len(self.folders)
        if is_folder:
            self.folders[number] = {}
        else:
            self.files[number], self._lengths[number] = b"", 0
        self._places[path] = number
        folder, name = self._split(path)
        self.steps.append(Names(folder, {name: number}))
        return number

    def _opened(self, path: str, arguments: str, descriptor: int) -> None:
        self._open.pop(descriptor, None)
        if not self._within(path):
            return
        number = self._places.get(path)
        if number is None:
            number = self._new(path, is_folder=False)
        elif "O_TRUNC" in arguments and self._lengths[number] > 0:
            self._cut(number, 0)
        self._open[descriptor] = (number, "O_APPEND" in arguments)

    def _named(self, call: str, paths: list[str]) -> None:
        if not self._within(paths[0]):
            return
        if call == "mkdir":
            self._new(paths[0], is_folder=True)
            return
        folder, name = self._split(paths[0])
        number = self._places.pop(paths[0])
        entries: dict[str, int | None] = {name: None}
        if call == "rename":
            target, name = self._split(paths[1])
            if target != folder:
                raise RuntimeError(f"a file changes its folder: {paths}")
            self._places[paths[1]] = entries[name] = number
        self.steps.append(Names(folder, entries))

    def _wrote(self, call: str, descriptor: int, texts: list[bytes], arguments: str) -> None:
        number, appends = self._open.get(descriptor, (None, False))
        if number is None:
            return
        if call in ("fsync", "fdatasync"):
            self.steps.append(Sync(number))
        elif call == "ftruncate":
            self._cut(number, int(arguments.rsplit(", ", 1)[1]))
        else:
            offset = int(arguments.rsplit(", ", 1)[1]) if call == "pwrite64" \
                else self._lengths[number]
            self._put(number, offset, texts[0])

    def _cut(self, number: int, length: int) -> None:
        self.steps.append(Bytes(number, length, None))
        self._lengths[number] = length

    def _put(self, number: int, offset: int, data: bytes) -> None:
        end = offset + len(data)
        while offset < end:
            size = min(BLOCK - offset % BLOCK, end - offset)
            self.steps.append(Bytes(number, offset, data[:size]))
            offset, data = offset + size, data[size:]
        self._lengths[number] = max(self._lengths[number], end)

    def unsaved(self, end: int) -> list[int]:
        """The steps before `end` that no sync before `end` covers."""
        saved, found = set(), []
        for index in range(end - 1, -1, -1):
            step = self.steps[index]
            if isinstance(step, Sync):
                saved.add(step.target)
            elif step.target not in saved:
                found.append(index)
        return found[::-1]

    def left(self, end: int, lost: frozenset[int]) -> dict[str, bytearray | None]:
        """The files under `root`, path → bytes, None for a folder, after a power loss at step
        `end` that took the steps `lost`."""
        files = {number: bytearray(content) for number, content in self.files.items()}
        folders = {number: dict(names) for number, names in self.folders.items()}
        for index in range(end):
            step = self.steps[index]
            if index in lost or isinstance(step, Sync):
                continue
            if isinstance(step, Names):
                for name, number in step.entries.items():
                    folders[step.target].pop(name, None)
                    if number is not None:
                        folders[step.target][name] = number
            else:
                patch(files[step.target], step)
        found: dict[str, bytearray | None] = {}
        pending = [("", 0)]
        while pending:
            path, folder = pending.pop()
            for name, number in folders[folder].items():
                found[path + name] = files.get(number)
                if number in folders:
                    pending.append((f"{path}{name}/", number))
        return found


def patch(content: bytearray, step: Bytes) -> None:
    """Does a step to a file; what lies between its end and the step is zeros."""
    content.extend(bytes(max(0, step.offset - len(content))))
    end = len(content) if step.data is None else step.offset + len(step.data)
    content[step.offset:end] = step.data or b""


def write(files: dict[str, bytearray | None], folder: pathlib.Path) -> None:
    """Puts what a power loss left into a folder."""
    for path in sorted(files):
        content = files[path]
        if content is None:
            folder.joinpath(path).mkdir()
        else:
            folder.joinpath(path).write_bytes(content)
