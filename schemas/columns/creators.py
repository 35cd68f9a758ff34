"""Whose accounts, sheets, campaigns and deals are whose, and how large they are."""

from schemas.vocabulary import count, day, moment, text, truth

CREATORS = {
    "alias": text("A name of the account on its platform: id:..., handle:... or ref:folder/..."),
    "group_alias": text("The first, by the alphabet, of the names that are known to be one account's.", not_null=True),
    "handle_key": text("The handle in lower case."),
    "first_captured_at": moment("When it was first captured.", not_null=True),
    "last_captured_at": moment("When it was last captured.", not_null=True),
    "kind": text("What the id names: creator, campaign or deal.", isin=["creator", "campaign", "deal"]),
    "local_ref": text("The id as a sheet writes it."),
    "local_id": text(
        "The id over all sheets: the plain one, with its folder where two sheets use it differently.", not_null=True,
    ),
    "home_dataset": text("Folder of the sheet whose entry the id means.", not_null=True),
    "in_sheet": truth("Whether a sheet of this folder defines the id, rather than only using it.", not_null=True),
    "campaign_id": text(
        "One campaign over all sheets; 'unassigned' is what names none, 'all' the sum of all.", not_null=True,
    ),
    "deal_id": text("One deal over all sheets."),
    "accounts": count("Accounts that are known as this person's.", ge=1, not_null=True),
    "platforms": text("Platforms with an account, separated by commas."),
    "handles": text("Handles, separated by commas."),
    "is_in_sheet": truth("Whether a brand's or agency's sheet lists the creator.", not_null=True),
    "main_account_key": text("The account with most followers."),
    "main_platform": text("Platform of the account with most followers."),
    "main_handle": text("Handle of the account with most followers."),
    "followers_total": count("Followers over all accounts; who follows two counts twice."),
    "followers_observed_at": moment("The moment followers held."),
    "followers_captured_at": moment("When the sheet with followers was made."),
    "is_roster": truth(
        "Whether the count is from a creator's sheet, which states no moment of its own.", not_null=True,
    ),
    "followers_source": text(
        "Where followers comes from: snapshot, or roster (the creator's sheet).", isin=["snapshot", "roster"],
    ),
    "previous_day": day("The day of the count before."),
    "previous_followers": count("Followers on previous_day.", adds_up=False),
    "days_since_previous": count("Days between previous_day and day.", "days", ge=1),
    "scheme": text("Tier scheme: see reference.tier_schemes.", not_null=True),
    "tier_scheme": text("Tier scheme of the marts that show one: see reference.tier_schemes.", not_null=True),
    "tier": text("Size class by followers under the tier scheme."),
    "is_near_boundary": truth(
        "Whether the tier could well be the next: within 5 % of a bound, or within the rounding step.",
    ),
    "creators": count("Creators.", not_null=True),
}  # fmt: skip
