# Commands of the project. The first two need only git, make and Python 3.11 or newer:
#   make run    environment, the whole job on the bundled sample, and what it made
#   make test   every test
# make ui shows the web UI of your own data; of the sample: make ui INFLUENCERS_HOME=data/demo

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
INFLUENCERS_HOME ?= data
DAGSTER_RECORDS := $(abspath $(INFLUENCERS_HOME))/dagster
# Tests: a worker for each core; a file of tests stays with one worker, and the long ones, which stand first, begin first
PARALLEL := -n logical --maxprocesses 8 --dist loadfile --no-loadscope-reorder

.PHONY: run test check format bench ui settings dictionary semantic plans notebook sample constraints clean

run: $(READY)
	$(BIN)/influencers run --incoming data/sample/incoming --home data/demo

test: $(READY)
	$(BIN)/python -m pytest $(PARALLEL)

$(READY): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12 run"; exit 1; }
	@echo "Making the environment in $(VENV) (a minute or two) ..."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@echo "Compiling ..."
	@$(BIN)/python -m compileall -q -j 0 $(VENV)/lib pipeline schemas >/dev/null 2>&1 || true
	@touch $@

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint sql pipeline/report/sql
	@$(BIN)/python -m pipeline.run $(INFLUENCERS_HOME)
	DAGSTER_HOME=$(DAGSTER_RECORDS) $(BIN)/dagster definitions validate

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY)
	$(BIN)/python -m benchmarks.load

ui: $(READY)
	@$(BIN)/python -m pipeline.run $(INFLUENCERS_HOME)
	INFLUENCERS_HOME=$(INFLUENCERS_HOME) DAGSTER_HOME=$(DAGSTER_RECORDS) $(BIN)/dagster dev -w workspace.yaml

settings: $(READY)
	$(BIN)/python -m pipeline.settings_page > docs/settings.md

dictionary: $(READY)
	$(BIN)/python -m pipeline.models.dictionary > docs/data-dictionary.md

semantic: $(READY)
	$(BIN)/python -m pipeline.semantic write docs/semantic-layer

plans: run
	$(BIN)/python -m pipeline.plan.page data/demo/warehouse/influencers.duckdb docs/plans

notebook: run
	INFLUENCERS_WAREHOUSE= $(BIN)/python docs/notebooks/execute.py

sample: $(READY)
	rm -rf data/sample/incoming data/sample/truth
	$(BIN)/influencers sample --out data/sample

constraints:
	uv pip compile pyproject.toml --extra dev --extra build --universal --python-version 3.11 \
		--generate-hashes --no-annotate --no-header --no-strip-extras -o constraints.txt

clean:
	rm -rf data/demo .mypy_cache .ruff_cache .pytest_cache
