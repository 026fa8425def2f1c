@echo off
rem Windows: make.cmd plan, make.cmd test. Needs Python 3.11 or newer; everything is installed into .venv.
setlocal
chcp 65001 >nul
set PYTHONUTF8=1
cd /d "%~dp0"
set BIN=.venv\Scripts
set CODE=0

if /i "%~1"=="plan" goto plan
if /i "%~1"=="test" goto test
if /i "%~1"=="setup" goto setup
echo Usage: make.cmd plan
echo        make.cmd test
exit /b 2

:plan
call :install plan .
if errorlevel 1 exit /b 1
%BIN%\jiedai.exe plan instances\zhengzhou-week -o out\zhengzhou-week
if errorlevel 1 exit /b %ERRORLEVEL%
echo Look at: out\zhengzhou-week
exit /b 0

:test
call :install dev .[dev]
if errorlevel 1 exit /b 1
%BIN%\ruff.exe check . || set CODE=1
%BIN%\mypy.exe || set CODE=1
%BIN%\lint-imports.exe || set CODE=1
%BIN%\python.exe -m pytest -n 2 --dist worksteal --durations 15 -m "not look and not bench and not fuzz" || set CODE=1
exit /b %CODE%

:setup
call :install desktop ".[board,pdf]"
exit /b %ERRORLEVEL%

rem install NAME WHAT: once, and again whenever pyproject.toml has changed
:install
if exist %BIN%\python.exe goto packages
echo First use: preparing .venv ...
for %%v in (3.14 3.13 3.12 3.11) do if not exist %BIN%\python.exe py -%%v -m venv .venv 2>nul
if exist %BIN%\python.exe goto packages
python -m venv .venv 2>nul
if exist %BIN%\python.exe goto packages
echo Python 3.11 or newer is needed: python.org
exit /b 1
:packages
fc /b pyproject.toml .venv\ready-%1 >nul 2>nul
if not errorlevel 1 exit /b 0
echo Downloading and installing packages, only this once: a few minutes ...
%BIN%\python.exe -m pip install --disable-pip-version-check --no-input -e "%~2" >.venv\install.log 2>&1
if errorlevel 1 (
    echo The installation failed, see .venv\install.log
    exit /b 1
)
copy /y pyproject.toml .venv\ready-%1 >nul
exit /b 0
