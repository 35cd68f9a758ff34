"""The vocabulary: every column name with its words and its unit, once.

Contracts, DuckDB comments, the Dagster catalog and the data dictionary take a column's words
from here. Rules about values belong to the contracts, formulas to the SQL.
"""

from typing import NamedTuple


class Column(NamedTuple):
    """What a column means, and in which unit it counts."""

    words: str
    unit: str = ""


def _count(words: str) -> Column:
    return Column(words, "count")


def _money(words: str) -> Column:
    return Column(words, "money")


LINEAGE = {
    "load_id": Column("The load that brought the row: see meta.loads."),
    "source_record": Column("Which record of the file the row comes from; the first record after the header is 1."),
    "captured_at": Column(
        "When the figures were true, that is when the export was made; a bare date means the end of that day.", "UTC"
    ),
    "loaded_at": Column("When the row entered this warehouse.", "UTC"),
    "precedence": Column("How far the source is trusted: of two that disagree the higher one is kept."),
    "record_key": Column(
        "What identifies the record over several exports: its own id, else its distinguishing columns."
    ),
    "occurrence": Column(
        "Which of the file's records with this record_key, from 1; an order's first one holds its amounts.", "count"
    ),
    "dataset": Column("The folder a sheet lies in, without dated and @handle folders; ids of a sheet are local to it."),
}

IDENTITY = {
    "platform": Column("instagram, facebook, tiktok, youtube, x or linkedin."),
    "account_id": Column(
        "The account's id on its platform, as text; where no file tells it, the handle in lower case."
    ),
    "account_key": Column("One account under all its handles and ids: platform and canonical handle or id."),
    "handle": Column("The account's name as written, without @; compare it without case."),
    "account_name": Column("The name shown for the account."),
    "creator_ref": Column("The creator's id as the brand's own sheet writes it."),
    "influencer_id": Column("One creator over all platforms and sheets."),
    "campaign_ref": Column("The campaign's id or name as the sheet writes it."),
    "deal_ref": Column("The deal's id as the sheet writes it."),
    "post_id": Column("The post's id as the platform exports it, as text."),
    "post_key": Column(
        "What identifies a post on its platform whatever the export: the shortcode on Instagram, else the id."
    ),
    "permalink": Column("The post's address."),
}

POST = {
    "posted_at": Column("When the post was published.", "UTC"),
    "posted_at_precision": Column("How exactly the source states it: second, minute or day."),
    "title": Column("The post's title, where the platform has one."),
    "caption": Column("The post's text."),
    "duration_seconds": Column("Length of the video.", "seconds"),
    "is_sponsored": Column("Whether the post is declared as paid for."),
    "collaborators": Column("Other accounts the post is published with, separated by spaces."),
    "data_comment": Column("The platform's own remark on the figures."),
    "period": Column("Which period the figures cover: lifetime, or a day."),
    "views": _count("Times the post was played or displayed, as its platform counts views."),
    "engaged_views": _count("YouTube: views past the first moments."),
    "impressions": _count("Times the post was displayed."),
    "thumbnail_impressions": _count("YouTube: times the thumbnail was displayed; never views."),
    "thumbnail_click_through_rate": Column("YouTube: thumbnail clicks / thumbnail_impressions.", "0 to 1"),
    "reach": _count("Different accounts that saw the post."),
    "viewers": _count("Different accounts that saw the post, under the platform's newer name for reach."),
    "organic_reach": _count("Different accounts that saw the post unpaid."),
    "paid_reach": _count("Different accounts that saw the post as an advertisement."),
    "promoted_impressions": _count("Times the post was displayed as an advertisement."),
    "promoted_engagements": _count("Engagements with the post shown as an advertisement."),
    "likes": _count("Likes; on Facebook one kind of reaction. Null when hidden."),
    "reactions": _count("Facebook: reactions of every kind."),
    "dislikes": _count("Dislikes."),
    "comments": _count("Comments; replies on X."),
    "shares": _count("Shares."),
    "reposts": _count("X: reposts, formerly retweets."),
    "saves": _count("Saves, favourites or bookmarks."),
    "clicks": _count("Clicks of every kind."),
    "link_clicks": _count("Clicks on a link in the post."),
    "follows": _count("Followers or subscribers gained through the post."),
    "unfollows": _count("Followers or subscribers lost through the post."),
    "net_follows": _count("Followers or subscribers gained minus lost through the post."),
    "profile_visits": _count("Visits to the profile through the post."),
    "video_views_3s": _count("Facebook: plays of at least three seconds."),
    "video_views_60s": _count("Facebook: plays of at least one minute."),
    "watch_seconds": Column("Time the post was watched.", "seconds"),
    "average_watch_seconds": Column("Mean time a view lasted.", "seconds"),
    "average_watched_rate": Column("Mean share of the video that a view covered.", "0 to 1, above 1 when replayed"),
    "engagements_reported": _count("Engagements as the platform itself counts them."),
    "creator_earnings": _money("What the platform paid the creator for the post."),
    "creator_earnings_currency": Column("ISO code of creator_earnings."),
}

ACCOUNT = {
    "observed_at": Column("The moment the count held; captured_at is when it was exported.", "UTC"),
    "followers": _count("Accounts that follow; subscribers on YouTube."),
    "followers_rounding": Column("Step to which followers is rounded: 1 when exact, 100000 for 48.5M.", "count"),
    "following": _count("Accounts that this one follows."),
    "posts": _count("Posts."),
    "is_verified": Column("Whether the platform marks the account as verified."),
    "country": Column("ISO 3166 code, or the name where it is unknown."),
    "language": Column("Main language, as written."),
    "niche": Column("Topic, as written."),
    "niche_secondary": Column("Second topic, as written."),
    "gender": Column("Gender, as written."),
    "average_views": Column("Mean views of recent posts as the source states it.", "count"),
    "average_likes": Column("Mean likes of recent posts as the source states it.", "count"),
    "average_comments": Column("Mean comments of recent posts as the source states it.", "count"),
    "average_shares": Column("Mean shares of recent posts as the source states it.", "count"),
    "average_engagements": Column("Mean engagements of recent posts as the source states it.", "count"),
    "average_authentic_engagements": Column("Mean engagements that the source believes authentic.", "count"),
    "day": Column("The day, as the platform cuts it.", "date"),
    "day_zone": Column("Zone in which the platform cuts the day, where it is known."),
    "metric": Column("Which figure the row holds."),
    "value": Column("The figure; in meta.rejected_rows the text that breaks the rule."),
    "dimension": Column("What the audience is split by: country, city, gender, age_gender, territory."),
    "bucket": Column("Part of the audience."),
    "share": Column("The bucket's part of the audience.", "0 to 1"),
}

COMMERCE = {
    "name": Column("Name."),
    "brand": Column("Brand."),
    "objective": Column("What the campaign is for."),
    "budget": _money("Budget agreed beforehand."),
    "currency": Column("ISO 4217 code of the amounts in the row."),
    "currency_source": Column("Where the currency comes from: file, account, or assumed from the settings."),
    "starts_on": Column("First day.", "date"),
    "ends_on": Column("Last day.", "date"),
    "target_countries": Column("Countries aimed at, ISO codes separated by commas."),
    "target_niches": Column("Niches aimed at, separated by commas."),
    "margin_rate": Column("Part of net revenue that is left after the cost of the goods.", "0 to 1"),
    "deliverable": Column("What was agreed: reel, post, video, story, package."),
    "posts_agreed": _count("Posts agreed."),
    "fee": _money("Fee."),
    "product_cost": _money("Product given."),
    "shipping_cost": _money("Shipping of the product."),
    "agency_cost": _money("Agency's part."),
    "boosting_cost": _money("Paid amplification booked with the deal."),
    "payout_basis": Column("What a payout is per: post or order."),
    "payout_rate": _money("Payout per unit of its basis."),
    "payout_total": _money("Payout in all."),
    "commission_rate": Column("Commission as part of net revenue.", "0 to 1"),
    "agreed_on": Column("Day of the agreement; the rate of this day converts the cost.", "date"),
    "promo_code": Column("Code that customers enter; compare it without case."),
    "tracking_code": Column("Code in the tracked link."),
    "goal_views": _count("Views agreed as goal."),
    "goal_engagements": _count("Engagements agreed as goal."),
    "goal_clicks": _count("Clicks agreed as goal."),
    "goal_orders": _count("Orders agreed as goal."),
    "goal_revenue": _money("Net revenue agreed as goal."),
    "sessions": _count("Sessions that started at the link."),
    "order_id": Column("The order's number in the shop."),
    "ordered_at": Column("When the order was placed.", "UTC"),
    "orders": _count("Orders; null on the further lines of an order that is counted already."),
    "channel": Column("What brought the order, as the sheet writes it: influencer, organic, paid ad."),
    "attribution_method": Column("link_click, promo_code, platform, survey or manual."),
    "gross_revenue": _money("Goods before discount, tax and shipping."),
    "discount": _money("Discount."),
    "subtotal": _money("Goods after discount, before tax and shipping."),
    "shipping": _money("Shipping paid by the customer."),
    "tax": _money("Tax."),
    "order_total": _money("What the customer paid."),
    "refund": _money("What was paid back."),
    "net_revenue": _money("Goods after discount and refund, before tax and shipping; 0 for a cancelled order."),
    "order_status": Column("The order's state, as the shop writes it."),
    "cancelled_at": Column("When the order was cancelled.", "UTC"),
    "customer_id": Column("The customer, as the sheet writes it."),
    "is_new_customer": Column("Whether it is the customer's first order."),
    "product": Column("Product, as written."),
    "quantity": _count("Pieces."),
    "line_price": _money("Price of a piece."),
    "spend": _money("Money spent on advertising."),
    "ad_name": Column("The advertisement."),
}

BOOKS = {
    "run_id": Column("The run; the web UI shows it under the same id."),
    "started_at": Column("Start.", "UTC"),
    "ended_at": Column("End.", "UTC"),
    "run_status": Column("running, finished or failed."),
    "as_of_at": Column("The marts use what was captured up to here; null means everything.", "UTC"),
    "pipeline_version": Column("Version of the pipeline."),
    "file_name": Column("The file below the incoming folder; a member of an archive follows after '!'."),
    "sha256": Column("Hash of the bytes."),
    "content_id": Column("What is loaded once only: the bytes, with the account where only the folder tells it."),
    "bytes": Column("Size, unpacked.", "bytes"),
    "packed_bytes": Column("Size of the file as it lies in the folder.", "bytes"),
    "modified_at": Column("The file's own time.", "UTC"),
    "path_name": Column("The file below the incoming folder."),
    "family": Column("The asset that loads the format."),
    "captured_date": Column("Day of the capture.", "date"),
    "format": Column("The export format recognised; of a post: image, carousel, video, reel, story, link, text, live."),
    "status": Column(
        "loaded, duplicate (the same content is loaded already), empty, ignored (known, but nothing in it is kept) or rejected."
    ),
    "reason": Column("Why the file was not loaded."),
    "remedy": Column("What to do about it."),
    "captured_at_source": Column("Where captured_at comes from: folder, content, file_name or file_time."),
    "rows_read": _count("Data records in the file; read = accepted + rejected + duplicate."),
    "rows_accepted": _count("Records accepted."),
    "rows_rejected": _count("Records rejected; meta.rejected_rows says why."),
    "rows_duplicate": _count("Records that state an observation which is held already."),
    "rows_summary": _count("Total rows and the like, which are no data and not counted as read."),
    "columns_unknown": Column("Columns that no mapping knows, separated by ' | '."),
    "columns_missing": Column("Optional columns of the format that the file lacks; they are null."),
    "notes": Column("What else is worth knowing about the load."),
    "column_name": Column("The column that breaks the rule, as the file names it."),
    "rule": Column("The rule that is broken."),
    "raw_record": Column("The record as JSON, column by column, or as the file's text where it could not be split."),
    "table_name": Column("Table."),
    "observation": Column("Key of the observation, as JSON."),
    "kept_load_id": Column("Load of the row that is kept."),
    "kept_source_record": _count("Record of the row that is kept."),
    "dropped_load_id": Column("Load of the row that is not."),
    "dropped_source_record": _count("Record of the row that is not."),
    "differences": Column("What differs: column, kept and dropped value, as JSON."),
    "dropped_record": Column("The row that is not kept, as JSON."),
    "found_at": Column("When the conflict was found.", "UTC"),
}

MODELLED = {
    "alias": Column("A name of the account on its platform: id:..., handle:... or ref:folder/..."),
    "handle_key": Column("The handle in lower case."),
    "first_captured_at": Column("When it was first captured.", "UTC"),
    "last_captured_at": Column("When it was last captured.", "UTC"),
    "kind": Column("What the id names: creator, campaign or deal."),
    "local_ref": Column("The id as a sheet writes it."),
    "local_id": Column("The id over all sheets: the plain one, with its folder where two sheets use it differently."),
    "home_dataset": Column("Folder of the sheet whose entry the id means."),
    "in_sheet": Column("Whether a sheet of this folder defines the id, rather than only using it."),
    "campaign_id": Column("One campaign over all sheets; 'unassigned' is what names none, 'all' the sum of all."),
    "deal_id": Column("One deal over all sheets."),
    "posted_at_source": Column("Where posted_at comes from: export, or the post's id, which holds its time."),
    "posted_date": Column("Day of posting, in UTC.", "date"),
    "observations": _count("Captures of the post so far."),
    "engagements": _count(
        "Sum of what counts as engagement on the platform (reference.engagement_components); null when one of it is hidden."
    ),
    "engagements_known": _count("Sum of the parts of engagements that are reported."),
    "followers_at_post": _count("Followers of the account when it posted, never today's."),
    "followers_at_post_gap_hours": Column("Time between the post and the count of its followers.", "hours"),
    "followers_at_post_source": Column(
        "How followers_at_post is known: before, after, roster (the creator's sheet) or missing."
    ),
    "engagement_rate_by_followers": Column("engagements / followers_at_post.", "0 to 1"),
    "engagement_rate_by_views": Column("engagements / views.", "0 to 1"),
    "engagement_rate_by_reach": Column("engagements / reach.", "0 to 1"),
    "engagement_rate_by_impressions": Column("engagements / impressions.", "0 to 1"),
    "view_rate": Column("views / followers_at_post.", "0 to 1, above 1 beyond the followers"),
    "comment_like_ratio": Column("comments / likes; null when likes are hidden."),
    "accounts": _count("Accounts that are known as this person's."),
    "platforms": Column("Platforms with an account, separated by commas."),
    "handles": Column("Handles, separated by commas."),
    "is_in_sheet": Column("Whether a brand's or agency's sheet lists the creator."),
    "main_account_key": Column("The account with most followers."),
    "main_platform": Column("Platform of the account with most followers."),
    "main_handle": Column("Handle of the account with most followers."),
    "followers_total": _count("Followers over all accounts; who follows two counts twice."),
    "followers_observed_at": Column("The moment followers held.", "UTC"),
    "followers_captured_at": Column("When the sheet with followers was made.", "UTC"),
    "is_roster": Column("Whether the count is from a creator's sheet, which states no moment of its own."),
    "followers_source": Column("Where followers comes from: snapshot, or roster (the creator's sheet)."),
    "first_posted_at": Column("The first post counted here.", "UTC"),
    "last_posted_at": Column("The last post counted here.", "UTC"),
    "followers_change": _count("followers minus previous_followers."),
    "followers_change_rate": Column("followers_change / previous_followers.", "1 is 100 %"),
    "previous_day": Column("The day of the count before.", "date"),
    "previous_followers": _count("Followers on previous_day."),
    "days_since_previous": Column("Days between previous_day and day.", "days"),
    "scheme": Column("Tier scheme: see reference.tier_schemes."),
    "tier_scheme": Column("Tier scheme of the marts that show one: see reference.tier_schemes."),
    "tier": Column("Size class by followers under the tier scheme."),
    "is_near_boundary": Column(
        "Whether the tier could well be the next: within 5 % of a bound, or within the rounding step."
    ),
    "window_ends_at": Column("Newest observation of the creator there; the window of posts ends with it.", "UTC"),
    "posts_with_rate": _count("Posts of the window whose headline rate is known."),
    "headline_denominator": Column(
        "What the platform's headline rate is over: followers, views, reach or impressions."
    ),
    "headline_rate": Column("engagements / the platform's headline denominator.", "0 to 1"),
    "headline_rate_median": Column(
        "Median of the posts' headline rates; of a tier, median of its creators' medians.", "0 to 1"
    ),
    "headline_rate_pooled": Column("headline_engagements / headline_base.", "0 to 1"),
    "headline_rate_trimmed_mean": Column(
        "Mean of the posts' headline rates without the lowest and highest tenth.", "0 to 1"
    ),
    "headline_engagements": _count("Engagements of the posts that know both parts of the headline rate."),
    "headline_base": _count("Headline denominator summed over the same posts."),
    "viral_skew": Column(
        "Mean of the posts' headline rates / their median; far above 1 when few posts carry the account."
    ),
    "creators": _count("Creators."),
    "creators_with_rate": _count("Creators with at least one known headline rate."),
    "is_stated": Column("Whether a sheet states the delivery; else it follows from creator, platform and days."),
    "cost_source": Column("deal, or advertising where no deal states the boosting."),
    "deals": _count("Deals."),
    "deals_with_cost": _count("Deals whose cost is known in the reporting currency."),
    "commission": _money("Commissions earned on orders."),
    "cost": _money("Fee, product, shipping, agency, boosting and commission; null when none is known."),
    "budget_used_rate": Column("Cost with advertising_unassigned / budget.", "1 is 100 %"),
    "advertising_unassigned": _money("Advertising of the campaign that names no creator; not in cost."),
    "largest_creator_cost": _money("Cost of the creator with the largest one."),
    "largest_creator_cost_share": Column("largest_creator_cost / cost: how concentrated the spending is.", "0 to 1"),
    "exchange_rate": Column("What one unit of the currency is worth in the reporting currency."),
    "exchange_rate_date": Column("The day of the rate.", "date"),
    "exchange_rate_source": Column("Who states the rate; 'currency assumed' where no file told the currency."),
    "rate_date": Column("The day from which the rate holds.", "date"),
    "rate_source": Column("Who states the rate."),
    "reporting_currency": Column("ISO 4217 code of the amounts that are converted."),
    "order_number": Column("The order's number without '#', in lower case."),
    "order_day": Column("Day of the order, else of the capture.", "date"),
    "is_cancelled": Column("Whether the order was cancelled or paid back whole; its net revenue is 0."),
    "is_counted": Column("Whether the row counts; false where another method reports the same order."),
    "orders_cancelled": _count("Of the orders, those cancelled or paid back whole."),
    "orders_new_customers": _count("Of the orders, those that are a customer's first."),
    "revenue_union_high": _money("Net revenue if no two methods reported the same order: the upper bound."),
    "margin_revenue": _money("Net revenue times the campaign's margin; null when a part has none."),
    "post_clicks": _count("Clicks on the delivered posts, as the platforms count them."),
    "cost_per_engagement": _money("cost / engagements."),
    "cost_per_thousand_views": _money("1000 x cost / views."),
    "cost_per_thousand_impressions": _money("1000 x cost / impressions."),
    "cost_per_thousand_reach": _money("1000 x cost / reach."),
    "cost_per_click": _money("cost / clicks."),
    "cost_per_order": _money("cost / orders."),
    "cost_per_new_customer": _money("cost / orders_new_customers."),
    "zero_result_cost": _money("The cost, where results are reported and every one is 0."),
    "click_through_rate_by_impressions": Column("post_clicks / impressions.", "0 to 1"),
    "click_through_rate_by_reach": Column("post_clicks / reach.", "0 to 1"),
    "click_through_rate_by_views": Column("post_clicks / views.", "0 to 1"),
    "order_rate_by_clicks": Column("orders / clicks.", "0 to 1"),
    "return_on_ad_spend": Column("net_revenue / cost.", "1 is the cost earned back"),
    "revenue_roi": Column("(net_revenue - cost) / cost.", "0 is the cost earned back"),
    "margin_roi": Column("(margin_revenue - cost) / cost; the only one to call profit.", "0 is the cost earned back"),
    "grouping_level": Column("Which keys the row is summed by."),
    **{
        f"{name}_reported_posts": _count(f"Posts that report {name}; the sum is over these.")
        for name in ("views", "impressions", "reach", "likes", "comments", "engagements", "post_clicks")
    },
    **{
        f"engagement_rate_by_{base}_median": Column(f"Median of the posts' engagements / {base}.", "0 to 1")
        for base in ("followers", "views", "reach", "impressions")
    },
    **{
        f"engagement_rate_by_{base}_posts": _count(f"Posts whose engagements / {base} is known.")
        for base in ("followers", "views", "reach", "impressions")
    },
    **{
        f"{name}_reporting": _money(f"{name} in the reporting currency.")
        for name in (
            "fee",
            "product_cost",
            "shipping_cost",
            "agency_cost",
            "boosting_cost",
            "commission",
            "cost",
            "budget",
            "spend",
            "gross_revenue",
            "net_revenue",
            "goal_revenue",
        )
    },
    **{
        f"orders_by_{method}": _count(f"Orders that the method {method} reports, whether another does too.")
        for method in ("link_click", "promo_code", "platform", "survey", "manual")
    },
    **{
        f"net_revenue_by_{method}": _money(f"Net revenue of orders_by_{method}.")
        for method in ("link_click", "promo_code", "platform", "survey", "manual")
    },
    **{
        f"actual_{name}": _count(f"{name.capitalize()} reached.")
        for name in ("views", "engagements", "clicks", "orders")
    },
    **{
        f"variance_{name}": _count(f"actual_{name} minus goal_{name}.")
        for name in ("views", "engagements", "clicks", "orders")
    },
    "actual_revenue": _money("Net revenue reached."),
    "variance_revenue": _money("actual_revenue minus goal_revenue."),
}

SETTINGS = {
    "engagement_window_posts": _count("Posts in a creator's engagement window, at most."),
    "engagement_window_days": Column("Length of the window, at most.", "days"),
    "follower_tolerance_hours": Column("How old a follower count may be at posting.", "hours"),
    "exchange_rate_max_age_days": Column("How old an exchange rate may be.", "days"),
    "lower_bound": _count("Fewest followers of the tier."),
    "upper_bound": _count("Followers from which the next tier begins; null when there is none."),
    "valid_from": Column("First day of the rule; null when it always held.", "date"),
    "component": Column("A column of the posts that counts as engagement."),
    "euros_per_unit": Column("What one unit of the currency is worth in euros."),
    "country_name": Column("A way to write a country; matched without case."),
    "country_code": Column("ISO 3166-1 code."),
    "priority": Column("Of several methods that report an order, the lowest number speaks for it."),
    "amounts_on": Column("order: an order's amounts are stated once; line: every line has its own."),
    "priority_reason": Column("Why the method has this priority."),
}

COLUMNS: dict[str, Column] = {**LINEAGE, **IDENTITY, **POST, **ACCOUNT, **COMMERCE, **BOOKS, **MODELLED, **SETTINGS}
