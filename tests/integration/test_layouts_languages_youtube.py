"""YouTube Studio, TikTok and X in the interface's other languages: what the platform shows is what is held."""

from decimal import Decimal

import pytest

DAY = "2026-11-20"
STUDIO = {  # the default columns of Table data.csv, the word for a total, a day as that language writes it
    "de": ("Videos,Videotitel,Veröffentlichungszeitpunkt des Videos,Dauer,Aufrufe,Wiedergabezeit (Stunden),Abonnenten,"
           "Geschätzter Umsatz (EUR),Impressionen,Klickrate der Impressionen (%)", "Gesamt", "3. Sept. 2026"),
    "fr": ("Contenu,Titre de la vidéo,Heure de publication de la vidéo,Durée,Vues,Durée de visionnage (heures),Abonnés,"
           "Revenus estimés (EUR),Impressions,Taux de clics par impression (%)", "Total", "3 sept. 2026"),
    "it": ("Contenuti,Titolo video,Ora pubblicazione video,Durata,Visualizzazioni,Tempo di visualizzazione (ore),Iscritti,"
           "Entrate stimate (EUR),Impressioni,Percentuale di clic delle impressioni (%)", "Totale", "3 set 2026"),
    "tr": ("İçerik,Video başlığı,Video yayınlanma zamanı,Süre,Görüntüleme,İzlenme süresi (saat),Aboneler,Tahmini gelir (EUR),"
           "Gösterimler,Gösterim tıklama oranı (%)", "Toplam", "3 Eyl 2026"),
    "vi": ("Nội dung,Tiêu đề video,Thời gian xuất bản video,Thời lượng,Số lượt xem,Thời gian xem (giờ),Số người đăng ký,"
           "Doanh thu ước tính (EUR),Lượt hiển thị hình thu nhỏ,Tỷ lệ nhấp của số lượt hiển thị hình thu nhỏ (%)", "Tổng", '"3 thg 9, 2026"'),
    "id": ("Konten,Judul video,Waktu publikasi video,Durasi,Penayangan,Waktu tonton (jam),Subscriber,Estimasi pendapatan (EUR),"
           "Tayangan,Rasio klik-tayang dari tayangan (%)", "Total", "3 Sep 2026"),
    "th": ("เนื้อหา,ชื่อวิดีโอ,เวลาเผยแพร่วิดีโอ,ระยะเวลา,จำนวนการดู,เวลาในการรับชม (ชั่วโมง),ผู้ติดตาม,รายได้โดยประมาณ (EUR),"
           "การแสดงผล,อัตราการคลิกผ่านการแสดงผล (%)", "รวม", "3 ก.ย. 2569"),
    "ja": ("コンテンツ,動画のタイトル,動画公開時刻,長さ,視聴回数,総再生時間（単位: 時間）,チャンネル登録者,推定収益 (EUR),インプレッション数,"
           "インプレッションのクリック率 (%)", "合計", "2026年9月3日"),
    "ko": ("콘텐츠,동영상 제목,동영상 게시 시간,길이,조회수,시청 시간(단위: 시간),구독자,예상 수익 (EUR),노출수,노출 클릭률 (%)", "합계", "2026. 9. 3."),
    "zh_TW": ("內容,影片標題,影片發布時間,時間長度,觀看次數,觀看時間 (小時),訂閱人數,預估收益 (EUR),曝光次數,曝光點閱率 (%)", "總計", "2026年9月3日"),
    "zh_CN": ("内容,视频标题,视频发布时间,时长,观看次数,观看时长（小时）,订阅者,预估收入 (EUR),展示次数,展示点击率 (%)", "总计", "2026年9月3日"),
    "ru": ("Контент,Название видео,Время публикации видео,Продолжительность,Просмотры,Время просмотра (часы),Подписчики,"
           "Расчетный доход (EUR),Показы,CTR для значков видео (%)", "Итого", "3 сент. 2026 г."),
    "ar": ("المحتوى,عنوان الفيديو,وقت نشر الفيديو,المدة,المشاهدات,وقت المشاهدة (ساعات),المشتركون,الأرباح المقدّرة (EUR),مرات الظهور,"
           "نسبة النقر إلى الظهور (%)", "الإجمالي", "٣ سبتمبر، ٢٠٢٦"),
    "pl": ("Treści,Tytuł filmu,Czas publikacji filmu,Czas trwania,Wyświetlenia,Czas oglądania (godziny),Subskrybenci,"
           "Szacunkowe przychody (EUR),Wyświetlenia miniatury,Współczynnik klikalności wyświetleń (%)", "Łącznie", "3 wrz 2026"),
    "nl": ("Content,Videotitel,Publicatietijd van video,Duur,Weergaven,Kijktijd (uren),Abonnees,Geschatte opbrengst (EUR),Vertoningen,"
           "Klikfrequentie van vertoningen (%)", "Totaal", "3 sep 2026"),
    "sv": ("Innehåll,Videotitel,Publiceringstid för video,Längd,Visningar,Visningstid (timmar),Prenumeranter,Beräknade intäkter (EUR),"
           "Exponeringar,Klickfrekvens för exponeringar (%)", "Totalt", "3 sep. 2026"),
}  # fmt: skip


@pytest.mark.parametrize("language", STUDIO)
def test_videos(home, language):
    header, total, day = STUDIO[language]
    home.put(
        f"{DAY}/@chan/t.csv", f"{header}\n{total},,,,99,2,9,9.5,900,5\nAbCdEfGhI01,One,{day},61,70,1.5,4,5.25,800,4.5\n"
    )
    (load,) = home.load().values()
    assert (load["format"], load["columns_unknown"], load["rows_summary"]) == ("youtube_studio_content", None, 1)
    columns = "posted_at::date::varchar, duration_seconds, views, watch_seconds, net_follows, thumbnail_impressions"
    assert home.rows(f"select {columns}, creator_earnings, creator_earnings_currency from raw.posts") == [
        ("2026-09-03", 61, 70, Decimal("5400.000"), 4, 800, Decimal("5.25"), "EUR")
    ]


DAYS = [
    "Date,Views,Watch time (hours),Estimated revenue (EUR)",
    "วันที่,จำนวนการดู,เวลาในการรับชม (ชั่วโมง),รายได้โดยประมาณ (EUR)",
    "Tanggal,Penayangan,Waktu tonton (jam),Estimasi pendapatan (EUR)",
    "日期,觀看次數,觀看時間 (小時),預估收益 (EUR)",
]


@pytest.mark.parametrize("header", DAYS)
def test_what_a_channel_is_paid_is_a_figure_of_its_day_with_a_currency(home, header):
    home.put(f"{DAY}/@chan/Totals.csv", f"{header}\n2026-01-01,4,1,0.125\n2026-01-02,5,2,-0.5\n2026-01-03,6,3,\n")
    home.load()
    figures = "select day::varchar, metric, value, currency from raw.account_days where metric != 'watch_seconds' order by all"
    assert home.rows(figures) == [
        ("2026-01-01", "creator_earnings", Decimal("0.125"), "EUR"), ("2026-01-01", "views", Decimal(4), None),
        ("2026-01-02", "creator_earnings", Decimal("-0.5"), "EUR"), ("2026-01-02", "views", Decimal(5), None),
        ("2026-01-03", "views", Decimal(6), None),
    ]  # fmt: skip
    assert home.rows("select count(*) from raw.orders") == [(0,)]


OVERVIEWS = {
    "sv": ("Datum,Videovisningar,Profilvisningar,Gilla-markeringar,Kommentarer,Delningar", "9 juli"),
    "ja": ("日付,動画の視聴数,プロフィールの視聴数,いいね,コメント,シェア", "7月9日"),
    "tr": ("Tarih,Video görüntülemeleri,Profil görüntülemeleri,Beğeniler,Yorumlar,Paylaşımlar", "9 Temmuz"),
    "ru": ("Дата,Просмотры видео,Просмотры профиля,Лайки,Комментарии,Репосты", "9 июля"),
    "th": ("วันที่,ยอดการรับชมวิดีโอ,ยอดการดูโปรไฟล์,ยอดถูกใจ,ความคิดเห็น,การแชร์", "9 กรกฎาคม"),
}


@pytest.mark.parametrize("language", OVERVIEWS)
def test_tiktok_days(home, language):
    header, day = OVERVIEWS[language]
    home.put(f"{DAY}/@case_a/Overview.csv", f"{header}\n{day},7,6,5,4,3\n")
    (load,) = home.load().values()
    assert (load["format"], load["columns_unknown"]) == ("tiktok_studio_overview", None)
    assert home.rows("select day::varchar, metric, value::int from raw.account_days order by 3 desc") == [
        ("2026-07-09", "views", 7), ("2026-07-09", "profile_visits", 6), ("2026-07-09", "likes", 5),
        ("2026-07-09", "comments", 4), ("2026-07-09", "shares", 3),
    ]  # fmt: skip


def test_tiktok_days_of_a_business_account(home):
    header = "Datum(ÅÅÅÅ/MM/DD),Videovisningar,Målgrupp som nåtts,Gilla-markeringar,Nettotillväxt,Nya följare,Tappade följare"
    home.put(f"{DAY}/@case_a/b.csv", f"{header}\n2026/04/01,60,50,7,3,5,2\n")
    (load,) = home.load().values()
    assert (load["format"], load["columns_unknown"]) == ("tiktok_business_overview", None)
    assert home.rows("select metric, value::int from raw.account_days order by 2 desc") == [
        ("views", 60), ("reach", 50), ("likes", 7), ("follows", 5), ("net_follows", 3), ("unfollows", 2)
    ]  # fmt: skip


X = {
    "ja": "ポストID,日付,ポスト本文,ポストのリンク,インプレッション数,いいね,エンゲージメント,ブックマーク,共有された回数,新しいフォロー,返信,リポスト",
    "de": "Post-ID,Datum,Post-Text,Post-Link,Impressionen,Gefällt mir,Interaktionen,Lesezeichen,Geteilt,Neue Follower,Antworten,Reposts",
    "fr": "ID du post,Date,Texte du post,Lien du post,Impressions,J'aime,Engagements,Signets,Partages,Nouveaux abonnements,Réponses,Reposts",
    "es": "ID del post,Fecha,Texto del post,Enlace del post,Impresiones,Me gusta,Interacciones,Guardados,Compartidos,Nuevos seguidores,"
          "Respuestas,Reposteos",
}  # fmt: skip


@pytest.mark.parametrize("language", X)
@pytest.mark.parametrize("day", ["Fri, Feb 6, 2026", "vie, 6 feb 2026", "2026年2月6日"])
def test_posts_of_x(home, language, day):
    row = f'1990000000000000077,"{day}",one,https://x.com/case_a/status/1990000000000000077,90,8,17,7,6,5,4,3'
    home.put(f"{DAY}/x.csv", f"{X[language]}\n{row}\n")
    (load,) = home.load().values()
    assert (load["format"], load["columns_unknown"]) == ("x_content", None)
    columns = "handle, posted_at::date::varchar, impressions, likes, engagements_reported, saves, shares, follows, comments, reposts"
    assert home.rows(f"select {columns} from raw.posts") == [("case_a", "2026-02-06", 90, 8, 17, 7, 6, 5, 4, 3)]
