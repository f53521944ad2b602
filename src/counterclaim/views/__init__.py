"""Records as people see them: pure functions from records to text, pages and schemas. They read nothing and write nothing."""
