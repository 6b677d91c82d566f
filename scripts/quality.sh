#!/usr/bin/env bash
# quality.sh SHARED: scores `andu extract` on the extraction yardsticks found there.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${1:-../shared}
for set in extraction extraction-gov; do
  yardstick=$shared/measure/$set
  if [ ! -d "$yardstick/pages" ]; then
    echo "quality: $yardstick is not there; skipped"
    continue
  fi
  predictions=.build/quality/$set
  rm -rf "$predictions" && mkdir -p "$predictions"
  .build/release/andu extract --jsonl "$yardstick"/pages/* |
    python3 scripts/predictions.py "$predictions"
  echo "== $set"
  python3 "$shared/measure/extraction/score.py" "$predictions" "$yardstick" "${@:2}"
done
