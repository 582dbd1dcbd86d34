"""The help pages as they lie in the resources: one Markdown file for each, in each language."""

from dataclasses import dataclass
from functools import cache

from organizer import __version__
from organizer.base import resources
from organizer.base.settings import config_file, data_folder
from organizer.base.words import _, language

ABOUT = "about"
#: Pages in the order in which a new owner needs them; others follow by their titles.
ORDER = (
    *("start", "import", "members", "groups", "institutions", "roles", "export"),
    *("calendar", "events", "sign-up", "sign-in-sheet", "attendance", "salon", "private-board"),
    *("calendar-files", "texts", "special-days", "history"),
)


@dataclass(frozen=True)
class HelpText:
    """A page: its key, its title (the first heading) and its Markdown."""

    key: str
    title: str
    markdown: str

    def has(self, words: str) -> bool:
        """Whether all these words stand in it."""
        text = self.markdown.casefold()
        return all(word in text for word in words.casefold().split())


def all_pages() -> tuple[HelpText, ...]:
    """Every page in the language spoken; English stands in where a page has no translation."""
    return _pages(language())


@cache
def _pages(spoken: str) -> tuple[HelpText, ...]:
    found: dict[str, HelpText] = {}
    for folder in ("en", spoken):
        for path in sorted(resources.path("help", folder).glob("*.md")):
            text = path.read_text(encoding="utf-8")
            found[path.stem] = HelpText(path.stem, _title(text) or path.stem, text)
    return tuple(sorted(found.values(), key=_place))


def _place(page: HelpText) -> tuple[int, str]:
    return (ORDER.index(page.key) if page.key in ORDER else len(ORDER), page.title)


def _title(markdown: str) -> str:
    return next((line[2:].strip() for line in markdown.splitlines() if line.startswith("# ")), "")


def about() -> HelpText:
    """What the program is, where it keeps things, and whose work it stands on."""
    title = _("About Organizer")
    places = (
        (_("Registers, unless you chose another place"), data_folder()),
        (_("Settings of this computer"), config_file()),
    )
    lines = [
        f"# {title}",
        "",
        _("Version {version}. Free software under the MIT licence.").format(version=__version__),
        "",
        f"## {_('Where your data lies')}",
        "",
        *(f"- {name}: `{place}`" for name, place in places),
        "",
        _("Nothing is sent anywhere. The program makes no connection by itself."),
        "",
        f"## {_('The work of others')}",
        "",
        _without_heading(resources.text("third-party.md")),
    ]
    return HelpText(ABOUT, title, "\n".join(lines))


def _without_heading(markdown: str) -> str:
    """The text without its own title, its headings one step lower."""
    lines = markdown.splitlines()
    return "\n".join(
        f"#{line}" if line.startswith("#") else line for line in lines if not line.startswith("# ")
    )
