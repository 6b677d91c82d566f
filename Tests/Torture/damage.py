"""Bytes that change on the disk: found by `verify`, never answered from.

Every kind of file that holds something is damaged in every way of `WAYS`, one damage at a time, and
mended again. The lock holds nothing but a pid to show: whatever becomes of it, all goes on.
"""

import dataclasses
import hashlib
import re
import shutil
import struct
import zlib
from collections.abc import Callable

import harness
import used_archive

PAGE = 16384
BLOCK = 4096
# Questions asked of each damaged archive; all of them together read every file.
ASKED = 3
# Exit codes that say damage, and what tells a way out.
DAMAGED, UNREADABLE = 5, 4
WAYS_OUT = re.compile(rb"andu reindex|backup|andu verify --repair")


@dataclasses.dataclass
class Damage:
    """`name` tells it; `bytes` take the file's place, none when it is to be missing; `offset` is
    where it begins, when that is one place."""

    name: str
    bytes: bytes | None
    offset: int | None = None


def flips(bench, sound, _others) -> list[Damage]:
    """Single bits, at random."""
    damages = []
    for _ in range(bench.amount(1000, 40)):
        offset, bit = bench.random.randrange(len(sound)), bench.random.randrange(8)
        changed = bytearray(sound)
        changed[offset] ^= 1 << bit
        damages.append(Damage(f"bit {bit} of byte {offset}", bytes(changed), offset))
    return damages


def truncations(bench, sound, _others) -> list[Damage]:
    """Cut off at random, and at the very ends."""
    ends = [0, 1, len(sound) - 1]
    ends += [bench.random.randrange(len(sound)) for _ in range(bench.amount(197, 12))]
    return [Damage(f"cut to {end} bytes", sound[:end], end) for end in ends]


def zeros(bench, sound, _others) -> list[Damage]:
    """A block of the disk that holds nothing any more."""
    start = bench.random.randrange((len(sound) + BLOCK - 1) // BLOCK) * BLOCK
    count = len(sound[start:start + BLOCK])
    changed = sound[:start] + bytes(count) + sound[start + count:]
    return [Damage(f"{count} zeros at byte {start}", changed, start)]


def missing(_bench, _sound, _others) -> list[Damage]:
    return [Damage("missing", None)]


def foreign(_bench, _sound, others) -> list[Damage]:
    """The file of another archive in the place of this one."""
    return [Damage(f"another archive's {name}", other) for name, other in others]


WAYS: list[Callable] = [flips, truncations, zeros, missing, foreign]


class Trial:
    """One archive that is damaged and asked, with what was promised of it."""

    def __init__(self, bench: harness.Bench, archive: used_archive.Archive):
        self.bench, self.archive = bench, archive

    def promise(self, name: str) -> harness.Promise:
        return once(self.bench, name)

    def judge(self, kind: str, path, damage: Damage, sound: bytes) -> None:
        """Puts the damage in the place of `sound`, asks, and mends it."""
        if damage.bytes == sound:
            return
        if damage.bytes is None:
            path.unlink()
        else:
            path.write_bytes(damage.bytes)
        what = f"{path.name}: {damage.name}"
        try:
            self.judge_verify(kind, path, damage, sound, what)
            self.judge_answers(kind, path, what)
        finally:
            path.write_bytes(sound)

    def judge_verify(self, kind, path, damage, sound, what) -> None:
        told = self.archive.verify()
        self.promise("no damage crashes a command or makes it hang").holds(
            not told.crashed and b"still running" not in told.err, f"verify, {what}: {told}")
        found = self.promise(f"damage to {kind}: verify finds it, names the file and a way out")
        if found.holds(told.code in (DAMAGED, UNREADABLE) and path.name.encode() in told.err
                       and WAYS_OUT.search(told.err) is not None, f"{what}: {told}"):
            place = places(kind, damage, sound)
            if place is not None:
                named = [int(number) for number in re.findall(rb"byte (\d+)", told.err)]
                self.promise("verify says at which byte").holds(
                    any(number in place for number in named),
                    f"{what}: in {place} expected: {told}")

    def judge_answers(self, kind, path, what) -> None:
        archive = self.archive
        asked = self.bench.random.sample(archive.questions, ASKED)
        if kind == "saved search":
            asked += [("run", path.stem, "--json")] + [("save", "--list")]
        for words in asked:
            told = archive.ask(words)
            self.promise("no damage crashes a command or makes it hang").holds(
                not told.crashed and b"still running" not in told.err, f"{words}, {what}: {told}")
            right = archive.answers[words]
            is_right = (told.code, told.out) == (right.code, right.out)
            tells = told.code in (DAMAGED, UNREADABLE) and path.name.encode() in told.err
            has_way = WAYS_OUT.search(told.err) is not None
            answers = f"damage to {kind}: an answer is right, or names the file and a way out"
            self.promise(answers).holds(is_right or tells and has_way, f"{words}, {what}: {told}")


def places(kind: str, damage: Damage, sound: bytes) -> range | None:
    """Where `verify` may say that a changed byte stands: its page, or where its record begins."""
    if damage.offset is None or damage.bytes is None or len(damage.bytes) != len(sound):
        return None
    if kind == "segment":
        checked = struct.unpack_from("<Q", sound, len(sound) - 32)[0]
        start = damage.offset - damage.offset % PAGE
        return range(start, start + PAGE) if PAGE <= damage.offset < checked else None
    if kind in ("originals", "annotations"):
        start = max(start for start in members(sound) if start <= damage.offset)
        return range(start, start + 1)
    return None


def members(warc: bytes) -> list[int]:
    """Where the records of a WARC file of Andu begin; each says its length at offset 16."""
    starts, offset = [], 0
    while offset < len(warc):
        starts.append(offset)
        offset += struct.unpack_from("<I", warc, offset + 16)[0]
    return starts


def member(record: bytes, length: int) -> bytes:
    """A sound gzip member of exactly `length` bytes that holds `record`, stored, not deflated."""
    stored = b"\1" + struct.pack("<HH", len(record), 0xFFFF ^ len(record)) + record
    body = stored + struct.pack("<II", zlib.crc32(record), len(record))
    assert 24 + len(body) == length, (24 + len(body), length)
    prefix = bytes([0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 12, 0, 0x41, 0x4E, 8, 0])
    return prefix + struct.pack("<II", length, zlib.crc32(body)) + body


def exchanged(warc: bytes, place: int) -> bytes:
    """The file with a sound record of other content and the same length at `place` of `members`."""
    start = members(warc)[place]
    length = struct.unpack_from("<I", warc, start + 16)[0]
    plain = zlib.decompress(warc[start:start + length], 31)
    header, _ = plain.split(b"\r\n\r\n", 1)
    kept = [line for line in header.split(b"\r\n")
            if line.split(b":")[0] not in (b"WARC-Block-Digest", b"WARC-Payload-Digest",
                                           b"Content-Length", b"WARC-Target-URI")]
    room = length - 24 - 8 - 5
    for count in range(room):
        block = (b"a record of another archive. " * 99)[:count]
        record = b"\r\n".join(kept + [
            b"WARC-Block-Digest: sha256:" + hashlib.sha256(block).hexdigest().encode(),
            b"Content-Length: %d" % count]) + b"\r\n\r\n" + block + b"\r\n\r\n"
        if len(record) == room:
            return warc[:start] + member(record, length) + warc[start + length:]
    raise AssertionError("no room for another record")


def run(bench: harness.Bench) -> None:
    with bench.folder("damage") as folder:
        mine = used_archive.Archive(bench, folder / "mine")
        other = used_archive.Archive(bench, folder / "other", first=2000, removed=2)
        empty = folder / "empty"
        bench.run("init", archive=empty)
        for name in used_archive.SEARCHES:
            mine.answers[("run", name, "--json")] = mine.ask(("run", name, "--json"))
        mine.answers[("save", "--list")] = mine.ask(("save", "--list"))
        trial = Trial(bench, mine)
        for kind in used_archive.KINDS:
            damage_files(bench, trial, kind, mine, other, empty)
        damage_lock(bench, mine)
        sound = mine.verify()
        bench.promise("the archive that was damaged and mended is whole").holds(
            sound.code == 0 and all(mine.ask(words).out == mine.answers[words].out
                                    for words in mine.questions), str(sound))
        repairs(bench, mine, other, empty)
        rebuild(bench, mine)


def damage_files(bench, trial, kind, mine, other, empty) -> None:
    """Every way of damage to the files of a kind, in turn."""
    files, others = mine.files(kind), foreign_files(kind, other, empty)
    for way in WAYS:
        # Each way is shared out among the files; what is not random goes to every file.
        for number, path in enumerate(files):
            sound = path.read_bytes()
            damages = way(bench, sound, others)
            if len(damages) > len(others) + 1:
                damages = damages[number::len(files)]
            for damage in damages:
                trial.judge(kind, path, damage, sound)
    swaps(trial, kind, files)


def foreign_files(kind, other, empty) -> list[tuple[str, bytes]]:
    """Files of a kind in other archives."""
    others = [(path.name, path.read_bytes()) for path in other.files(kind)]
    if kind == "manifest":
        others.append(("manifest, new and empty", (empty / "manifest").read_bytes()))
    return others


def swaps(trial, kind, files) -> None:
    """Two files of a kind in each other's place; of a kind with one file, records of it."""
    if kind in ("originals", "annotations"):
        path, sound = files[0], files[0].read_bytes()
        for place in range(1, len(members(sound)), 1 + len(members(sound)) // 6):
            try:
                changed = exchanged(sound, place)
            except AssertionError:
                continue
            trial.judge(kind, path, Damage(f"another sound record at {members(sound)[place]}",
                                           changed), sound)
        return
    for one, two in zip(files, files[1:]):
        sound_one, sound_two = one.read_bytes(), two.read_bytes()
        two.write_bytes(sound_one)
        try:
            trial.judge(kind, one, Damage(f"swapped with {two.name}", sound_two), sound_one)
        finally:
            two.write_bytes(sound_two)


def damage_lock(bench: harness.Bench, archive: used_archive.Archive) -> None:
    """A lock that holds anything, or is gone, stops nobody; the writer adds what is there."""
    page = bench.pages(archive.root.parent / "known", 1, first=archive.first)[0]
    promise = bench.promise("whatever the lock file holds, archive and writer go on")
    path = archive.root / "lock"
    sound = path.read_bytes()
    for held in [None, b"", b"\0" * BLOCK, b"1\n", b"not a pid", b"\xff" * 100,
                 *(bytes([byte ^ 1 << bench.random.randrange(8)]) + sound[1:] for byte in sound)]:
        path.unlink() if held is None else path.write_bytes(held)
        told = [archive.verify(), archive.ask(archive.questions[0]),
                bench.run("add", page, archive=archive.root)]
        promise.holds(all(ended.code == 0 for ended in told), f"{held!r}: {told[0]} / {told[2]}")
        path.write_bytes(sound)


def rebuild(bench: harness.Bench, archive: used_archive.Archive) -> None:
    """The index made anew is the same, byte for byte, whatever it was, and on one processor."""
    promise = bench.promise("reindex gives the same bytes, on fewer processors, after damage")

    def made() -> dict[str, bytes]:
        return {path.name[-4:] + str(number): path.read_bytes()
                for number, path in enumerate(sorted((archive.root / "segments").iterdir()))}

    archive.do("reindex")
    expected = made()
    # Removed documents no longer count in the scores.
    answers = {words: archive.ask(words).out for words in archive.questions}
    ways = [("as it is", lambda: None, ()),
            ("on one processor", lambda: None, ("taskset", "-c", 0)),
            ("manifest gone", (archive.root / "manifest").unlink, ())]
    for kind in ("segment", "deletions"):
        for path in archive.files(kind):
            ways.append((f"{path.name} cut", lambda path=path: path.write_bytes(b"AnduSeg1"), ()))
            ways.append((f"{path.name} gone", lambda path=path: path.unlink(), ()))
    for name, damage, before in ways * bench.amount(4, 1):
        if before and not shutil.which(before[0]):
            promise.skipped = f"{before[0]} is not installed"
            continue
        try:
            damage()
        except FileNotFoundError:  # the rebuilding before gave it another name
            continue
        ended = bench.run("reindex", archive=archive.root, before=before)
        promise.holds(ended.code == 0 and made() == expected, f"{name}: {ended}")
        wrong = [words for words, right in answers.items()
                 if without_generation(archive.ask(words).out) != without_generation(right)]
        promise.holds(not wrong, f"{name}: other answers to {wrong}")


def repairs(bench: harness.Bench, archive: used_archive.Archive, other, empty) -> None:
    """`verify --repair` after each way of damage: all is whole, and what is lost is told."""
    sound = archive.root.with_name("sound")
    shutil.copytree(archive.root, sound)
    ids = set(archive.ids())
    for kind in used_archive.KINDS:
        for number in range(bench.amount(8, 1)):
            path = bench.random.choice(archive.files(kind))
            bytes = path.read_bytes()
            damages = [bench.random.choice(way(bench, bytes, foreign_files(kind, other, empty)))
                       for way in WAYS]
            for damage in damages:
                if damage.bytes == bytes:
                    continue
                path.unlink() if damage.bytes is None else path.write_bytes(damage.bytes)
                judge_repair(bench, archive, ids, kind, path, damage, bytes)
                shutil.rmtree(archive.root)
                shutil.copytree(sound, archive.root)


# What is made anew from the rest, and so never lost.
DERIVED = ("manifest", "segment", "deletions")


def judge_repair(bench, archive, ids, kind, path, damage, sound) -> None:
    what = f"{path.name}: {damage.name}"
    ended = bench.run("verify", "--repair", archive=archive.root)
    verified = archive.verify()
    promise = once(bench, "a repaired archive is whole; exit code 0, or 3 where something was lost")
    if not promise.holds(ended.code == (0 if kind in DERIVED else 3) and verified.code == 0,
                         f"{what}: {ended} / {verified}"):
        return
    found, told = set(archive.ids()), ended.err.decode()
    promise = once(bench, "a repair names every document that is lost or is back again")
    for id in ids - found:
        promise.holds(f"lost: {id}" in told, f"{what}: {id} is gone")
    for id in found - ids:
        promise.holds(f"back again: {id}" in told, f"{what}: {id} is back")
    if kind in ("originals", "annotations") and damage.bytes is not None:
        kept = b"".join(file.read_bytes() for folder in ("quarantine", kind)
                        for file in sorted((archive.root / folder).glob("*")))
        promise = once(bench, "a repair keeps every byte, in its place or in quarantine")
        starts = [*members(sound), len(sound)]
        for start, end in zip(starts[1:], starts[2:]):
            promise.holds(damage.bytes[start:end] in kept, f"{what}: bytes {start} to {end}")


def once(bench: harness.Bench, name: str) -> harness.Promise:
    """The promise of this name, made when it is first asked for."""
    for promise in bench.promises:
        if promise.name == name:
            return promise
    return bench.promise(name)


def without_generation(answer: bytes) -> bytes:
    return re.sub(rb'"generation":\d+', b"", answer)
