# make demo and make test set up everything they need from a bare clone: python3 and make are enough.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
DEV    := $(VENV)/.ready-dev

.PHONY: demo test check lint types contracts format lock clean help

help:            ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if (3, 11) <= v <= (3, 13) else "blog-archiver needs Python 3.11 to 3.13, and $(PYTHON) is %d.%d: run  make PYTHON=python3.12" % v)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(DEV): $(READY) requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(READY)   ## archive the bundled demo blog and show what came of it
	$(BIN)/archiver demo

test: $(DEV)     ## the tests, in random order, on every core
	$(BIN)/python -m pytest -n auto -q

check: lint types contracts  ## linters, types, import contracts, then the tests with branch coverage
	$(BIN)/python -m pytest -n auto -q --cov --cov-report=term

lint: $(DEV)     ## ruff, with every rule on
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)    ## mypy --strict
	$(BIN)/mypy

contracts: $(DEV)  ## which stage may import which
	$(BIN)/lint-imports

format: $(DEV)   ## write the code as ruff formats it
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(DEV)     ## resolve the dependencies again
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header --all-extras --group dev --group bench -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:           ## remove what was set up (archives in data/ stay)
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .coverage .coverage.* .hypothesis
