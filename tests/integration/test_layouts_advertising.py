"""Ads managers with days and without, in several languages: what they show is what is held, and a period is its days."""

from decimal import Decimal

import pytest
from built_tables import build
from home_folder import Home

DAY = "2026-11-20"
META = "Reporting starts,Reporting ends,Campaign name,Ad set name,Ad name,Ad delivery,Attribution setting,Results,Reach,Impressions,Amount spent (EUR),Link clicks\n"
FULL = "Meta's total names no campaign"
PERIODS = {
    "meta": META + "2026-09-01,2026-09-30,,,,,,24,900,1200,50.04,33\n"
            "2026-09-01,2026-09-30,Boost,Set 1,@case_ad reel,active,7-day click,12,900,1200,50.04,33\n",
    "meta fr": "Début des rapports;Fin des rapports;Nom de la campagne;Nom de la publicité;Montant dépensé (EUR);Impressions;"
               "Clics sur un lien;Couverture\n01/09/2026;30/09/2026;Boost;@case_ad reel;50,04;1 200;33;900\n",
    "meta pt": "Início dos relatórios,Encerramento dos relatórios,Nome da campanha,Nome do anúncio,Valor usado (EUR),Impressões,"
               'Cliques no link\n2026-09-01,2026-09-30,Boost,@case_ad reel,"50,04","1.200",33\n',
    "meta ja": "レポート開始日,レポート終了日,キャンペーン名,広告名,消化金額 (EUR),インプレッション,リンクのクリック\n"
               "2026-09-01,2026-09-30,Boost,@case_ad reel,50.04,1200,33\n",
    "meta de": "Berichtsstart;Berichtsende;Name der Kampagne;Anzeigenname;Ausgegebener Betrag (EUR);Impressionen;Link-Klicks\n"
               "01.09.2026;30.09.2026;Boost;@case_ad reel;50,04;1.200;33\n",
    "google": "Campaign report\nSeptember 1, 2026 - September 30, 2026\nCampaign status,Campaign,Currency code,Cost,Impr.,Clicks,"
              'Conversions\nEnabled,Boost,EUR,50.04,"1,200",33,12\nTotal: Account,--,EUR,50.04,"1,200",33,12\n',
    "google de": 'Kampagnenbericht\n"1. September 2026 - 30. September 2026"\nKampagnenstatus,Kampagne,Währungscode,Kosten,Impr.,'
                 'Klicks\nAktiviert,Boost,EUR,"50,04","1.200",33\nGesamt: Konto,--,EUR,"50,04","1.200",33\n',
    "google es": 'Informe\n"1 de septiembre de 2026 - 30 de septiembre de 2026"\nEstado de la campaña,Campaña,Código de moneda,'
                 'Coste,Impr.,Clics\nHabilitada,Boost,EUR,"50,04","1.200",33\n',
    "google ja": "キャンペーン レポート\n2026年9月1日 - 2026年9月30日\nキャンペーンのステータス,キャンペーン,通貨コード,費用,表示回数,クリック数\n"
                 "有効,Boost,EUR,50.04,1200,33\n",
}  # fmt: skip
DAYS = {
    "meta": "Day,Campaign name,Ad name,Amount spent (EUR),Impressions,Reach,Link clicks,Reporting starts,Reporting ends\n"
            "All,Boost,@case_ad reel,50.04,1200,900,33,2026-08-01,2026-08-02\n,All,,50.04,1200,900,33,2026-08-01,2026-08-02\n"
            "2026-08-01,Boost,@case_ad reel,20.04,700,500,20,2026-08-01,2026-08-01\n"
            "2026-08-02,Boost,@case_ad reel,30,500,400,13,2026-08-02,2026-08-02\n",
    "meta fr": "Jour;Nom de la campagne;Nom de la publicité;Montant dépensé (EUR);Impressions;Clics sur un lien;Répétition\n"
               "01/08/2026;Boost;@case_ad reel;20,04;700;20;1,2\n02/08/2026;Boost;@case_ad reel;30,00;500;13;1,1\n"
               ";;;1 250,04;1 200;33;\n",
    "tiktok": "By Day,Campaign name,Ad group name,Ad name,Cost (EUR),Impressions,Clicks (destination)\n"
              "2026-08-01,Boost,G,@case_ad reel,20.04,700,20\n2026-08-02,Boost,G,@case_ad reel,30,500,13\n"
              "Total of 2 results,-,-,-,50.04,1200,33\n",
    "google": 'Campaign report\n"August 1, 2026 - August 2, 2026"\nDay,Campaign,Currency code,Cost,Impr.,Clicks\n'
              "2026-08-01,Boost,EUR,20.04,700,20\n\"Aug 2, 2026\",Boost,EUR,30.00,500,13\nTotal: Account, --,EUR,50.04,1200,33\n",
    "meta ja": "日,キャンペーン名,広告名,インプレッション,リンクのクリック,消化金額 (EUR)\n2026/08/01,Boost,@case_ad reel,700,20,20.04\n"
               "2026/08/02,Boost,@case_ad reel,500,13,30\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """Return a home with each export in a folder of its own, and the books of it by folder."""
    home = Home(tmp_path_factory.mktemp("ads") / "home")
    for name, text in PERIODS.items():
        home.put(f"period {name}/{DAY}/ads.csv", text)
    for name, text in DAYS.items():
        home.put(f"days {name}/{DAY}/ads.csv", text)
    loads = {name.split("/")[0]: load for name, load in home.load().items()}
    build(home, "staging.stg_ad_spend")
    return home, loads


def test_each_is_known_column_by_column(held):
    assert {load["status"] for load in held[1].values()} == {"loaded"}
    assert {load["columns_unknown"] for load in held[1].values()} == {None}
    assert {load["rows_rejected"] for load in held[1].values()} == {0}


@pytest.mark.parametrize("name", PERIODS)
def test_a_period_is_held_as_it_is_told_and_its_days_add_up_to_it(held, name):
    ad = None if name.startswith("google") else "@case_ad reel"
    query = """
        select day, period_starts_on::varchar, period_ends_on::varchar, campaign_ref, ad_name, spend, impressions, clicks, currency
        from raw.ad_spend where dataset = ?
    """
    period = (None, "2026-09-01", "2026-09-30", "Boost", ad, Decimal("50.04"), 1200, 33, "EUR")
    assert held[0].rows(query, f"period {name}") == [period]
    query = """
        select count(*), min(day)::varchar, max(day)::varchar, sum(spend), sum(impressions), sum(clicks), bool_and(is_spread_over_period)
        from staging.stg_ad_spend where dataset = ?
    """
    days = (30, "2026-09-01", "2026-09-30", Decimal("50.04"), 1200, 33, True)
    assert held[0].rows(query, f"period {name}") == [days]


@pytest.mark.parametrize("name", DAYS)
def test_days_are_held_without_their_totals(held, name):
    query = "select day::varchar, spend, impressions, clicks, currency, is_spread_over_period from staging.stg_ad_spend where dataset = ? order by 1"
    assert held[0].rows(query, f"days {name}") == [
        ("2026-08-01", Decimal("20.04"), 700, 20, "EUR", False),
        ("2026-08-02", Decimal(30), 500, 13, "EUR", False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Campaign name,Ad name,Cost,Impressions,Clicks (destination)\nBoost,@case_ad reel,20,700,20\n",  # of which days?
        "Day,Campaign name,Amount spent (EUR)\n01/08/2026,Boost,20\n02/08/2026,Boost,30\n",  # August, or January?
    ],
)
def test_days_that_nobody_tells_are_not_guessed(home, text):
    home.put(f"{DAY}/ads.csv", text)
    home.load()
    assert home.rows("select count(*) from raw.ad_spend") == [(0,)]
