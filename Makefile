# cleaner: set-up, the sample corpus, and what keeps the house in order.
# Every recipe line of a pipe fails when any part of it fails.
SHELL       := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS   += --no-builtin-rules

PYTHON  ?= python3
VENV    ?= .venv
BIN     := $(VENV)/bin
CLEANER := $(BIN)/cleaner
INSTALLED := $(VENV)/.installed

# What a corpus is made of: the filters, the rules, the pages.
PROGRAM := $(shell find cleaner rules -name '*.py' -o -name '*.toml' -o -name '*.npz' -o -name '*.jinja')
PAGES   := $(shell find samples/raw -type f)
JOBS    ?= 2

.PHONY: help setup corpus test lint seal types bench clean
.DEFAULT_GOAL := help

help:  ## this list
	@grep -hE '^[a-z][a-z-]*:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 12

setup: $(INSTALLED)  ## the virtual environment with everything in it

# The stamp is written last: a set-up that was interrupted starts again. The package is
# installed as a link to this folder, so only a change of metadata installs anew.
$(INSTALLED): setup.cfg pyproject.toml
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "cleaner needs Python 3.11 or newer; say which: make PYTHON=python3.12" >&2; exit 2; }
	test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

corpus: build/manifest.json  ## samples/raw cleaned, deduplicated, with a report, in build/

# The build redoes only what changed and ends with the same bytes after a kill, so
# running it again is cheap; the manifest is what it leaves last.
build/manifest.json: $(PROGRAM) $(PAGES) | $(INSTALLED)
	$(CLEANER) build samples/raw -o build --jobs $(JOBS)
	@touch $@

test: $(INSTALLED)  ## the whole test suite
	$(BIN)/python -m pytest -n $(JOBS)

lint: $(INSTALLED)  ## ruff: errors and form
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

seal: $(INSTALLED)  ## after a change of packs: check them and note what is known of them
	$(BIN)/python -m cleaner.rulebook --seal

types: $(INSTALLED)  ## mypy, strict on the public names
	$(BIN)/mypy

bench: $(INSTALLED)  ## speed and quality beside the usual tools, as ratios in one run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python -m benchmarks

clean:  ## what was built; the virtual environment stays
	rm -rf build dist .wheel *.egg-info .pytest_cache .hypothesis .mypy_cache .ruff_cache
