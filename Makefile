# What people and the CI do here. Without a name, make lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help run build test journeys check dev bench setup clean server quick site

TARGET := $(or $(CARGO_TARGET_DIR),target)
JOBS := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

# Everything but the crate for the browser, whose features would leak into the server.
NATIVE := --workspace --exclude frontend
BROWSER := --package frontend --target wasm32-unknown-unknown
# At most this many KB in Brotli before the heaviest first page is alive. The aim is 350; until it is reached the figure
# may only fall.
BUDGET := 648

ifneq ($(shell command -v cargo-nextest),)
TESTS := cargo nextest run --no-tests=pass --no-fail-fast
else
TESTS := cargo test --no-fail-fast
endif

help: ## This list.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup ## Build quickly, fill an empty database with the demo, and serve on 127.0.0.1:3000.
	@$(MAKE) -j$$(($(JOBS) + 1)) quick site
	@$(TARGET)/quick/tridem demo --if-empty --accounts 40
	@exec $(TARGET)/quick/tridem serve --site $(TARGET)/release/site

build: setup ## Build the server and its site for release: target/release/tridem and target/release/site.
	@$(MAKE) -j$$(($(JOBS) + 1)) server site

# Two cargos at once, which share make's jobs: where one has to wait for a single crate, the other has work. The server
# takes longer, so the site gets what it leaves; one job more than there are processors lets it. `quick` is the server
# with less work for the compiler and more for the processor that runs it.
server:
	+@cargo build --release --package server
quick:
	+@cargo build --profile quick --package server
site:
	+@nice cargo bundle --release

test: setup ## Everything that a change must pass, both databases included.
	end2end/setup.sh
	cargo fmt --all --check
	cargo clippy $(NATIVE) --all-targets -- -D warnings
	cargo clippy $(BROWSER) -- -D warnings
	@if command -v cargo-deny >/dev/null; then set -x; cargo deny check licenses bans sources; \
	else echo "cargo-deny is not installed, so licences and sources of crates are not checked."; fi
	cargo bundle --release --budget $(BUDGET)
	end2end/with-postgres.sh $(TESTS) $(NATIVE)

journeys: setup ## People's main jobs in a real browser alone.
	end2end/setup.sh
	cargo bundle --release
	end2end/with-postgres.sh $(TESTS) --package end2end

check: setup ## The inner loop: format, lints, the browser's side, tests of model and engine.
	cargo fmt --all --check
	cargo clippy $(NATIVE) --all-targets -- -D warnings
	cargo check $(BROWSER)
	$(TESTS) --package model --package engine

dev: setup ## Serve the demo, and build and reload after every edit.
	cargo build --package server
	@$(TARGET)/debug/tridem demo --if-empty --accounts 40
	@cargo bundle --watch --serve

bench: setup ## Measure what docs/benchmarks tells.
	end2end/bench.sh

setup: ## Look for the tools; `make` does it by itself.
	@.ci/setup

clean: ## Remove everything that was built.
	cargo clean
	rm -rf frontend/node_modules
