"""Who paid, and which advice a payment belongs to."""
