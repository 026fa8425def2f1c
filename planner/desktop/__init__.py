"""Every step by double-click, for people who see no terminal: asks for the workbook, runs, opens the result."""
