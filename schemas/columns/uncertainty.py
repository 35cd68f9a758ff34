"""How sure a number is, and what that rests on; bounds and estimates themselves are in ``schemas/metrics``."""

from schemas.values import CLAIM_VERDICTS, EVIDENCE
from schemas.vocabulary import count, number, rate, text, truth

UNCERTAINTY = {
    "evidence": text(
        "How much the rate rests on: high (10 posts with a rate, 5 engagements on the middle one, high bound at most "
        "twice the low one), medium (5 posts, 5 engagements, four times), low, insufficient (under 3 posts, or no "
        "bounds).",
        isin=EVIDENCE, not_null=True,
    ),
    "estimate_cell": text(
        "The peers towards whom the estimate is drawn: those of platform, tier and niche if at least 20 lend, else of "
        "platform and tier, else of the platform (8); own posts where there are too few.",
        isin=["platform, tier, niche", "platform, tier", "platform", "own posts"],
    ),
    "estimate_cell_creators": count(
        "Creators of the cell with at least two posts with a rate, this one among them.", ge=8,
    ),
    "zero_rate_posts": count("Posts without engagements; their log is taken at half an engagement.", not_null=True),
    "peers": count("Other creators of the platform and tier with a known rate."),
    "engagements_median": number("Engagements of the middle post.", "count", ge=0, not_null=True),
    "posts_kept": count("Posts left without the lowest and highest tenth.", ge=1, not_null=True),
    "degrees_of_freedom": count("Degrees of freedom of the variance.", ge=2, not_null=True),
    "log_rate_mean": number("Mean of the logs of rates.", "log", not_null=True),
    "log_rate_variance": number("Variance of the logs of rates for one post, winsorised.", "log squared", gt=0),
    "log_rate_mean_variance": number("Variance of the cell's mean.", "log squared", gt=0, not_null=True),
    "log_followers_mean": number("Mean of the logs of followers at posting.", "log", ge=0, not_null=True),
    "variance_within_mean": number(
        "Variance of a creator's posts, mean over creators.", "log squared", gt=0, not_null=True,
    ),
    "variance_within_creators": number(
        "Variance of a creator's posts that the cell leads to expect.", "log squared", gt=0, not_null=True,
    ),
    "variance_degrees_of_freedom": number(
        "How many degrees of freedom that expectation is worth for a creator.", "count", gt=0, not_null=True,
    ),
    "variance_between_first": number(
        "Variance between creators, first step, unweighted.", "log squared", ge=0, not_null=True,
    ),
    "variance_between_creators": number("Variance between creators' true rates.", "log squared", gt=0, not_null=True),
    "comparisons": count("How many bounds of 95 % are to hold at once.", ge=1, not_null=True),
    "thousandth": count("Where the table is looked up, in thousandths.", "", ge=None, not_null=True),
    "t_quantile": number(
        "Student's t at 1 - 0.025 / comparisons, with 1000 / thousandth degrees of freedom; at 0 the normal "
        "distribution's.",
        gt=0, not_null=True,
    ),
    "t_quantile_step": number("What is added to it up to the next row.", ge=0, not_null=True),
    "probability_below": number("Part of a normal distribution below so many standard errors.", "0 to 1", not_null=True),
    "probability_below_step": number("What is added to it up to the next row.", ge=0, not_null=True),
    "mean_above_zero": number(
        "Mean of what lies above 0 of a normal distribution about so many standard errors.", gt=0, not_null=True,
    ),
    "mean_above_zero_step": number("What is added to it up to the next row.", ge=0, not_null=True),
    "log_variance": number("Variance of the log.", "log squared", gt=0, not_null=True),
    "other_tier": text("The tier compared with."),
    "other_creators": count("Creators of the other tier.", ge=1, not_null=True),
    "median_rate": rate("The tier's median creator: median of the creators' medians.", ge=0, not_null=True),
    "median_rate_low": rate("Lower bound of median_rate, 95 %.", ge=0),
    "median_rate_high": rate("Upper bound of median_rate, 95 %.", ge=0),
    "squared_sizes": number("Sum of squared deviations of log followers.", "log squared", gt=0),
    "slope_error": number("Standard error of the slope.", "log per log", ge=0),
    "breakpoint": count("Followers at which a change is looked for.", ge=1),
    "breakpoint_purpose": text(
        "claimed: what is said in general; candidate: tried in search of the best-fitting one.",
        isin=["claimed", "candidate"], not_null=True,
    ),
    "is_claimed": truth("Whether it is the breakpoint that is claimed in general.", not_null=True),
    "is_best": truth("Whether slope and step at this breakpoint leave least unexplained.", not_null=True),
    "breakpoints_tried": count("Candidates with at least five accounts on either side.", ge=1, not_null=True),
    "accounts_before": count("Accounts below the claimed breakpoint.", ge=5, not_null=True),
    "accounts_past": count("Accounts at or above the claimed breakpoint.", ge=5, not_null=True),
    "change": number("Log of the typical rate past the breakpoint over that before it.", "log", not_null=True),
    "change_error": number("Standard error of change (Welch).", "log", ge=0, not_null=True),
    "change_degrees_of_freedom": number("Degrees of freedom of change_error (Welch).", "count", gt=0),
    "change_reach": number("Half the width of the 95 % bounds of change.", "log", ge=0, not_null=True),
    "change_reach_searched": number("The same for all breakpoints tried at once.", "log", ge=0, not_null=True),
    "step": number("What of change the slope does not explain.", "log", not_null=True),
    "step_error": number("Standard error of step (HC3).", "log", ge=0, not_null=True),
    "step_reach": number("Half the width of the 95 % bounds of step.", "log", ge=0, not_null=True),
    "step_reach_searched": number("The same for all breakpoints tried at once.", "log", ge=0, not_null=True),
    "unexplained": number("Sum of squares that slope and step leave.", "log squared", not_null=True),
    "claim": text(
        "Whether both hold: smaller accounts engage more, and engagement falls past claimed_breakpoint.",
        isin=CLAIM_VERDICTS, not_null=True,
    ),
    "smaller_engage_more": text(
        "The claim about the slope: holds, does not hold, cannot tell.", isin=CLAIM_VERDICTS, not_null=True,
    ),
    "falls_past_claimed": text(
        "The claim about change_past_claimed: holds, does not hold, cannot tell.", isin=CLAIM_VERDICTS, not_null=True,
    ),
    "drops_at_claimed": text(
        "Whether the breakpoint is a place of its own, beyond the slope: holds, does not hold, cannot tell.",
        isin=CLAIM_VERDICTS, not_null=True,
    ),
    "claimed_breakpoint": count("Followers past which engagement is said to fall.", ge=1),
    "best_breakpoint": count("Candidate at which slope and step fit best.", ge=1),
}  # fmt: skip
