"""Recognising: from the cells of a sheet, with a layout, to rows of the frames.

``match`` finds the layout, ``tables`` the header and its columns, ``rows`` what is a row and what a total.
The modules named after a column (``areas``, ``dates``, ``values``, ``coded``, ``text``) say what its cells
mean, ``rules`` what the layout says about rows. ``build`` and ``frames`` put figures together, ``checks``,
``totals``, ``doubles``, ``identity`` and ``guard`` hold them to each other. ``run`` takes a sheet through it.
"""
