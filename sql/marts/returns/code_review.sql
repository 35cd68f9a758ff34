-- One row per deal whose code was redeemed, and signal of a leaked code: the evidence, and whether a person should look.
--
-- Evidence, never a verdict: 'needs review', 'nothing unusual' or 'cannot tell' (what the signal needs is not
-- reported). The thresholds are reference.code_review_signals. Redemptions are all orders that the code found,
-- inside the attribution window or not; one of a code that deals share at the same time counts whole for each of them.

select * from intermediate.int_code_review
