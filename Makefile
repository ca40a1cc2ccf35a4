# Two commands do everything: `make run` and `make test`. The first use of either sets itself up.
#   make run                         the sample corpus
#   make run CORPUS=path/to/folder   a folder of your own, with tables of its own
#   make run PORT=9000               another port
.DEFAULT_GOAL := help
.PHONY: help setup run build test lint bench clean
PORT ?= 8501
CORPUS ?= data/sample/documents
PYTHON ?= python3
BIN := .venv/bin
export STREAMLIT_BROWSER_GATHER_USAGE_STATS := false
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help: ## what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' Makefile

# uv installs in seconds what pip takes a minute for; where pip cannot bring it, pip does the work itself.
define install
	@if $(BIN)/python -m uv --version >/dev/null 2>&1 || $(BIN)/pip install --quiet uv >/dev/null 2>&1; then \
		$(BIN)/python -m uv pip install --quiet --python $(BIN)/python -r $(1); \
	else \
		$(BIN)/pip install --quiet -r $(1); \
	fi
endef

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Claimline needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V). Try: make run PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up .venv (once) ..."
	@$(PYTHON) -m venv .venv || { echo "No venv module: on Debian or Ubuntu, apt install python3-venv" >&2; exit 1; }
	@touch $@

.venv/installed: requirements.txt .venv/made
	@echo "Installing requirements.txt ..."
	$(call install,requirements.txt)
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "Installing requirements-dev.txt ..."
	$(call install,requirements-dev.txt)
	@touch $@

setup: .venv/installed ## install, nothing else

run: .venv/installed ## build the corpus and serve the dashboard on this machine
	@$(BIN)/python -m core build "$(CORPUS)"
	@tables="$$($(BIN)/python -m core tables "$(CORPUS)")" && \
		echo "Claimline: http://127.0.0.1:$(PORT)  (Ctrl-C stops it)" && \
		CLAIMLINE_CORPUS="$(CORPUS)" CLAIMLINE_TABLES="$$tables" exec $(BIN)/streamlit run app.py --server.port $(PORT)

build: .venv/installed ## build the tables, serve nothing
	@$(BIN)/python -m core build "$(CORPUS)"

test: .venv/installed-dev ## every check and test
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

lint: .venv/installed-dev ## style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy

bench: .venv/installed-dev ## how fast and how well it reads
	@$(BIN)/python -m core bench
	@$(BIN)/python -m core evaluate

clean: ## remove what was built; keeps your decisions
	@rm -rf .venv data/cache
