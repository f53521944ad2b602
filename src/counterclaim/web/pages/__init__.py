"""Pages, each module one part of the desk. They read one state of the store, and show it."""
