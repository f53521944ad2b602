"""Claims of many reports → incidents: which tell of one happening, and how every side's account of it stands to the others'."""
