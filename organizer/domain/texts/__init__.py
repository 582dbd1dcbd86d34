"""Texts for chats (话术): built-in ones from files, the owner's versions, filled in and checked."""
