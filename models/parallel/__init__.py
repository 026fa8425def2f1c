"""Worker processes: what is solved beside the main process, whatever becomes of them."""
