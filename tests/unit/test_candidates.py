"""Which of several columns holds what one of ours is, by their values."""

import pytest
from home_folder import Home

from pipeline.exports.mapping_files import MappingError, read_mappings


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def profiles(home):
    return home.rows("select handle, account_name, followers::int from raw.profiles order by source_record")


@pytest.mark.parametrize(
    ("header", "place"),
    [
        ("{},{},Subscribers,Category_1|name|instagram name", "instagram"),
        ("{},{},Subscribers,Shares avg.|Tiktoker name|Tiktok name", "tiktok"),
        ("{},{},Subscribers,Audience country|Youtuber name|Channel name", "youtube"),
        ("{},{},Followers,Niche|Username|Full name", "instagram"),
    ],
)
@pytest.mark.parametrize("is_swapped", [False, True])
def test_the_handle_is_the_column_whose_values_are_handles(home, header, place, is_swapped):
    pattern, handle, name = header.split("|")
    names = [("lena.kocht", "Lena Kocht"), ("omar_b", "Omar"), ("sofia99", "Sofia M. 🌿")]
    rows = [(b, a) if is_swapped else (a, b) for a, b in names]
    lines = [pattern.format(handle, name), *(f"{a},{b},{10 + i},1" for i, (a, b) in enumerate(rows))]
    home.put("lists/2026-02-01/list.csv", "\n".join(lines) + "\n")
    home.put("lists/account.yaml", f"platform: {place}\n")
    home.load()
    assert profiles(home) == [(a, b, 10 + i) for i, (a, b) in enumerate(names)]


def test_names_of_one_word_are_not_taken_for_handles(home):
    home.put("lists/2026-02-01/list.csv", "Handle,Name,Platform,Followers\nLena Kocht,Lena,x,10\nOmar Bach,Omar,x,11\n")
    home.load()
    assert profiles(home) == []
    assert home.rows("select column_name, rule from meta.rejected_rows") == [("Handle", "not_a_handle")] * 2


def test_a_candidate_whose_values_cannot_be_it_is_left_for_one_whose_can(home):
    home.put(
        "lists/2026-02-01/list.csv",
        "Account,Profile URL,Platform,Followers,Fans\n"
        "Main account,https://x.com/lena_k,x,many,10\nSecond account,https://x.com/omar_b,x,few,11\n",
    )
    home.load()
    assert profiles(home) == [("lena_k", None, 10), ("omar_b", None, 11)]


def test_of_candidates_that_fit_the_first_that_says_something_counts(home):
    home.put(
        "lists/2026-02-01/list.csv",
        "Handle,Profile URL,Platform,Followers\nlena_k,https://x.com/lena_old,x,10\nTBD,https://x.com/omar_b,x,11\n",
    )
    home.load()
    assert profiles(home) == [("lena_k", None, 10), ("omar_b", None, 11)]


def test_a_mapping_that_swaps_with_a_column_it_has_not_cannot_be_used(tmp_path):
    path = tmp_path / "list.yaml"
    path.write_text(
        "format: mine\ntitle: Mine\nfamily: rosters\ntables: [profiles]\nrequires: [handle]\n"
        "columns: {handle: {headers: [A], swapped_with: account_name}}\n"
    )
    with pytest.raises(
        MappingError, match=r"list\.yaml: .*swapped_with \['account_name'\], which columns does not map"
    ):
        read_mappings(tmp_path)
