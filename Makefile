# The index of commands. `make help` lists them; each works alone on a fresh clone.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

CARGO ?= cargo
TARGET := $(or $(CARGO_TARGET_DIR),target)

# The web app is embedded in the binary: it is built first, and only when its sources are newer.
WEB := web/build/200.html
WEB_SOURCES := $(shell find web/src web/static web/scripts -type f 2>/dev/null) $(wildcard web/*.ts web/*.js web/package.json)

.PHONY: help demo dev test check gen bench deny web tools needs format lint tidy policy web-check fuzz-check gen-check built test-rust test-web e2e

help: ## lists the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: tools $(WEB) ## starts Muster with two organisations and real jobs; ARGS=--fresh begins anew
	$(CARGO) build --release --locked --package muster
	exec $(TARGET)/release/muster demo $(ARGS)

dev: tools $(WEB) ## server and web for development, each made anew when its sources change
	exec $(CARGO) xtask dev

test: tools needs test-rust test-web e2e ## every test: Rust on both engines, web, whole journeys in a browser

check: tools needs format tidy asvs policy lint web-check fuzz-check gen-check ## format, lints, house rules, licences, generated files

gen: tools $(WEB) ## makes the generated files anew: OpenAPI document, TypeScript client, event catalogue
	$(CARGO) xtask gen

bench: tools $(WEB) ## measures against a bare program; writes bench/RESULTS.md
	bash bench/run.sh

deny: ## cargo-deny with advisories (needs `cargo install cargo-deny --locked` and a network)
	$(CARGO) deny check

web: $(WEB) ## builds the web app

# --- parts of the above ---

tools:
	@for tool in $(CARGO) node npm cc perl; do \
	  command -v $$tool >/dev/null || { echo "Muster is built with Rust, Node, a C compiler, perl and make: $$tool is missing." >&2; exit 1; }; \
	done

needs:
	@bash scripts/install-test-needs.sh

web/node_modules/.package-lock.json: web/package-lock.json
	npm --prefix web ci --no-audit --no-fund
	@touch $@

$(WEB): web/node_modules/.package-lock.json $(WEB_SOURCES)
	npm --prefix web run build
	@touch $@

format:
	$(CARGO) fmt --all --check

tidy:
	$(CARGO) xtask tidy

asvs:
	$(CARGO) xtask asvs

policy:
	$(CARGO) xtask policy

lint: $(WEB)
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings

web-check: $(WEB)
	npm --prefix web run check
	npm --prefix web run lint

# Fuzzing wants a nightly compiler; that the targets still compile is held with the ordinary one.
fuzz-check:
	$(CARGO) check --manifest-path fuzz/Cargo.toml --locked --target-dir $(TARGET)/fuzz

# One build for the generated files, the tests and the journeys: they are of one binary.
gen-check: built
	$(CARGO) xtask gen --check $(abspath $(TARGET))/debug/muster

# The provider of single sign-on that tests sign in at.
PROVIDER := crates/test-support/provider

$(PROVIDER)/node_modules/.package-lock.json: $(PROVIDER)/package-lock.json
	npm --prefix $(PROVIDER) ci --no-audit --no-fund
	@touch $@

built: $(WEB)
	$(CARGO) test --workspace --locked --no-run

# More at once than there are cores: many wait, for processes and for rounds of a minute.
test-rust: $(WEB) $(PROVIDER)/node_modules/.package-lock.json
	RUST_TEST_THREADS=4 $(CARGO) test --workspace --locked --no-fail-fast

test-web: $(WEB)
	npm --prefix web test

e2e: built
	npm --prefix e2e ci --no-audit --no-fund
	npm --prefix e2e test
