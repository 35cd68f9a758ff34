"""Tiers are data: the user's own file, and one changed row in it, re-tiers everything."""

import pytest
from sample_runs import influencers, rows

HEAD = "scheme,platform,niche,tier,lower_bound,upper_bound,valid_from\n"
TIERS_OF_ACCOUNTS = """
    select tier, count(*) from intermediate.int_account_tiers where scheme = 'default' group by tier order by tier
"""
WRONG_TIERS = """
    select count(*) from marts.post_performance
    where tier is distinct from case when followers_at_post < {bound} then 'small' when followers_at_post >= {bound} then 'large' end
"""


@pytest.mark.usefixtures("graph")
def test_one_changed_row_in_the_own_file_re_tiers_everything(copied_run):
    own = copied_run.home / "reference" / "tier_schemes.csv"
    own.parent.mkdir()
    found = {}
    for bound in (50_000, 5_000):
        own.write_text(f"{HEAD}default,,,small,0,{bound},\ndefault,,,large,{bound},,\n")
        result = influencers("run", "--incoming", copied_run.incoming, "--home", copied_run.home, "--json")
        assert result.exit_code == 0, result.stderr
        assert rows(copied_run.published, WRONG_TIERS.format(bound=bound)) == [(0,)]
        found[bound] = dict(rows(copied_run.published, TIERS_OF_ACCOUNTS))
        for mart in ("influencers", "influencer_engagement", "tier_engagement", "tier_roi"):
            tiers = {row[0] for row in rows(copied_run.published, f"select distinct tier from marts.{mart}")}
            assert tiers <= {"small", "large", "unknown", None}, mart
            assert tiers & {"small", "large"}, mart
    assert found[5_000]["large"] > found[50_000]["large"] > 0

    own.write_text(f"{HEAD}default,,,small,0,5000,\ndefault,,,large,6000,,\n")
    result = influencers("run", "--incoming", copied_run.incoming, "--home", copied_run.home)
    assert result.exit_code == 1
    assert "lines 2, 3: default: a gap before tier large" in result.stderr
    assert dict(rows(copied_run.published, TIERS_OF_ACCOUNTS)) == found[5_000]
