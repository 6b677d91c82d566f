"""A run of the program with what it took: processor time and peak memory."""

import os
import resource
import subprocess
import tempfile
import time

import harness

# A child that shares its parent's memory until it becomes the program is charged with it.
subprocess._USE_VFORK = False


class Measured(harness.Ended):
    """`cpu` in seconds, user and system, of the process and what it waited for; `peak` in bytes."""

    cpu = 0.0
    peak = 0


def run_measured(bench, *arguments, archive=None, most_seconds=20, input=None) -> Measured:
    """Runs `andu ARGUMENTS`; the system ends it after `most_seconds` of processor time."""
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds))

    words = bench.command(*arguments, archive=archive)
    surroundings = {**os.environ, "SWIFT_BACKTRACE": "enable=no", "LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryFile(dir=bench.scratch) as out, \
            tempfile.TemporaryFile(dir=bench.scratch) as err:
        began = time.monotonic()
        process = subprocess.Popen(words, stdin=input or subprocess.DEVNULL, stdout=out,
                                   stderr=err, env=surroundings, preexec_fn=limit)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - began
        out.seek(0)
        err.seek(0)
        # What is judged stands at the beginning; some print a hundred megabytes.
        ended = Measured(process.returncode, out.read(1 << 20), err.read(1 << 20), seconds)
    ended.cpu = usage.ru_utime + usage.ru_stime
    ended.peak = usage.ru_maxrss << 10
    return ended
