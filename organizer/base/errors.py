"""Errors the user can do something about; everything else is a bug."""

from organizer.base.words import _


class UserError(Exception):
    """A refusal in words: what, where, what to do.

    `code` is stable (`import.no_header`); `template` is English marked with N_; `values` fill it.
    """

    def __init__(self, code: str, template: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.template = template
        self.values = values

    def message(self) -> str:
        """Return the sentence in the language spoken now."""
        return _(self.template).format(**self.values)
