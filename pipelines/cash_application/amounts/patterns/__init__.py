"""The ways in which payers pay without saying so: one file each, found by its being there."""
