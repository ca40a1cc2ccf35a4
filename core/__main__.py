"""`python -m core`. Worker processes import this module anew, and by another name: they are spared the command line."""

if __name__ == "__main__":
    from core.commands import app

    app(prog_name="python -m core")
