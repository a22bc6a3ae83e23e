"""Which figures are wrong: minimal correction sets, what each suspect should be, and the likely slip."""
