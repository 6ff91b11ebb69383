"""What each payment puts on each document tonight, as it is published."""
