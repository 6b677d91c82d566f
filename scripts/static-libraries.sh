#!/usr/bin/env bash
# Takes the C libraries into release builds, because loading them costs a start more than its search:
# prints options for `swift build`; none where one of the libraries is there only to be loaded.
# The C library itself is still loaded: it finds its character sets at run time.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$PWD/.build/static
packages="libxml-2.0 zlib libxxhash"

rm -rf "$folder"
mkdir -p "$folder"
names="$(pkg-config --static --libs-only-l $packages | tr ' ' '\n' | sed 's/^-l//' | grep -vx m) stdc++"
for name in $names; do
  archive=$(clang -print-file-name="lib$name.a")
  [ -f "$archive" ] || { echo "no lib$name.a: the C libraries are loaded at every start" >&2; exit 0; }
  ln -sf "$archive" "$folder/"
done
# The linker looks in the folders that SwiftPM finds in these, one after the other.
for package in $packages; do
  {
    echo "Name: $package"
    echo "Description: $package, static"
    echo "Version: $(pkg-config --modversion "$package")"
    echo "Cflags: $(pkg-config --cflags "$package")"
    echo "Libs: -L$folder $(printf -- '-l%s ' $names)"
  } > "$folder/$package.pc"
done
echo "--pkg-config-path $folder"
