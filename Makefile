# What a person types. Works with GNU make 3.81.
PYTHON := $(shell for name in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { command -v $$name; break; }; done)
BIN := .venv/bin
STAMP := .venv/.stamp

.PHONY: help setup run test servers long upgrade soak fuzz lint docs pictures accuracy bench ui clean

help:
	@echo "make run    run every night of the sample and print the worklist"
	@echo "make test   run the tests, but for those of servers and of many nights"
	@echo "make servers  run the tests that start Dagster's web server and daemon, PostgreSQL and a browser"
	@echo "make long   run the tests of many nights: a payer is forgotten, and 35 nights are made again"
	@echo "make upgrade  continue the lakes of earlier releases for ten nights and compare them with new ones"
	@echo "make soak   run random zones whole, twice, with an engine that fails at random statements; hours at full size"
	@echo "make fuzz   try thousands of mutated landing zones (FUZZ_INPUTS=5000, FUZZ_SEED=today's date); a failure says how to repeat it"
	@echo "make lint   check format, style, layers and types"
	@echo "make accuracy  score the sample, five seeds and a zone of slips, prove cases; writes docs/accuracy.md"
	@echo "make pictures  take the README's pictures of the Dagster UI anew"
	@echo "make ui     open the Dagster UI on the sample, its last nights recorded"
	@echo "make docs   judge the lake's last night against those before it, and open the Data Docs"
	@echo "make bench  a night of 800,000 lines of advice on a million open invoices beside the floor (PEERS=1: and beside others); writes docs/benchmarks/"
	@echo "make setup  set up .venv (the others do it when needed)"
	@echo "make clean  delete .venv, caches and the sample's lake"

setup: $(STAMP)

# A stamp, for .venv exists as soon as a set-up that fails half-way begins.
$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found." \
		"Install it (Debian, Ubuntu: apt-get install python3 python3-venv); nothing was changed." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' >/dev/null 2>&1 || { echo "$(PYTHON) has no venv." \
		"Install it (Debian, Ubuntu: apt-get install python3-venv); nothing was changed." >&2; exit 1; }
	@$(BIN)/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
		|| $(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[dev]'
	@touch $(STAMP)

run: $(STAMP)
	$(BIN)/tieout run
	$(BIN)/tieout worklist --limit 20

# What starts web servers, daemons and browsers has a target of its own, so that the suite is run often.
SERVERS := tests/browser tests/assets/test_daemon.py tests/assets/test_termination.py tests/test_deployment.py
PYTEST := $(BIN)/pytest -q -n 2 --dist loadfile --no-loadscope-reorder

# Tests of many nights take minutes, and have a target of their own, too.
LONG := tests/pipelines/forgetting/test_every_night_again.py

test: $(STAMP)
	$(PYTEST) $(SERVERS:%=--ignore=%) $(LONG:%=--ignore=%)

servers: $(STAMP)
	$(PYTEST) $(SERVERS)

long: $(STAMP)
	$(PYTEST) $(LONG)

upgrade: $(STAMP)
	$(BIN)/python -m tests.upgrade

# Zones of random size under random settings, each run twice; the seed of the first is the day unless SOAK_SEED names one.
SOAK_ZONES := 12
SOAK_SCALE := 1
soak: $(STAMP)
	$(BIN)/python -m tests.soak --zones $(SOAK_ZONES) --scale $(SOAK_SCALE) $(if $(SOAK_SEED),--seed $(SOAK_SEED))

# Mutated landing zones; a failure names the command that repeats it. The seed is the day unless FUZZ_SEED names one.
FUZZ_INPUTS := 5000
fuzz: $(STAMP)
	$(BIN)/python -m tests.fuzz --inputs $(FUZZ_INPUTS) $(if $(FUZZ_SEED),--seed $(FUZZ_SEED)) $(if $(FUZZ_MINUTES),--minutes $(FUZZ_MINUTES))

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/sqlfluff lint --quiet --disable-progress-bar pipelines checks assets
	$(BIN)/lint-imports
	$(BIN)/mypy

# The README's pictures, taken by the tests of the UI.
pictures: $(STAMP)
	TIEOUT_PICTURES=1 $(BIN)/pytest -q tests/browser

docs: $(STAMP)
	$(BIN)/tieout quality --open

accuracy: $(STAMP)
	$(BIN)/python -m data.accuracy.proof

BENCH_INVOICES := 1000000
BENCH_NIGHTS := 200
bench: $(STAMP)
	$(BIN)/python -m tests.bench.lake $(BENCH_NIGHTS)
	$(BIN)/python -m tests.bench.night $(BENCH_INVOICES) $(if $(PEERS),--peers)

ui: $(STAMP)
	$(BIN)/tieout ui --record 5

clean:
	rm -rf .venv .dagster_home .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis build data/lake *.egg-info
