from datetime import datetime
from pathlib import Path

import pytest

from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.context import place
from pipeline.exports.days_in_names import moment_in_name
from pipeline.exports.files import Export

MODIFIED = datetime(2026, 7, 1, 12)


def where(incoming: Path, name: str):
    return place(Export(name, incoming / name, MODIFIED), incoming)


def sidecar(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "account.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("meta/2026-03-05/file.csv", (datetime(2026, 3, 5, 23, 59, 59), "folder")),
        ("2026-01-01/sub/2026-03-05/f.csv", (datetime(2026, 3, 5, 23, 59, 59), "folder")),
        ("2026-03-05/export_2026-04-01.csv", (datetime(2026, 3, 5, 23, 59, 59), "folder")),
        ("2026-02-30/export_2026-04-01.csv", (datetime(2026, 4, 1, 23, 59, 59), "file_name")),
        ("x/account_analytics_content_2024-11-06_2025-02-04.csv", (datetime(2025, 2, 4, 23, 59, 59), "file_name")),
        ("x/tweet_activity_metrics_a_20220201_20220301_en.csv", (datetime(2022, 3, 1, 23, 59, 59), "file_name")),
        ("m/Mar-18-2025_Apr-14-2025_1019826952924933.csv", (datetime(2025, 4, 14, 23, 59, 59), "file_name")),
        ("a/dataset_x_2024-09-04_14-57-00-312.csv", (datetime(2024, 9, 4, 14, 57), "file_name")),
        ("t/Overview_2026-03-01_1772900000_ana.zip!Overview.csv", (datetime(2026, 3, 7, 16, 13, 20), "file_name")),
        ("r/creators -TIKTOK - -DEC 2022.csv", (datetime(2022, 12, 31, 23, 59, 59), "month_in_name")),
        ("r/creators sep 2022.csv", (datetime(2022, 9, 30, 23, 59, 59), "month_in_name")),
        ("r/Bericht_März_2026.xlsx", (datetime(2026, 3, 31, 23, 59, 59), "month_in_name")),
        ("r/2025-12 posts.csv", (datetime(2025, 12, 31, 23, 59, 59), "month_in_name")),
        ("r/2025-12/posts.csv", (datetime(2025, 12, 31, 23, 59, 59), "month_in_name")),
        ("r/posts_12.2025.csv", (datetime(2025, 12, 31, 23, 59, 59), "month_in_name")),
        ("r/2026Q2 posts.csv", (datetime(2026, 6, 30, 23, 59, 59), "month_in_name")),
        ("r/top 100 of 2024.csv", (datetime(2024, 12, 31, 23, 59, 59), "month_in_name")),
        ("r/July 2026.csv", (MODIFIED, "month_in_name")),  # the file's own time lies in it
        ("r/goals 2027.csv", (MODIFIED, "file_time")),  # what it is about
        ("r/user2022.csv", (MODIFIED, "file_time")),
        ("r/22.11.2025.csv", (datetime(2025, 11, 22, 23, 59, 59), "file_name")),
        ("r/03-04-2026.csv", (MODIFIED, "month_in_name")),  # April or March
        ("t/Overview.csv", (MODIFIED, "file_time")),
        ("t/numbers 20261399.csv", (MODIFIED, "file_time")),
        ("t/Foo-18-2025.csv", (datetime(2025, 12, 31, 23, 59, 59), "month_in_name")),
    ],
)
def test_the_capture_moment_comes_from_the_folder_then_the_name_then_the_file(tmp_path, name, expected):
    assert where(tmp_path, name).captured == expected


def test_what_the_content_says_goes_before_the_name_but_not_before_a_dated_folder(tmp_path):
    said = datetime(2026, 5, 5)
    assert where(tmp_path, "a/f_2026-04-01.csv").captured_with(said) == (said, "content")
    assert where(tmp_path, "2026-03-05/f.csv").captured_with(said) == (datetime(2026, 3, 5, 23, 59, 59), "folder")


def test_the_last_date_in_a_name_counts():
    assert moment_in_name("from 2026-01-01 to 2026-02-02.csv") == datetime(2026, 2, 2, 23, 59, 59)
    assert moment_in_name("nothing") is None


def test_a_post_id_in_a_name_is_no_time():
    assert moment_in_name("export_17841446494080465.csv") is None


def test_a_handle_folder_says_whose_files_they_are(tmp_path):
    assert where(tmp_path, "tiktok/@Ana.B/2026-01-01/f.csv").account.handle == "Ana.B"


def test_the_nearest_sidecar_wins_field_by_field(tmp_path):
    sidecar(tmp_path, "platform: instagram\ncurrency: EUR\n")
    sidecar(tmp_path / "a", "handle: '@ana'\nplatform: tiktok\n")
    sidecar(tmp_path / "a" / "b", "id: 007\n")
    near = where(tmp_path, "a/b/f.csv").account
    assert (near.platform, near.handle, near.currency) == ("tiktok", "ana", "EUR")
    assert where(tmp_path, "f.csv").account.handle is None


def test_a_handle_folder_below_a_sidecar_goes_first_and_one_above_it_does_not(tmp_path):
    sidecar(tmp_path / "s", "handle: sheet\n")
    assert where(tmp_path, "s/@folder/f.csv").account.handle == "folder"
    sidecar(tmp_path / "@outer" / "t", "handle: inner\n")
    assert where(tmp_path, "@outer/t/f.csv").account.handle == "inner"


def test_a_sidecar_beside_an_archive_holds_for_what_is_in_it(tmp_path):
    sidecar(tmp_path / "y", "platform: youtube\nhandle: ana\n")
    assert where(tmp_path, "y/export.zip!Table data.csv").account.handle == "ana"


@pytest.mark.parametrize("text", ["platfrom: tiktok", "- a\n- b", "handle: [", "handle: {a: 1}"])
def test_a_sidecar_that_cannot_be_read_says_what_it_may_hold(tmp_path, text):
    sidecar(tmp_path / "a", text)
    with pytest.raises(UnreadableFile, match=r"a/account.yaml cannot be read") as raised:
        where(tmp_path, "a/f.csv")
    assert "platform, handle, id, zone and currency" in raised.value.remedy


def test_an_empty_sidecar_says_nothing(tmp_path):
    sidecar(tmp_path / "a", "")
    assert where(tmp_path, "a/f.csv").account.platform is None


@pytest.mark.parametrize(
    ("name", "dataset"),
    [
        ("f.csv", ""),
        ("brand/f.csv", "brand"),
        ("brand/2026-01-01/@ana/x/f.csv", "brand/x"),
        ("brand/z.zip!in/f.csv", "brand"),
    ],
)
def test_ids_belong_to_the_folder_without_dates_and_handles(tmp_path, name, dataset):
    assert where(tmp_path, name).dataset == dataset


def test_a_folder_whose_handle_cannot_be_one_of_the_layouts_platform_refuses_the_file(home):
    home.put("@ana.b/2026-03-02/days.csv", "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies\n"
             '"Sun, Mar 1, 2026",10,1,2,0,0,0,0,0\n')  # fmt: skip
    (load,) = home.load().values()
    assert load["status"] == "rejected"
    assert load["reason"] == "the handle that an @ folder or account.yaml gives cannot be one of x"
