"""One form of each character in what is compared; what people read stays as written."""

import polars as pl
import pytest
from home_folder import POSTS, post

from pipeline.exports.characters import beyond_ascii, tidied, tidy
from pipeline.exports.mappings import normalised, spelled

SAME = {
    "Ver\u00adöf\u00adfent\u00adlichung": "Veröffentlichung",  # soft hyphens
    "a\u200bb\u200c\u200dc\u2060\ufeff": "abc",  # zero width
    "\u202aab\u202c\u2066c\u2069\u200e\u061c": "abc",  # marks of direction
    "cafe\u0301": "café",
    "１２３ＡＢ": "123AB",
    "1\u00a0234\u202f567\u2009": "1 234 567 ",
    "a\u2028b": "a b",
    "plain_Text-1.5": "plain_Text-1.5",
}


@pytest.mark.parametrize(("written", "compared"), SAME.items())
def test_a_text_and_a_column_become_the_same(written, compared):
    assert tidied(written) == compared
    assert pl.DataFrame({"t": [written]}).select(tidy(pl.col("t"))).item() == compared


def test_what_is_ascii_is_known_without_looking_at_each_text():
    frame = pl.DataFrame(
        {"plain": ["a", None, ""], "odd": ["a", "é", None], "blank": pl.Series([None] * 3, dtype=pl.String)}
    )
    assert beyond_ascii(frame) == ["odd"]
    assert beyond_ascii(frame.clear()) == []
    assert beyond_ascii(pl.DataFrame()) == []


def test_headers_and_words_are_compared_without_what_cannot_be_seen():
    assert normalised("Auf\u00adrufe\u200b (\u200eStunden)") == normalised("aufrufe (stunden)")
    assert normalised("Duracio\u0301n") == normalised("DURACIÓN")
    assert spelled("Per\u00a0Post") == spelled("per_post") == spelled("PER-post") == "per post"
    assert spelled("-1") == "-1"


def test_codes_and_handles_are_normal_in_the_raw_tables(home):
    home.put(
        "b/2026-03-01/deals.csv",
        "deal_id,influencer_id,handle,platform,fee,promo_code\n"
        "d\u200b1,a\u00adna,@an\u200ba_x,insta\u00adgram,１００,CAFE\u0301-10\ufeff\n",
    )
    home.load()
    assert home.rows("select deal_ref, creator_ref, handle, platform, fee::int, promo_code from raw.deals") == [
        ("d1", "ana", "ana_x", "instagram", 100, "CAFÉ-10")
    ]


def test_a_total_row_is_known_by_its_word_whatever_is_hidden_in_it(home):
    home.put("2026-03-01/account.yaml", "platform: youtube\nhandle: ana\n")
    home.put(
        "2026-03-01/table.csv",
        "Vi\u00adde\u00ado,Ver\u00adöf\u00adfent\u00adli\u00adchungs\u00adzeit\u00adpunkt des Vi\u00adde\u00ados,Auf\u00adru\u00adfe\n"
        "Ge\u00adsamt,,70\nabcdefghij1,2026-02-01,40\nabcdefghij2,2026-02-02,３０\n",
    )
    (load,) = home.load().values()
    assert (load["format"], load["rows_read"], load["rows_summary"]) == ("youtube_studio_content", 2, 1)
    assert home.rows("select sum(views)::int from raw.posts") == [(70,)]


def test_a_handle_of_a_folder_with_decomposed_letters_is_composed(home):
    home.put("tt/@jose\u0301/2026-07-12/Overview.csv", "Date,Video Views,Profile Views,Likes\nJuly 9,5,6,7\n")
    home.load()
    assert home.rows("select distinct handle from raw.account_days") == [("josé",)]


def test_what_people_read_stays_as_it_is_written(home):
    text = "fami\u200dly \u00ad cafe\u0301 １"
    home.put("2026-03-01/x.csv", POSTS + post(1, text=text))
    home.load()
    assert home.rows("select caption from raw.posts") == [(text,)]
