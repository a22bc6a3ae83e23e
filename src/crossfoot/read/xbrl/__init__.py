"""XBRL reports of every syntax, read offline: the facts as tagged, their places, and the linkbases that ship along."""
