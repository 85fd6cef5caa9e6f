@echo off
rem Opens the page on which reports are checked, on this machine only, until this window is closed.
setlocal
chcp 65001 >nul
"%~dp0gialint\gialint.exe" serve --open %*
if errorlevel 1 pause
