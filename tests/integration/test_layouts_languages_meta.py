"""Exports of Meta Business Suite in the interface's other languages: what the platform shows is what is held."""

from decimal import Decimal

import pytest

DAY = "2026-11-20"
LINK = "https://www.instagram.com/reel/DXspecimenA/"
POSTS = {  # headers as the interface of that language names them, and its word for a reel and for the whole time
    "ru": (
        'ID публикации,ID аккаунта,Имя пользователя аккаунта,Название аккаунта,Описание,Длительность (с.),Время публикации,'
        'Постоянная ссылка,Тип публикации,Комментарий к данным,Дата,Просмотры,Охват,"Отметки ""Нравится""",Репосты,Подписки,'
        "Комментарии,Сохранения", "Видео Reels Instagram", "За все время"),
    "vi": (
        "ID bài viết,ID tài khoản,Tên người dùng tài khoản,Tên tài khoản,Mô tả,Thời lượng (giây),Thời gian đăng,Liên kết vĩnh viễn,"
        "Loại bài viết,Bình luận về dữ liệu,Ngày,Lượt xem,Số người tiếp cận,Lượt thích,Lượt chia sẻ,Lượt theo dõi,Bình luận,Lượt lưu",
        "Thước phim trên Instagram", "Trọn đời"),
    "th": (
        "ID โพสต์,ID บัญชี,ชื่อผู้ใช้ของบัญชี,ชื่อบัญชี,คำอธิบาย,ระยะเวลา (วินาที),เวลาที่เผยแพร่,ลิงก์ถาวร,ประเภทโพสต์,"
        "ความคิดเห็นเกี่ยวกับข้อมูล,วันที่,ยอดดู,การเข้าถึง,การกดถูกใจ,แชร์,การติดตาม,ความคิดเห็น,การบันทึก", "คลิป Reels Instagram", "ตลอดชีพ"),
    "sv": (
        "Publicerings-id,Konto-id,Kontots användarnamn,Kontonamn,Beskrivning,Längd (s),Publiceringstid,Permalänk,Inläggstyp,"
        "Datakommentar,Datum,Visningar,Räckvidd,Gilla-markeringar,Delningar,Följer,Kommentarer,Sparade objekt", "Instagram-reel", "Livstid"),
    "de": (
        "Beitrags-ID,Konto-ID,Konto-Benutzername,Kontoname,Beschreibung,Dauer (Sek.),Veröffentlichungszeitpunkt,Permalink,Beitragstyp,"
        "Datenkommentar,Datum,Aufrufe,Reichweite,„Gefällt mir“-Angaben,Geteilte Inhalte,Follows,Kommentare,Gespeicherte Inhalte",
        "Instagram-Reel", "Gesamter Zeitraum"),
    "tr": (
        "Gönderi Kimliği,Hesap Kimliği,Hesap kullanıcı adı,Hesap adı,Açıklama,Süre (sn),Yayınlanma zamanı,Kalıcı Bağlantı,Gönderi türü,"
        "Veri yorumu,Tarih,Görüntülemeler,Erişim,Beğeniler,Paylaşımlar,Takipler,Yorumlar,Kaydetmeler", "Instagram reels videosu", "Ömür boyu"),
    "ko": (
        "게시물 ID,계정 ID,계정 사용자 이름,계정 이름,설명,길이(초),게시 시간,고유 링크,게시물 유형,데이터 댓글,날짜,조회,도달,좋아요,공유,"
        "팔로우,댓글,저장", "Instagram 릴스", "전체 기간"),
    "zh_TW": (
        "貼文編號,帳號編號,帳號用戶名稱,帳號名稱,說明,時間長度（秒）,發佈時間,永久連結,貼文類型,資料留言,日期,瀏覽次數,觸及人數,按讚數,分享次數,"
        "追蹤次數,留言數,儲存次數", "Instagram 連續短片", "總計"),
    "zh_CN": (
        "帖子编号,账号编号,账号用户名,账号名称,描述,时长（秒）,发布时间,固定链接,帖子类型,数据评论,日期,浏览量,覆盖人数,赞,分享,关注,评论,收藏",
        "Instagram Reels", "总计"),
    "ar": (
        "معرف المنشور,معرف الحساب,اسم مستخدم الحساب,اسم الحساب,الوصف,المدة (بالثواني),وقت النشر,الرابط الثابت,نوع المنشور,تعليق البيانات,"
        "التاريخ,المشاهدات,الوصول,تسجيلات الإعجاب,المشاركات,المتابعات,التعليقات,عمليات الحفظ", "ريلز Instagram", "مدى الحياة"),
    "pl": (
        "Identyfikator posta,Identyfikator konta,Nazwa użytkownika konta,Nazwa konta,Opis,Czas trwania (s),Czas publikacji,Trwały link,"
        "Rodzaj posta,Komentarz do danych,Data,Wyświetlenia,Zasięg,Polubienia,Udostępnienia,Obserwacje,Komentarze,Zapisania",
        "Rolka na Instagramie", "Cały okres"),
    "nl": (
        "Bericht-ID,Account-ID,Gebruikersnaam van account,Accountnaam,Beschrijving,Duur (sec.),Publicatietijd,Permalink,Berichttype,"
        "Opmerking over gegevens,Datum,Weergaven,Bereik,Vind-ik-leuks,Keer gedeeld,Volgers,Opmerkingen,Keer opgeslagen",
        "Instagram-reel", "Levensduur"),
    "pt_PT": (
        "ID da publicação,ID da conta,Nome de utilizador da conta,Nome da conta,Descrição,Duração (seg.),Hora de publicação,"
        "Ligação permanente,Tipo de publicação,Comentário sobre os dados,Data,Visualizações,Alcance,Gostos,Partilhas,Seguimentos,"
        "Comentários,Guardados", "Reel do Instagram", "Toda a vida"),
}  # fmt: skip


@pytest.mark.parametrize("language", POSTS)
def test_instagram_posts(home, language):
    header, reel, lifetime = POSTS[language]
    row = f"18090000000000077,17840000000000077,case_a,Case A,one,30,11/02/2026 09:30,{LINK},{reel},,{lifetime},71,60,50,4,3,2,1"
    home.put(f"{DAY}/posts.csv", f"\ufeff{header}\n{row}\n")
    (load,) = home.load().values()
    assert (load["format"], load["columns_unknown"]) == ("meta_instagram_posts", None)
    columns = "handle, format, period, duration_seconds, views, reach, likes, shares, follows, comments, saves, posted_at::varchar"
    assert home.rows(f"select {columns} from raw.posts") == [
        ("case_a", "reel", "lifetime", 30, 71, 60, 50, 4, 3, 2, 1, "2026-11-02 17:30:00")
    ]


@pytest.mark.parametrize("gone", ["Имя пользователя аккаунта", "Комментарий к данным", "Тип публикации"])
def test_instagram_posts_are_known_though_a_header_is_news(home, gone):
    header, reel, lifetime = POSTS["ru"]
    row = f"18090000000000077,17840000000000077,case_a,Case A,one,30,11/02/2026 09:30,{LINK},{reel},,{lifetime},71,60,50,4,3,2,1"
    home.put(f"{DAY}/posts.csv", f"{header.replace(gone, 'Новое')}\n{row}\n")
    (load,) = home.load().values()
    assert (load["format"], load["rows_accepted"]) == ("meta_instagram_posts", 1)
    assert home.rows("select account_id, views, likes from raw.posts") == [("17840000000000077", 71, 50)]


PAGES = {
    "th": (
        "ID โพสต์,ID เพจ,ชื่อเพจ,ชื่อ,คำอธิบาย,ระยะเวลา (วินาที),เวลาที่เผยแพร่,ลิงก์ถาวร,ประเภทโพสต์,วันที่,ยอดดู,การเข้าถึง,"
        "ความรู้สึก ความคิดเห็น และการแชร์,ความรู้สึก,ความคิดเห็น,การแชร์,การคลิกทั้งหมด,การคลิกลิงก์,จำนวนวินาทีที่รับชม,จำนวนวินาทีที่รับชมโดยเฉลี่ย",
        "วิดีโอ", "ตลอดชีพ"),
    "vi": (
        'ID bài viết,ID Trang,Tên Trang,Tiêu đề,Mô tả,Thời lượng (giây),Thời gian đăng,Liên kết vĩnh viễn,Loại bài viết,Ngày,Lượt xem,'
        'Số người tiếp cận,"Cảm xúc, bình luận và lượt chia sẻ",Cảm xúc,Bình luận,Lượt chia sẻ,Tổng lượt click,Lượt nhấp vào liên kết,'
        "Số Giây xem,Số Giây xem trung bình", "Video", "Trọn đời"),
    "sv": (
        'Publicerings-id,Sid-id,Sidnamn,Titel,Beskrivning,Längd (s),Publiceringstid,Permalänk,Inläggstyp,Datum,Visningar,Räckvidd,'
        '"Reaktioner, kommentarer och delningar",Reaktioner,Kommentarer,Delningar,Totalt antal klick,Länkklick,Sekunder visade,'
        "Genomsnittligt antal sekunder som visats", "Videor", "Livstid"),
}  # fmt: skip


@pytest.mark.parametrize("language", PAGES)
def test_facebook_posts(home, language):
    header, video, lifetime = PAGES[language]
    link = "https://www.facebook.com/case.page/posts/1220000000000077"
    row = f"1220000000000077,510000000000077,Case Page,,one,76,11/02/2026 09:30,{link},{video},{lifetime},90,80,19,10,4,5,33,12,1500.5,7.5"
    home.put(f"{DAY}/page.csv", f"{header}\n{row}\n")
    (load,) = home.load().values()
    assert (load["format"], load["columns_unknown"]) == ("meta_facebook_posts", None)
    columns = "account_id, handle, format, period, views, reach, engagements_reported, reactions, comments, shares, clicks, link_clicks"
    assert home.rows(f"select {columns}, watch_seconds, average_watch_seconds from raw.posts") == [
        (
            "510000000000077",
            "case.page",
            "video",
            "lifetime",
            90,
            80,
            19,
            10,
            4,
            5,
            33,
            12,
            Decimal("1500.500"),
            Decimal("7.500"),
        )
    ]


def test_facebook_videos_are_no_posts(home):
    header = (
        "ID แอสเซทวิดีโอ,ID วิดีโอสากล,ID เพจ,ชื่อเพจ,ชื่อ,ระยะเวลา (วินาที),เวลาที่เผยแพร่,ลิงก์ถาวร,ประเภทโพสต์,วันที่,การเข้าถึง,"
        "การรับชมวิดีโอนาน 3 วินาที,การรับชมวิดีโอนาน 1 นาที,ความรู้สึก,ความคิดเห็น,การแชร์"
    )
    row = "1256000000000077,1256000000000088,510000000000077,Case Page,,76,11/02/2026 09:30,,วิดีโอ,ตลอดชีพ,300,200,40,10,4,5"
    home.put(f"{DAY}/videos.csv", f"{header}\n{row}\n")
    (load,) = home.load().values()
    assert (load["format"], load["columns_unknown"]) == ("meta_facebook_videos", None)
    assert home.rows("select post_id, format, video_views_3s, video_views_60s, shares from raw.posts") == [
        ("1256000000000088", "video", 200, 40, 5)
    ]


@pytest.mark.parametrize(
    ("title", "day", "metric", "platform"),
    [
        ("Lượt click vào liên kết", "Ngày", "link_clicks", "facebook"),
        ("Jangkauan Instagram", "Tanggal", "reach", "instagram"),
        ("Facebookのリーチ", "日付", "reach", "facebook"),
        ("Охват в Instagram", "Дата", "reach", "instagram"),
        ("Odwiedziny na Facebooku", "Data", "profile_visits", "facebook"),
        ("콘텐츠 반응", "날짜", "engagements_reported", "facebook"),
    ],
)
@pytest.mark.parametrize("above", ["Primary", None])
def test_daily_files(home, title, day, metric, platform, above):
    home.put(f"{DAY}/@pg/account.yaml", "platform: facebook\n")
    text = f'sep=,\n"{title}"\n"{day}","{above or title}"\n"2022-03-01T00:00:00","41"\n"2022-03-02T00:00:00","43"\n'
    home.put(f"{DAY}/@pg/a.csv", text.encode("utf-16"))
    home.load()
    assert home.rows("select platform, metric, sum(value) from raw.account_days group by all") == [
        (platform, metric, 84)
    ]


def test_a_brands_sheet_in_such_a_language_is_not_taken_for_an_export(home):
    home.put(
        f"{DAY}/brand/posts.csv", f"Имя пользователя,Ссылка,Дата публикации,Просмотры\ncase_a,{LINK},02.11.2026,71\n"
    )
    (load,) = home.load().values()
    assert load["format"] != "meta_instagram_posts"
