# Build, measure, test and install isocost: `make help` lists what there is.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
# The worker has to be static, and isocost should start without Swift's libraries.
BUILD = $(SWIFT) build -c release --static-swift-stdlib
BUILT = .build/release

BINDIR = $(DESTDIR)$(PREFIX)/bin
LIBEXECDIR = $(DESTDIR)$(PREFIX)/libexec/isocost

.PHONY: build bench test test-guest install uninstall lint format clean help \
	dependencies-for-bench dependencies-for-test dependencies-for-guest
# Dependencies come before the build, also with -j.
.NOTPARALLEL:

build: ## Build all programs, optimised, in .build/release (the default)
	$(BUILD)

bench: dependencies-for-bench build ## Measure the quick suite, about a minute; needs root for chroot
	@folder=results/$$(date -u +%Y%m%dT%H%M%SZ)-bench && \
	$(BUILT)/isocost run --suite quick --output "$$folder" --format terminal --format markdown --format html && \
	printf '\nRun folder: %s (run.json, blocks.ndjson, report.md, report.html)\n' "$$folder"

# With root and in CI a test that can't do its work fails; anywhere else it is skipped with its reason.
# Without XCTest, which no test uses, the runner's summary is the last line. Whole programs are tested after the rest,
# since what they leave behind is looked for, and other tests make such things too.
test: dependencies-for-test build ## Run every test; those that need root are skipped without
	@if [ "$$(id -u)" -eq 0 ] && [ -n "$$CI" ]; then export ISOCOST_MUST_WORK=1; fi; \
	$(SWIFT) test --disable-xctest --skip IntegrationTests && \
	$(SWIFT) test --disable-xctest --skip-build --filter IntegrationTests

test-guest: dependencies-for-guest build ## Test in virtual machines what this host may lack, some minutes
	$(SWIFT) build --build-tests
	scripts/test-guest

# Built only where nothing is built yet: `sudo make install` needs no swift then.
install: $(BUILT)/isocost $(BUILT)/isocost-worker $(BUILT)/isocost-probe ## Install under PREFIX (/usr/local), below DESTDIR if given
	install -d "$(BINDIR)" "$(LIBEXECDIR)"
	install -m 755 $(BUILT)/isocost "$(BINDIR)/isocost"
	install -m 755 $(BUILT)/isocost-worker "$(LIBEXECDIR)/isocost-worker"
	install -m 755 $(BUILT)/isocost-probe "$(LIBEXECDIR)/isocost-probe"

$(BUILT)/isocost $(BUILT)/isocost-worker $(BUILT)/isocost-probe:
	$(BUILD)

uninstall: ## Remove what `make install` with the same PREFIX and DESTDIR has installed
	rm -f "$(BINDIR)/isocost" "$(LIBEXECDIR)/isocost-worker" "$(LIBEXECDIR)/isocost-probe"
	[ ! -d "$(LIBEXECDIR)" ] || rmdir --ignore-fail-on-non-empty "$(LIBEXECDIR)"

lint: ## Check the style; changes nothing
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests benchmarks

format: ## Bring the style in order
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests benchmarks

clean: ## Remove what was built; results stay
	rm -rf .build

help: ## Show this
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
	    printf '  make %-10s %s\n' "$$name" "$$text"; done

dependencies-for-bench:
	@scripts/install-dependencies --for bench

dependencies-for-test:
	@scripts/install-dependencies --for test

dependencies-for-guest:
	@scripts/install-dependencies --for guest
