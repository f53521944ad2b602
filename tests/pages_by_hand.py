"""A report and the page it stands on, for the tests of ingest."""

ARTICLE = (
    "The defence ministry said on Friday that its forces came under mortar fire near the village. "
    "It added that one soldier was killed and another wounded, and that the fighting had died down by noon."
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Clashes on the border | The Wire</title>
<meta property="og:title" content="Clashes on the border"><meta property="og:site_name" content="The Wire">
<meta property="article:published_time" content="2023-05-12T14:30:00+04:00"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Clashes on the border</h1><p>{ARTICLE}</p><p>The other side denied that it had fired first and blamed its neighbour’s army.</p>
<p>Talks between the two leaders are planned for Sunday, the mediators said in a statement on Friday evening.</p></article>
<footer>Copyright 2024 The Wire</footer></body></html>"""
