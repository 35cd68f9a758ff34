-- One row per influencer: who it is, over all accounts that are known as this person's.
--
-- The main account is the one with most followers. The followers' total counts people once for
-- each account they follow. A name is what the newest sheet says, else the main account's name. Review
-- signals are those of all the accounts in audience_review: reasons to look, never a verdict.

select * from intermediate.int_influencers
