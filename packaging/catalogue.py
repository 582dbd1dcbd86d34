"""The catalogue of words: extract from the code, merge, translate, compile, check.

    python packaging/catalogue.py extract            write i18n/organizer.pot
    python packaging/catalogue.py update [--clean]   extract and merge into every language
    python packaging/catalogue.py translate FILE     update, then add the Chinese of a JSON file
    python packaging/catalogue.py compile            .po to .mo
    python packaging/catalogue.py check              stale, incomplete or unequal: exit code 1

The JSON file maps English to Chinese; a plural is found by its singular and has one Chinese form:
{"Groups": "社群", "{count} person": ["{count} 人"]}
"""

import argparse
import io
import json
import os
import string
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from extraction import CatalogueError, extract_python

ROOT = Path(__file__).resolve().parent.parent
DOMAIN = "organizer"
LANGUAGES = ("zh_Hans", "en")
# Dates would make two branches differ, the others would only hold Babel's placeholders.
DROPPED_HEADERS = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Generated-By",
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "Last-Translator",
    "Language-Team",
)
# Words that have another name here; see i18n/glossary.md.
AVOIDED = {
    "数据库": "名册",
    "黑名单": "风险提示",
    "潜水": "长期未参与",
    "担保人": "引荐人",
    "发票": "收款收据",
    "待清理": "长期未参与",
}


def extract(root: Path = ROOT) -> Catalog:
    """Build the template from every Python file of the package; an empty one is an error."""
    template = _empty(None)
    folder = root / DOMAIN
    # Babel takes a function as a method too, its types name only the text form.
    methods: list[Any] = [("**.py", extract_python)]
    keywords: dict[str, Any] = {"_": None, "ngettext": (1, 2)}
    found = extract_from_dir(folder, method_map=methods, keywords=keywords)
    for _file, _line, words, comments, _context in found:
        template.add(words, auto_comments=[line for line in comments if line])
    if len(template) == 0:
        raise CatalogueError(f"no texts were found under {folder}")
    return template


# --- files -------------------------------------------------------------------------------------


def _empty(language: str | None) -> Catalog:
    return Catalog(
        locale=language,
        domain=DOMAIN,
        header_comment=f"# 活群 Organizer: {language or 'all texts of the program'}",
        fuzzy=False,
    )


def po_path(language: str, root: Path = ROOT) -> Path:
    """Return where a language's translations lie."""
    return root / "i18n" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def pot_path(root: Path = ROOT) -> Path:
    """Return where the template lies."""
    return root / "i18n" / f"{DOMAIN}.pot"


def read(language: str, root: Path = ROOT) -> Catalog:
    """Read a language's translations; empty if there are none yet."""
    path = po_path(language, root)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def rendered(catalog: Catalog, language: str | None) -> bytes:
    """Return the text of a .po or .pot: sorted, without places and dates, so that it merges."""
    catalog.header_comment = _empty(language).header_comment
    catalog.fuzzy = False
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=98, no_location=True, sort_output=True)
    lines = buffer.getvalue().decode("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.lstrip('"').startswith(DROPPED_HEADERS)]
    return "".join(kept).encode("utf-8")


def write_bytes(path: Path, content: bytes) -> bool:
    """Replace a file if its content differs; return whether it did."""
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(content)
    temporary.replace(path)
    return True


@contextmanager
def locked(root: Path = ROOT) -> Iterator[None]:
    """Let one process at a time change the catalogues (where the system can lock a folder)."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    (root / "i18n").mkdir(exist_ok=True)
    folder = os.open(root / "i18n", os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


# --- merging -----------------------------------------------------------------------------------


def _strings(message: Message) -> list[str]:
    """Return the translations of a text: one, or as many as the language has forms."""
    if isinstance(message.string, list | tuple):
        return [text or "" for text in message.string]
    return [message.string or ""]


def _filled(message: Message) -> bool:
    return all(_strings(message))


def merge(catalog: Catalog, template: Catalog, language: str, *, clean: bool) -> Catalog:
    """Return the language's catalogue with exactly the template's texts.

    Translations of texts that left the code are kept as obsolete entries unless `clean`, so that
    a text that comes back has its words again.
    """
    old: dict[str, Message] = {}
    for message in [*catalog.obsolete.values(), *catalog]:
        if message.id and _filled(message):
            old[_key(message.id)] = message
    merged = _empty(language)
    for wanted in template:
        if not wanted.id:
            continue
        known = old.pop(_key(wanted.id), None)
        words = _words_for(wanted, known, language, merged.num_plurals)
        merged.add(wanted.id, words, auto_comments=wanted.auto_comments)
    if not clean and language != "en":
        for message in old.values():
            merged.obsolete[_key(message.id)] = message
    return merged


def _key(words: Any) -> str:
    return str(words[0] if isinstance(words, list | tuple) else words)


def _words_for(wanted: Message, known: Message | None, language: str, forms: int) -> Any:
    plural = isinstance(wanted.id, list | tuple)
    if language == "en":
        return tuple(wanted.id) if plural else wanted.id
    if known is None:
        return ("",) * forms if plural else ""
    strings = _strings(known)
    return (tuple(strings) * forms)[:forms] if plural else strings[0]


def update(root: Path = ROOT, *, clean: bool = False) -> Catalog:
    """Extract, and merge into every language; return the template."""
    template = extract(root)
    write_bytes(pot_path(root), rendered(template, None))
    for language in LANGUAGES:
        merged = merge(read(language, root), template, language, clean=clean)
        write_bytes(po_path(language, root), rendered(merged, language))
    return template


def translate(words: dict[str, Any], root: Path = ROOT, language: str = "zh_Hans") -> list[str]:
    """Add translations to the language's catalogue; return a sentence for each one refused."""
    update(root)
    catalog = read(language, root)
    refused: list[str] = []
    for english, given in words.items():
        message = catalog.get(english)
        if message is None or not message.id:
            refused.append(f"not in the code: {english!r}")
            continue
        forms = [given] if isinstance(given, str) else list(given)
        plural = isinstance(message.id, list | tuple)
        if len(forms) != (catalog.num_plurals if plural else 1):
            refused.append(f"wrong number of forms: {english!r}")
            continue
        before = message.string
        message.string = tuple(forms) if plural else forms[0]
        wrong = message_problems(message, language)
        if wrong:
            message.string = before
            refused.extend(wrong)
    write_bytes(po_path(language, root), rendered(catalog, language))
    return refused


def compile_all(root: Path = ROOT) -> None:
    """Write the .mo of every language beside its .po."""
    for language in LANGUAGES:
        path = po_path(language, root)
        if not path.exists():
            continue
        buffer = io.BytesIO()
        write_mo(buffer, read(language, root))
        target = path.with_suffix(".mo")
        if not write_bytes(target, buffer.getvalue()):
            os.utime(target)


# --- checking ----------------------------------------------------------------------------------


def placeholders(text: str) -> set[str]:
    """Return the names in the braces of a text."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def message_problems(message: Message, language: str) -> list[str]:
    """Return what is wrong with one translation."""
    key = _key(message.id)
    if not _filled(message):
        return [f"{language}: not translated: {key!r}"]
    plural = isinstance(message.id, list | tuple)
    strings = _strings(message)
    problems: list[str] = []
    wanted = placeholders(message.id[-1] if plural else key)
    optional = wanted - placeholders(key) if plural and len(strings) > 1 else set()
    for text in strings:
        try:
            there = placeholders(text)
        except ValueError as reason:
            problems.append(f"{language}: {key!r}: {reason} in {text!r}")
            continue
        if there - wanted or wanted - there - optional:
            problems.append(f"{language}: placeholders of {key!r} differ in {text!r}")
        if text.strip() != text and key.strip() == key:
            problems.append(f"{language}: blanks around {text!r}")
    if language != "en":
        problems += _wording_problems(key, strings, language)
    return problems


def _wording_problems(key: str, strings: Any, language: str) -> list[str]:
    problems = []
    for text in strings:
        for word, better in AVOIDED.items():
            if word in text.replace("非税务发票", ""):
                problems.append(f"{language}: {key!r}: {better!r} instead of {word!r} in {text!r}")
        chinese = any("\u4e00" <= letter <= "\u9fff" for letter in text)
        if not chinese and len([word for word in key.split() if word.isalpha()]) > 2:
            problems.append(f"{language}: still English: {text!r}")
    return problems


def check(root: Path = ROOT) -> list[str]:
    """Return every reason why the catalogues are not what the code needs."""
    template = extract(root)
    problems: list[str] = []
    if not pot_path(root).exists() or pot_path(root).read_bytes() != rendered(template, None):
        problems.append("organizer.pot is stale: run packaging/catalogue.py update")
    wanted = {_key(message.id): _shape(message) for message in template if message.id}
    for language in LANGUAGES:
        catalog = read(language, root)
        there = {_key(message.id): message for message in catalog if message.id}
        problems += [f"{language}: missing: {key!r}" for key in wanted if key not in there]
        problems += [f"{language}: no longer in the code: {key!r}" for key in there.keys() - wanted]
        for key in wanted.keys() & there.keys():
            message = there[key]
            if message.fuzzy:
                problems.append(f"{language}: fuzzy: {key!r}")
            if _shape(message) != wanted[key]:
                problems.append(f"{language}: plural differs from the code: {key!r}")
            if wanted[key][1] and len(_strings(message)) != catalog.num_plurals:
                problems.append(f"{language}: {catalog.num_plurals} forms wanted: {key!r}")
            problems += message_problems(message, language)
    return sorted(problems)


def _shape(message: Message) -> tuple[str, str]:
    if isinstance(message.id, list | tuple):
        return str(message.id[0]), str(message.id[1])
    return str(message.id), ""


# --- the command -------------------------------------------------------------------------------


def _translate_file(options: argparse.Namespace) -> list[str]:
    words = json.loads(options.file.read_text(encoding="utf-8"))
    return translate(words)


def main(arguments: list[str] | None = None) -> int:
    """Run one command under the lock; return the exit code."""
    parser = argparse.ArgumentParser(description="The catalogue of words.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("extract")
    commands.add_parser("compile")
    commands.add_parser("check")
    commands.add_parser("update").add_argument("--clean", action="store_true")
    commands.add_parser("translate").add_argument("file", type=Path)
    options = parser.parse_args(arguments)

    def write_template() -> list[str]:
        write_bytes(pot_path(), rendered(extract(), None))
        return []

    def update_all() -> list[str]:
        update(clean=options.clean)
        return []

    def compile_now() -> list[str]:
        compile_all()
        return []

    work: dict[str, Callable[[], list[str]]] = {
        "extract": write_template,
        "update": update_all,
        "translate": lambda: _translate_file(options),
        "compile": compile_now,
        "check": check,
    }
    with locked():
        try:
            problems = work[options.command]()
        except (CatalogueError, SyntaxError, ValueError) as reason:
            problems = [f"{type(reason).__name__}: {reason}"]
    for line in problems:
        print(line, file=sys.stderr)
    if options.command != "check":
        missing = sum(not _filled(message) for message in read("zh_Hans") if message.id)
        print(f"zh_Hans: {missing} not translated yet")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
