# demo       install what is missing, build, ingest fixtures/pages, search, show, cite
# test       install what is missing, build and run every test
# lint       formatting, and the rules of the house
# build      the release build: .build/release/andu
# release-native  the same for x86-64-v3 processors (2013 and later): .build/native/release/andu
# portability  that the release build needs no more than x86-64 of 2003
# format     format every source
# quality    the yardsticks in $(SHARED), when they are there, against the floors; with PAGES=1
#            a line for each page that is not perfect
# golden     rewrite fixtures/pages/*/expected.json from what is extracted now
# clean      remove what was built

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
SHARED ?= ../shared
RELEASE := -c release --static-swift-stdlib -Xswiftc -Xclang-linker -Xswiftc -static-libgcc
ANDU := .build/release/andu
DEMO := .build/demo-archive
SOURCES := Package.swift Index Sources Tests
WARCIO := .venv/bin/warcio

.PHONY: demo test lint build release-native portability format quality golden clean dependencies warcio

demo: build
	rm -rf $(DEMO)
	$(ANDU) init $(DEMO)
	$(ANDU) add fixtures/pages --archive $(DEMO)
	$(ANDU) search 法律明白人 培训 -n 3 --archive $(DEMO)
	place=$$($(ANDU) search 法律明白人 培训 -n 1 --tsv --archive $(DEMO) 2>/dev/null | cut -f1); \
	$(ANDU) show "$$place" --around 1 --archive $(DEMO); \
	$(ANDU) cite "$$place" --quote --archive $(DEMO)

build: dependencies
	libraries=$$(scripts/static-libraries.sh); \
	for product in andu andu-bench; do swift build $(RELEASE) $$libraries --product $$product; done

release-native: dependencies
	libraries=$$(scripts/static-libraries.sh); \
	for product in andu andu-bench; do \
	  swift build $(RELEASE) $$libraries -Xcc -march=x86-64-v3 --scratch-path .build/native \
	    --product $$product; \
	done

portability: build
	scripts/portability.sh

test: dependencies warcio
	swift build --build-tests
	swift test --skip-build --disable-xctest

lint:
	scripts/lint.sh

format:
	swift format --in-place --parallel --recursive $(SOURCES)

quality: build
	scripts/quality.py $(SHARED) $(if $(PAGES),--pages)

golden: dependencies
	ANDU_UPDATE_GOLDEN=1 swift test --disable-xctest --filter FixturePages

clean:
	rm -rf .build .venv

dependencies:
	@scripts/dependencies.sh

# PyPI's warcio reads what we wrote; without a network that test is skipped.
warcio:
	@test -x $(WARCIO) || { python3 -m venv .venv && .venv/bin/pip install -q warcio==1.8.1; } \
	  || echo "warcio could not be installed; its test will be skipped"
