"""Sessions of Google Analytics and trackers of deals: each figure is that of the export, and a post belongs to its deal."""

from decimal import Decimal

import pytest
from built_tables import build

DAY = "2026-11-20"
ABOVE = "# ----------------------------------------\n# Traffic acquisition\n# Account: DEMO\n# ----------------------------------------\n#\n# Start date: 20260901\n# End date: 20260930\n"
SESSIONS = {
    "Session manual ad content,Date,Sessions,Engaged sessions,Total revenue\n"
    "trk-c53,20260905,12,8,0\n(not set),20260905,99,8,0\ntrk-c53,20260906,10,8,0\n": ("trk-c53", None),
    "Session campaign,Date,Sessions,Key events\nautumn,20260905,12,8\nautumn,20260906,10,8\n": (None, "autumn"),
    "Session source / medium,Date,Sessions,Total users\ncase.a / influencer,20260905,12,8\n(direct) / (none),20260905,99,8\n"
    "case.a / influencer,20260906,10,8\nGrand total,,121,24\n": ("case.a", None),
    "Sitzung – Quelle/Medium;Datum;Sitzungen;Gesamtumsatz\ncase.a / influencer;20260905;12;8,5\n"
    "case.a / influencer;20260906;10;8,5\n": ("case.a", None),
    "Fuente/medio de la sesión,Fecha,Sesiones\ncase.a / influencer,20260905,12\ncase.a / influencer,20260906,10\n": ("case.a", None),
}  # fmt: skip


@pytest.mark.parametrize("text", SESSIONS, ids=lambda text: text[:24])
def test_sessions_by_day(home, text):
    home.put(f"{DAY}/ga4.csv", ABOVE + text)
    (load,) = home.load().values()
    assert (load["format"], load["columns_unknown"], load["rows_rejected"]) == ("ga4_sessions", None, 0)
    query = (
        "select tracking_code, campaign_ref, day::varchar, sessions from raw.clicks where sessions < 99 order by day"
    )
    assert home.rows(query) == [
        (*SESSIONS[text], "2026-09-05", 12),
        (*SESSIONS[text], "2026-09-06", 10),
    ]


@pytest.mark.parametrize("header", ["Session source / medium,Sessions,Key events", "Nth day,Session campaign,Sessions"])
def test_sessions_of_a_period_are_refused_with_what_to_do(home, header):
    home.put(f"{DAY}/ga4.csv", f"{ABOVE}{header}\n0001,12,8\n")
    (load,) = home.load().values()
    assert load["status"] == "rejected"
    assert "dimension Date" in load["remedy"]


TRACKERS = {
    "en": "Influencer,IG Handle,Platform,Deliverables,Rate,Status,Post date,Live link,Code\n"
          "Case D,@case_d,IG,1 Reel + 2 Stories,\"€1,200\",Live,2026-09-10,{link},CASED10\n",
    "en, without names": "Instagram Handle,Platform,Content,Rate (EUR),Contract signed,Go live date,Post link,Discount code,Email\n"
                         "@case_d,instagram,1 Reel + 2 Stories,1200,yes,2026-09-10,{link},CASED10,d@example.com\n",
    "de": "Influencer;Instagram-Name;Plattform;Leistungen;Honorar;Veröffentlichungsdatum;Beitragslink;Rabattcode\n"
          "Case D;case_d;Instagram;1 Reel + 2 Stories;1.200 €;10.09.2026;{link};CASED10\n",
    "es": "Influencer,Cuenta de Instagram,Plataforma,Entregables,Tarifa,Moneda,Fecha de publicación,Enlace del post,Código de descuento\n"
          "Case D,@case_d,Instagram,1 Reel + 2 Stories,1200,EUR,2026-09-10,{link},CASED10\n",
    "fr": "Influencer;Compte Instagram;Plateforme;Livrables;Tarif;Devise;Date de publication;Lien du post;Code promo\n"
          "Case D;@case_d;Instagram;1 Reel + 2 Stories;1 200,00;EUR;2026-09-10;{link};CASED10\n",
    "pt": "Influencer,Conta,Plataforma,Entregáveis,Cachê,Moeda,Data de publicação,Link do post,Cupom\n"
          "Case D,@case_d,Instagram,1 Reel + 2 Stories,1200,EUR,2026-09-10,{link},CASED10\n",
    "it": "Influencer,Profilo Instagram,Piattaforma,Contenuti,Compenso,Valuta,Data di pubblicazione,Link al post,Codice sconto\n"
          "Case D,@case_d,Instagram,1 Reel + 2 Stories,1200,EUR,2026-09-10,{link},CASED10\n",
}  # fmt: skip
LINK = "https://www.instagram.com/reel/DXspecimenA/"


@pytest.mark.parametrize("language", TRACKERS)
def test_trackers_of_deals(home, language):
    home.put(f"{DAY}/deals.csv", TRACKERS[language].format(link=LINK))
    (load,) = home.load().values()
    assert (load["format"], load["columns_unknown"], load["rows_rejected"]) == ("brand_deals", None, 0)
    query = "select handle, platform, deliverable, posts_agreed, fee, currency, starts_on::varchar, promo_code from raw.deals"
    deal = ("case_d", "instagram", "1 Reel + 2 Stories", None, Decimal(1200), "EUR", "2026-09-10", "CASED10")
    assert home.rows(query) == [deal]
    assert home.rows("select platform, post_key, deal_ref from raw.deal_posts") == [("instagram", "DXspecimenA", None)]


def test_a_post_belongs_to_the_deal_of_its_row_also_when_the_sheet_comes_again(home):
    header, other = "IG Handle,Platform,Rate,Live link\n", f"{LINK[:-2]}B/"
    home.put("b/2026-11-20/deals.csv", f"{header}@case_d,IG,€1200,{LINK}\n@case_e,IG,€100,\n")
    home.load()
    home.put("b/2026-11-27/deals.csv", f"{header}@case_e,IG,€100,{other}\n@case_d,IG,€1200,{LINK}\n")
    home.load()
    build(home, "staging.stg_deal_posts")
    query = (
        "select handle, post_key from staging.stg_deal_posts inner join staging.stg_deals using (deal_id) order by 1"
    )
    assert home.rows(query) == [("case_d", "DXspecimenA"), ("case_e", "DXspecimenB")]
    assert home.rows("select count(*), sum(fee) from staging.stg_deals") == [(2, Decimal(1300))]


def test_a_sheet_of_posts_still_has_to_name_the_deal(home):
    home.put(f"{DAY}/posts.csv", f"deal_id,platform,post_url\nd1,instagram,{LINK}\n,instagram,{LINK[:-2]}B/\n")
    (load,) = home.load().values()
    assert (load["rows_accepted"], load["rows_rejected"]) == (1, 1)


def test_two_trackers_of_one_day_without_ids_keep_their_deals_apart(home):
    header = "IG Handle,Platform,Rate,Post date\n"
    home.put(f"{DAY}/January.csv", header + '@case_a,IG,"€1,200",2026-01-10\n')
    home.put(f"{DAY}/February.csv", header + '@case_b,IG,"€300",2026-02-10\n@case_a,IG,"€400",2026-02-11\n')
    home.load()
    held = home.rows("select handle, occurrence, fee::int from raw.deals order by all")
    assert held == [("case_a", 1, 400), ("case_a", 1, 1200), ("case_b", 1, 300)]
