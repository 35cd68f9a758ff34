"""Tables of a warehouse of before get what a release has changed of them."""

import duckdb

from pipeline.warehouse.loader_tables import create_tables


def test_a_column_that_may_be_blank_now_may_be_so_in_an_old_warehouse():
    with duckdb.connect() as con:
        create_tables(con)
        con.execute("alter table raw.ad_spend alter column day set not null")
        con.execute("alter table raw.ad_spend drop column period_starts_on")
        create_tables(con)
        nullable = dict(
            con.execute(
                "select column_name, is_nullable from duckdb_columns() where schema_name = 'raw' and table_name = 'ad_spend'"
            ).fetchall()
        )
    assert nullable["day"]
    assert nullable["period_starts_on"]
    assert not nullable["record_key"]
