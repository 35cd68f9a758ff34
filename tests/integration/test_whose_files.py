"""Files that do not say whose they are: told together, with who it may be, and answered by one command."""

import json

import pytest
from sample_runs import influencers

from pipeline.exports.mapping_files import read_mappings
from pipeline.load.arrivals import arrived
from pipeline.load.owners import unowned
from pipeline.settings import Settings
from pipeline.summary import of_run
from pipeline.warehouse.warehouse import Warehouse

DAY = "2026-11-20"
OVERVIEW = 'Date,Video Views,Profile Views,Likes,Comments,Shares\n"November 1",{},1,1,1,1\n'
VIEWERS = "Date,Total Viewers,New Viewers,Returning Viewers\nNovember 1,9,4,5\n"
CONTENT = (
    "Time,Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views\n"
    "November 20,a,https://www.tiktok.com/@{}/video/7571000000000000001,November 2,5,1,1,100\n"
)
X_POSTS = (
    "Post id,Date,Post text,Link,Impressions,Likes,Engagements\n"
    '1800000000000000001,"Fri, Feb 6, 2026",hi,https://x.com/case_x/status/1800000000000000001,90,7,8\n'
)


def waiting(home):
    home.load()
    with Warehouse(home.path).connect() as connection:
        rejected = of_run(connection, "run 1", home.incoming)["rejected_files"]
        return unowned(connection, rejected, read_mappings())


def test_files_of_a_folder_are_one_group_and_a_sibling_names_the_owner(home):
    home.put(f"tt/{DAY}/Overview.csv", OVERVIEW.format(1))
    home.put(f"tt/{DAY}/Viewers.csv", VIEWERS)
    home.put(f"tt/{DAY}/Content.csv", CONTENT.format("case_t"))
    (group,) = waiting(home)
    assert (group.folder, group.platform, group.files) == (f"tt/{DAY}", "tiktok", ["Overview.csv", "Viewers.csv"])
    assert (group.handle, group.told_by) == ("case_t", "Content.csv")
    command = f"influencers assign {home.incoming}/tt/{DAY} --platform tiktok --handle case_t"
    assert group.command(home.incoming) == command


@pytest.mark.parametrize("others", [["case_t", "case_u"], [], None])
def test_no_owner_is_proposed_where_several_are_named_or_none_or_only_of_another_platform(home, others):
    home.put("tt/Overview.csv", OVERVIEW.format(1))
    if others is None:
        home.put("tt/x.csv", X_POSTS)
    for name in others or []:
        home.put(f"tt/Content {name}.csv", CONTENT.format(name).replace("0000001", f"0000{ord(name[-1])}"))
    (group,) = waiting(home)
    assert (group.handle, group.told_by) == (None, None)
    assert group.command(home.incoming).endswith("tt --platform tiktok --handle HANDLE")


def test_a_name_that_the_platform_makes_tells_the_owner_and_folders_below_are_folded(home):
    home.put("tt/Overview_2026-03-01_1772900000_case.t/Overview.csv", OVERVIEW.format(1))
    home.put("tt/Followers_case.t-2/Viewers.csv", VIEWERS)
    groups = {group.folder: group for group in waiting(home)}
    assert {folder: g.handle for folder, g in groups.items()} == {
        "tt/Followers_case.t-2": "case.t",
        "tt/Overview_2026-03-01_1772900000_case.t": "case.t",
    }


def test_a_folder_takes_over_those_below_of_which_the_same_is_said(home):
    home.put("tt/Content.csv", CONTENT.format("case_t"))
    home.put("tt/Overview.csv", OVERVIEW.format(1))
    home.put("tt/Followers_case_t/Viewers.csv", VIEWERS)
    (group,) = waiting(home)
    assert group.files == ["Overview.csv", "Followers_case_t/Viewers.csv"]


def test_a_platform_that_only_the_title_names_is_told_and_one_that_nothing_names_is_asked_for(home):
    daily = 'sep=,\n"{}"\n"Date","Primary"\n"2026-11-01T00:00:00","12"\n'
    home.put("meta/Reach.csv", daily.format("Facebook reach"))
    home.put("meta/Follows.csv", daily.format("Follows"))
    groups = waiting(home)
    assert [(g.platform, g.files, g.may_be) for g in groups] == [
        (None, ["Follows.csv"], ("facebook", "instagram")),
        ("facebook", ["Reach.csv"], ()),
    ]
    assert groups[0].command(home.incoming).endswith("meta Follows.csv --platform PLATFORM --handle HANDLE")


def test_what_is_assigned_is_loaded_by_the_next_run_for_the_folder_and_for_one_file(home):
    home.put(f"tt/{DAY}/Overview.csv", OVERVIEW.format(7))
    home.put(f"tt/{DAY}/Overview 2.csv", OVERVIEW.format(8))
    assert len(waiting(home)[0].files) == 2
    folder = home.incoming / "tt" / DAY
    assert influencers("assign", folder, "--platform", "tiktok", "--handle", "@case_t").exit_code == 0
    other = "https://www.tiktok.com/@case_u"
    assert influencers("assign", folder, "Overview 2.csv", "--platform", "tiktok", "--handle", other).exit_code == 0
    with Warehouse(home.path).connect() as connection:
        assert len(arrived(connection, Settings(home=home.path))) == 2
    home.load()
    query = "select handle, value from raw.account_days where metric = 'views' order by value"
    assert home.rows(query) == [("case_t", 7), ("case_u", 8)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["tt"], "nothing is said of the account"),
        (["tt", "--handle", "x", "--platform", "tok"], "'tok' is no platform. The platforms are instagram"),
        (["tt", "--handle", "a b", "--platform", "tiktok"], "'a b' cannot be a handle of tiktok"),
        (["tt", "--handle", "https://x.com/case_x", "--platform", "tiktok"], "cannot be a handle of tiktok"),
        (["tt", "gone.csv", "--handle", "x"], "has no file 'gone.csv'"),
        (["no", "--handle", "x"], "is no folder"),
        (["tt", "--handle", "other", "--platform", "tiktok"], "says handle: case_t already. Give --replace"),
    ],
)
def test_what_cannot_be_assigned_is_refused_with_what_to_do_and_nothing_is_written(home, words, told):
    home.put("tt/Overview.csv", OVERVIEW.format(1))
    before = home.put("tt/account.yaml", "handle: case_t  # hers\n").read_bytes()
    result = influencers("assign", home.incoming / words[0], *words[1:])
    assert result.exit_code == 2 and told in " ".join(result.stderr.split())
    assert (home.incoming / "tt" / "account.yaml").read_bytes() == before


def test_said_again_is_said_already_and_replaced_on_demand(home):
    home.put("tt/account.yaml", "handle: case_t\nzone: Europe/Berlin\n")
    again = influencers("assign", home.incoming / "tt", "--handle", "case_t")
    assert again.exit_code == 0 and again.stdout.startswith("Said already")
    influencers("assign", home.incoming / "tt", "--handle", "case_u", "--replace")
    assert (home.incoming / "tt" / "account.yaml").read_text() == "handle: case_u\nzone: Europe/Berlin\n"


def test_a_newcomers_folder_is_one_page_with_one_message_for_all_that_wait(tmp_path):
    for number in range(20):
        path = tmp_path / "in" / "tt" / f"Overview {number}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(OVERVIEW.format(number))
    (tmp_path / "in" / "tt" / "Content.csv").write_text(CONTENT.format("case_t"))
    result = influencers("check", tmp_path / "in", "--home", tmp_path / "home")
    assert result.exit_code == 3
    assert result.stdout.count("influencers assign") == 1 and len(result.stdout.splitlines()) < 24
    assert "20 files do not say whose account they are" in result.stdout
    assert "perhaps @case_t, by Content.csv" in " ".join(result.stdout.split())
    found = json.loads(influencers("check", tmp_path / "in", "--home", tmp_path / "home", "--json").stdout)
    assert {load["assign"]["command"] for load in found if load["assign"]} == {
        f"influencers assign {tmp_path}/in/tt --platform tiktok --handle case_t"
    }


def test_files_of_which_only_their_own_time_tells_the_capture_are_named(tmp_path):
    for name in ("a.csv", "b 2026-11-20.csv"):
        (tmp_path / name).write_text(X_POSTS.replace("0001,", f"000{len(name)},"))
    shown = " ".join(influencers("check", tmp_path, "--home", tmp_path / "home").stdout.split())
    assert "file_time" in shown
    for number in range(6):
        (tmp_path / f"c{number}.csv").write_text(X_POSTS.replace("0001,", f"1{number}01,"))
    shown = " ".join(influencers("check", tmp_path, "--home", tmp_path / "home").stdout.split())
    assert "Exported when? 7 files do not say when they were exported" in shown and "b 2026" not in shown
