@echo off
rem Drop a report on this file: the result is written beside it as a page, and opened.
rem If gialint is not found, write its whole path below, as C:\gialint\.venv\Scripts\gialint.exe
chcp 65001 >nul
if "%~1"=="" (
  echo Drop a report on this icon.
  pause
  exit /b 2
)
:next
gialint check "%~1" -o "html:%~dpn1.check.html"
if exist "%~dpn1.check.html" start "" "%~dpn1.check.html"
shift
if not "%~1"=="" goto next
pause
