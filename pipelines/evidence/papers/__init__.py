"""What our papers and records say of the documents that are asked about."""
