"""`organizer print sign-in`."""

import argparse
from dataclasses import replace

from organizer.base.words import _, ngettext
from organizer.cli.outputs import output, put_in_place
from organizer.cli.shell import answer, open_register, register_path, say


def print_sign_in(arguments: argparse.Namespace) -> int:
    """Print the sign-in sheet of an event as PDF, arranged as the last one, and note it."""
    from organizer.domain.events import actions_sheet, finding, store_sheet
    from organizer.domain.events.sheet import SheetOptions

    path = output(arguments.output, register_path(arguments), (".pdf",))
    with open_register(arguments) as register, put_in_place(path) as draft:
        with register.reading() as db:
            options = store_sheet.options(db)
            if arguments.blank_rows is not None:
                options = replace(options, blank_rows=arguments.blank_rows)
            if arguments.paper is not None:
                options = replace(options, paper=arguments.paper)
            options = SheetOptions.of(options.content())
            sheet = store_sheet.sign_in_sheet(db, finding.find(db, arguments.event), options)
        # Qt is imported only for this command
        from organizer.printing.sign_in import write_pdf

        pages = write_pdf(draft, sheet, options)
        with register.step() as step:
            actions_sheet.take_out(step, options, what="pdf", people=sheet.expected)
    if arguments.json:
        answer(
            {
                "file": str(path),
                "pages": pages,
                "expected": sheet.expected,
                "seats": sheet.seats,
                "blank_rows": sheet.blank_rows,
                "columns": list(sheet.columns),
            }
        )
        return 0
    say(
        ngettext(
            "Sign-in sheet for {count} person written to “{file}”.",
            "Sign-in sheet for {count} people written to “{file}”.",
            sheet.expected,
        ).format(count=sheet.expected, file=path.name)
    )
    if "phone" in sheet.columns and options.phone == "full":
        say(_("It holds whole phone numbers: collect it after the event."))
    return 0
