"""The tables of the papers; Markdown, workbooks and pictures lay them out."""
