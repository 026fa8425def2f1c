"""A printed paper as plain data, and its writers: Word, PDF, and a page for telephones."""
