# Needs Python 3.11 or newer and make, nothing else; everything is installed into .venv.
# On Windows: make.cmd plan, make.cmd test.

WEEK ?= instances/zhengzhou-week
OUT ?= out/$(notdir $(WEEK))
BENCH_SMALL ?= examples busy --sizes 12,25 --seeds 1-2 --seconds 60
BENCH_LARGE ?= busy --sizes 50,100 --seeds 1 --seconds 120
BENCH_LARGEST ?= busy --sizes 200 --seeds 1 --seconds 240

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest

# Tests start many processes of their own: they read compiled modules, also where the machine asks for none to be written.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help plan test lint test-look bench judgement fuzz notebooks clean

help:
	@echo "make plan        排定示例周 / plan $(WEEK)"
	@echo "make test        检查全部 / check everything"
	@echo "make lint        只查代码 / check the code without running it"
	@echo "make test-look   查看纸面和网页 / look at papers and pages (Chromium, LibreOffice, poppler)"
	@echo "make bench       测速，写 docs/figures.md / measure, write docs/figures.md"
	@echo "make judgement   与公布的日程比较，写 docs/judgement.md / judge programmes that were held, write docs/judgement.md"
	@echo "make fuzz        长时间随机试验 / long hunts with made-up inputs"
	@echo "make notebooks   重跑笔记本 / run the notebooks again"
	@echo "make clean       删除 .venv 和 out / remove .venv and out"

plan: .venv/ready-plan
	@$(BIN)/jiedai plan $(WEEK) -o $(OUT)
	@echo "请看 / look at: $(OUT)"

test: lint
	@$(PYTEST) -n 2 --dist worksteal --durations 15 -m "not look and not bench and not fuzz"

lint: .venv/ready-dev
	@bad=0; $(BIN)/mypy & mypy=$$!; $(BIN)/ruff check . || bad=1; $(BIN)/lint-imports || bad=1; \
		wait $$mypy || bad=1; exit $$bad

# pytest's 5 is "no such tests": no fault; a file's papers are printed once, by the process that has all its tests
test-look: .venv/ready-dev
	@$(PYTEST) -n 2 --dist loadfile -m "look and not bench" || [ $$? -eq 5 ]

# docs/figures.md is made here, in twenty minutes; nothing else should run beside it
bench: .venv/ready-dev
	@$(BIN)/jiedai bench $(BENCH_SMALL) --lang en -o out/bench/small
	@$(BIN)/jiedai bench $(BENCH_LARGE) --lang en -o out/bench/large
	@$(BIN)/jiedai bench $(BENCH_LARGEST) --lang en -o out/bench/largest
	@for part in small large largest; do cp out/bench/$$part/bench.png docs/bench-$$part.png; \
		sed "s/(bench.png)/(bench-$$part.png)/; s/^# .*//; s/^## /### /; 1i ## Weeks: $$part" out/bench/$$part/bench.md; done \
		| cat docs/figures-head.md - > docs/figures.md
	@$(PYTEST) -m bench -s || [ $$? -eq 5 ]

# programmes that were really held and the planner's own, both judged by its rules; a quarter of an hour
judgement: .venv/ready-dev
	@$(BIN)/python -m tests.held.judgement

fuzz: .venv/ready-dev
	@$(PYTEST) -m fuzz -s || [ $$? -eq 5 ]

notebooks: .venv/ready-dev
	@$(BIN)/python -m tests.notebooks.run

clean:
	rm -rf .venv out

# The output of pip goes to a file: it is long, and names the servers of whoever runs this.
define install
	@echo "正在下载并安装程序包（仅此一次，一般一到三分钟）/ downloading and installing packages (only this once, a few minutes) ..."
	@$(BIN)/python -m pip install --disable-pip-version-check --no-input -e '$(1)' > .venv/install.log 2>&1 || { \
		echo "安装未成功 / the installation failed:"; \
		tail -n 12 .venv/install.log | sed -E \
			-e 's#[a-z+]+://[^ ]+#<...>#g' -e "s#(host=|resolve )'[^']*'#\1<...>#g"; \
		echo "全文 / all of it: .venv/install.log"; exit 1; }
	@touch $@
endef

.venv/ready-plan: pyproject.toml | $(BIN)/python
	$(call install,.)

.venv/ready-dev: pyproject.toml | $(BIN)/python
	$(call install,.[dev])
	@touch .venv/ready-plan

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo "需要 Python 3.11 或更新 / Python 3.11 or newer is needed"; exit 1; fi
	@echo "第一次使用，正在准备 .venv / first use: preparing .venv ..."
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }
