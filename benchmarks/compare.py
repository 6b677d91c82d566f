#!/usr/bin/env python3
"""Two builds of andu-bench on one archive, taking turns; medians, and how many times as fast the second is.

    benchmarks/compare.py OLD NEW ARCHIVE [--old-archive ARCHIVE] [--rounds 3] [--skip-indexing]

OLD and NEW are programs built from the commits to compare. Give --old-archive when the two read
different formats.
"""
import argparse
import json
import statistics
import subprocess

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("old")
parser.add_argument("new")
parser.add_argument("archive")
parser.add_argument("--old-archive")
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--skip-indexing", action="store_true")
options = parser.parse_args()


def measure(program, archive):
    command = [program, "measure", archive] + ["--skip-indexing"] * options.skip_indexing
    report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    figures = {f"{mode} {name}, us": latency["mean"] for name, modes in report.pop("queries").items()
               for mode, latency in modes.items()}
    return {**figures, **{name: value for name, value in report.items() if value is not None}}


runs = {"old": [], "new": []}
for _ in range(options.rounds):
    runs["old"].append(measure(options.old, options.old_archive or options.archive))
    runs["new"].append(measure(options.new, options.archive))
larger_is_better = {"indexingCPU", "indexingWall"}
for name in runs["new"][0]:
    old, new = (statistics.median(run[name] for run in runs[side] if name in run) for side in ("old", "new"))
    ratio = (new / old if name in larger_is_better else old / new) if old and new else float("nan")
    print(f"{name:20} {old:14.2f} {new:14.2f}   x{ratio:.2f}")
