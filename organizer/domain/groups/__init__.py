"""Groups: the chats, who is in them since when, what they count, and what real lists say."""
