# Crossfoot: `make book` publishes the reference book, `make test` proves the house. Each sets itself up once.
# It needs Python 3.11 or later with pip; uv is used where it is present.

PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
VENV   := .venv
BIN    := $(VENV)/bin
BOOK   := examples/iij-fy2016
# A page, and a fact with the page that it is opened from.
PICTURED := results.html network-revenues.html 'mobile_revenue|2015-04-01/2016-03-31|actual'

# A set-up is good for one pyproject.toml: its stamp carries that file's checksum.
KEY        := $(shell cksum < pyproject.toml | tr -d '[:space:]')
BOOK_STAMP := $(VENV)/.book-$(KEY)
TEST_STAMP := $(VENV)/.test-$(KEY)

.DEFAULT_GOAL := help
.PHONY: help book test pictures counts clean

help: ## say what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-9s %s\n", $$1, $$2 }'

book: $(BOOK_STAMP) ## tie out and publish the reference book
	@echo "== Building the book of $(BOOK)"
	@$(BIN)/crossfoot build $(BOOK)
	@echo "== The book: open $(BOOK)/out/index.html in a browser (no network needed)"

test: $(TEST_STAMP) ## format, lint, types, layers and tests: everything that CI runs
	@echo "== Format"; $(BIN)/ruff format --check .
	@echo "== Lint";   $(BIN)/ruff check .
	@echo "== Types";  $(BIN)/mypy
	@echo "== Layers"; $(BIN)/lint-imports --no-logo
	@echo "== Tests";  $(BIN)/pytest -n 2

pictures: $(TEST_STAMP) ## take the README's pictures of the built book with headless Chromium
	@test -f $(BOOK)/out/index.html || { echo "No book yet: run 'make book' first." >&2; exit 1; }
	@$(BIN)/python docs/pictures/take.py $(BOOK)/out $(PICTURED)

counts: $(BOOK_STAMP) ## write the built book's counts into the README
	@test -f $(BOOK)/out/book.json || { echo "No book yet: run 'make book' first." >&2; exit 1; }
	@$(BIN)/python docs/counts.py $(BOOK)/out/book.json README.md

clean: ## remove the virtual environment, caches and the built book
	rm -rf $(VENV) $(BOOK)/out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# install EXTRAS: this checkout, editable, with the extras, into the virtual environment.
# Without uv, a Python that has no ensurepip (Debian's) lends its own pip to the environment.
define install
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed. Install it, or say where it is: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "== Setting up $(VENV) with $(PYTHON): crossfoot[$(1)] (once; again only when pyproject.toml changes)"
	@if command -v uv >/dev/null 2>&1; then \
		{ test -x $(BIN)/python || uv venv --quiet --python "$$(command -v $(PYTHON))" $(VENV); } && \
		uv pip install --quiet --python $(BIN)/python --editable '.[$(1)]'; \
	else \
		{ test -x $(BIN)/python || $(PYTHON) -m venv --without-pip $(VENV); } && \
		$(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check --editable '.[$(1)]'; \
	fi
	@rm -f $(2)
endef

$(BOOK_STAMP):
	$(call install,publish,$(VENV)/.book-*)
	@touch $@

$(TEST_STAMP):
	$(call install,publish$(,)dev,$(VENV)/.book-* $(VENV)/.test-*)
	@touch $@ $(BOOK_STAMP)

, := ,
