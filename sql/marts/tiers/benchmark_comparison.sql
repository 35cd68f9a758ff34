-- One row per tier of tier_engagement and published benchmark that shares sizes with it: own figures and published ones.
--
-- A benchmark over another denominator, or of accounts of other sizes, is listed with its reason and has no
-- ratio: the two figures beside each other mean nothing. What counts as engagement (benchmark_components) and
-- whose accounts they are (benchmark_population) may differ from the own figures in every row.

select * from intermediate.int_benchmark_comparisons
