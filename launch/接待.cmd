@echo off
rem Windows: double-click, or drop workbooks on it. Sets .venv up as make.cmd does, then asks what to do.
rem Without Python it offers to install it by winget, the package manager of Windows.
setlocal
chcp 65001 >nul
set PYTHONUTF8=1
if exist "%~dp0..\.venv\Scripts\python.exe" goto setup
call :find_python
if not errorlevel 1 goto setup
where winget >nul 2>nul
if errorlevel 1 goto no_python
echo Python 3.11 or newer is needed and was not found.
choice /c YN /m "Install Python 3.12 for this user by winget (needs the network)"
if errorlevel 2 goto no_python
winget install --exact --id Python.Python.3.12 --scope user --accept-source-agreements --accept-package-agreements
rem this window does not know the new folders yet
set "PATH=%LOCALAPPDATA%\Programs\Python\Launcher;%LOCALAPPDATA%\Programs\Python\Python312;%PATH%"
call :find_python
if errorlevel 1 goto no_python

:setup
call "%~dp0..\make.cmd" setup
if errorlevel 1 (
    pause
    exit /b 1
)
"%~dp0..\.venv\Scripts\python.exe" -P -m planner.desktop %*
if errorlevel 1 if not errorlevel 130 pause
exit /b 0

:no_python
echo Python 3.11 or newer is needed: python.org
pause
exit /b 1

rem errorlevel 0 if make.cmd will find a Python that is new enough
:find_python
for %%v in (3.14 3.13 3.12 3.11) do (
    py -%%v -c "" >nul 2>nul && exit /b 0
)
python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && exit /b 0
exit /b 1
