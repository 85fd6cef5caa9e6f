#!/bin/sh
# 把报告拖到这个文件上：核对结果写成网页，放在报告旁边，并在浏览器里打开。
# Drop reports on this file: the result is written beside each as a page, and opened in a browser.
# 找不到 gialint 时，先设 GIALINT=/安装的位置/.venv/bin/gialint。
gialint=${GIALINT:-gialint}
if [ "$#" -eq 0 ]; then
  echo "请把报告文件拖到这个图标上。Drop a report on this icon." >&2
  exit 2
fi
worst=0
for report in "$@"; do
  page="${report%.*}.check.html"
  "$gialint" check "$report" -o "html:$page"
  status=$?
  [ "$status" -gt "$worst" ] && worst=$status
  [ -e "$page" ] && command -v xdg-open >/dev/null && xdg-open "$page" >/dev/null 2>&1
done
exit "$worst"
