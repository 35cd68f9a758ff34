"""What a section about tiers cannot place is told in words, a sentence for each platform."""

from pipeline.apart import left_out

NOTHING = dict.fromkeys(
    [
        "creators_without_followers",
        "posts_without_followers",
        "creators_without_rate",
        "creators_without_both",
        "creators_with_other_rate",
        "creators_with_only_other_rate",
    ],
    0,
)


def test_a_platform_of_which_everything_has_its_place_is_not_named():
    assert left_out([NOTHING | {"platform": "x", "headline_denominator": "impressions"}]) == []


def test_rates_without_followers_and_followers_without_rates_are_told():
    tiktok = {"platform": "tiktok", "headline_denominator": "views", "creators_without_followers": 1}
    instagram = {"platform_name": "Instagram", "headline_denominator": "followers", "creators_without_rate": 1200}
    found = left_out([NOTHING | tiktok | {"posts_without_followers": 7, "creators_without_both": 2}])
    assert found == [
        "tiktok: in no tier, since the followers at posting are not known: rates of 1 creator (7 posts); "
        "neither followers nor a rate per views: 2 creators."
    ]
    found = left_out([NOTHING | instagram | {"creators_with_other_rate": 46}], "platform_name")
    assert found == [
        "Instagram: no rate per followers, though the followers are known: 1,200 creators, 46 of them with a rate over "
        "another base."
    ]
