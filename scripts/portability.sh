#!/usr/bin/env bash
# The default build runs on every x86-64: no code of ours uses registers or instructions that came
# after version 1 of it. Libraries choose their own at run time.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-.build/release/andu}

if [ "$(uname -m)" != x86_64 ]; then
  echo "portability: nothing to check on $(uname -m)"
  exit 0
fi
objdump -d --no-show-raw-insn "$program" | awk '
  /^[0-9a-f]+ <.*>:$/ { ours = $2 ~ /^<\$s(11SearchIndex|7Archive|10Extraction|4andu)/; name = $2 }
  # tzcnt is left out: processors that do not know it read it as bsf, which the compiler allows for.
  ours && $2 ~ /^(v[a-z]+.*|popcnt|pshufb|pmulld|pmin[us]d|pmax[us]d|p?blend.*|crc32.*|pcmp[ei]str.*|ptest|round[ps][sd]|andn[lq]?|bzhi|sh[lr]x[lq]?|lzcnt|mulx[lq]?)$/ {
    print "portability: " name " " $2; failed = 1
  }
  ours { lines++ }
  END { if (!lines) { print "portability: no code of ours found"; exit 1 }
        if (failed) exit 1
        print lines " instructions of ours, all of x86-64 version 1" }'
