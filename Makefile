# One vocabulary for people and CI: "make" lists it. Each target does all the set-up that it needs.
# Not Debian, or no make: CONTRIBUTING.md has the same steps by hand.

VENV    := .venv
PY      := $(VENV)/bin/python
PYTEST  := $(PY) -m pytest
# Two workers on two cores; more than four gain nothing, each has to load Qt.
WORKERS := -n auto --maxprocesses=4 --dist=worksteal
OFFSCREEN := QT_QPA_PLATFORM=offscreen

# What "make test" leaves to CI and "make test-all"; a new folder under tests/ is run by itself.
LATE    := tests/e2e tests/faults
SUITES   = $(filter-out $(LATE) tests/benchmarks tests/fakes tests/__pycache__,$(patsubst %/,%,$(wildcard tests/*/)))
COVERED := tests/unit tests/contracts tests/properties tests/cases tests/packs tests/storage
PACKS    = $(sort $(dir $(wildcard referral_rules/*/pack.yaml)))

# A checkout that was moved: its environment still points to where it was.
ifneq ($(shell grep -qF '$(CURDIR)/$(VENV)' $(VENV)/bin/activate 2>/dev/null && echo here),here)
$(shell rm -f $(VENV)/.ready)
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup system run test test-all test-e2e test-faults test-long test-more test-pythons coverage lint fix lock \
	bench strings shots check-pack wheel clean distclean

help:
	@awk -F ':.*## ' '/^[a-z][a-z0-9-]*:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

## Set-up

setup: system $(VENV)/.ready ## everything below does this first: packages and environment

system:
	@sh app/setup/debian.sh

$(VENV)/.ready: requirements.lock pyproject.toml app/setup/environment.sh app/setup/build_hook.py | system
	@sh app/setup/environment.sh $(VENV) requirements.lock
	@touch $@

## Using it

run: setup ## start Waylight with invented cases; without a display, walk through one on the command line
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] || [ "$$(uname -s)" != Linux ]; then \
		$(PY) -P -m waylight --practice; \
	else \
		echo "No display here: walking through an example on the command line."; \
		$(PY) -P -m waylight walk; \
	fi

## Checking it

test: setup ## all tests but end to end and faults (at most two minutes)
	$(OFFSCREEN) $(PYTEST) $(WORKERS) $(SUITES)

test-e2e: setup ## end to end: a real window under Xvfb, a real casebook, a real PDF
	@sh app/setup/suite.sh tests/e2e xvfb

test-faults: setup ## full disk, kill while writing, torn files, hostile packs
	@$(OFFSCREEN) sh app/setup/suite.sh tests/faults

test-more: setup ## four times as many examples, and every screen in every look
	WAYLIGHT_PROPERTIES=ci WAYLIGHT_EVERY_LOOK=1 $(OFFSCREEN) $(PYTEST) $(WORKERS) tests/properties tests/gui

test-long: setup ## the properties with many more examples, drawn anew at each run
	@WAYLIGHT_PROPERTIES=long $(OFFSCREEN) sh app/setup/suite.sh tests/properties

test-all: test test-more test-e2e test-faults test-long ## all of these

coverage: setup ## the files in tests/covered.txt, branch by branch
	@rm -f .coverage .coverage.*
	$(OFFSCREEN) $(PY) -m coverage run -m pytest $(WORKERS) -q $(COVERED)
	@$(PY) -m coverage combine --quiet
	@$(PY) app/setup/ratchet.py check

test-pythons: setup ## the wheel, installed in an empty environment of each Python that is found
	@sh app/setup/wheel_test.sh $(PY)

lint: setup ## ruff, mypy, import contracts, forms, packs with their proofs, catalogues
	@sh app/setup/lint.sh $(VENV)/bin $(PACKS)

check-pack: setup ## one pack: diagnostics, cases, proofs: make check-pack P=referral_rules/GB
	@test -n "$(P)" || { echo "Which pack? For example: make check-pack P=referral_rules/GB" >&2; exit 2; }
	$(PY) -P -m waylight packs check $(P)
	$(PY) -P -m waylight packs test $(P)
	$(PY) -P -m waylight packs prove $(P)

bench: setup ## measure against the rivals, which get an environment of their own
	@sh app/setup/debian.sh bench
	@$(MAKE) --no-print-directory .venv-bench/.ready
	@.venv-bench/bin/python -m compileall -q app/waylight tests
	$(OFFSCREEN) .venv-bench/bin/python -m tests.benchmarks

.venv-bench/.ready: requirements-bench.lock pyproject.toml app/setup/environment.sh
	@sh app/setup/environment.sh .venv-bench requirements-bench.lock
	@touch $@

## Changing it

fix: setup ## let ruff mend and format
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

UV_COMPILE = $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade) pyproject.toml

lock: setup ## write the three locks from pyproject.toml; UPGRADE=1 takes newer versions
	$(UV_COMPILE) --extra dev --output-file requirements.lock
	$(UV_COMPILE) --constraint requirements.lock --output-file requirements-run.lock
	$(UV_COMPILE) --constraint requirements.lock --extra bench --output-file requirements-bench.lock

strings: setup ## refresh the translation templates from code, forms and packs
	$(PY) -P app/setup/strings.py

shots: setup ## pictures, into shots/: every screen in its languages and looks, every part in its states
	$(OFFSCREEN) $(PY) -m tests.gui.screens shots
	$(OFFSCREEN) $(PY) -m tests.gui.gallery shots/parts

wheel: setup ## build the wheel into dist/
	$(PY) -m hatchling build --target wheel --directory dist

clean: ## remove what tools and builds have left; the environments stay
	rm -rf dist build shots test-artifacts .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find app tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## remove the environments as well
	rm -rf $(VENV) .venv-bench
