#!/bin/sh
# 检查报告：./检查报告.sh 年报.docx 文件夹 …（可给多个；不给则会问）。结果另存为网页“检查报告.html”，放在第一份旁边。
# Checks reports: ./检查报告.sh REPORT FOLDER …; the findings are also written to a page beside the first one.
here=$(CDPATH='' cd -- "${0%/*}" 2>/dev/null && pwd) || here=$PWD
asked=
if [ $# -eq 0 ]; then
    printf '报告或文件夹（可以拖到这里，直接按回车则检查当前文件夹）：'
    read -r what
    # 拖进终端的名字可能带着引号。
    what=${what% }; what=${what#\'}; what=${what%\'}
    set -- "${what:-.}"
    asked=yes
fi
case $1 in
    */*) beside=${1%/*} ;;
    *) beside=. ;;
esac
[ -d "$1" ] && beside=$1
page=$beside/检查报告.html
[ -w "$beside" ] || page=${HOME:-/tmp}/检查报告.html
"$here/gialint/gialint" check -o "html:$page" -- "$@"
status=$?
if [ $status -lt 2 ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && command -v xdg-open >/dev/null; then
    xdg-open "$page" >/dev/null 2>&1
fi
if [ -n "$asked" ]; then
    printf '按回车键结束。'
    read -r what
fi
exit $status
