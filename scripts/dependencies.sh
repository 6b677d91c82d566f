#!/usr/bin/env bash
# Installs the C libraries that Andu is built with, where that can be done by apt.
set -euo pipefail

if ! command -v swift >/dev/null; then
  echo "andu: no Swift toolchain on the PATH; see https://www.swift.org/install/linux/" >&2
  exit 2
fi
if command -v pkg-config >/dev/null && pkg-config --exists 'libxml-2.0 >= 2.9.14' zlib libxxhash; then exit 0; fi

packages="libxml2-dev zlib1g-dev libxxhash-dev pkg-config"
if ! command -v apt-get >/dev/null; then
  echo "andu: libxml2, zlib, xxHash and pkg-config are needed; on Debian they are $packages" >&2
  exit 2
fi
run=""
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "andu: as root, run: apt-get install $packages" >&2
    exit 2
  fi
  run=sudo
fi
$run apt-get update -q
# shellcheck disable=SC2086
$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages
