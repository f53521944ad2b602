"""The desk's memory: reports, claims, incidents and decisions in one database, SQLite or PostgreSQL. Only this package knows SQL."""
