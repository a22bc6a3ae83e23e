"""A statement of income in millions, and the highlights of a deck that print it in billions."""

MILLIONS = """\
"Consolidated statements of income, in $ millions",,,
,FY2021,FY2022,FY2023
Revenues,"18,364","19,552","20,139"
Cost of revenues,"10,246","10,873","11,281"
Gross profit,"8,118","8,679","8,858"
Research and development,"2,744","2,893","3,106"
Operating income,"5,374","5,786","5,752"
"""
BILLIONS = """\
"Highlights, in $ billions",,
,FY2022,FY2023
Revenues,19.6,20.1
Cost of revenues,10.9,11.3
Gross profit,8.7,8.9
Operating income,5.8,5.8
"""
