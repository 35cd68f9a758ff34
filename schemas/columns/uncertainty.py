"""How sure a number is, and what that rests on; bounds and estimates themselves are in ``schemas/metrics``."""

from schemas.columns.column import Column, count

UNCERTAINTY = {
    "evidence": Column(
        "How much the rate rests on: high (10 posts with a rate, 5 engagements on the middle one, high bound at most "
        "twice the low one), medium (5 posts, 5 engagements, four times), low, insufficient (under 3 posts, or no bounds)."
    ),
    "estimate_cell": Column(
        "The peers towards whom the estimate is drawn: those of platform, tier and niche if at least 20 lend, else of "
        "platform and tier, else of the platform (8); own posts where there are too few."
    ),
    "estimate_cell_creators": count("Creators of the cell with at least two posts with a rate, this one among them."),
    "zero_rate_posts": count("Posts without engagements; their log is taken at half an engagement."),
    "peers": count("Other creators of the platform and tier with a known rate."),
    "engagements_median": Column("Engagements of the middle post.", "count"),
    "posts_kept": count("Posts left without the lowest and highest tenth."),
    "degrees_of_freedom": count("Degrees of freedom of the variance."),
    "log_rate_mean": Column("Mean of the logs of rates.", "log"),
    "log_rate_variance": Column("Variance of the logs of rates for one post, winsorised.", "log squared"),
    "log_rate_mean_variance": Column("Variance of the cell's mean.", "log squared"),
    "log_followers_mean": Column("Mean of the logs of followers at posting.", "log"),
    "variance_within_mean": Column("Variance of a creator's posts, mean over creators.", "log squared"),
    "variance_within_creators": Column("Variance of a creator's posts that the cell leads to expect.", "log squared"),
    "variance_degrees_of_freedom": Column(
        "How many degrees of freedom that expectation is worth for a creator.", "count"
    ),
    "variance_between_first": Column("Variance between creators, first step, unweighted.", "log squared"),
    "variance_between_creators": Column("Variance between creators' true rates.", "log squared"),
    "other_tier": Column("The tier compared with."),
    "other_creators": count("Creators of the other tier."),
    "median_rate": Column("The tier's median creator: median of the creators' medians.", "0 to 1"),
    "median_rate_low": Column("Lower bound of median_rate, 95 %.", "0 to 1"),
    "median_rate_high": Column("Upper bound of median_rate, 95 %.", "0 to 1"),
    "squared_sizes": Column("Sum of squared deviations of log followers.", "log squared"),
    "slope_error": Column("Standard error of the slope.", "log per log"),
    "breakpoint": count("Followers at which a change is looked for."),
    "breakpoint_purpose": Column(
        "claimed: what is said in general; candidate: tried in search of the best-fitting one."
    ),
    "is_claimed": Column("Whether it is the breakpoint that is claimed in general."),
    "is_best": Column("Whether slope and step at this breakpoint leave least unexplained."),
    "breakpoints_tried": count("Candidates with at least five accounts on either side."),
    "accounts_before": count("Accounts below the claimed breakpoint."),
    "accounts_past": count("Accounts at or above the claimed breakpoint."),
    "change": Column("Log of the typical rate past the breakpoint over that before it.", "log"),
    "change_error": Column("Standard error of change (Welch).", "log"),
    "change_degrees_of_freedom": Column("Degrees of freedom of change_error (Welch).", "count"),
    "change_reach": Column("Half the width of the 95 % bounds of change.", "log"),
    "change_reach_searched": Column("The same for all breakpoints tried at once.", "log"),
    "step": Column("What of change the slope does not explain.", "log"),
    "step_error": Column("Standard error of step (HC3).", "log"),
    "step_reach": Column("Half the width of the 95 % bounds of step.", "log"),
    "step_reach_searched": Column("The same for all breakpoints tried at once.", "log"),
    "unexplained": Column("Sum of squares that slope and step leave.", "log squared"),
    "claim": Column("Whether both hold: smaller accounts engage more, and engagement falls past claimed_breakpoint."),
    "smaller_engage_more": Column("The claim about the slope: holds, does not hold, cannot tell."),
    "falls_past_claimed": Column("The claim about change_past_claimed: holds, does not hold, cannot tell."),
    "drops_at_claimed": Column(
        "Whether the breakpoint is a place of its own, beyond the slope: holds, does not hold, cannot tell."
    ),
    "claimed_breakpoint": count("Followers past which engagement is said to fall."),
    "best_breakpoint": count("Candidate at which slope and step fit best."),
}
