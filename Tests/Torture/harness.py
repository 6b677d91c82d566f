"""What every torture shares: the program under test, archives to try it on, and the table of promises.

A torture module has one function `run(bench)`. It makes a promise with `bench.promise(name)`,
counts each try with `promise.holds(condition, what)`, and raises `Skip` where a tool or a right
is missing. Nothing is printed but through the table.
"""

import contextlib
import dataclasses
import os
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import time


class Skip(Exception):
    """A tool or a right is missing; the message names it."""


@dataclasses.dataclass
class Ended:
    """A process that ended: `code` is negative when a signal ended it; `seconds` are wall time."""

    code: int
    out: bytes
    err: bytes
    seconds: float

    @property
    def crashed(self) -> bool:
        return self.code < 0 or self.code in (128 + signal.SIGILL, 128 + signal.SIGTRAP,
                                              128 + signal.SIGSEGV, 128 + signal.SIGABRT)

    def __str__(self) -> str:
        return f"exit {self.code}, {(self.err or self.out)[-300:].decode(errors='replace').strip()}"


@dataclasses.dataclass
class Promise:
    """One line of the table."""

    name: str
    tries: int = 0
    failures: list[str] = dataclasses.field(default_factory=list)
    skipped: str = ""

    def holds(self, condition: bool, what) -> bool:
        """Counts a try; `what` (a text, or a function that makes one) says what failed."""
        self.tries += 1
        if not condition:
            self.failures.append(what() if callable(what) else str(what))
        return condition


class Bench:
    """The program, a scratch folder, how much is to be tried, and the table."""

    def __init__(self, program: str, full: bool, seed: int):
        self.program = os.path.realpath(program)
        self.full = full
        self.random = random.Random(seed)
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="andu-torture."))
        self.promises: list[Promise] = []

    def amount(self, full: int, short: int) -> int:
        """How often: `full` in `make torture`, `short` in the tests."""
        return full if self.full else short

    def promise(self, name: str) -> Promise:
        self.promises.append(Promise(name))
        return self.promises[-1]

    def need(self, *tools: str) -> None:
        for tool in tools:
            if shutil.which(tool) is None:
                raise Skip(f"{tool} is not installed")

    def need_root(self) -> None:
        if os.geteuid() != 0:
            raise Skip("needs root")

    def command(self, *arguments, archive=None) -> list[str]:
        """The words of a command line."""
        words = [self.program, *map(str, arguments)]
        return words + (["--archive", str(archive)] if archive is not None else [])

    def run(self, *arguments, archive=None, before=(), input=None, env=None, timeout=120,
            **options) -> Ended:
        """Runs `andu ARGUMENTS`, behind the words `before` (strace, prlimit …), to its end."""
        return self.run_words([*map(str, before), *self.command(*arguments, archive=archive)],
                              input=input, env=env, timeout=timeout, **options)

    def run_words(self, words, input=None, env=None, timeout=120, **options) -> Ended:
        began = time.monotonic()
        # No backtrace after a trap: it takes seconds, and says nothing that the signal does not.
        surroundings = {**os.environ, "SWIFT_BACKTRACE": "enable=no", "LC_ALL": "C.UTF-8",
                        **(env or {})}
        with subprocess.Popen(words, stdin=subprocess.PIPE if input is not None
                              else subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=surroundings, **options) as process:
            try:
                out, err = process.communicate(input, timeout=timeout)
            except subprocess.TimeoutExpired:
                process.kill()
                out, err = process.communicate()
                err += b"\nstill running after %d s" % timeout
        return Ended(process.returncode, out, err, time.monotonic() - began)

    @contextlib.contextmanager
    def folder(self, name="work"):
        """A new empty folder, gone afterwards."""
        path = pathlib.Path(tempfile.mkdtemp(prefix=f"{name}.", dir=self.scratch))
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)

    def pages(self, folder: pathlib.Path, count: int, first: int = 0) -> list[pathlib.Path]:
        """Writes pages of a made-up city, each with words that only it has; gives their paths."""
        folder.mkdir(parents=True, exist_ok=True)
        paths = []
        for number in range(first, first + count):
            path = folder / f"page-{number:05}.html"
            path.write_text(page(number), encoding="utf-8")
            paths.append(path)
        return paths


CHARACTERS = [chr(0x4E00 + 7 * step) for step in range(900)]


def marker(number: int) -> str:
    """Six characters that stand on page `number` alone."""
    digits = [(number * 7919 + 13 * place) % len(CHARACTERS) for place in range(3)]
    return "".join(CHARACTERS[digit] for digit in digits) + f"第{number}号"


def page(number: int) -> str:
    """A page as a government's CMS would write it, with `marker(number)` in its text."""
    tasks = ["河道清理", "社区食堂", "旧楼加装电梯", "公交线路调整", "图书馆夜间开放", "停车位共享"]
    task = tasks[number % len(tasks)]
    year = 2015 + number % 10
    rows = "".join(
        f"<p>（{'一二三四五六七八'[row]}）{task}{row + 1}。各有关单位要在{year}年{row + 3}月底前完成"
        f"第{number * 8 + row}项任务，落实责任，按月报送进展，确保群众满意。</p>\n"
        for row in range(8))
    return (f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>青川市{year}年{task}工作要点"
            f"（{number}）</title><meta name='PubDate' content='{year}-03-{number % 28 + 1:02} 09:00'>"
            "<meta name='ContentSource' content='青川市人民政府办公室'></head><body>"
            "<div class='header'><a href='/'>首页</a> | <a href='/zw'>政务公开</a></div>"
            f"<h1>青川市{year}年{task}工作要点（{number}）</h1><div class='TRS_Editor'>"
            f"<p>为做好全市{task}工作，编号{marker(number)}，制定本要点。</p><p>一、重点任务</p>\n"
            f"{rows}</div><div class='footer'>版权所有 网站地图</div></body></html>")


def table(promises: list[Promise]) -> str:
    """The table of promises, failures below it, and the closing line."""
    lines = [f"{'promise':<76} {'tries':>7} {'failed':>7}"]
    for promise in promises:
        if promise.skipped:
            lines.append(f"{promise.name:<76} skipped: {promise.skipped}")
        else:
            lines.append(f"{promise.name:<76} {promise.tries:>7} {len(promise.failures):>7}")
    for promise in promises:
        for failure in promise.failures[:5]:
            lines.append(f"failed: {promise.name}: {failure}")
    failed = sum(1 for promise in promises if promise.failures or
                 (promise.tries == 0 and not promise.skipped))
    skipped = sum(1 for promise in promises if promise.skipped)
    passed = len(promises) - failed - skipped
    lines.append(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return "\n".join(lines)
