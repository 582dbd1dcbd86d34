"""What owners add themselves: tags, own fields, saved views and settings of a register."""
