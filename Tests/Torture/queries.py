"""Queries that were made to hurt end soon and in little memory; interrupts and closed pipes end them.

Memory is what the process holds for itself, RssAnon of /proc/PID/status, looked at every 5 ms:
pages of the index that are mapped belong to the system, which takes them back when it likes.
"""

import json
import os
import pathlib
import signal
import subprocess
import time

import harness

MOST_SECONDS = 2.0
MOST_MEMORY = 200 << 20
SOONEST_END = 0.3

FREQUENT = "的年市工作和各单位要在月底前完成第项任务落实责任按报送进展确保群众满意"
PHRASES = ["河道清理", "社区食堂", "旧楼加装电梯", "公交线路调整", "图书馆夜间开放", "停车位共享", "老年助餐",
           "林长制", "数字档案", "应急演练"]


def make_archive(bench, folder: pathlib.Path, paragraphs: int) -> pathlib.Path:
    """An archive of documents with a hundred paragraphs each, made by `andu import`."""
    lines = folder / "in.jsonl"
    with lines.open("w") as file:
        for number in range(paragraphs // 100):
            text = [bench.random.choice(PHRASES) + "".join(bench.random.choices(FREQUENT, k=30))
                    + f"，{number}之{row}，" + bench.random.choice(PHRASES) + "。"
                    for row in range(100)]
            text[::10] = [f"{'一二三四五六七八九十'[row]}、{bench.random.choice(PHRASES)}" for row in range(10)]
            file.write(json.dumps({
                "doc_id": f"q{number}", "title": f"青川市{bench.random.choice(PHRASES)}工作要点（{number}）",
                "date": f"{2010 + number % 15}-03-{number % 28 + 1:02}", "source": f"青川市{number % 50}局",
                "url": f"http://q.gov.cn/{number}.html", "paragraphs": text}, ensure_ascii=False) + "\n")
    archive = folder / "archive"
    bench.run("init", archive=archive)
    made = bench.run("import", lines, archive=archive, timeout=300)
    if made.code != 0:
        raise RuntimeError(f"no archive to search: {made}")
    return archive


def searches(random) -> list[list[str]]:
    """Words behind `andu`: the longest of each kind first, then of random length."""
    def some(texts, most):
        return [random.choice(texts) for _ in range(random.randint(2, most))]

    size = random.choice([3, 30, 300, 3000])
    letters = list(FREQUENT)
    queries = [
        " ".join(some(PHRASES + letters, 10_000)), " OR ".join(some(letters, size)),
        " OR ".join(letters), "(" * size + "河道" + ")" * size, "-(" * size + "河道" + ")" * size,
        "?" * size, "??", "?", "工??作?", f'"{"?" * size}工"', f'"工{"?" * size}作"',
        f'"{"??".join(some(letters, 30))}"', "的" * size, f'"{"的" * size}"',
        "".join(some(letters, 30_000)), f'"{"".join(some(letters, 9000))}"',
        " NEAR/50 ".join(some(letters, 40)), " ONEAR/50 ".join(some(letters, 40)),
        "(" + " OR ".join(letters) + ") NEAR/100 (" + " OR ".join(letters) + ")",
        " NEAR ".join(["的"] * 100), "NOT 的", "-的 -年 -市", "NOT (" + " OR ".join(letters) + ")",
        "NOT NOT NOT NOT 的", "的 -的", "(的 OR -的) (年 OR -年)", "heading:" + "的" * size,
        "year:0..9999", "year:99999999999999999999", "year:-1", "dept:的", "title:的 region:的",
        "path:" + "/".join("1" * size), "docnum:〔〕", "issuer:? kind:?", "tag:" + "a" * size, "\\" * size,
        '"' * size, "“" * size, "AND OR NOT", "OR", "()", "NEAR/999999 河", "a" * 10_000,
        "".join(chr(0x4E00 + random.randrange(20000)) for _ in range(3000)),
        " ".join(chr(0x4E00 + number) for number in range(3000)), "e" + "\u0301" * 5000, "👨\u200d" * 2000,
        "第1条" * size, " ".join(str(random.randrange(10 ** 12)) for _ in range(size)),
    ]
    ways = [[], ["--scope", "doc"], ["--scope", "section"], ["-n", "10000"], ["-n", "1000000"], ["--all"], ["--literal"],
            ["--sort", "date", "-n", "10000"], ["--sort", "issuer"], ["-c"], ["-l", "-c"],
            ["--facet", "year,level,region,kind,issuer,source,site"], ["--group", "doc"], ["--explain"],
            ["--offset", "9000", "-n", "1000"], ["--offset", "1000000"], ["-C", "1000", "-n", "100"], ["--duplicates"], ["--json"],
            ["--heading", "的"], ["--path", "一"], ["--title", "的"]]
    return [["search", *random.choice(ways), "--", query] for query in queries]


def patterns(random) -> list[list[str]]:
    size = random.choice([5, 50, 500])
    texts = [
        "(a+)+$", "(.*)*", "(.*.*.*.*.*)*x", ".*" * size, "(" * size + "." + ")*" * size, "(的|的)*工",
        "(.?){" + str(size) + "}的{" + str(size) + "}", "的{1000}", "(.{1000}){1000}", "((.{100}){100}){100}",
        "(.{0,1000}){0,1000}", "[^的]*[^年]*[^市]*[^工]*$", "^(.+)+$", "(的|年|市|工|作)*" * 20 + "x",
        ".*的.{500}年", "(.|的)*(.|年)*(.|市)*" * 5, "\\p{Han}" * size, "(\\p{Han}+)*。.*", "[" * size, "{" * size,
        "(?:" * size, "(a|b|c|d|e)*" * size, "\\x{110000}", "\\x{D800}", "a{99999999999}", "a{5,2}", "|" * size,
        "()*" * size, "\\b" * size, "^" * size + "$" * size, "." * 10_000, "[一-龥]{1,1000}的", "(.*的){30}.",
    ]
    ways = [[], ["-c"], ["-l"], ["-v", "-c"], ["-i"], ["-n", "1"], ["--tsv"], ["-C", "3", "-n", "50"]]
    return [["grep", *random.choice(ways), "--", text] for text in texts]


def run(bench: harness.Bench) -> None:
    bounded = bench.promise("1,000 hostile queries: 2 s, 200 MB, an answer or a clear error")
    long = bench.promise("a megabyte of query, on a line of its own, is refused or answered in bounds")
    interrupted = bench.promise("an interrupt ends every command at once, and add at a commit")
    piped = bench.promise("a closed pipe is no error")
    with bench.folder("queries") as folder:
        archive = make_archive(bench, folder, bench.amount(200_000, 20_000))
        tries = []
        wanted = bench.amount(1000, 100)
        while len(tries) < wanted:
            tries += searches(bench.random) + patterns(bench.random)
        bench.random.shuffle(tries)
        for words in tries[:wanted]:
            judge(bench, words, archive, bounded)
        judge_long(bench, folder, archive, long)
        judge_interrupts(bench, folder, archive, interrupted)
        judge_pipes(bench, archive, piped)


def judge(bench, words, archive, promise) -> None:
    code, seconds, memory, err = watched(bench.command(*options_first(words, archive)))
    refused = 3 if "--batch" in words else 2
    said = code in (0, 1) or code == refused and b"andu: " in err
    promise.holds(said and seconds <= MOST_SECONDS and memory <= MOST_MEMORY, lambda: (
        f"{' '.join(words)[:120]!r} ({sum(map(len, words))}): exit {code}, {seconds:.1f} s, "
        f"{memory >> 20} MB, {err[-120:]!r}"))


def options_first(words, archive) -> list[str]:
    """What follows `--` is never an option."""
    return [words[0], "--archive", str(archive), *words[1:]]


def watched(words, most_seconds=20) -> tuple[int, float, int, bytes]:
    """Runs the words; gives exit code, seconds, most anonymous memory in bytes, standard error.

    Seconds are wall time, or processor time where that is less: others may keep the machine busy.
    """
    began, memory = time.monotonic(), 0
    surroundings = {**os.environ, "SWIFT_BACKTRACE": "enable=no", "LC_ALL": "C.UTF-8"}
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=nowhere,
                                   stderr=subprocess.PIPE, env=surroundings)
    os.set_blocking(process.stderr.fileno(), False)
    err = b""
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        memory = max(memory, anonymous_memory(process.pid))
        err += process.stderr.read() or b""
        if time.monotonic() - began > most_seconds:
            process.kill()
        time.sleep(0.005)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = min(time.monotonic() - began, usage.ru_utime + usage.ru_stime)
    err += process.stderr.read() or b""
    process.stderr.close()
    return process.returncode, seconds, memory, err


def anonymous_memory(pid: int) -> int:
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("RssAnon")]
    return int(found[0]) << 10 if found else 0


def judge_long(bench, folder, archive, promise) -> None:
    """No argument is so long: the words stand in a file of queries, or in many arguments."""
    file = folder / "long.txt"
    for text in ("的" * 350_000, "河道清理 " * 80_000, "(" * 1_000_000, "? " * 500_000, '"' * 1_000_000):
        file.write_text(text + "\n")
        judge(bench, ["search", "--batch", str(file)], archive, promise)
        pieces = [text[first:first + 30_000] for first in range(0, len(text), 30_000)]
        judge(bench, ["search", "--", *pieces], archive, promise)
        judge(bench, ["grep", "-F", "--", text[:40_000]], archive, promise)


def judge_interrupts(bench, folder, archive, promise) -> None:
    """Each command is given work for long, and interrupted at random within it."""
    queries = folder / "queries.txt"
    queries.write_text("".join(f"{number}\t的 年 市 工作 {PHRASES[number % 10]}\n" for number in range(20_000)))
    draft = folder / "draft.txt"
    draft.write_text("“河道清理工作的年市”，办理案件21964件。《青川市河道工作要点》\n" * 3000)
    pages = folder / "pages"
    bench.pages(pages, bench.amount(2000, 400))
    commands = [
        ["search", "--batch", queries, "--jsonl"], ["grep", "(.*的){9}.*年.*市.*x"], ["check", draft],
        ["export"], ["verify"], ["terms", "--phrases"], ["dups"], ["stats", "的"], ["list", "--jsonl"],
        ["extract", *sorted(pages.iterdir())],
    ]
    for words in commands * bench.amount(5, 1):
        interrupt(bench, words, archive, bench.random.uniform(0.02, 0.3), promise, SOONEST_END)
    other = folder / "other"
    bench.run("init", archive=other)
    for words in [["add", pages, "--commit-every", "0"], ["reindex"], ["add", pages]] * bench.amount(5, 1):
        interrupt(bench, words, other, bench.random.uniform(0.05, 0.8), promise, 1.0)
        verified = bench.run("verify", archive=other)
        promise.holds(verified.code == 0, lambda: f"{words[0]} interrupted, verify: {verified}")


def interrupt(bench, words, archive, after, promise, most_seconds) -> None:
    """A command that ends before the interrupt has been tried in vain and is not counted."""
    process = subprocess.Popen(bench.command(*words, archive=archive), stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        process.communicate(timeout=after)
        return
    except subprocess.TimeoutExpired:
        pass
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    seconds = time.monotonic() - began
    # A shell says 130 of what a signal ended. What was just done may have ended by itself.
    ended = (-signal.SIGINT, 130) if seconds > 0.05 else (-signal.SIGINT, 130, 0)
    promise.holds(process.returncode in ended and seconds <= most_seconds, lambda: (
        f"{words[0]}: exit {process.returncode} {seconds:.2f} s after the interrupt, {err[-200:]!r}"))


def judge_pipes(bench, archive, promise) -> None:
    """A reader that goes after one line; the system's own exit for that is SIGPIPE's."""
    commands = [
        ["search", "的", "-n", "10000"], ["search", "的", "-n", "10000", "--jsonl"], ["grep", "."],
        ["grep", ".", "--tsv"], ["list", "--jsonl"], ["list", "--tsv"], ["export"], ["show", "q1"],
        ["export", "--format", "csv"], ["terms", "-n", "100000"], ["stats", "-n", "100000"],
        ["tree", "q1"], ["dups"], ["cite", "q1"], ["help"], ["search", "--help"],
        ["completions", "bash"],
    ]
    for words in commands:
        archived = {} if words[-1] in ("help", "--help", "bash") else {"archive": archive}
        for lines in (0, 1):
            process = subprocess.Popen(bench.command(*words, **archived), stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
            for _ in range(lines):
                process.stdout.readline()
            process.stdout.close()
            err = process.stderr.read()
            code = process.wait(timeout=60)
            promise.holds(code in (0, 1, -signal.SIGPIPE, 141) and b"ipe" not in err
                          and b"andu: " not in err.replace(b"andu: nothing", b""),
                          lambda: f"{words}: exit {code}, {err[-200:]!r}")
