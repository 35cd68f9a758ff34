"""Layouts in further languages and forms, to the unit: what the platform shows is what is held."""

from decimal import Decimal

import pytest

DAY = "2026-11-20"
IG_ES = (
    "Identificador de la publicación,Identificador de la cuenta,Nombre de usuario de la cuenta,Nombre de la cuenta,Descripción,"
    "Duración (segundos),Hora de publicación,Enlace permanente,Tipo de publicación,Comentario sobre los datos,Fecha,"
    "Visualizaciones,Alcance,Me gusta,{shares},{follows},Comentarios,{saves}\n"
)
IG_JA = (
    "投稿ID,アカウントID,アカウントのユーザーネーム,アカウント名,説明,時間(秒),公開時間,{link},投稿タイプ,データコメント,日時,ビュー,リーチ,"
    "{likes},シェア数,フォロー数,コメント数,保存数\n"
)
IG_ID = (
    "ID postingan,ID akun,Nama pengguna akun,Nama akun,Deskripsi,Durasi (detik),Waktu penerbitan,Permalink,Jenis postingan,"
    "Komentar data,Tanggal,Tayangan,Jangkauan,Suka,Frekuensi dibagikan,Mengikuti,Komentar,Frekuensi disimpan\n"
)
HEADERS = [
    *(IG_ES.format(shares=s, follows=f, saves=g) for s, f, g in [
        ("Veces que se ha compartido", "Seguidores", "Veces guardado"),
        ("Veces compartido", "Nuevos seguidores", "Veces que se ha guardado"),
        ("Veces que se compartió", "Seguimientos", "Veces que se guardó"),
    ]),
    *(IG_JA.format(link=link, likes=likes) for link, likes in [("リンク", "いいね！の数"), ("パーマリンク", "「いいね！」の数")]),
    IG_ID,
]  # fmt: skip
KINDS = ["Reel de Instagram", "IGリール動画", "Instagramリール", "Reel Instagram"]


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("kind", KINDS)
def test_instagram_posts(home, header, kind):
    figures = "71,60,50,4,3,2,1"
    link = "https://www.instagram.com/reel/DXspecimenA/"
    row = f"18090000000000077,17840000000000077,mi.cuenta,Mi cuenta,uno,30,02/11/2026 09:30,{link},{kind},,Total,{figures}\n"
    home.put(f"{DAY}/posts.csv", header + row)
    (load,) = home.load().values()
    assert (load["format"], load["columns_unknown"]) == ("meta_instagram_posts", None)
    columns = "handle, format, period, views, reach, likes, shares, follows, comments, saves"
    assert home.rows(f"select {columns} from raw.posts") == [("mi.cuenta", "reel", "lifetime", 71, 60, 50, 4, 3, 2, 1)]


FB_ES = (
    "Identificador de la pieza de vídeo,{universal},Identificador de la página,Nombre de la página,Título,Duración (segundos),"
    "Hora de publicación,Etiquetas personalizadas,Comentario sobre los datos,Fecha,Alcance,Visualizaciones de vídeo de 3 segundos,"
    "Visualizaciones de vídeo de 1 minuto,Segundos reproducidos,{average},Espectadores de 3 segundos,Espectadores de 1 minuto,"
    '"Reacciones, comentarios y veces que se ha compartido",Reacciones,Comentarios,Veces que se ha compartido'
)
WIDE = "".join(f",Porcentaje del total de reproducciones en el intervalo {n}" for n in range(41))


@pytest.mark.parametrize(("more", "cells"), [("", ""), (WIDE, ",0.5" * 41)], ids=["narrow", "wide"])
@pytest.mark.parametrize(
    ("universal", "average"),
    [
        ("Identificador de vídeo universal", "Segundos reproducidos de media"),
        ("Identificador universal de vídeo", "Media de segundos reproducidos"),
    ],
)
def test_facebook_videos_in_spanish(home, more, cells, universal, average):
    header = FB_ES.format(universal=universal, average=average) + more
    row = "1256000000000077,,510000000000077,Mi página,,76,02/27/2026 18:30,,,Total,300,200,40,1500.5,7.5,190,39,19,10,4,5"
    home.put(f"{DAY}/videos.csv", f"{header}\n{row}{cells}\n")
    (load,) = home.load().values()
    assert (load["format"], load["columns_unknown"]) == ("meta_facebook_videos", None)
    columns = "post_id, reach, video_views_3s, video_views_60s, watch_seconds, average_watch_seconds, reactions, comments, shares"
    assert home.rows(f"select {columns} from raw.posts") == [
        ("1256000000000077", 300, 200, 40, Decimal("1500.500"), Decimal("7.500"), 10, 4, 5)
    ]


@pytest.mark.parametrize(
    ("title", "metric", "platform"),
    [
        ("Facebook Page reach", "reach", "facebook"),
        ("Instagram profile visits", "profile_visits", "instagram"),
        ("Alcance de Facebook", "reach", "facebook"),
        ("Paid impressions", "promoted_impressions", None),
    ],
)
def test_daily_files_of_meta_with_the_metric_above_the_figures(home, title, metric, platform):
    home.put(f"{DAY}/@pg/account.yaml", "platform: facebook\n")
    text = f'sep=,\n"{title}"\n"Date","{title}"\n"2022-03-01T00:00:00","41"\n"2022-03-02T00:00:00","43"\n'
    home.put(f"{DAY}/@pg/a.csv", text.encode("utf-16"))
    home.load()
    assert home.rows("select platform, metric, day::varchar, value from raw.account_days order by day") == [
        (platform or "facebook", metric, "2022-03-01", 41),
        (platform or "facebook", metric, "2022-03-02", 43),
    ]


def test_a_day_and_a_metric_without_a_line_above_are_no_daily_file_of_meta(home):
    home.put(f"{DAY}/@pg/a.csv", "Date,Alcance\n2022-03-01,41\n")
    (load,) = home.load().values()
    assert load["status"] == "rejected"


EARNINGS = {
    "Sua receita estimada (BRL)": "BRL", "Tus ingresos estimados (MXN)": "MXN", "Vos revenus estimés (EUR)": "EUR",
    "Dein geschätzter Umsatz (CHF)": "CHF", "Receita estimada (USD)": "USD", "Estimated revenue (GBP)": "GBP",
}  # fmt: skip


@pytest.mark.parametrize(("header", "currency"), EARNINGS.items())
def test_revenue_of_youtube_keeps_its_currency(home, header, currency):
    table = (
        f"Content,Video title,Video publish time,Views,{header}\nTotal,,,30,7.5\nAbCdEfGhI01,One,2026-08-19,20,5.25\n"
    )
    home.put(f"{DAY}/@chan/Table data.csv", table)
    (load,) = home.load().values()
    assert (load["rows_accepted"], load["rows_summary"]) == (1, 1)
    assert home.rows("select views, creator_earnings, creator_earnings_currency from raw.posts") == [
        (20, Decimal("5.25"), currency)
    ]


def test_invisible_characters_in_headers_and_totals_hinder_nothing(home):
    header = "Vi\u00addeo,Video\u200btitel,Ver\u00adöffent\u00adlichungs\u00adzeitpunkt\u00a0des Videos,\u200eAufrufe,Abon\u00adnenten\n"
    home.put(f"{DAY}/@chan/t.csv", header + "Ge\u00adsamt,,,30,3\nAbCdEfGhI01,Eins,2026-08-19,20,2\n")
    (load,) = home.load().values()
    assert (load["format"], load["rows_accepted"], load["rows_summary"]) == ("youtube_studio_content", 1, 1)
    assert home.rows("select views, net_follows from raw.posts") == [(20, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "Datum,Abonnenten\n2026-01-01,4\n",
        "Fecha,Ingresos estimados (EUR)\n2026-01-01,4.5\n",
        "Date,Unique viewers\n2026-01-01,44\n",
        "Date,Device type,Views\n2026-01-01,TV,4\n2026-01-01,Computer,6\n",
        "Fecha,Estado de la suscripción,Visualizaciones\n2026-01-01,Suscrito,4\n",
        "Date,Viewer age,Viewer gender,Views\n2026-01-01,18-24,Male,4\n",
    ],
)
def test_parts_and_other_metrics_of_a_channel_are_passed_over_with_the_reason(home, text):
    home.put(f"{DAY}/@chan/Totals.csv", text)
    (load,) = home.load().values()
    assert (load["status"], load["platform"]) == ("ignored", "youtube")
    assert "xport the dimension" in load["reason"]
    assert home.rows("select count(*) from raw.account_days") == [(0,)]


def test_days_and_views_of_a_channel_are_its_totals(home):
    home.put(f"{DAY}/@chan/Totals.csv", "Date,Views\n2026-01-01,4\n2026-01-02,5\n")
    home.load()
    assert home.rows("select sum(value) from raw.account_days where metric = 'views'") == [(9,)]


@pytest.mark.parametrize("pad", [";", ";;;"])
def test_audiences_padded_with_delimiters(home, pad):
    rows = [
        "Edad y sexo",
        ";Mujeres;Hombres",
        "18-24;3,4;1,6",
        "25-34;17,6;8,1",
        "",
        "Países principales",
        "España;Perú",
        "98,4;0,7",
    ]
    home.put(f"{DAY}/account.yaml", "platform: facebook\nhandle: pg\n")
    home.put(f"{DAY}/Audience.csv", "".join(f"{row}{pad}\n" for row in rows))
    (load,) = home.load().values()
    assert (load["rows_accepted"], load["rows_rejected"]) == (6, 0)
    assert home.rows("select dimension, bucket, share from raw.audience_shares order by 1, 2") == [
        ("age_gender", "18-24 / Hombres", 0.016), ("age_gender", "18-24 / Mujeres", 0.034),
        ("age_gender", "25-34 / Hombres", 0.081), ("age_gender", "25-34 / Mujeres", 0.176),
        ("country", "España", 0.984), ("country", "Perú", 0.007),
    ]  # fmt: skip
