"""What the organizer knows: one folder per subject, no window.

Subjects from early to late; one may read the tables of earlier ones and use their functions, never
the other way round (import-linter checks it):

files, texts, special_days, fields, institutions, members, tasks, branches, groups, roles,
rosters, venues, events, overview, joining, demo

A table is written by the store and actions of one subject. `joining` is the exception: merging and
erasing reach every reference the schema and the (kind, id) columns know of. What an early subject
must let later ones take part in, it offers as a list they add to (`members.actions.ON_ARCHIVE`).
"""

from functools import cache


@cache
def load() -> None:
    """Import every subject, so that all take part in each other's actions and name their steps.

    Whoever lets a user act (window, command line) calls it once before the first action;
    `loaded` is asked by actions that would otherwise leave something out.
    """
    import importlib
    import pkgutil

    for subject in pkgutil.iter_modules(__path__):
        package = importlib.import_module(f"{__name__}.{subject.name}")
        if subject.name != "demo":
            for module in pkgutil.iter_modules(package.__path__):
                importlib.import_module(f"{package.__name__}.{module.name}")


def loaded() -> bool:
    """Whether every subject is there to take part."""
    return load.cache_info().currsize > 0
