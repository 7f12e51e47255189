# Every target says what it does: `make help`.

HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2
DEMO_ADMIN = admin@example.com
DEMO_PASSWORD = trellis-demo

BIN = .venv/bin
ASSETS = platform/ui_kit/static/vendor/.stamp
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate $(UPGRADE)
UV = .cache/uv/bin/uv

export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL = help
.DELETE_ON_ERROR:
.PHONY: help demo install assets test check format bench docs lock clean

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: install assets ## A CRM with sample data, served on http://127.0.0.1:8000 (HOST, PORT)
	@$(BIN)/trellis tenant show demo > /dev/null 2>&1 || $(BIN)/trellis tenant create demo \
		--template sales --sample-data --admin $(DEMO_ADMIN) --password $(DEMO_PASSWORD)
	@printf '\n  Trellis is on  http://$(HOST):$(PORT)/demo/\n  Sign in as     $(DEMO_ADMIN)\n  Password       $(DEMO_PASSWORD)\n\n'
	@exec $(BIN)/trellis serve --host $(HOST) --port $(PORT)

install: .venv/installed ## Make .venv with Trellis and what it needs, as requirements.lock says

assets: $(ASSETS) ## Fetch the browser libraries and draw the icon sprite

test: .venv/installed-for-tests assets check ## Check, then prove everything on SQLite, PostgreSQL and in a browser (WORKERS)
	@$(BIN)/python -m tests.support.chromium
	$(BIN)/pytest --numprocesses $(WORKERS) --dist worksteal

check: .venv/installed-for-tests ## Lint, format, strict types, import layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/installed-for-tests ## Bring the code into its format
	$(BIN)/ruff check --fix --exit-zero
	$(BIN)/ruff format

bench: .venv/installed-for-tests ## Measure against the raw databases (ARGS="--rows 100000")
	$(BIN)/python -m benchmarks $(ARGS)

docs: .venv/installed-for-tests ## Build the documentation site in site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "site/index.html is ready"

lock: .venv/installed $(UV) ## Renew the lock files (UPGRADE=--upgrade: newest versions)
	$(COMPILE) pyproject.toml --group build --output-file requirements.lock
	$(COMPILE) pyproject.toml --group build --extra test --extra docs --constraint requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --group node --output-file requirements-node.lock
	npm install --package-lock-only --ignore-scripts

clean: ## Remove what was built; the data in var/ stays
	rm -rf .venv .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache \
		node_modules platform/ui_kit/static/vendor build dist site

.venv/bin/pip:
	@for python in python3 python3.13 python3.12 python3.11 python3.14; do \
		if $$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then \
			echo "Making .venv with $$($$python --version)"; exec $$python -m venv .venv; \
		fi; \
	done; \
	echo "Trellis needs Python 3.11 or newer with its venv module (Debian: apt-get install python3-venv)" >&2; exit 1

.venv/installed: .venv/bin/pip requirements.lock requirements-node.lock pyproject.toml hatch_build.py
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	@command -v npm > /dev/null || $(BIN)/pip install --quiet --require-hashes -r requirements-node.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/installed-for-tests: .venv/installed requirements-dev.lock
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

$(ASSETS): .venv/installed package-lock.json platform/ui_kit/icons.txt hatch_build.py
	@$(BIN)/python hatch_build.py
	@touch $@

$(UV): .venv/bin/pip
	$(BIN)/python -m venv .cache/uv
	.cache/uv/bin/pip install --quiet uv
