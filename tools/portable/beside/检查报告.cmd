@echo off
rem Drop reports or folders on this file. The findings are shown here, and written to a page beside the first.
setlocal
chcp 65001 >nul
if "%~1"=="" goto :told
if exist "%~1\" (set "page=%~f1\%~n0.html") else (set "page=%~dp1%~n0.html")
"%~dp0gialint\gialint.exe" check -o "html:%page%" -- %*
set "status=%errorlevel%"
if %status% lss 2 start "" "%page%"
pause
exit /b %status%
:told
type "%~dp0*.txt" 2>nul
pause
exit /b 2
