@echo off
rem Installs without a network: install.cmd [FOLDER], by default %LOCALAPPDATA%\gialint
setlocal
chcp 65001 >nul
set "target=%~1"
if "%target%"=="" set "target=%LOCALAPPDATA%\gialint"
set /p extras=<"%~dp0extras.txt"
py -3 -m venv "%target%" || python -m venv "%target%" || goto :failed
"%target%\Scripts\python" -m pip --quiet install --no-index --find-links "%~dp0wheels" "gialint%extras%" || goto :failed
"%target%\Scripts\gialint" --version
echo "%target%\Scripts\gialint" check
exit /b 0
:failed
echo Python 3.11 or newer is needed, of the version and kind for which these wheels are.
exit /b 2
