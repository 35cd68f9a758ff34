"""The semantic layer: the metric registry for tools that put metrics and dimensions together themselves.

Belongs here: which rows and columns of a mart may be added up, the views that hold them, and the files that
MetricFlow and the Boring Semantic Layer read.
Does not belong here: what a metric means (``schemas/metrics``), or running those tools.
"""
