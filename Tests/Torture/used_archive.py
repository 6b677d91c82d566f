"""An archive in which every kind of file stands, and what it answers: shared by tortures.

Nine kinds of change have gone through it, so that several segments have deletions, one document
has two versions, and annotations and saved searches are there.
"""

import json
import pathlib
import shutil

import harness

# The first segment is over 128 KiB, so that the small ones behind it are not merged with it.
FIRST, SMALL = 56, 6
VERSIONED = "https://qingchuan.example.gov.cn/zw/t{first}.html"
SEARCHES = {"普法": ["河道清理", "-n", "5"], "电梯": ["旧楼加装电梯", "--year", "2017"]}


class Archive:
    """An archive with files of every kind, of pages numbered from `first` on."""

    def __init__(self, bench: harness.Bench, root: pathlib.Path, first: int = 0, removed: int = 0):
        """`removed` is which of the six documents of each small segment is removed."""
        self.bench, self.root, self.first = bench, root, first
        self.do("init")
        self.add(first, FIRST)
        url = VERSIONED.format(first=first)
        for version in (0, 1):
            page = harness.page(first + 900 + version).encode()
            self.do("add", "-", "--url", url, input=page)
        ids = self.ids()
        self.versioned, self.tagged, self.noted, self.titled = ids[-1], *ids[1:4]
        self.do("tag", f"{self.tagged}#3", "+范文")
        self.do("note", self.noted, f"与{first + 2015}年的提法不同")
        self.do("set", self.titled, f"title=由人改定的标题{first}")
        for small in (FIRST, FIRST + SMALL):
            self.add(first + small, SMALL)
        ids = self.ids()
        for small in (1 + FIRST, 1 + FIRST + SMALL):
            self.do("remove", ids[small + removed])
        for name, words in SEARCHES.items():
            self.do("save", name, *words)
        self.questions = self.make_questions()
        self.answers = {words: self.ask(words) for words in self.questions}
        for words, ended in self.answers.items():
            if ended.code != 0 or not ended.out:
                raise AssertionError(f"{words} on a sound archive: {ended}")

    def do(self, *words, **options) -> harness.Ended:
        ended = self.bench.run(*words, archive=self.root, **options)
        if ended.code != 0:
            raise AssertionError(f"andu {' '.join(map(str, words))}: {ended}")
        return ended

    def ids(self) -> list[str]:
        """Whole ids in the order in which the documents were added."""
        listed = self.bench.run("list", "--jsonl", archive=self.root)
        # A repaired archive may have lost all of them.
        if listed.code not in (0, 1):
            raise AssertionError(f"andu list: {listed}")
        return [json.loads(line)["id"] for line in listed.out.splitlines()]

    def add(self, first: int, count: int) -> None:
        """Adds pages as one commit."""
        folder = self.root.with_name(f"{self.root.name}.pages-{first}")
        self.bench.pages(folder, count, first=first)
        self.do("add", "-q", folder)
        shutil.rmtree(folder)

    def make_questions(self) -> list[tuple[str, ...]]:
        """Command lines that between them read every part of the archive."""
        first = self.first
        return [
            ("search", "旧楼加装电梯 群众满意", "--json", "-C", "1"),
            ("search", harness.marker(first + FIRST + 5), "--jsonl"),
            ("search", "河道清理", "-c", "--facet", "year,kind", "--json"),
            ("search", "群众满意", "--tag", "范文", "--sort", "date", "--json"),
            ("show", self.tagged, "--json"),
            ("show", self.noted),
            ("show", self.titled, "--original"),
            ("show", f"{self.versioned}@2", "--json"),
            ("grep", "第[0-9]+项任务", "--year", "2018", "--tsv"),
            ("list", "--jsonl"),
            ("info", self.noted, "--json"),
            ("cite", f"{self.titled}#2", f"{self.tagged}#3", "--quote", "--accessed", "2024-01-02"),
            ("tag", "--list"),
        ]

    def ask(self, words: tuple[str, ...]) -> harness.Ended:
        return self.bench.run(*words, archive=self.root, timeout=20)

    def verify(self) -> harness.Ended:
        return self.bench.run("verify", archive=self.root, timeout=20)

    def files(self, kind: str) -> list[pathlib.Path]:
        """The files of a kind, in the order of their names."""
        return sorted(self.root.glob(KINDS[kind]))


# Where the files of each kind stand in an archive.
KINDS = {
    "manifest": "manifest",
    "segment": "segments/*.seg",
    "deletions": "segments/*.del",
    "originals": "originals/*.warc.gz",
    "annotations": "annotations/*.warc.gz",
    "saved search": "searches/*.json",
}
