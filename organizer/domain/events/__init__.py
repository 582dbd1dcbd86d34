"""Events (活动): what takes place on a day, who comes, what is said and what follows from it."""
