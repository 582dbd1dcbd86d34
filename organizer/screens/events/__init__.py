"""Events: the calendar, and what is planned, signed up for, attended and said."""

from organizer.base.words import N_
from organizer.widgets.later import opens, starts, within
from organizer.widgets.room import Command, Finder, Room, TabOffer

here = within(__name__)
ROOM = Room(
    "events",
    N_("Calendar"),
    "calendar-days",
    make_page=here("page:CalendarPage"),
    position=48,
    tabs=(
        TabOffer("event", N_("Profile"), here("profile:EventProfile"), 0),
        TabOffer("event", N_("Sign-up"), here("sign_up_tab:EventSignUp"), 10),
        TabOffer("event", N_("Agenda"), here("agenda_tab:EventAgenda"), 30),
        TabOffer("event", N_("Said"), here("notes_tab:EventNotes"), 60),
        TabOffer("member", N_("Promises"), here("promises_of_member:PromisesOfMember"), 34),
        TabOffer("event", N_("Attendance"), here("attendance_tab:EventAttendance"), 25),
        TabOffer("group", N_("Attendance"), here("attendance_of_group:AttendanceOfGroup"), 32),
        TabOffer("member", N_("Attendance"), here("attendance_of_member:AttendanceOfMember"), 32),
        TabOffer("event", N_("Sign-in sheet"), here("sheet_tab:EventSheet"), 20),
        TabOffer("event", N_("History"), here("past:event_past"), 900),
        TabOffer("group", N_("Events"), here("of_others:EventsOfGroup"), 30),
        TabOffer("member", N_("Events"), here("of_others:EventsOfMember"), 30),
        TabOffer("venue", N_("Events"), here("of_others:EventsOfVenue"), 10),
        TabOffer("institution", N_("Events"), here("of_others:EventsOfInstitution"), 30),
    ),
    commands=(
        Command(
            "events.check_in",
            N_("Check in at the door"),
            "log-in",
            "",
            starts(here("check_in:open_check_in_now")),
            keywords=(N_("sign in"), N_("attendance today")),
        ),
        Command(
            "events.add",
            N_("New event"),
            "plus",
            "",
            opens("events", new=True),
            keywords=(N_("meet-up day"), N_("salon"), N_("appointment")),
        ),
        Command(
            "events.paste",
            N_("Paste a sign-up chain"),
            "clipboard-paste",
            "Ctrl+Shift+J",
            starts(here("paste_anywhere:open_paste_anywhere")),
            keywords=(N_("sign-up"), N_("chain"), N_("paste")),
        ),
        Command(
            "events.today", N_("Calendar: today"), "calendar", "", opens("events", day="today")
        ),
        Command(
            "events.export",
            N_("Export calendar…"),
            "upload",
            "",
            opens("events", export=True),
            keywords=(N_("calendar file"), "ics", "ical"),
        ),
        Command(
            "events.import",
            N_("Import calendar file…"),
            "download",
            "",
            starts(here("calendar_file_import:open_import")),
            keywords=(N_("calendar file"), "ics", "ical", "outlook"),
        ),
    ),
    finders=(Finder("event", here("find:find_events"), N_("Event"), "calendar-days"),),
    help_page="calendar",
)
"""The calendar of the register and its events."""
