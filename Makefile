# demo       install what is missing, build, ingest fixtures/pages, search, show, cite
# test       install what is missing, build, and run every test; of the torture a short form
# torture    try what docs/TRUST.md promises, at length (an hour), and print a table
# fuzz       libFuzzer, SECONDS_EACH (60), on all that reads foreign bytes, or on READER alone
# sanitize   every test under the address sanitizer, then under the thread sanitizer
# lint       formatting, and the rules of the house
# build      the release build: .build/release/andu
# install    the program, completions for bash, zsh and fish, and man pages, into $(DESTDIR)$(PREFIX)
# uninstall  remove what install put there
# man        the man pages: .build/man
# release-native  the same for x86-64-v3 processors (2013 and later): .build/native/release/andu
# portability  that the release build needs no more than x86-64 of 2003
# format     format every source
# quality    the judged queries of fixtures/queries, and the yardsticks in $(SHARED), when they are
#            there, against the floors; with PAGES=1 a line for each page that is not perfect
# screens    rewrite the screens in README.md and README.zh.md from what the program prints now
# golden     rewrite fixtures/pages/*/expected.json from what is extracted now
# clean      remove what was built

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
SHARED ?= ../shared
RELEASE := -c release --static-swift-stdlib -Xswiftc -Xclang-linker -Xswiftc -static-libgcc
ANDU := .build/release/andu
PREFIX ?= /usr/local
DATA = $(DESTDIR)$(PREFIX)/share
COMPLETIONS = $(DATA)/bash-completion/completions/andu $(DATA)/zsh/site-functions/_andu \
  $(DATA)/fish/vendor_completions.d/andu.fish
DEMO := .build/demo-archive
SOURCES := Package.swift Index Sources Tests
WARCIO := .venv/bin/warcio

.PHONY: demo test lint build install uninstall man release-native portability format quality golden screens clean dependencies warcio torture torture-tools fuzz sanitize

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

man: build
	rm -rf .build/man
	scripts/make_man_pages.py $(ANDU) .build/man

# What is built already is not built again: `sudo make install` needs no toolchain then.
install:
	test -x $(ANDU) || $(MAKE) build
	rm -rf .build/man && scripts/make_man_pages.py $(ANDU) .build/man
	install -D -m 755 $(ANDU) $(DESTDIR)$(PREFIX)/bin/andu
	install -d $(dir $(COMPLETIONS)) $(DATA)/man/man1
	$(ANDU) completions bash > $(word 1,$(COMPLETIONS))
	$(ANDU) completions zsh > $(word 2,$(COMPLETIONS))
	$(ANDU) completions fish > $(word 3,$(COMPLETIONS))
	install -m 644 .build/man/*.1 $(DATA)/man/man1

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/andu $(COMPLETIONS)
	rm -f $(DATA)/man/man1/andu.1 $(DATA)/man/man1/andu-*.1

release-native: dependencies
	libraries=$$(scripts/static-libraries.sh); \
	for product in andu andu-bench; do \
	  swift build $(RELEASE) $$libraries -Xcc -march=x86-64-v3 --scratch-path .build/native \
	    --product $$product; \
	done

portability: build
	scripts/portability.sh

test: build warcio torture-tools
	Tests/Torture/torture.py $(ANDU) --short
	swift build --build-tests
	swift test --skip-build --disable-xctest

torture: build torture-tools
	Tests/Torture/torture.py $(ANDU)

SECONDS_EACH ?= 60
READER ?= decoder page containers segment manifest query
FUZZ := .build/fuzz/release/andu-fuzz
fuzz: dependencies
	ANDU_FUZZING=1 swift build -c release --scratch-path .build/fuzz --product andu-fuzz \
	  -Xswiftc -sanitize=fuzzer -Xswiftc -enable-testing -Xswiftc -use-ld=lld
	scripts/fuzz.sh $(FUZZ) $(SECONDS_EACH) $(READER)

# One test at a time: in parallel they wait for one another until nothing ends.
SANITIZED := swift test --disable-xctest --no-parallel
sanitize: dependencies warcio
	LSAN_OPTIONS=suppressions=$(CURDIR)/Tests/leak-sanitizer.txt \
	  $(SANITIZED) --sanitize=address --scratch-path .build/address
	TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/thread-sanitizer.txt \
	  $(SANITIZED) --sanitize=thread --scratch-path .build/thread

lint:
	scripts/lint.sh

format:
	swift format --in-place --parallel --recursive $(SOURCES)

quality: build
	scripts/quality.py $(SHARED) $(if $(PAGES),--pages)

golden: dependencies
	ANDU_UPDATE_GOLDEN=1 swift test --disable-xctest --filter FixturePages

screens: build
	scripts/make_screens.py $(ANDU)

clean:
	rm -rf .build .venv

dependencies:
	@scripts/dependencies.sh

# PyPI's warcio reads what we wrote; without a network that test is skipped.
warcio:
	@test -x $(WARCIO) || { python3 -m venv .venv && .venv/bin/pip install -q warcio==1.8.1; } \
	  || echo "warcio could not be installed; its test will be skipped"

# What the torture needs of the system; what is missing is named, and its part skipped.
torture-tools:
	@for tool in strace faketime chattr setpriv; do command -v $$tool; done >/dev/null \
	  || { test "$$(id -u)" -eq 0 && command -v apt-get >/dev/null && apt-get update -q \
	       && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
	            strace faketime e2fsprogs util-linux; } \
	  || echo "some tools of the torture could not be installed; its parts that need them will be skipped"
