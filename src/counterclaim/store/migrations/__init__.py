"""The steps from each version of the database to the next, in `versions/`; they run when a database is opened."""
