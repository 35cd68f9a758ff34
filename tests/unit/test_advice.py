"""What is said of a table that no layout fits: its certain headers, a column that fits, and no cell."""

import pytest

from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.mapping_files import read_mappings
from pipeline.exports.recognise import recognise
from pipeline.exports.table import Preview

FORMATS = read_mappings()
PERSON = ["Jane Private", "jane@example.test", "+49 151 5550100", "Main Street 5"]


def refusal(*records: str) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as raised:
        recognise(Preview([record.split("|") for record in records]), FORMATS.values())
    return raised.value


@pytest.mark.parametrize(
    ("records", "proposed"),
    [
        (
            ["Ranks|channel_info|posts|followers|country", "1|ana.x|10|1.2m|Spain", "2|bob_y|11|2m|Peru"],
            "'channel_info'",
        ),
        (["Ranks|page|posts|followers|country", "1|https://www.instagram.com/ana|10|1.2m|Spain"], "'page'"),
        (["id|coupon|day_of_sale|order_id|order value", "1|CASEA|2026-09-10|6001|89.91"], "'day_of_sale'"),
        (["deal_id|creator|campaign|starts|handle|price agreed", "7|a|b|2026-01-01|ana|450"], "'price agreed'"),
    ],
)
def test_a_column_is_proposed_whose_values_fit(records, proposed):
    assert refusal(*records).remedy.endswith(f": [{proposed}]}}}}")


@pytest.mark.parametrize(
    "records",
    [
        ["Ranks|note|posts|followers|country", "1|hello there|10|1.2m|Spain"],
        ["id|coupon|customer|order_id|order value", "1|CASEA|Jane|6001|89.91"],
        ["deal_id|creator|campaign|starts|handle|id", "7|a|b|2026-01-01|ana|450"],
    ],
)
def test_no_column_is_proposed_where_none_fits(records):
    said = refusal(*records)
    assert said.remedy.endswith(": its header}}")
    assert "[" not in said.remedy


@pytest.mark.parametrize(
    "records",
    [
        ["|".join(PERSON), "|".join(PERSON)],
        ["id|postId|a/type|b/type", "1|2|Video|Jane Private"],
        [f"Video|Likes|Views|{PERSON[0]}", f"Video|Likes|Views|{PERSON[0]}"],
        [f"2026-01-01|{PERSON[1]}|12|5", "2026-01-02|x@example.test|13|6"],
        [f"Name|{PERSON[0]}|Email|{PERSON[1]}", f"Name|{PERSON[0]}|12|13"],
        [f"Customer {PERSON[0]}|Total", f"{PERSON[1]}|12"],
    ],
)
def test_nothing_is_quoted_that_may_be_a_cell(records):
    said = refusal(*records)
    for text in PERSON:
        assert text not in f"{said.reason} {said.remedy}"


def test_where_the_header_is_uncertain_the_known_words_are_told():
    said = refusal("Order Number|Sent to|Discount Amount|Quantity|x|y|z|w|v", "1|Jane|2|3|4|5|6|7|8")
    assert "Sent to" not in said.reason
    assert "its 9 columns, of which these are known: Order Number, Discount Amount, Quantity" in said.reason


def test_a_layout_whose_columns_are_there_among_many_unknown_ones_is_named():
    said = refusal("Handle|Followers|a|b|c|d|e", "ana|12|1|2|3|4|5")
    assert said.reason == "it has what Creator list needs, but only 2 of its 7 columns are known"
    assert "{format: roster_generic, extends: roster_generic, columns: {ignored: its headers}}" in said.remedy


def test_a_table_of_values_only_is_counted():
    assert refusal("1|2|3", "4|5|6").reason == "no export layout has its 3 columns"


def test_a_line_above_a_header_that_names_no_metric_is_not_taken_for_one():
    said = refusal("Report for jane@example.test", "Date|Primary", "2026-01-01|5")
    assert "names no metric that is known" in said.reason
    assert "jane" not in f"{said.reason} {said.remedy}"
