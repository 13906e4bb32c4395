# Everything a person or a machine does with this project. `make` alone lists it.
# Needs GNU make, a POSIX shell and Python 3.11 or newer; the rest goes into .venv and var/.

.DEFAULT_GOAL := help
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PORT ?= 8000
export PORT
export PYTHONUNBUFFERED := 1

PY := .venv/bin/python
# Two workers on two cores; more would only start more browsers. One file stays in one worker, so that what is
# expensive to set up is set up once; the longest begin first (conftest.py).
SPREAD := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
PYTEST := $(PY) -m pytest $(SPREAD)

# Makes .venv and installs what $(1) pins, unless that was done before.
install = @python=$$(sh config/find-python.sh) && exec "$$python" -m config.install $(1)

.PHONY: help
help:  ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: run
run: .site  ## Serve the demo site on http://127.0.0.1:8000 (PORT=… to change); installs and fills it first
	@exec $(PY) -m config.run

.PHONY: dev
dev: .tools  ## The same site on a reloading server with error pages
	@exec $(PY) -m config.run --reload

.PHONY: test
test: .tools catalogues  ## Run the whole suite, browser journeys included (ARGS=… is handed to pytest)
	@CHROMIUM=$$($(PY) -m config.browser) && export CHROMIUM && exec $(PYTEST) $(ARGS)

.PHONY: check
check: .tools  ## Style, types, floors, templates, migrations, catalogues, deployment settings
	@exec $(PY) -m config.check

.PHONY: soak
soak: .tools catalogues  ## Races and kills at full size; writes docs/soak.md (ARGS=… names parts)
	@CHROMIUM=$$($(PY) -m config.browser) && export CHROMIUM && exec $(PY) -m config.soak $(ARGS)

.PHONY: bench
bench: .tools catalogues  ## The performance table, as ratios; also var/bench.json
	@exec $(PY) -m e2e.bench $(ARGS)

.PHONY: shots
shots: .tools catalogues  ## A contact sheet for each page type, in var/shots/
	@CHROMIUM=$$($(PY) -m config.browser) && export CHROMIUM && exec $(PY) -m e2e.shots $(ARGS)

.PHONY: test-services
test-services: .tools catalogues  ## The suite on PostgreSQL, Redis and an S3 server, starting what is missing
	@CHROMIUM=$$($(PY) -m config.browser) && export CHROMIUM && exec $(PY) -m config.services $(PYTEST) $(ARGS)

.PHONY: test-next
# What is announced to go away is a warning there, and an error on the versions we run.
test-next: catalogues  ## The suite on the next Wagtail and Django (needs Python 3.12 or newer)
	@python=$$(MINIMUM=3.12 sh config/find-python.sh) && exec "$$python" -m config.install --next
	@CHROMIUM=$$(.venv-next/bin/python -m config.browser) && export CHROMIUM && exec .venv-next/bin/python -m pytest $(SPREAD) -W default $(ARGS)

.PHONY: lock
lock: .tools  ## Pin requirements*.in again, with hashes
	@$(PY) -m pip install --quiet --disable-pip-version-check uv
	$(PY) -m uv pip compile --universal --python-version 3.11 --generate-hashes requirements.in -o requirements.txt >/dev/null
	$(PY) -m uv pip compile --universal --python-version 3.11 --generate-hashes requirements-dev.in -o requirements-dev.txt >/dev/null

.PHONY: messages
messages: .tools  ## Collect interface strings into locale/ (needs GNU gettext)
	@$(PY) -m config.catalogues extract

.PHONY: catalogues
catalogues: .site  ## Compile locale/*/LC_MESSAGES/*.po; no gettext needed
	@$(PY) -m config.catalogues compile

.PHONY: clean
clean:  ## Remove .venv and everything made from source; keeps the database and uploads in var/
	rm -rf .venv .venv-next var/static var/static.stamp var/shots .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete

.PHONY: .site .tools
.site:
	$(call install,requirements.txt)
.tools: .site
	$(call install,requirements-dev.txt)
