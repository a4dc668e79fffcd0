# Two commands are enough: `make run` and `make test`. Everything is kept in .venv and var/.

VENV := .venv
BIN := $(VENV)/bin
# A venv is renewed when the pins change, whatever the clock says about the file.
RUN_DONE := $(VENV)/run-$(shell cksum < requirements.lock | cut -d' ' -f1)
TEST_DONE := $(VENV)/test-$(shell cksum < requirements-test.lock | cut -d' ' -f1)
UV := uv
LOCK := $(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
ARGS ?=

# Each worker takes half of the tests as they stand, and the other's rest when it is done: what a file makes is made once.
TWO := -n 2 --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help run test test-quick test-browser soak check lock demo wheel clean run-venv test-venv

help: ## Show what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: run-venv ## Prepare the database, fill it with a small made-up world if empty, open http://127.0.0.1:5000
	$(BIN)/python -m wgtool run --demo $(ARGS)

demo: run-venv ## Fill the database with the small made-up world, without a server
	$(BIN)/python -m wgtool demo $(ARGS)

test: test-venv ## Run all tests, those that need a browser, too; says what it could not run
	$(BIN)/python -m pytest $(TWO) $(ARGS)

test-quick: test-venv ## Run the tests that need no browser
	$(BIN)/python -m pytest $(TWO) -m "not browser" $(ARGS)

test-browser: test-venv ## Run the tests that need a browser
	$(BIN)/python -m pytest $(TWO) -m browser $(ARGS)

soak: test-venv ## Kill the server 200 times in the middle of writing, on both engines; WGTOOL_SEED=2 for another series
	WGTOOL_KILLS=$${WGTOOL_KILLS:-200} $(BIN)/python -m pytest -n 2 tests/faults/test_kills.py $(ARGS)

check: test-venv ## Check format, style, types and the direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy --python-version 3.14
	$(BIN)/lint-imports

wheel: test-venv ## Build the wheel into dist/
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation

lock: ## Pin the libraries anew, with digests (needs uv; newer versions with ARGS=--upgrade)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv on the PATH; everything else does without." >&2; exit 1; }
	$(LOCK) $(ARGS) pyproject.toml -o requirements.lock
	$(LOCK) $(ARGS) --extra test --extra postgres -c requirements.lock pyproject.toml -o requirements-test.lock
	echo uv | $(LOCK) --no-annotate $(ARGS) - -o .ci/uv.lock

clean: ## Remove .venv and everything tools leave behind; the database in var/ or instance/ stays
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

run-venv: $(RUN_DONE)
test-venv: $(TEST_DONE)

# What tests need holds all that running needs, with the same pins: a venv for tests also runs.
$(RUN_DONE):
	@$(MAKE) --no-print-directory $(if $(wildcard $(TEST_DONE))nothing,install) FROM=requirements.lock
	@rm -f $(VENV)/run-*; touch $@

$(TEST_DONE):
	@$(MAKE) --no-print-directory install FROM=requirements-test.lock
	@rm -f $(VENV)/test-*; touch $@

# What runs is compiled here, not by the first start. pip does so by itself; tests compile what they come upon.
COMPILED = $(if $(filter requirements.lock,$(FROM)),--compile-bytecode)

# Installs $(FROM) into a venv, made first where there is none that works; uv where it is found, else pip.
.PHONY: install nothing
nothing:
install:
	@set -e; \
	if ! $(BIN)/python -c "" 2>/dev/null; then \
	  found=; \
	  for python in $(if $(PYTHON),"$(PYTHON)",python3 python3.13 python3.12 python3.11 python3.14 python); do \
	    if "$$python" -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then found=$$python; break; fi; \
	  done; \
	  if [ -z "$$found" ]; then \
	    echo "This needs Python 3.11 or newer, and $(if $(PYTHON),$(PYTHON) is not,none is on the PATH): install one, or name it with make PYTHON=/path/to/python3." >&2; exit 1; \
	  fi; \
	  rm -rf $(VENV); \
	  if command -v $(UV) >/dev/null; then bare=--without-pip; else bare=; fi; \
	  echo "Making $(VENV) with $$($$found --version)"; \
	  "$$found" -m venv $$bare $(VENV) || { \
	    rm -rf $(VENV); echo "$$found could not make a venv; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }; \
	fi; \
	echo "Installing the libraries that $(FROM) names into $(VENV); this is done once and takes a minute or two"; \
	if command -v $(UV) >/dev/null; then \
	  $(UV) pip install --quiet --python $(BIN)/python $(COMPILED) --require-hashes -r $(FROM); \
	else \
	  $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(FROM); \
	fi; \
	$(BIN)/python -m compileall -q wgtool

.PHONY: bench
bench: test-venv ## Measure beside a floor application in one run: ARGS=--quick for a short one, ARGS=--help for the rest
	$(BIN)/python -OO -m compileall -q wgtool bench $(VENV)/lib  # as an installation has it: who compiles as it starts keeps 2 MiB more
	$(BIN)/python -m bench $(ARGS)

.PHONY: fuzz
FUZZ ?= 200
fuzz: test-venv ## Attack every route as everybody, and tell FUZZ=200 stories in any order; what it finds belongs into tests/fuzz_kept.py
	WGTOOL_FUZZ=$(FUZZ) $(BIN)/python -m pytest -n 2 tests/test_fuzz.py tests/journeys/test_any_order.py \
	  tests/learning/test_any_order.py tests/notifications/test_reminders.py tests/amendments/test_as_it_was.py $(ARGS)

.PHONY: docs
docs: test-venv ## Write docs/access.md, docs/lifecycles.md and docs/settings.md anew from what the code runs
	WGTOOL_WRITE_DOCS=1 $(BIN)/python -m pytest --engine sqlite tests/test_docs.py tests/test_access.py

.PHONY: migration
migration: test-venv ## Write the next migration from the models: make migration NAME="groups can pause"
	$(BIN)/python -m tests.support.migration "$(NAME)"

.PHONY: messages
messages: test-venv ## Collect the texts people read into the catalogues of wgtool/translations
	$(BIN)/python -m tests.support.messages
