# Monitor Asielopgave Limburg. Needs make and Python 3.11 or newer; everything else is installed in .venv.
# uv is used when it is on the path (seconds instead of a minute), plain pip otherwise.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PORT ?= 8501
JOBS ?= 2
VENV := .venv
PY := $(VENV)/bin/python

# Every start of Python would otherwise compile all it imports again where the shell sets PYTHONDONTWRITEBYTECODE,
# and the tests start it a hundred times. What is compiled stays inside .venv.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/$(VENV)/pycache

# $(call install,FILE): install what FILE pins.
define install
	if command -v uv >/dev/null; then uv pip install --quiet --python $(PY) -r $(1); \
	else $(PY) -m pip install --quiet --no-compile --disable-pip-version-check --no-input -r $(1); fi
endef

.PHONY: help run dev setup setup-test test check lint types format proof bench clean

help: ## deze lijst
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(PY):
	@test -n "$(PYTHON)" || { echo "Python 3.11 of nieuwer is nodig; geef het op met: make PYTHON=/pad/naar/python"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt | $(PY)
	@echo "Pakketten installeren (eerste keer: ongeveer een minuut) …"
	@$(call install,requirements.txt)
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@echo "Testpakketten installeren …"
	@$(call install,requirements-dev.txt)
	@touch $@

setup: $(VENV)/.runtime ## .venv met de vastgezette pakketten
setup-test: $(VENV)/.dev ## idem, met testpakketten en een browser
	@$(PY) -m tests.browser.browser

run: setup ## de app op 127.0.0.1:8501 (PORT=… voor een andere poort)
	@echo "De monitor komt op http://127.0.0.1:$(PORT)"
	@exec $(PY) -m streamlit run serve.py --server.port $(PORT)

dev: setup ## de app die herstart bij elke wijziging
	@exec $(PY) -m streamlit run serve.py --server.port $(PORT) --server.fileWatcherType auto --server.runOnSave true

test: setup-test lint types ## alles: stijl, typen, eenheden, pagina's, browser
	$(PY) -m pytest -n $(JOBS) --dist loadgroup

check: setup-test lint types ## als test, zonder browser
	$(PY) -m pytest -n $(JOBS) --dist loadgroup -m 'not proof and not browser'

lint: $(VENV)/.dev ## ruff: regels en opmaak
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: $(VENV)/.dev ## mypy over de lagen
	$(PY) -m mypy

format: $(VENV)/.dev ## zet de opmaak recht
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

proof: setup-test ## lange bewijzen: stroomuitval, omgevallen bits, fuzz
	$(PY) -m pytest -m proof

bench: setup-test ## metingen, elk tegen een vergelijking in dezelfde run
	@broken=0; for script in benchmarks/[a-z]*.py; do name=$$(basename $$script .py); echo "== $$name"; \
	$(PY) -m benchmarks.$$name || broken=1; done; exit $$broken

clean: ## weg met .venv en alles wat vanzelf terugkomt (niet var/)
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
