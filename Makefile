# The one recipe file: people, hooks and CI all use it. `make help` lists the targets.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# CORPORA is the folder that holds ud-english-ewt/ and gum/ (`make train CORPORA=path`).
CORPORA ?= corpora
MODEL ?= build/model
# Files of `evals/accords` from which neither, the one or the other of two networks learned (`make obligors`).
NEWEST := k l m n
HALF := c e g j
OTHER := a b f h i

.DEFAULT_GOAL := help
.PHONY: help demo desk screenshots test lint type imports unit format train reading weighing obligors accords clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.runtime ## read the bundled sample reports and print what they claim
	$(BIN)/counterclaim read --samples

desk: $(VENV)/.dev ## open the desk on sample reports in the browser
	$(BIN)/counterclaim serve --demo

screenshots: $(VENV)/.dev ## take a picture of every page of the desk into build/screenshots (needs Chromium)
	$(BIN)/python -m tests.browser.screenshots build/screenshots

test: lint type imports unit ## all checks, as CI runs them

lint: $(VENV)/.dev ## style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

type: $(VENV)/.dev ## strict typing
	$(BIN)/mypy

imports: $(VENV)/.dev ## import contracts
	$(BIN)/lint-imports

unit: $(VENV)/.dev ## the tests, by two processes
	$(BIN)/python -m pytest -n 2 --dist loadfile

format: $(VENV)/.dev ## mend style and formatting
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

train: $(VENV)/.training ## make the language model again from CORPORA (about an hour on 2 cores)
	$(BIN)/python -m counterclaim.training --corpora $(CORPORA) --out $(MODEL)

reading: $(VENV)/.training ## make the reading model again from evals/train (an hour and a half on 2 cores)
	$(BIN)/python -m counterclaim.training.train_reading --out build/reading

weighing: $(VENV)/.training ## learn again who vouches and what fills the slots of events: EARLY, LATER: folders of the reading models of commits 5a02e07, 94b29cc
	$(BIN)/python -m counterclaim.training.train_weighing --slots place time roles --unseen $(EARLY) r s t u v w z --blind a c d e g h i j k l m p --out build/weighing
	$(BIN)/python -m counterclaim.training.train_weighing --slots speaker --unseen $(EARLY) r s t u v w z --unseen $(LATER) aa ab ac ad --out build/weighing

obligors: $(VENV)/.training ## learn again who owes: on two accord networks that each learned from half of the notes, and PAST, the one of commit 7290c51
	for half in one other; do mkdir -p build/$$half && cp build/reading/* build/$$half; done
	$(BIN)/python -m counterclaim.training.train_accords --gold evals/gold --model build/one --without $(HALF) $(NEWEST)
	$(BIN)/python -m counterclaim.training.train_accords --gold evals/gold --model build/other --without $(OTHER) $(NEWEST)
	$(BIN)/python -m counterclaim.training.train_obligors --unseen build/one $(HALF) --unseen build/other $(OTHER) --unseen $(PAST) $(NEWEST) --out build/weighing

accords: $(VENV)/.training ## make the accord network again, on the reading model in build/reading (ten minutes)
	$(BIN)/python -m counterclaim.training.train_accords --gold evals/gold --model build/reading

clean: ## remove the virtual environment and everything that is built
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests evals -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.runtime

$(VENV)/.training: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --constraint constraints.txt --editable '.[training]'
	@touch $@ $(VENV)/.runtime
