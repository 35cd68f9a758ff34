import random

import pytest

from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.mapping_files import read_mappings
from pipeline.exports.mappings import Format
from pipeline.exports.recognise import recognise
from pipeline.exports.table import Preview

FORMATS = read_mappings()
SHORTEST = 3  # headers that a mapping needs before a shuffle says anything


def found(*records: list[str]):
    return recognise(Preview(list(records)), FORMATS.values())


@pytest.mark.parametrize(
    "name", sorted(n for n, f in FORMATS.items() if f.layout == "table" and not f.exact and not f.refuse)
)
def test_every_layout_is_recognised_by_its_first_headers_in_any_order(name):
    layout = FORMATS[name]
    headers = list(
        dict.fromkeys(c.headers[0].format(currency="EUR").replace("*", "0") for c in layout.columns.values())
    )
    for seed in range(3):
        random.Random(seed).shuffle(headers)
        preview = Preview([headers], records_at=next(iter(layout.records), None))
        assert recognise(preview, FORMATS.values()).format.format == name


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        (["Identificador de la publicación", "Nombre de usuario de la cuenta", "Hora de publicación", "Enlace permanente",
          "Tipo de publicación", "Me gusta", "Alcance"], "meta_instagram_posts"),
        (["POST ID", "account username", "publish-time", "permalink", "post_type", "LIKES"], "meta_instagram_posts"),
        (["Conteúdo", "Título do vídeo", "Horário de publicação do vídeo", "Visualizações"], "youtube_studio_content"),
        (["콘텐츠", "동영상 제목", "동영상 게시 시간", "조회수", "노출 클릭률 (%)"], "youtube_studio_content"),
        (["Date", "Visualizações de vídeo", "Visualizações de perfil", "Curtidas"], "tiktok_studio_overview"),
        (["Ngày", "Lượt xem video", "Lượt xem hồ sơ", "Lượt thích"], "tiktok_studio_overview"),
        (["ポストID", "ポストのリンク", "インプレッション数", "エンゲージメント"], "x_content"),
    ],
)  # fmt: skip
def test_a_layout_is_recognised_in_other_languages_and_cases(headers, name):
    assert found(headers).format.format == name


def test_the_header_is_found_below_other_lines():
    match = found(
        ["Report of March"], ["made by somebody"], ["Post id", "Post Link", "Impressions", "Engagements"], ["1", "2"]
    )
    assert (match.format.format, match.header_at) == ("x_content", 2)


def test_columns_unknown_and_missing_are_listed():
    match = found(["Post id", "Post Link", "Impressions", "Engagements", "Vibes", ""])
    assert match.unknown == ["Vibes"]
    assert {"likes", "caption"} <= set(match.missing)
    assert "ignored" not in match.missing


def test_of_two_headers_for_a_column_the_first_of_the_mapping_goes_first():
    headers = ["Plays", "Permalink", "Publish time", "Account username", "Post type", "Views"]
    assert found(headers).columns["views"] == [5, 0]


def test_the_currency_in_a_header_is_kept():
    match = found(["deal_id", "influencer_id", "fee (eur)"])
    assert (match.format.format, match.currencies) == ("brand_deals", {"fee": "EUR"})


def test_a_near_miss_says_what_was_expected_what_came_and_which_line_to_change():
    with pytest.raises(UnreadableFile) as raised:
        found(["Post id", "Date", "Post text", "Post Link", "Likes", "Displays", "Bookmarks", "Engagements"], ["1"] * 8)
    assert raised.value.reason == (
        "it looks like X posts (X Analytics), but has no impressions (expected a header such as 'Impressions'); "
        "came: Post id, Date, Post text, Post Link, Likes, Displays, Bookmarks, Engagements"
    )
    assert raised.value.remedy == (
        "Export it with that column, or name it in a file in the mappings folder: "
        "{format: x_content, extends: x_content, columns: {impressions: ['Displays']}}"
    )


def test_what_looks_like_nothing_is_told_how_to_map_it():
    with pytest.raises(UnreadableFile, match=r"no export layout has its 2 columns\.") as raised:
        found(["Fruit", "Colour"], ["apple", "red"])
    assert "mapping file" in raised.value.remedy


def test_two_layouts_that_fit_equally_well_are_not_chosen_by_chance():
    twin = FORMATS["x_content"].model_copy(update={"format": "x_twin"})
    with pytest.raises(UnreadableFile, match="fit x_content and x_twin equally well"):
        recognise(Preview([["Post id", "Post Link", "Impressions", "Engagements"]]), [FORMATS["x_content"], twin])


def test_few_known_headers_among_many_are_a_coincidence():
    headers = ["handle", "followers", *[f"measure {n}" for n in range(20)]]
    with pytest.raises(UnreadableFile, match="no export layout"):
        found(headers)


def test_stacked_sections_are_recognised_by_their_first_title():
    match = found(["Age & gender"], ["", "Women", "Men"], ["18-24", "1%", "2%"])
    assert match.format.format == "meta_audience"


@pytest.mark.parametrize("blank", [[], [""], ["", " "]])
def test_a_blank_line_first_is_no_error(blank):
    with pytest.raises(UnreadableFile, match="no export layout"):
        found(blank)


def test_a_mapping_of_the_users_own_is_recognised():
    own = Format.model_validate(
        {
            "format": "own",
            "title": "Own",
            "family": "own_exports",
            "tables": ["posts"],
            "platform": "instagram",
            "requires": ["post_id", "likes"],
            "columns": {"post_id": {"headers": ["Nr."]}, "likes": {"headers": ["Herzen"]}},
        }  # fmt: skip
    )
    assert recognise(Preview([["Herzen", "Nr"]]), [*FORMATS.values(), own]).columns == {"likes": [0], "post_id": [1]}
