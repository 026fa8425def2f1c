@echo off
rem Windows: double-click, or drop workbooks on it. Sets .venv up as make.cmd does, then asks what to do.
setlocal
chcp 65001 >nul
set PYTHONUTF8=1
call "%~dp0..\make.cmd" setup
if errorlevel 1 (
    pause
    exit /b 1
)
"%~dp0..\.venv\Scripts\python.exe" -P -m planner.desktop %*
if errorlevel 1 if not errorlevel 130 pause
exit /b 0
