@echo off
rem Drop reports on this file: the result is written beside each as a page, and opened.
rem If gialint is not found, set GIALINT to its whole path, as C:\gialint\.venv\Scripts\gialint.exe
rem Only lines that show something are in Chinese: they are read after the code page is that of this file.
chcp 65001 >nul
setlocal
if not defined GIALINT set "GIALINT=gialint"
if "%~1"=="" goto nothing
"%GIALINT%" --version >nul 2>nul
if errorlevel 1 goto missing
:next
set "page=%~f1.check.html"
rem Yesterday's page must not pass for today's.
if exist "%page%" del "%page%"
if exist "%page%" goto locked
"%GIALINT%" check "%~1" -o "html:%page%"
if not exist "%page%" goto failed
start "" "%page%"
:after
shift
if not "%~1"=="" goto next
pause
exit /b 0
:failed
echo 没有核对，请看上面的说明。 Not checked: see above.
goto after
:locked
echo 上次的网页正被别的程序使用，请关闭后再拖一次。 Another program is using the last page: close it, and drop the report again.
goto after
:missing
echo 找不到 gialint，请装好它，或把 GIALINT 设为它的完整路径。 gialint was not found: install it, or set GIALINT to its whole path.
pause
exit /b 2
:nothing
echo 请把报告文件拖到这个图标上。 Drop a report on this icon.
pause
exit /b 2
