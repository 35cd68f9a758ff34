"""The report: one HTML file that shows what the published warehouse says, and opens without a network.

Belongs here: what is asked of the warehouse (``sql/``), how it is put into words, charts and tables (``sections/``), and
the page (``templates/``). Does not belong here: numbers of its own; what a number means is the models' business.
"""
