#!/usr/bin/env bash
# libFuzzer on some readers, from what the fixtures hold: fuzz.sh ANDU-FUZZ SECONDS READER …
# New inputs are kept in .build/corpus/READER, what crashes in .build/crashes/READER-*.
set -euo pipefail
cd "$(dirname "$0")/.."
fuzz=$1
seconds=$2
shift 2

# Writes the fixtures that a reader is to begin with into a folder.
seed() {
  case $1 in
    decoder | page) find fixtures/pages fixtures/documents fixtures/saved -type f -size -64k ;;
    containers) find fixtures/saved fixtures/documents -type f -size -256k ;;
    segment) find fixtures/indexes -name '*.seg' -size -256k ;;
    manifest) find fixtures/indexes -name manifest ;;
    query) ;;
  esac | while read -r file; do cp "$file" "$2/$(tr / _ <<<"$file")"; done
  if [ "$1" = query ]; then
    python3 -c '
import json, pathlib, sys
for number, line in enumerate(open("fixtures/queries/queries.jsonl", encoding="utf-8")):
    query = json.loads(line)["query"]
    pathlib.Path(sys.argv[1], f"query-{number}").write_text(query, encoding="utf-8")
' "$2"
  fi
}

failed=0
for reader in "$@"; do
  corpus=.build/corpus/$reader
  mkdir -p "$corpus" .build/crashes
  seed "$reader" "$corpus"
  # A trap is a finding at once; Swift's backtrace would only hold it up.
  if SWIFT_BACKTRACE=enable=no "$fuzz" "$reader" "$corpus" -max_total_time="$seconds" -timeout=10 \
    -rss_limit_mb=2048 -max_len=131072 -artifact_prefix=".build/crashes/$reader-" -print_final_stats=1 \
    > ".build/crashes/$reader.log" 2>&1; then
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' ".build/crashes/$reader.log")
    echo "$reader: $runs inputs in $seconds s, nothing found"
  else
    failed=1
    echo "$reader: failed; see .build/crashes/$reader.log"
    tail -n 20 ".build/crashes/$reader.log"
  fi
done
exit $failed
