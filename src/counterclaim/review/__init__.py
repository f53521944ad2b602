"""What analysts decide: confirmed, rejected, corrected; records and incidents with that applied."""
