"""Which account, creator, campaign, deal or post a row is about."""

from schemas.columns.column import Column

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
    "post_alias": Column("Another name of the post, which the record's link holds beside its id."),
    "known_as": Column("A key under which some records hold the post."),
    "permalink": Column("The post's address."),
}
