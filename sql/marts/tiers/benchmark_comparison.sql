-- One row per tier of tier_engagement and published benchmark that shares sizes with it: own figures and published ones.
--
-- A benchmark of another numerator or denominator, or of accounts of other sizes, is listed with its reason (comparison)
-- and has no ratio: the two figures beside each other mean nothing. Whose accounts they are (benchmark_population) may
-- differ from the own ones in every row.

select * from intermediate.int_benchmark_comparisons
