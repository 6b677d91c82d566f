#!/usr/bin/env bash
# Formatting, and the few rules that the compiler does not guard.
set -euo pipefail
cd "$(dirname "$0")/.."
failed=0

# forbid WHAT PATTERN PATH…: no line of the sources may match.
forbid() {
  local what=$1 pattern=$2
  shift 2
  local hits
  hits=$(grep -rnE --include='*.swift' -- "$pattern" "$@" || true)
  if [ -n "$hits" ]; then
    echo "lint: $what" >&2
    echo "$hits" >&2
    failed=1
  fi
}

swift format lint --strict --parallel --recursive Package.swift Index Sources Tests || failed=1

forbid "the engine imports no Foundation" 'import Foundation' Index
forbid "only FoundationEssentials outside the tests" 'import Foundation( |$)' Sources
forbid "the engine knows no HTML and no archive" 'import (CLibXML2|Extraction|Archive)' Index
forbid "containers know no page, no index and no archive" \
  'import (CLibXML2|Extraction|SearchIndex|Archive)' Sources/Containers
forbid "extraction knows no postings" 'import (SearchIndex|Archive|CZlib)' Sources/Extraction
forbid "hashing is in one folder" 'import Crypto' Sources/Extraction Sources/andu Sources/andu-bench Index
forbid "package is the public of Andu" '^ *(@[A-Za-z]+ )*public ' Index Sources
forbid "bad data throws, it does not trap" 'try!|as!|fatalError\(' Index Sources
forbid "nothing unfinished" 'TODO|FIXME' Index Sources Tests

# Unsafe code stands only in files that say so in their first lines and that
# ARCHITECTURE.md names.
while IFS= read -r file; do
  if ! head -n 4 "$file" | grep -q 'fence file'; then
    echo "lint: unsafe code outside the fence: $file" >&2
    failed=1
  elif ! grep -q "$(basename "$file" .swift)" ARCHITECTURE.md; then
    echo "lint: ARCHITECTURE.md does not name the fence file $file" >&2
    failed=1
  fi
done < <(grep -rlE --include='*.swift' '(^|[^A-Za-z])unsafe ' Index Sources)

while IFS= read -r file; do
  lines=$(wc -l <"$file")
  if [ "$lines" -gt 400 ]; then
    echo "lint: $file has $lines lines: two ideas in one file" >&2
    failed=1
  fi
done < <(find Index Sources Tests -name '*.swift' ! -name 'FoldingTable.swift')

exit $failed
