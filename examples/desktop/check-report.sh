#!/bin/sh
# 把报告拖到这个文件上：核对结果写成网页，放在报告旁边，并在浏览器里打开。
# Drop reports on this file: the result is written next to each as a page, and opened in a browser.
# 找不到 gialint 时，先设 GIALINT=/安装的位置/.venv/bin/gialint。
gialint=${GIALINT:-gialint}

show() {
  if command -v xdg-open >/dev/null; then
    xdg-open "$1" >/dev/null 2>&1
  fi
}

# 没有查成也要让人看见，所以另写一页打开。On a desktop an error is only seen on a page.
failed() {
  echo "没有核对 Not checked: $1" >&2
  folder=$(mktemp -d) || return
  {
    echo '<!doctype html><meta charset="utf-8"><title>gialint</title><h1>没有核对 Not checked</h1><pre>'
    printf '%s\n\n%s\n' "$1" "$2" | sed 's/&/\&amp;/g; s/</\&lt;/g'
    echo '</pre>'
  } >"$folder/gialint.html"
  show "$folder/gialint.html"
}

if [ "$#" -eq 0 ]; then
  failed "请把报告文件拖到这个图标上。Drop a report on this icon."
  exit 2
fi
if ! version=$("$gialint" --version 2>&1); then
  failed "找不到 gialint，请装好它或设 GIALINT。gialint was not found: install it, or set GIALINT." "$version"
  exit 2
fi
worst=0
for report in "$@"; do
  case $report in -*) report=./$report ;; esac
  page=$report.check.html
  # 上次的网页先删掉：这次没有查成，就不能再打开它。Yesterday's page must not pass for today's.
  rm -f "$page"
  said=$("$gialint" check "$report" -o "html:$page" 2>&1)
  status=$?
  echo "$said" >&2
  if [ "$status" -le 2 ] && [ -e "$page" ]; then
    show "$page"
  else
    status=2
    failed "$report" "$said"
  fi
  if [ "$status" -gt "$worst" ]; then
    worst=$status
  fi
done
exit "$worst"
