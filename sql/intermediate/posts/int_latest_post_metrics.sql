-- One row per post: the latest observation that speaks for it, whole, with its engagements.
--
-- int_post_counts says which one that is. is_boosted looks at every observation of the post.
-- create-as: view

select * exclude (age, age_hours)
from intermediate.int_post_counts
where age = 'latest'
