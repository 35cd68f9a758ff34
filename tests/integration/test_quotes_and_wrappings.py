"""No record is lost unseen: quotes that are not closed, wrappings, bytes that an encoding does not define."""

import pytest
from home_folder import Home

DAY = "2026-11-20"
COLUMNS = ["Post ID", "Account username", "Description", "Publish time", "Permalink", "Post type", "Date", "Views", "Likes"]  # fmt: skip
HEADER = ",".join(COLUMNS) + "\n"
SHOP = "Name,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Shipping Country,Refunded Amount,Id"  # fmt: skip


def code(number: int) -> str:
    return f"D{number:03}abcXYZ"


def record(number: int, caption: str = "hello") -> str:
    link = f"https://www.instagram.com/p/{code(number)}/"
    return (
        f"1790000000000{number:04},ana.b,{caption},11/02/2026 10:00,{link},IG image,Lifetime,{100 + number},{number}\n"
    )


def order(number: int) -> str:
    return f"#{number},paid,USD,100.00,0.00,0.00,100.00,CODE,20.00,2026-11-02 12:00:00 -0400,1,Thing,100.00,US,0.00,{number}77"


def loaded(tmp_path, content: str | bytes):
    home = Home(tmp_path / "home")
    home.put(f"{DAY}/file.csv", content)
    (load,) = home.load().values()
    return home, load


def captions(home: Home) -> dict[str, str]:
    return dict(home.rows("select post_key, caption from raw.posts"))


def test_a_quote_that_is_never_closed_refuses_the_file(tmp_path):
    home, load = loaded(tmp_path, HEADER + "".join(record(n, '"hello' if n == 3 else "hello") for n in range(1, 21)))
    assert (load["status"], load["rows_read"]) == ("rejected", 0)
    assert "a quote in record 3 is never closed" in load["reason"]
    assert home.rows("select count(*) from raw.posts") == [(0,)]


@pytest.mark.parametrize(("opened", "closed"), [(3, 4), (3, 8), (1, 20)])
def test_a_quote_that_is_closed_records_later_costs_those_and_every_one_is_accounted_for(tmp_path, opened, closed):
    marks = {opened: '"hello', closed: 'hello"'}
    text = "".join(record(n, marks.get(n, "hello")) for n in range(1, 21))
    home, load = loaded(tmp_path, HEADER + text + record(21) + record(22))
    lost = closed - opened + 1
    assert (load["rows_read"], load["rows_accepted"], load["rows_rejected"]) == (22, 22 - lost, lost)
    assert f"a quote is not closed in 1 records, which swallow {lost - 1} others" in load["notes"]
    rejected = home.rows("select source_record, rule, raw_record from meta.rejected_rows order by 1")
    assert [(number, rule) for number, rule, _ in rejected] == [
        (number, "swallows_records") for number in range(opened, closed + 1)
    ]
    kept = home.rows("select source_record, views from raw.posts order by 1")
    assert kept == [(n, 100 + n) for n in range(1, 23) if not opened <= n <= closed]


def test_a_quote_closed_by_the_quotes_of_another_column_costs_both_records(tmp_path):
    quoted = record(4).replace(",ana.b,", ',"ana.b",')
    home, load = loaded(tmp_path, HEADER + record(1) + record(2) + record(3, '"hello') + quoted + record(5))
    assert (load["rows_read"], load["rows_accepted"], load["rows_rejected"]) == (5, 3, 2)
    assert home.rows("select source_record from raw.posts order by 1") == [(1,), (2,), (5,)]


@pytest.mark.parametrize(
    "caption",
    [
        '"two\nlines"', '"a list:\n1, one\n2, two\n3, three\n"', '"commas, in, every, line\na, b, c, d, e, f, g, h, i\nz"',
        '"12, 13\n14, 15, 16, 17"', '"5"" tall\nand ""wide"""', '5" tall', '"\n\n\n"', '"a;b;c\n1;2;3"',
    ],
)  # fmt: skip
def test_captions_of_several_lines_are_captions(tmp_path, caption):
    home, load = loaded(tmp_path, HEADER + record(1, caption) + record(2) + record(3, caption))
    assert (load["rows_read"], load["rows_accepted"]) == (3, 3)
    assert captions(home)[code(2)] == "hello"
    plain = caption[1:-1].replace('""', '"') if caption.startswith('"') else caption
    assert captions(home)[code(3)] == (plain if plain.strip() else None)


def quoted(line: str) -> str:
    return '"' + line.replace('"', '""') + '"'


WRAPPINGS = {
    "header bare, records wrapped": lambda h, r: h + "\n" + "".join(quoted(x) + "\n" for x in r),
    "header bare with an empty field, records too": lambda h, r: h + ";\r\n" + "".join(quoted(x) + ";\r\n" for x in r),
    "header wrapped, records bare": lambda h, r: quoted(h) + "\n" + "".join(x + "\n" for x in r),
    "header wrapped with an empty field, records bare": lambda h, r: quoted(h) + ";\n" + "".join(x + ";\n" for x in r),
    "every second record wrapped": lambda h, r: (
        h + "\n" + "".join((quoted(x) if n % 2 else x) + "\n" for n, x in enumerate(r))
    ),
    "both wrapped": lambda h, r: quoted(h) + "\n" + "".join(quoted(x) + "\n" for x in r),
    "one record wrapped": lambda h, r: h + "\n" + "".join((x if n else quoted(x)) + "\n" for n, x in enumerate(r)),
}


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_header_and_records_are_unwrapped_each_for_itself(tmp_path, wrapping):
    home, load = loaded(tmp_path, WRAPPINGS[wrapping](SHOP, [order(n) for n in range(1, 31)]))
    assert (load["format"], load["rows_read"], load["rows_accepted"]) == ("shopify_orders", 30, 30)
    assert home.rows("select count(*), sum(subtotal), max(currency) from raw.orders") == [(30, 3000, "USD")]


def test_a_record_of_several_lines_can_be_wrapped_whole_or_line_by_line(tmp_path):
    header = HEADER.replace("Description", '"Description"').strip()
    whole = record(1, '"one, ""so""\ntwo"').strip()
    by_line = "\n".join(quoted(line) if '"' in line else line for line in record(2, '"one ""so""\nplain, line\n\ntwo"').strip().split("\n"))  # fmt: skip
    home, load = loaded(tmp_path, "\n".join([quoted(header), quoted(whole), by_line, record(3)]))
    assert (load["rows_read"], load["rows_accepted"]) == (3, 3)
    assert captions(home) == {
        code(1): 'one, "so"\ntwo', code(2): 'one "so"\nplain, line\n\ntwo', code(3): "hello",
    }  # fmt: skip


@pytest.mark.parametrize("before", [0, 3_000, 15_000])
def test_bytes_that_an_encoding_does_not_define_cost_a_character_wherever_they_stand(tmp_path, before):
    plain = "".join(f"1{n:016},ana.b,hello hello hello,11/02/2026 10:00,https://www.instagram.com/p/E{n:05}abcXY/,IG image,Lifetime,1,1\n" for n in range(before))  # fmt: skip
    odd = record(1, "café").encode("cp1252") + record(2, "bad byte éé").encode("cp1252").replace(b"bad ", b"bad\x81")
    home, load = loaded(tmp_path, (HEADER + plain).encode() + odd)
    assert (load["rows_read"], load["rows_accepted"]) == (before + 2, before + 2)
    found = captions(home)
    assert (found[code(1)], found[code(2)]) == ("café", "bad\ufffdbyte éé")
    assert "some bytes are no cp1252" in load["notes"]


@pytest.mark.parametrize(
    ("encoding", "caption"),
    [("cp1252", "déjà vu, señor"), ("cp1251", "доброе утро"), ("cp1250", "żółta łódź źródło"), ("shift_jis", "東京の新しいカフェ")],
)  # fmt: skip
def test_an_old_encoding_that_shows_late_holds_for_what_follows(tmp_path, encoding, caption):
    plain = record(1, "x" * 2_000) * 600
    home, load = loaded(tmp_path, (HEADER + plain).encode() + record(2, f'"{caption}"').encode(encoding))
    assert captions(home)[code(2)] == caption
    assert load["rows_read"] == 601
