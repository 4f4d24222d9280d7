# `make run` and `make test` do all their own set-up on a fresh Debian or Ubuntu with Swift.

SEED ?= seed-data/contoso.json
# Further flags of `serve`: make run ARGS="--port 9000 --data tenants"
ARGS ?=
# How many tests run at once. All at once, as without a number, a test that waits for an answer finds the few threads of
# the test run taken by a thousand others, and is late for every time it was given.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= $(shell echo $$((2 * $$(nproc))))
SOURCES = Package.swift Sources Tests Examples Benchmarks Fuzz

.DEFAULT_GOAL := help
.PHONY: help run build release test test-metadata test-clients lint circles numbers coverage coverage-file format sdk bench asan tsan fuzz soak clean setup

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

run: release ## build, and serve the demo tenant on http://127.0.0.1:8585
	@echo "Next, in another shell: curl -H 'Authorization: Bearer demo' http://127.0.0.1:8585/v1.0/users"
	@echo "and in a browser:       http://127.0.0.1:8585/"
	@exec .build/release/graph-emulator serve --seed $(SEED) $(ARGS)

build: setup ## debug build
	swift build

release: setup ## optimized build
	swift build -c release --product graph-emulator

test: lint build circles numbers coverage ## everything that has to hold: format, build, folders, numbers, COVERAGE.md, Swift tests, SDK tests
	@scripts/setup openssl
	swift test
	scripts/test-sdk

sdk: build ## only the tests with the official Python SDK
	scripts/test-sdk

# Folders of tests of what the emulator describes itself: directory, licensing, Intune, entitlement management.
DESCRIBED = Delta Entitlement Intune Permissions Routes Scenarios Settings Streams
DESCRIBED_SUITES = $(notdir $(basename $(foreach d,$(DESCRIBED),$(wildcard Tests/GraphEmulatorKitTests/$(d)/*Tests.swift))))
# Make has no other way to say a blank.
space := $(subst ,, )

test-metadata: build ## the same of what the emulator describes itself, with published metadata loaded from the folder M
	GRAPH_METADATA_EVERYWHERE=1 GRAPH_METADATA=$(abspath $(or $(M),metadata)) \
	  swift test --filter '^WorkloadsTests|\.($(subst $(space),|,$(DESCRIBED_SUITES)))/'
	GRAPH_METADATA_EVERYWHERE=1 GRAPH_METADATA=$(abspath $(or $(M),metadata)) scripts/test-sdk

test-clients: build ## programs of others, unchanged, over HTTPS under the service's own names; CLIENTS="azure-cli o365"
	Tests/Clients/run $(CLIENTS)

lint: ## check the format
	swift format lint --strict --parallel --recursive $(wildcard $(SOURCES))

circles: build ## no folder of a target leans on one that leans on it
	scripts/circles

numbers: build ## no number from outside can end the process where it is converted or calculated with
	scripts/numbers

coverage: build ## COVERAGE.md says what becomes of each route
	@.build/debug/graph-emulator routes --coverage | cmp -s - COVERAGE.md \
	  || { echo "COVERAGE.md is stale: make coverage-file renews it"; exit 1; }

coverage-file: build ## write COVERAGE.md anew
	.build/debug/graph-emulator routes --coverage > COVERAGE.md

format: ## format in place
	swift format --in-place --parallel --recursive $(wildcard $(SOURCES))

bench: release ## ratios, see Benchmarks/README.md
	Benchmarks/run
	Benchmarks/tenants
	Benchmarks/start

asan: setup ## the tests with each access to memory checked
	scripts/sanitized address $(ARGS)

tsan: setup ## the tests with each access of threads to the same memory checked
	scripts/sanitized thread $(ARGS)

fuzz: setup ## each fuzz target for T seconds (60), see Fuzz/README.md
	scripts/fuzz $(or $(T),60)

soak: release ## a mixed load for T seconds (600): does anything grow?
	scripts/soak $(or $(T),600)

clean: ## remove what was built
	rm -rf .build .venv-sdk .venv-clients

setup: ## install the libraries that are missing
	@scripts/setup
