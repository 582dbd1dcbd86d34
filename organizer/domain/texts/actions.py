"""Keeping the owner's version of a text, or going back to the built-in one."""

from collections.abc import Iterable

from organizer.base.steps import ActionKind, Step
from organizer.base.words import N_
from organizer.domain.texts import store
from organizer.domain.texts.records import Placeholder
from organizer.domain.texts.rendering import checked

KEEP = ActionKind("texts.keep", N_("Changed a text"))
USE_BUILT_IN = ActionKind("texts.use_built_in", N_("Went back to a built-in text"))


def keep(
    step: Step, key: str, language: str, body: str, placeholders: Iterable[Placeholder]
) -> None:
    """Keep the owner's version of a text.

    Raises UserError when it asks for a word there is none of, or is no template; see `checked`.
    """
    step.begins(KEEP)
    body = checked(body, placeholders)
    version = store.built_in(key, language).version
    present = store.own_row(step, key, language)
    if present is not None:
        step.update("own_text", present, body=body, from_version=version)
        return
    step.insert("own_text", text_key=key, language=language, body=body, from_version=version)


def use_built_in(step: Step, key: str, language: str) -> None:
    """Forget the owner's version of a text; undo brings it back."""
    step.begins(USE_BUILT_IN)
    present = store.own_row(step, key, language)
    if present is not None:
        step.delete("own_text", [present])
