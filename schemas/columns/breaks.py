"""Days from which a platform counts a metric in another way, and on which side of them figures stand."""

from schemas.vocabulary import count, day, moment, text, truth

# reference.metric_definition_breaks
BREAKS = {
    "break_format": text(
        "Format of the posts that it is about; null for any.",
        isin=["image", "carousel", "video", "short", "reel", "story", "link", "text", "live"],
    ),
    "break_metric": text("The metric whose definition changes: views, impressions, reach or engagements."),
    "break_day": day("First day of the new definition, in UTC.", not_null=True),
    "break_definition": text(
        "Short name of the new definition; the same name is the same definition, whatever the format.", not_null=True,
    ),
    "continued_by": text(
        "Metric under which the platform goes on reporting the old meaning; null for none.", isin=["engaged_views"],
    ),
    "longest_seconds": count(
        "A post of which no source tells the format can be of this one up to this length; null for any length.",
        "seconds", ge=1, adds_up=False,
    ),
    "break_change": text("What changed, in our words.", not_null=True),
    "break_source": text("Where the change is told.", not_null=True),
}  # fmt: skip

# what a post's counts mean
POST_DEFINITIONS = {
    "comparable_views": count(
        "Views in the meaning that they had before the platform first changed it: what goes on under another name "
        "(engaged_views), else views published and seen before the change; null where neither is known.",
    ),
    "comparable_views_metric": text(
        "Which figure comparable_views is: engaged_views, or views.", isin=["engaged_views", "views"],
    ),
    "views_definition": text(
        "Definition of the post's views (reference.metric_definition_breaks): original before the first break; two, the "
        "older first, where the count spans a break; not told where it depends on a format that no source tells.",
    ),
    "spans_definition_break": truth(
        "Whether a reported count began under one definition and was observed under another: published before a break, "
        "seen after it. It is a mixture, and compared with nothing else.",
        not_null=True,
    ),
    "definitions_spanned": text("The counts of the post that span a break, separated by commas."),
}  # fmt: skip

SIDES = {
    "format_key": text(
        "A format that a break names; other for the rest; unknown where the post may be of one of them.", not_null=True,
    ),
    "starts_on_day": day("First day of the definitions.", not_null=True),
    "impressions_definition": text("The same as views_definition, of impressions."),
    "reach_definition": text("The same as views_definition, of reach."),
    "engagements_definition": text("The same as views_definition, of engagements."),
    "views_continued_by": text("Metric under which views go on in their first meaning; null for none."),
    "denominator_reported": count("The headline denominator as it is reported.", adds_up=False),
    "headline_side": text("Definition of the headline rate of the post, by its denominator as it is reported.", not_null=True),
    "followers_side": text("Definition of engagements / followers of the post.", not_null=True),
    "views_side": text("Definition of engagements / views of the post.", not_null=True),
    "impressions_side": text("Definition of engagements / impressions of the post.", not_null=True),
    "reach_side": text("Definition of engagements / reach of the post.", not_null=True),
    "continued_side": text("Definition of engagements / comparable_views of the post.", not_null=True),
    "side_measure": text(
        "What is compared: headline, or the denominator of a rate.",
        isin=["headline", "followers", "views", "impressions", "reach"], not_null=True,
    ),
    "side": text("Name of the definition: posts with the same one are compared.", not_null=True),
    "continued_posts": count("Of these, those counted by a metric that goes on in the old meaning.", not_null=True),
    "is_continued": truth("Whether a metric that goes on in the old meaning is behind it, of definition_min_posts or more.", not_null=True),
    "is_mixed": truth("Whether the counts span a break, or nobody tells their definition.", not_null=True),
    "side_since": day("First day of the definition; 0001-01-01 of the original one.", not_null=True),
    "side_posts": count("Posts that can be counted under the definition.", not_null=True),
    "side_last_posted_at": moment("Newest of these posts.", not_null=True),
    "has_enough_posts": truth("Whether these are definition_min_posts or more.", not_null=True),
    "is_on_followers_side": truth("Whether engagements / followers is of the definition that is compared on the platform."),
    "is_on_views_side": truth("Whether engagements / views is of the definition that is compared on the platform."),
    "is_on_reach_side": truth("Whether engagements / reach is of the definition that is compared on the platform."),
    "is_on_impressions_side": truth(
        "Whether engagements / impressions is of the definition that is compared on the platform.",
    ),
}  # fmt: skip

# on which side of a break a rate stands
HEADLINE_SIDE_OF_CREATOR = {
    "headline_definition": text(
        "Definition of the denominator under which posts are compared: original where the platform never changed it or "
        "goes on reporting the old meaning, else the name in reference.metric_definition_breaks.",
    ),
    "headline_base_metric": text("Which figures headline_base is of: followers, reach, impressions, views, engaged_views."),
    "is_other_definition": truth(
        "Whether it is another definition than that by which the platform's creators are compared: rated, and in no tier.",
    ),
    "posts_other_definition": count("Posts of the time that are left out: counted under another definition."),
}  # fmt: skip

SIDES_LEFT_OUT = {
    "exposures_definition": text(
        "Definition of the views, reach or impressions that expected results rest on: original, or the name in "
        "reference.metric_definition_breaks.",
        not_null=True,
    ),
    "creators_other_definition": count("Creators with a rate that are left out: theirs is of another definition."),
}  # fmt: skip

VIEWS_COMPARED = {
    "views_compared": count("Views under the definition by which the platform's creators are compared; else null."),
    "views_compared_posts": count("Posts with views_compared; the sum is over these."),
}  # fmt: skip
