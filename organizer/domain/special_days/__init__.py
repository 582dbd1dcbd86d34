"""Special days (节假日): public holidays and make-up workdays, built in or the owner's own."""
