"""Upload: files of the reader's own, added to a corpus and read, where the host allows it."""

from core import ui

ui.page("Upload", "add files of your own; they stay on the machine that serves this page, and others who reach it see them")
ui.upload_page()
