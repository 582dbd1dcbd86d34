"""What the organizer knows: one folder per subject, no window.

Subjects from early to late; one may read the tables of earlier ones and use their functions, never
the other way round (import-linter checks it):

files, fields, institutions, members, branches, groups, roles, rosters, overview, joining, demo

A table is written by the store and actions of one subject. `joining` is the exception: merging and
erasing reach every reference the schema and the (kind, id) columns know of. What an early subject
must let later ones take part in, it offers as a list they add to (`members.actions.ON_ARCHIVE`).
"""
