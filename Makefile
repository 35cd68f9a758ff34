# Commands of the project. The first two need only git, make and Python 3.11 or newer:
#   make run    environment, the whole job on the bundled sample, and what it made
#   make test   the tests; those that need minutes each: make test-long
# make ui shows the web UI of your own data; of the sample: make ui INFLUENCERS_HOME=data/demo

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TOOLS := $(VENV)/.ready-tools
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
PINS := --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-strip-extras
INFLUENCERS_HOME ?= data
DAGSTER_RECORDS := $(abspath $(INFLUENCERS_HOME))/dagster
# Tests: a worker for each core; a file of tests stays with one worker, and the long ones, which stand first, begin first
PARALLEL := -n logical --maxprocesses 8 --dist loadfile --no-loadscope-reorder

.PHONY: run test test-long check check-python check-types check-sql check-graph format bench ui clients currencies settings dictionary semantic plans notebook release-contracts sample constraints clean

run: $(READY)
	$(BIN)/influencers run --incoming data/sample/incoming --home data/demo

# Asked for both, one session runs them: what tests share is made once.
BOTH := $(filter test,$(MAKECMDGOALS))$(filter test-long,$(MAKECMDGOALS))
PART := $(if $(LONG_PART),--long-part $(LONG_PART))  # of the long tests: 2/8

test: $(TOOLS)
	$(BIN)/python -m pytest $(PARALLEL) $(if $(filter testtest-long,$(BOTH)),$(PART),-m "not long")

test-long: $(TOOLS)
	$(if $(filter testtest-long,$(BOTH)),@true,$(BIN)/python -m pytest $(PARALLEL) $(PART) -m long)

# What a run needs. Files are compiled on every core afterwards, which pip does on one.
$(READY): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12 run"; exit 1; }
	@echo "Making the environment in $(VENV) (about a minute) ..."
	$(PYTHON) -m venv $(VENV)
	$(PIP) --no-deps --require-hashes -r constraints.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@echo "Compiling ..."
	@$(BIN)/python -m compileall -q -j 0 $(VENV)/lib pipeline schemas >/dev/null 2>&1 || true
	@touch $@

# What tests and checks need besides: linters, the notebook, semantic layers, a browser's driver.
$(TOOLS): $(READY) constraints-dev.txt
	@echo "Adding the tools of tests and checks ..."
	$(PIP) --no-deps --require-hashes -r constraints-dev.txt
	@$(BIN)/python -m compileall -q -j 0 $(VENV)/lib >/dev/null 2>&1 || true
	-@$(MAKE) --no-print-directory clients
	@touch $@

# Older DuckDB clients, beside the environment: a test opens the published file in them, and is skipped where they are missing.
clients: $(patsubst .ci/%.txt,$(VENV)/clients/%,$(wildcard .ci/duckdb-*.txt))

$(VENV)/clients/%: .ci/%.txt
	$(PIP) --upgrade --no-deps --only-binary :all: --require-hashes --target $@ -r $<
	@touch $@

check: check-python check-types check-sql check-graph

check-python: $(TOOLS)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

check-types: $(TOOLS)
	$(BIN)/mypy

check-sql: $(TOOLS)
	$(BIN)/sqlfluff lint --disable-progress-bar --processes 2 sql pipeline/report/sql

check-graph: $(TOOLS)
	@$(BIN)/python -m pipeline.graph $(INFLUENCERS_HOME)
	DAGSTER_HOME=$(DAGSTER_RECORDS) $(BIN)/dagster definitions validate

format: $(TOOLS)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY)
	$(BIN)/python -m benchmarks.load
	$(BIN)/python -m benchmarks.night

ui: $(READY)
	@$(BIN)/python -m pipeline.graph $(INFLUENCERS_HOME)
	INFLUENCERS_HOME=$(INFLUENCERS_HOME) DAGSTER_HOME=$(DAGSTER_RECORDS) $(BIN)/dagster dev -w workspace.yaml

# At a new version of babel: signs of currencies, which take seconds to look up
currencies: $(READY)
	$(BIN)/python -m pipeline.exports.currencies

settings: $(READY)
	$(BIN)/python -m pipeline.settings_page > docs/settings.md

dictionary: $(READY)
	$(BIN)/python -m pipeline.models.dictionary > docs/data-dictionary.md

semantic: $(READY)
	$(BIN)/python -m pipeline.semantic write docs/semantic-layer

plans: run
	$(BIN)/python -m pipeline.plan.page data/demo/warehouse/influencers.duckdb docs/plans

notebook: run $(TOOLS)
	INFLUENCERS_WAREHOUSE= $(BIN)/python docs/notebooks/execute.py

# At a release: what the next one is compared with. Then empty tests/golden/announced_removals.yaml.
release-contracts: $(READY)
	$(BIN)/python -m pipeline.models.published_contracts > \
		tests/golden/contracts_$$($(BIN)/python -c 'import pipeline; print(pipeline.__version__)').json

sample: $(READY)
	rm -rf data/sample/incoming data/sample/truth
	$(BIN)/influencers sample --out data/sample

# The tools' pins are those that the run has not, and agree with it.
constraints:
	uv pip compile pyproject.toml --extra build $(PINS) -o constraints.txt
	uv pip compile pyproject.toml --extra build --extra dev $(PINS) -c constraints.txt -o constraints-dev.txt \
		$$(sed -n '/sys_platform/!s/^\([a-z0-9._-]*\).*==.*/--no-emit-package \1/p' constraints.txt)

clean:
	rm -rf data/demo .mypy_cache .ruff_cache .pytest_cache
