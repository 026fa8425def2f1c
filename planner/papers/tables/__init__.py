"""Every table of the papers, said once: text, Excel and Word only lay them out."""
