# Every target sets up what it needs; nothing but make and Python 3.11 or newer has to be there.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint fix eval bench fuzz docs lock screenshots

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: $(STAMP) ## Make .venv with everything in it

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Copydesk needs Python 3.11 or newer; $(PYTHON) is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.12 setup")'
	@echo "Setting up $(VENV) (once; some minutes) ..."
	@$(PYTHON) -m venv $(VENV) || { echo "On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@# Dependency groups need pip 25.1.
	@$(BIN)/python -m pip install -q --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable . --group dev
	@touch $@

demo: $(STAMP) ## From nothing to answers on the screen, on the sample newsroom
	@$(BIN)/copydesk demo

test: $(STAMP) ## Run the whole suite, each file of tests on a core of its own
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

lint: $(STAMP) ## Check with ruff and mypy --strict
	@$(BIN)/ruff check .
	@$(BIN)/mypy

fix: $(STAMP) ## Put right what ruff can by itself
	@$(BIN)/ruff check --fix .

eval: $(STAMP) ## Print the quality figures on the sample newsroom, or on DIR=folder
	@$(BIN)/copydesk eval $(or $(DIR),--floors)

bench: $(STAMP) ## Measure speed, size and memory
	@for part in store_bench ask_bench slack_burst; do $(BIN)/python -m bench.$$part; done

docs: $(STAMP) ## Make the generated parts of docs/ again
	@$(BIN)/python docs/make_docs.py

fuzz: $(STAMP) ## Try every parser of outside bytes on made-up input, for ten minutes
	@$(BIN)/python -m bench.fuzz

lock: $(STAMP) ## Pin what is needed, for deployments, in requirements.txt
	@$(BIN)/python -m pip install -q --dry-run --ignore-installed --report - ".[postgres]" \
		| $(BIN)/python docs/make_lock.py > requirements.txt

screenshots: $(STAMP) ## Make docs/screenshots/ again, in headless Chromium
	@$(BIN)/python -m docs.make_screenshots $(NAMES)
