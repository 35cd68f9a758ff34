"""Whose accounts, sheets, campaigns and deals are whose, and how large they are."""

from schemas.columns.column import Column, count, level

CREATORS = {
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
    "accounts": count("Accounts that are known as this person's."),
    "platforms": Column("Platforms with an account, separated by commas."),
    "handles": Column("Handles, separated by commas."),
    "is_in_sheet": Column("Whether a brand's or agency's sheet lists the creator."),
    "main_account_key": Column("The account with most followers."),
    "main_platform": Column("Platform of the account with most followers."),
    "main_handle": Column("Handle of the account with most followers."),
    "followers_total": count("Followers over all accounts; who follows two counts twice."),
    "followers_observed_at": Column("The moment followers held.", "UTC"),
    "followers_captured_at": Column("When the sheet with followers was made.", "UTC"),
    "is_roster": Column("Whether the count is from a creator's sheet, which states no moment of its own."),
    "followers_source": Column("Where followers comes from: snapshot, or roster (the creator's sheet)."),
    "previous_day": Column("The day of the count before.", "date"),
    "previous_followers": level("Followers on previous_day."),
    "days_since_previous": Column("Days between previous_day and day.", "days"),
    "scheme": Column("Tier scheme: see reference.tier_schemes."),
    "tier_scheme": Column("Tier scheme of the marts that show one: see reference.tier_schemes."),
    "tier": Column("Size class by followers under the tier scheme."),
    "is_near_boundary": Column(
        "Whether the tier could well be the next: within 5 % of a bound, or within the rounding step."
    ),
    "creators": count("Creators."),
}
