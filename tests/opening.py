"""Pages opened without a browser, as the first that a reader sees, by a link."""

from streamlit.testing.v1 import AppTest

from core import settings


def opened(page: str, **parameters: str | list[str]) -> AppTest:
    """A page as the first that a reader opens, by a link with these parameters."""
    app = AppTest.from_file(str(settings.ROOT / "app.py"), default_timeout=30)
    for name, value in parameters.items():
        app.query_params[name] = value
    if page != "app.py":
        app.switch_page(page)
    return app.run()


def words(app: AppTest) -> str:
    """All that the page says in words, as Markdown."""
    kinds = (app.markdown, app.caption, app.info, app.warning, app.header, app.title)
    return "\n".join(str(element.value) for kind in kinds for element in kind)
