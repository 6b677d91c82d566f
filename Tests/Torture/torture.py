#!/usr/bin/env python3
"""Tries what Andu promises, on the built program: torture.py ANDU [--short] [--only NAME,NAME] [--seed N].

Prints a table (promise, tries, failures) that ends with "N passed, N failed"; exits 1 when one failed.
`--short` is what `make test` runs, the rest is `make torture`.
"""

import argparse
import importlib
import os
import shutil
import signal
import sys
import time
import traceback

import harness

# Each is a module beside this one. First those that measure memory: the peak of a process is never
# less than that of the one that began it had been (getrusage(2), ru_maxrss).
TORTURES = ["hostile_pages", "queries", "hostile_text", "network", "crashes", "faults", "power",
            "damage", "disks", "company"]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("andu", help="the program")
    arguments.add_argument("--short", action="store_true", help="fewer tries, under ten minutes")
    arguments.add_argument("--only", default=",".join(TORTURES), help="these tortures alone")
    arguments.add_argument("--seed", type=int, default=1, help="of all that is random")
    chosen = arguments.parse_args()
    if not os.access(chosen.andu, os.X_OK):
        arguments.error(f"{chosen.andu}: no program is there; `make build` makes one")
    # A shell that runs this behind its back lets all that it begins ignore interrupts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    bench = harness.Bench(chosen.andu, not chosen.short, chosen.seed)
    try:
        for name in chosen.only.split(","):
            first, began = len(bench.promises), time.monotonic()
            try:
                importlib.import_module(name).run(bench)
            except harness.Skip as skip:
                if len(bench.promises) == first:
                    bench.promise(name)
                bench.promises[-1].skipped = str(skip)
            except Exception:  # The other tortures are still worth their time.
                bench.promise(f"{name} runs to its end").holds(False, traceback.format_exc())
            print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    finally:
        shutil.rmtree(bench.scratch, ignore_errors=True)
    print(harness.table(bench.promises))
    return 1 if any(promise.failures or (promise.tries == 0 and not promise.skipped)
                    for promise in bench.promises) else 0


if __name__ == "__main__":
    sys.exit(main())
