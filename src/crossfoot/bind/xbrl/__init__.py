"""What the tags of an XBRL report say: facts with their keys, declared sums and stated growth as identities."""
