"""Which account, creator, campaign, deal or post a row is about."""

from schemas.values import PLATFORMS
from schemas.vocabulary import text

# whose a raw row is
ACCOUNT = {
    "platform": text("instagram, facebook, tiktok, youtube, x or linkedin.", isin=PLATFORMS, not_null=True),
    "account_id": text("The account's id on its platform, as text; where no file tells it, the handle in lower case."),
    "handle": text("The account's name as written, without @; compare it without case."),
    "account_name": text("The name shown for the account."),
    "creator_ref": text("The creator's id as the brand's own sheet writes it."),
}  # fmt: skip

IDENTITY = {
    "account_key": text(
        "One account under all its handles and ids: platform and canonical handle or id.", not_null=True,
    ),
    "influencer_id": text("One creator over all platforms and sheets.", not_null=True),
    "campaign_ref": text("The campaign's id or name as the sheet writes it."),
    "deal_ref": text("The deal's id as the sheet writes it."),
    "post_id": text("The post's id as the platform exports it, as text."),
    "post_key": text(
        "What identifies a post on its platform whatever the export: the shortcode on Instagram, else the id.",
        not_null=True,
    ),
    "post_alias": text("Another name of the post, which the record's link holds beside its id."),
    "known_as": text("A key under which some records hold the post."),
    "permalink": text("The post's address."),
}  # fmt: skip
