#!/bin/sh
# macOS (and Linux): double-click, or give workbooks as arguments. Sets .venv up as the Makefile does, then asks.
here=$(cd "$(dirname "$0")" && pwd) || exit 1
top=$(dirname "$here")
bin="$top/.venv/bin"

fail() {
    echo "$1"
    printf '按回车关闭 / press Enter to close '
    read -r _
    exit 1
}

make_venv() {
    for found in python3.14 python3.13 python3.12 python3.11 python3 python; do
        if "$found" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            "$found" -m venv "$top/.venv" || { rm -rf "$top/.venv"; fail "无法建立 .venv / cannot make .venv"; }
            break
        fi
    done
}

if [ ! -x "$bin/python" ]; then
    make_venv
    if [ ! -x "$bin/python" ] && command -v brew >/dev/null 2>&1; then
        printf '没有 Python 3.11，用 Homebrew 安装吗？/ No Python 3.11: install it by Homebrew? [y/N] '
        read -r answer
        case "$answer" in
            [yY]*) brew install python@3.12 && PATH="$(brew --prefix)/bin:$PATH" && make_venv ;;
        esac
    fi
    [ -x "$bin/python" ] || fail "需要 Python 3.11 或更新：python.org / Python 3.11 or newer is needed"
fi

if [ ! -f "$top/.venv/ready-desktop" ] || [ "$top/pyproject.toml" -nt "$top/.venv/ready-desktop" ]; then
    echo "安装程序包，仅此一次 / installing packages, only this once ..."
    (cd "$top" && "$bin/python" -m pip install --disable-pip-version-check --no-input -e '.[board,pdf]') \
        >"$top/.venv/install.log" 2>&1 || fail "安装未成功，见 .venv/install.log / the installation failed"
    touch "$top/.venv/ready-desktop"
fi

# An application on which workbooks can be dropped: macOS makes it of three lines.
if command -v osacompile >/dev/null 2>&1 && [ ! -d "$here/接待.app" ]; then
    osacompile -o "$here/接待.app" \
        -e 'on begin(files)' \
        -e '  set words to quoted form of "'"$here/接待.command"'"' \
        -e '  repeat with one in files' \
        -e '    set words to words & " " & quoted form of POSIX path of one' \
        -e '  end repeat' \
        -e '  tell application "Terminal" to do script words' \
        -e 'end begin' \
        -e 'on run' -e '  begin({})' -e 'end run' \
        -e 'on open files' -e '  begin(files)' -e 'end open' >/dev/null 2>&1
fi

# the package is found by its installation, also where an editable one points elsewhere
PYTHONPATH="$top${PYTHONPATH:+:$PYTHONPATH}" exec "$bin/python" -P -m planner.desktop "$@"
