#!/bin/sh
# 打开网页：在浏览器里检查报告；只在这台机器上，关闭这个窗口（或按 Ctrl-C）即停止。
# Opens the page on which reports are checked, on this machine only, until this window is closed.
here=$(CDPATH='' cd -- "${0%/*}" 2>/dev/null && pwd) || here=$PWD
exec "$here/gialint/gialint" serve --open "$@"
