# Two commands: `make demo` lints the example reports and adds up a county's, `make test` passes the tests.
# Both make .venv on first use. Another Python: make test PYTHON=python3.13

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# An editable install compiles nothing by itself, and some environments forbid Python to do so later.
COMPILE := $(BIN)/python -m compileall -q gialint rules
PYTEST_ARGS ?=

.PHONY: insertions demo test lint types examples pages schemas manual bench province frozen growth cells fuzz mutants clean help

help:
	@echo "make demo      install gialint into $(VENV), lint the example reports, add up a county"
	@echo "make test      install it with the test dependencies and run the tests"
	@echo "make lint      format, lint, types, layers, dependencies"
	@echo "make examples  regenerate the example reports"
	@echo "make pages     regenerate docs/rules.md, docs/coverage.md, the tables of docs/configuration.md, and build/rules"
	@echo "make schemas   regenerate docs/schema"
	@echo "make manual    regenerate the manual pages docs/gialint*.1"
	@echo "make insertions insert unknown words into sentences that are read correctly"
	@echo "make frozen    write the output for the corpus into build/frozen, to compare two versions"
	@echo "make bench     measure speed against bare parsing"
	@echo "make province  measure a store, a second run, Dask and memory (REPORTS=2000 MOST=100000)"
	@echo "make growth    measure how the cost grows with the size of a file (SHAPES=addresses measures some)"
	@echo "make cells     put slips into invented tables and count which cells are named (CASES=500 tries some)"
	@echo "make fuzz      try files broken in format-aware ways (SECONDS=600 SEED=2)"
	@echo "make mutants   change the code in small ways and list what no test notices (NUMBER=20 tries some; Python 3.12)"
	@echo "make clean     remove what the above created"

demo: $(VENV)/.installed
	@echo
	@echo "A report of 青石镇 with two findings:"
	@$(BIN)/gialint check examples/draft.txt || test $$? -eq 1
	@echo
	@echo "Another, damaged by a mirror site, and its clean twin, each in five formats, one line per finding:"
	@$(BIN)/gialint check --output-format concise examples/clean.* examples/faulty.* || test $$? -eq 1
	@echo
	@echo "This is expected: the clean report has no findings, the others have."
	@echo
	@echo "Forty units of a county, compared with last year and added up:"
	@$(BIN)/gialint matrix examples/county/2024 --last examples/county/2023 --members examples/county/members.xlsx
	@echo
	@echo "Now try yours:"
	@echo "  $(BIN)/gialint check PATH"

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto --dist worksteal $(PYTEST_ARGS)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy -p gialint -p gialint_rules
	$(BIN)/mypy tests benchmarks examples/plugin examples/enforcement tools hatch_build.py
	$(BIN)/lint-imports
	$(BIN)/deptry .

examples: $(VENV)/.installed-dev
	$(BIN)/python -m tests.reportwriter examples

pages: $(VENV)/.installed-dev
	$(BIN)/python tools/write_rule_pages.py
	$(BIN)/python tools/write_configuration.py
	$(BIN)/python tools/write_coverage.py

schemas: $(VENV)/.installed-dev
	$(BIN)/python tools/write_schemas.py

manual: $(VENV)/.installed-dev
	$(BIN)/python tools/manual.py

insertions: $(VENV)/.installed-dev
	$(BIN)/python tools/insertions.py

frozen: $(VENV)/.installed-dev
	$(BIN)/python tools/freeze.py build/frozen

bench: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/run.py

province: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/province.py $(or $(REPORTS),2000) $(or $(MOST),0)

growth: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/growth.py $(SHAPES)

cells: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/cells.py $(CASES)

fuzz: $(VENV)/.installed-dev
	$(BIN)/python tools/fuzz.py --seconds $(or $(SECONDS),60) --seed $(or $(SEED),1)

mutants: $(VENV)/.installed-dev
	$(BIN)/python tools/mutants.py --number $(or $(NUMBER),200)

clean:
	rm -rf $(VENV) build dist .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The version is checked first, because pip's own message does not say what to do.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "gialint needs Python 3.11 or newer, but $(PYTHON) is older." >&2; \
	  echo "Name another one: make $(MAKECMDGOALS) PYTHON=python3.13" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml hatch_build.py | $(BIN)/python
	$(INSTALL) --editable .
	@$(COMPILE)
	@touch $@

$(VENV)/.installed-dev: pyproject.toml hatch_build.py | $(BIN)/python
	$(INSTALL) --editable '.[dev]'
	@$(COMPILE)
	@touch $(VENV)/.installed $@
