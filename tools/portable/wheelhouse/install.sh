#!/bin/sh
# 在没有网络的机器上安装：sh install.sh [文件夹]（默认 ~/gialint）。Installs without a network.
set -u
here=$(CDPATH='' cd -- "${0%/*}" 2>/dev/null && pwd) || here=$PWD
target=${1:-$HOME/gialint}
python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "需要 Python 3.11 以上；可用 PYTHON=python3.13 sh install.sh 指定。" >&2
    echo "Python 3.11 or newer is needed; name one: PYTHON=python3.13 sh install.sh" >&2
    exit 2
}
"$python" -m venv "$target" || {
    echo "无法建立环境；Debian、统信可先装 python3-venv。(cannot make an environment: install python3-venv)" >&2
    exit 2
}
pip() { "$target/bin/python" -m pip --disable-pip-version-check --quiet "$@"; }
if ! pip install --no-index --find-links "$here/wheels" "gialint$(cat "$here/extras.txt")"; then
    # 有的机器（如 loongarch64）没有某些包：其余照装，缺的只影响一种格式。
    # Some machines have no build of some package: the others are installed, and one format is missing.
    echo "有的包不适合这台机器，逐个安装其余的：(some packages do not fit this machine; installing the others)" >&2
    for wheel in "$here"/wheels/*.whl; do
        pip install --no-index --no-deps "$wheel" 2>/dev/null || echo "  缺 (without) ${wheel##*/}" >&2
    done
fi
"$target/bin/gialint" --version && echo "$target/bin/gialint check 年报.docx"
