"""The shipped mapping files: each can be used, and each layout is told from every other one.

The headers below were written for these tests, in the languages in which people export.
"""

import re
from collections import Counter

import polars as pl
import pytest

from pipeline import places
from pipeline.exports.boundary import UnreadableFile
from pipeline.exports.mapping_files import MappingError, read_mappings
from pipeline.exports.mappings import Format, normalised
from pipeline.exports.recognise import match, recognise
from pipeline.exports.table import Preview
from pipeline.models.contracts import polars_schema
from schemas.raw import RAW_TABLES

FORMATS = read_mappings()
NOT_IN_A_CONTRACT = {"ignored", "told_by", "profile_link", "captured_on", "observed_on"}
FAMILIES = {
    "meta_posts", "meta_account_days", "tiktok_studio", "tiktok_business", "youtube_studio", "x_analytics",
    "apify", "rosters", "brand_sheets", "shop_orders",
}  # fmt: skip
SHARED_ON_PURPOSE = [
    {"permalink", "handle"},  # the account is only in the address
    {"permalink", "handle", "post_id"},
    {"permalink", "post_id"},
    {"handle", "profile_link"},
    {  # insights of the Graph API are a list in one cell
        "views",
        "reach",
        "impressions",
        "shares",
        "saves",
        "follows",
        "profile_visits",
        "engagements_reported",
        "watch_seconds",
        "average_watch_seconds",
    },
    {"metric", "platform"},  # the title of a Meta file names both
    {"campaign_ref", "name"},  # a campaign without an id is known by its name
    {"period_starts_on", "period_ends_on"},  # both in the line above the header
]

PEOPLE_EXPORT = {
    "meta_instagram_posts": [
        "Post ID|Account ID|Account username|Account name|Description|Duration (sec)|Publish time|Permalink|Post type|"
        "Data comment|Date|Views|Reach|Likes|Shares|Follows|Comments|Saves",
        "Post ID|Account ID|Account username|Account name|Description|Duration (sec)|Publish time|Permalink|Post type|"
        "Data comment|Date|Impressions|Plays|Reach|Likes|Shares|Comments|Saves|Profile visits",
        "Post ID|Account username|Publish time|Permalink|Post type|Date|Views|Viewers|Interactions|Likes",
        "Post ID|Account ID|Account username|Account name|Description|Duration (sec)|Publish time|Permalink|Post type|"
        "Date|Views|Reach|Likes|Shares|Profile visits|Replies|Link clicks|Navigation|Follows|Sticker taps",
        "Identificador de la publicación|Identificador de la cuenta|Nombre de usuario de la cuenta|Nombre de la cuenta|"
        "Descripción|Duración (segundos)|Hora de publicación|Enlace permanente|Tipo de publicación|"
        "Comentario sobre los datos|Fecha|Visualizaciones|Alcance|Me gusta|Veces que se compartió|Seguimientos|"
        "Comentarios|Veces que se guardó",
        "Identificação do post|Identificação da conta|Nome de usuário da conta|Nome da conta|Descrição|Duração (s)|"
        "Horário de publicação|Link permanente|Tipo de post|Data|Visualizações|Alcance|Curtidas|Compartilhamentos|"
        "Seguimentos|Comentários|Salvamentos",
        "Identifiant de la publication|Identifiant du compte|Nom d’utilisateur du compte|Nom du compte|Description|"
        "Durée (s)|Heure de publication|Permalien|Type de publication|Date|Vues|Couverture|J’aime|Partages|"
        "Commentaires|Enregistrements",
        "Beitrags-ID|Konto-ID|Benutzername des Kontos|Kontoname|Beschreibung|Dauer (Sek.)|"
        "Zeitpunkt der Veröffentlichung|Permalink|Beitragstyp|Datum|Aufrufe|Reichweite|„Gefällt mir“-Angaben|"
        "Kommentare|Mal geteilt|Gespeichert",
    ],
    "meta_facebook_posts": [
        "Post ID|Page ID|Page name|Title|Description|Duration (sec)|Publish time|Caption type|Permalink|Is crosspost|"
        "Is share|Post type|Languages|Custom labels|Funded content status|Data comment|Date|Views|Reach|"
        "Reactions, Comments and Shares|Reactions|Comments|Shares|Total clicks|Link Clicks|Other Clicks|"
        "Seconds viewed|Average Seconds viewed|Estimated earnings (USD)|Ad impressions",
        "Post ID|Page ID|Page name|Title|Description|Duration (sec)|Publish time|Permalink|Post type|Date|Views|Reach|"
        "Reactions, comments and shares|Reactions|comments|Shares|Total clicks|Views|Reach from Organic posts|"
        "Reach from Boosted posts|3-second video views|1-minute video views",
        "Identificador de la publicación|Identificador de la página|Nombre de la página|Título|Descripción|"
        "Duración (segundos)|Hora de publicación|Enlace permanente|Tipo de publicación|Fecha|Visualizaciones|Alcance|"
        "Reacciones, comentarios y veces que se compartió|Reacciones|Comentarios|Veces que se compartió|"
        "Total de clics|Clics en el enlace|Ingresos estimados (EUR)",
        "Identifiant de la publication|ID de la Page|Nom de la Page|Titre|Description|Durée (s)|Heure de publication|"
        "Permalien|Type de publication|Date|Vues|Couverture|Réactions, commentaires et partages|Réactions|"
        "Commentaires|Partages",
    ],
    "meta_facebook_videos": [
        "Video asset ID|Universal video ID|Page ID|Page name|Title|Description|Duration (sec)|Publish time|"
        "Caption type|Permalink|Is crosspost|Is share|Languages|Custom labels|Data comment|Date|Impressions|Reach|"
        "3-second video views|1-minute video views|Reactions|Comments|Shares|Seconds viewed|Average Seconds viewed|"
        "Percentage of Total Views at Interval 7|Views by country (Colombia (CO))",
    ],
    "meta_daily": ["Date|Primary", "Fecha|Principal", "Data|Principal", "Date|Principale", "Datum|Primär"],
    "tiktok_studio_overview": [
        "Date|Video Views|Profile Views|Likes|Comments|Shares",
        "Date|Video Views|Profile Views|Likes|Comments|Shares|New followers",
        "Fecha|Visualizaciones de vídeos|Visualizaciones de perfil|Me gusta|Comentarios|Veces compartido",
        "Data|Visualizações de vídeo|Visualizações de perfil|Curtidas|Comentários|Compartilhamentos",
        "Date|Vues de vidéo|Vues de profil|J’aime|Commentaires|Partages",
        "Datum|Videoaufrufe|Profilaufrufe|Likes|Kommentare|Geteilte Inhalte",
        "Data|Visualizzazioni video|Visualizzazioni profilo|Mi piace|Commenti|Condivisioni",
        "Ngày|Lượt xem video|Lượt xem hồ sơ|Lượt thích|Bình luận|Lượt chia sẻ",
    ],
    "tiktok_studio_follower_history": [
        "Date|Followers|Difference in followers from previous day",
        "Data|Seguidores|Diferença de seguidores em relação ao dia anterior",
    ],
    "tiktok_studio_viewers": ["Date|Total Viewers|New Viewers|Returning Viewers"],
    "tiktok_download": [
        "Date|Link|Likes",
        "Date|Link|Likes|Title|WhoCanView|Profile And Settings/Profile Info/ProfileMap/userName",
    ],
    "tiktok_studio_content": [
        "Time|Video title|Video link|Post time|Total likes|Total comments|Total shares|Total views",
        "Video title|Video link|Post time|Total views|Total likes|Total comments|Total shares|Add to favorites|"
        "Views in the last 7 days|Total play time|Average watch time|Watched full video",
        "Hora|Título del video|Enlace del video|Hora de publicación|Total de me gusta|Total de comentarios|"
        "Total de veces compartido|Total de visualizaciones",
    ],
    "tiktok_studio_gender": ["Gender|Distribution", "Gênero|Distribuição"],
    "tiktok_studio_territories": ["Top territories|Distribution", "Top Territories|Distribution"],
    "tiktok_studio_follower_activity": ["Date|Hour|Active followers"],
    "tiktok_business_overview": [
        "Date(YYYY/MM/DD)|Video views|Reached audience|Profile views|Likes|Shares|Comments|Phone number clicks |"
        "Leads submission|Website clicks|Net growth|New followers|Lost followers",
    ],
    "tiktok_business_videos": [
        "Video title|Video link|Post time|Video views|Likes|Comments|Shares|Add to Favorites",
    ],
    "youtube_studio_content": [
        "Content|Video title|Video publish time|Duration|Engaged views|Subscribers|Average percentage viewed (%)|"
        "Impressions|Impressions click-through rate (%)|Likes|Views|Watch time (hours)|Estimated revenue (USD)",
        "Content|Video title|Video publish time|Views",
        "Contenido|Título del vídeo|Hora de publicación del vídeo|Duración|Visualizaciones|"
        "Tiempo de visualización (horas)|Suscriptores|Impresiones|Porcentaje de clics de las impresiones (%)",
        "콘텐츠|동영상 제목|동영상 게시 시간|길이|조회수|시청 시간(단위: 시간)|구독자|노출수|노출 클릭률 (%)",
        "Контент|Название видео|Время публикации видео|Продолжительность|Просмотры|Время просмотра (часы)|Показы",
        "Conteúdo|Título do vídeo|Horário de publicação do vídeo|Duração|Visualizações|Tempo de exibição (horas)|"
        "Inscritos|Impressões|Taxa de cliques de impressões (%)",
        "Videos|Videotitel|Veröffentlichungszeitpunkt des Videos|Dauer|Aufrufe|Wiedergabezeit (Stunden)|Abonnenten|"
        "Geschätzter Umsatz (EUR)|Impressionen|Klickrate der Impressionen (%)",
        "Contenu|Titre de la vidéo|Heure de publication de la vidéo|Durée|Vues engagées|Vues|"
        "Durée moyenne de visionnage|Pourcentage moyen regardé (%)",
        "コンテンツ|動画のタイトル|動画公開時刻|長さ|視聴回数|総再生時間（単位: 時間）|"
        "推定収益 (JPY)|インプレッション数",
    ],
    "youtube_studio_dates": [
        "Date|Engaged views",
        "Date|Views|Watch time (hours)|Subscribers|Estimated revenue (USD)|Impressions",
        "Fecha|Visualizaciones|Tiempo de visualización (horas)|Suscriptores",
    ],
    "youtube_studio_totals": ["Date|Views", "Datum|Aufrufe", "날짜|조회수"],
    "youtube_studio_totals_other": [
        "Date|Subscribers",
        "Fecha|Tus ingresos estimados (MXN)",
        "Data|Receita estimada (USD)",
        "Datum|Einzelne Zuschauer",
        "日付|総再生時間(単位: 時間)",
    ],
    "youtube_studio_chart": [
        "Date|Content|Video title|Video publish time|Duration|Engaged views",
        "Datum|Videos|Videotitel|Veröffentlichungszeitpunkt des Videos|Dauer|Aufrufe",
    ],
    "youtube_studio_other": [
        "Geography|Views|Watch time (hours)|Average view duration",
        "Traffic source|Views|Watch time (hours)|Average view duration|Impressions|Impressions click-through rate (%)",
        "Date|Cities|City name|Views|Watch time (hours)",
        "Date|Subscription status|Views",
        "Datum|Gerätetyp|Einzelne Zuschauer",
        "Fecha|Edad del espectador|Ingresos estimados (EUR)",
        "Data|Tipo de conteúdo|Inscritos",
    ],
    "x_content": [
        "Post id|Date|Post text|Link|Impressions|Likes|Engagements|Bookmarks|Share|New follows|Replies|Reposts|"
        "Profile visits|Detail expands|Url clicks|Hashtag clicks|Permalink clicks",
        "Post id|Date|Post text|Post Link|Impressions|Likes|Engagements|Bookmarks|Shares|New follows|Replies|Reposts|"
        "Profile visits|Expands|URL Clicks",
        "ポストID|日付|ポスト本文|ポストのリンク|インプレッション数|いいね|エンゲージメント|ブックマーク|共有された回数|"
        "新しいフォロー|返信|リポスト|プロフィールへのアクセス数|\\詳細のクリック数|URLのクリック数",
    ],
    "x_legacy_tweets": [
        "Tweet id|Tweet permalink|Tweet text|time|impressions|engagements|engagement rate|retweets|replies|likes|"
        "user profile clicks|url clicks|hashtag clicks|detail expands|promoted impressions|promoted engagements",
    ],
    "x_overview": [
        "Date|Impressions|Likes|Engagements|Bookmarks|Shares|New follows|Unfollows|Replies|Reposts|Profile visits|"
        "Create Post|Video views|Media views",
    ],
    "x_video": ["Date|Views|Watch Time (ms)|Completion Rate"],
    "x_legacy_days": ["Date|Tweets published|impressions|engagements|engagement rate|retweets|replies|likes"],
    "apify_instagram": [
        "id|type|shortCode|caption|hashtags|mentions|url|commentsCount|likesCount|videoViewCount|videoPlayCount|"
        "timestamp|ownerUsername|ownerId|isSponsored|coauthorProducers|productType|childPosts",
    ],
    "apify_tiktok": [
        "authorMeta/fans|authorMeta/following|authorMeta/name|authorMeta/verified|commentCount|createTime|"
        "createTimeISO|diggCount|error|hashtags/0/name|id|playCount|shareCount|text|webVideoUrl",
        "id|text|createTimeISO|authorMeta.name|authorMeta.fans|webVideoUrl|playCount|diggCount|videoMeta.duration",
    ],
    "roster_tiktok": ["S.no|Tiktoker name|Tiktok name|Subscribers|Subscribers|Views avg.|Likes avg.|Comments avg."],
    "roster_instagram": ["Rank|name|instagram name|Category_1|Category_2|followers|followers|country|Eng. (Avg.)"],
    "roster_youtube": ["Rank|Youtuber name|Youtube channel|Category|Subscribers|Audience country|Avg views"],
    "roster_generic": [
        "Handle/Username|Name|Followers|Engagement rate|Avg. likes|Niche",
        "Platform|Username|Followers|Country",
    ],
    "roster_hypeauditor": [
        "Username|Link|Full name|Followers|Quality followers|ER|Avg. likes|Avg. comments|Avg. views|Category|Country|AQS",
    ],
    "roster_wide": [
        "Influencer name|Email|Instagram username|Instagram followers|Instagram engagement rate|TikTok username|TikTok followers|"
        "YouTube channel|YouTube subscribers|Country",
    ],
    "brand_creators": [
        "ID|name|category|gender|follower_count|platform",
        "influencer_id|handle|platform|followers|country",
    ],
    "brand_creators_wide": ["influencer_id|name|niche|country|language|instagram|tiktok|youtube|facebook|x"],
    "brand_campaigns": [
        "campaign_id|campaign|brand|objective|budget|currency|start_date|end_date|countries|niches|margin",
    ],
    "brand_posts": [
        "influencer_id|platform|date|URL|caption|reach|likes|comments",
        "post_id|influencer_id|platform|date|url|caption|reach|likes|comments|engagement_rate",
    ],
    "brand_payouts": ["influencer_id|basis|rate|orders|total_payout"],
    "brand_deals": [
        "deal_id|influencer_id|campaign_id|platform|deliverable|posts|fee|product_cost|shipping_cost|agency_fee|"
        "boosting|currency|agreed_date|start_date|end_date|promo_code|tracking_code|commission_rate|goal_views|"
        "goal_engagements|goal_clicks|goal_orders|goal_revenue",
        "Kooperations-ID|Benutzername|Kampagne|Plattform|Honorar|Währung|Gutscheincode",
        "Deal ID|Handle|Fee|Currency|Reach goal|Impressions goal|New customers goal|Ziel Klicks|Objetivo de pedidos",
        "Influencer|IG Handle|Platform|Deliverables|Rate|Status|Post date|Live link|Code",
        "Influencer|Instagram Handle|Email|Deliverables|Rate (USD)|Contract signed|Go live date|Post link|Promo code|Notes",
    ],
    "brand_deal_allocations": [
        "package_id|influencer_id|share",
        "deal_id|influencer_id|platform|allocation_basis|promo_code|tracking_code",
        "Paket-ID|Benutzername|Anteil",
    ],
    "brand_deal_posts": ["deal_id|influencer_id|platform|post_url"],
    "brand_tracking": [
        "source|campaign|influencer_id|user_id|product|date|orders|revenue",
        "order_id|date|promo_code|country|revenue|currency",
    ],
    "brand_clicks": ["date|tracking_code|influencer_id|campaign_id|country|sessions|clicks"],
    "brand_ad_spend": [
        "date|platform|campaign_id|ad_name|spend|impressions|clicks|currency",
        "Day|Campaign name|Ad name|Amount spent (GBP)|Impressions|Link clicks",
        "By Day|Campaign name|Ad group name|Ad name|Cost (ZAR)|Impressions|Reach|Clicks (destination)",
        "Day|Reporting starts|Reporting ends|Campaign name|Amount spent (EUR)|Results|Age|Gender",
        "日|キャンペーン名|広告名|消化金額 (JPY)|インプレッション|リンクのクリック|レポート開始日|レポート終了日",
    ],
    "ads_manager_day_first": [
        "Jour|Nom de la campagne|Nom de la publicité|Montant dépensé (EUR)|Impressions|Clics sur un lien|Couverture|"
        "Début des rapports|Fin des rapports",
        "Día|Nombre de la campaña|Importe gastado (MXN)|Impresiones|Alcance|Inicio del informe|Fin del informe",
        "Giorno|Nome della campagna|Importo speso (EUR)|Impression|Clic sul link",
    ],
    "meta_ads_periods": [
        "Reporting starts|Reporting ends|Campaign name|Ad set name|Ad name|Ad delivery|Attribution setting|Results|"
        "Result indicator|Reach|Impressions|Cost per results|Amount spent (EUR)|Link clicks",
        "レポート開始日|レポート終了日|キャンペーン名|消化金額 (JPY)|インプレッション|リーチ",
        "Berichtsstart|Berichtsende|Name der Kampagne|Ausgegebener Betrag (CHF)|Impressionen|Reichweite|Ergebnisse",
    ],
    "meta_ads_periods_day_first": [
        "Inicio del informe|Fin del informe|Nombre de la campaña|Importe gastado (MXN)|Impresiones|Alcance",
        "Início dos relatórios|Término dos relatórios|Nome da campanha|Valor usado (BRL)|Impressões|Alcance|Resultados",
    ],
    "google_ads_campaigns": [
        "Campaign report\nSeptember 1, 2026 - September 30, 2026\nCampaign status|Campaign|Currency code|Cost|Impr.|Clicks",
        "Kampagnenbericht\n1. September 2026 - 30. September 2026\nKampagnenstatus|Kampagne|Währungscode|Kosten|Impr.|Klicks",
        "Rapport\n1 sept. 2026 - 30 sept. 2026\nÉtat de la campagne|Campagne|Code de devise|Coût|Impr.|Clics",
    ],
    "ga4_sessions": [
        "Session manual ad content|Date|Sessions|Engaged sessions|Total revenue",
        "Fuente/medio de la sesión|Fecha|Sesiones|Eventos clave|Ingresos totales",
    ],
    "affiliate_orders": [
        "Conversion ID|Order ID|Affiliate|Affiliate ID|Offer|Status|Commission|Total|Currency|Coupon Code|Created",
        "Transaction ID|Order Reference|Publisher ID|Publisher|Transaction Date|Commission Status|Sale Amount|"
        "Commission Amount|Click Ref|Voucher Code|Currency",
        "Action Id|Action Tracker|Partner|Action Date|Status|Sale Amount|Payout|Order Id|Promo Code|SubId1|Currency",
    ],
    "amazon_associates": [
        "Category|Name|ASIN|Seller|Tracking ID|Date Shipped|Price($)|Items Shipped|Returns|Revenue($)|Ad Fees($)|"
        "Device Type Group|Direct/Indirect",
        "Category|Name|ASIN|Date|Qty|Price|Link Type|Tag|Orders through product links|Device Type Group",
    ],
    "woocommerce_orders": [
        "Order Number|Order Status|Order Date|Order Total Amount|SKU|Item Name|Coupon Code|Customer Note",
        "Order Number|Order Status|Order Date|Payment Method Title|Cart Discount Amount|Order Subtotal Amount|"
        "Order Shipping Amount|Order Refund Amount|Order Total Amount|Order Total Tax Amount|SKU|Item #|Item Name|"
        "Quantity|Item Cost|Coupon Code|Discount Amount|Discount Amount Tax",
        "order_number|order_date|status|shipping_total|tax_total|cart_discount|order_total|order_subtotal|order_currency|"
        "billing_email|shipping_country|coupon_items",
        "Date|Order #|N. Revenue (formatted)|Status|Customer|Customer type|Product(s)|Items sold|Coupon(s)|N. Revenue|Attribution",
    ],
    "shopify_orders": [
        "Name|Email|Financial Status|Paid at|Fulfillment Status|Currency|Subtotal|Shipping|Taxes|Total|Discount Code|"
        "Discount Amount|Shipping Method|Created at|Lineitem quantity|Lineitem name|Lineitem price|Billing Name|"
        "Billing Country|Shipping Country|Cancelled at|Refunded Amount|Id",
    ],
    "linkedin_posts": [
        "Post title|Post link|Post type|Campaign name|Posted by|Created date|Campaign start date|Campaign end date|Audience|"
        "Impressions|Views (Excluding offsite video views)|Offsite Views|Clicks|Click through rate (CTR)|Likes|Comments|Reposts|"
        "Follows|Engagement rate|Content Type",
    ],
    "linkedin_days": [
        "Date|Impressions (organic)|Impressions (sponsored)|Impressions|Clicks|Reactions|Comments|Reposts"
    ],
    "linkedin_follower_days": ["Date|Sponsored followers|Organic followers|Auto-invited followers|Total followers"],
    "linkedin_groups": ["Location|Total followers", "Job function|Total views"],
    "linkedin_creator_days": ["Date|Impressions|Engagements"],
    "linkedin_creator_followers": ["Date|New followers"],
    "linkedin_creator_posts": ["Post URL|Post publish date|Engagements", "Post URL|Post publish date|Impressions"],
    "linkedin_creator_summary": ["Overall Performance"],
    "linkedin_demographics": ["Top Demographics|Value|Percentage"],
    "apify_instagram_profiles": [
        "id|username|url|fullName|biography|followersCount|followsCount|postsCount|verified|latestPosts"
    ],
    "apify_youtube": [
        "title|type|id|url|thumbnailUrl|viewCount|date|likes|location|channelName|channelUrl|channelUsername|channelId|"
        "numberOfSubscribers|duration|commentsCount|text|subtitles|order|commentsTurnedOff|isMembersOnly|aboutChannelInfo/channelName",
    ],
    "apify_facebook": [
        "facebookUrl|postId|pageName|url|time|timestamp|user/id|user/name|text|likes|comments|shares|media|feedbackId|"
        "facebookId|topReactionsCount|isVideo|viewsCount",
    ],
    "apify_x": [
        "type|id|url|text|retweetCount|replyCount|likeCount|quoteCount|viewCount|createdAt|bookmarkCount|author/userName|author/followers",
        "id_str|full_text|created_at|favorite_count|retweet_count|reply_count|quote_count|view_count|user/screen_name|url",
    ],
    "instagram_graph_posts": [
        "id|caption|media_type|media_product_type|permalink|timestamp|like_count|comments_count|username|reach|saved|shares|views|"
        "impressions|total_interactions",
        "id|caption|media_type|permalink|timestamp|like_count|comments_count|insights/data",
    ],
    "instagram_graph_profiles": ["username|name|followers_count|follows_count|media_count|id"],
    "instaloader_posts": [
        "node/id|node/shortcode|node/taken_at_timestamp|node/edge_media_preview_like/count|node/edge_media_to_comment/count|"
        "node/owner/username|node/owner/id|node/__typename|instaloader/version",
    ],
    "phyllo_posts": [
        "id|work_platform/name|account/platform_username|engagement/like_count|engagement/view_count|external_id|title|format|type|url|"
        "published_at|platform_profile_id",
    ],
    "phyllo_profiles": [
        "work_platform/name|platform_username|full_name|reputation/follower_count|is_verified|external_id"
    ],
    "modash_profiles": ["userId|profile/fullname|profile/username|profile/url|profile/followers|profile/engagements"],
    "apify_linkedin": [
        "urn|url|text|author/publicId|authorName|numLikes|numComments|numShares|postedAtISO|timeSincePosted"
    ],
    "tiktok_shop_orders": [
        "Order ID|Product ID|Product Name|SKU ID|Price|Payment Amount|Quantity|Fully returned or refunded|"
        "Payment method|Order Status|Creator Username|Content Type|Content ID|Est. Commission Base|Time Created",
        "Order ID|Product|Creator Username|Partner campaign ID|Quantity|Price|Order date",
        "注文ID|商品名|クリエイターのユーザー名|注文作成日時",
        "ID Pesanan|Produk|Harga|Mata Uang|Kuantitas|Status Pesanan|Nama pengguna kreator|Est. Acuan Komisi|Waktu Dibuat",
        "ID đơn hàng|Tên sản phẩm|Giá|Số lượng|Trạng thái đơn hàng|Tên người dùng nhà sáng tạo|Cơ sở hoa hồng ước tính|"
        "Thời gian đã tạo",
    ],
}
NOT_OURS = [
    "Date|Product|Warehouse|Stock",
    "date|views|sessions|bounce rate|pages|country",
    "Date|Followers",  # of which platform?
    "Name|Email|Phone",
]
KNOWN_BY_NAME = {
    "ga4_periods": "Session source / medium|Sessions|Engaged sessions|Key events|Total revenue",
    "instagram_download": "media_map_data/Media Thumbnail/creation_timestamp|string_map_data/Likes/value",
}
FILES = sorted(places.LAYOUTS.glob("*.yaml"))
ALL = pytest.mark.parametrize("name", sorted(FORMATS))
EXPORTS = [(name, headers) for name, texts in PEOPLE_EXPORT.items() for headers in texts]


def _recognised(headers: str, records_at: str | None = None) -> str:
    records = [line.split("|") for line in headers.split("\n")]
    preview = Preview(records, named=len(records) == 1, records_at=records_at)
    return recognise(preview, FORMATS.values()).format.format


def _contract_columns(layout: Format) -> set[str]:
    return {column for table in layout.tables for column in polars_schema(RAW_TABLES[table])}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_named_after_its_format(path):
    assert FORMATS[path.stem].path == path


@ALL
def test_a_format_belongs_to_a_family(name):
    assert FORMATS[name].family in FAMILIES


@ALL
def test_columns_are_columns_of_its_tables(name):
    layout = FORMATS[name]
    known = _contract_columns(layout) | NOT_IN_A_CONTRACT | set(layout.unpivot.targets if layout.unpivot else [])
    if layout.tables:
        layout.check_columns()
        assert set(layout.columns) - known == set()
        assert set(layout.constants) - known == set()


@ALL
def test_rules_speak_of_columns_that_it_maps(name):
    layout = FORMATS[name]
    spoken_of = {*layout.summary, *layout.blank_unless, *layout.key}
    spoken_of |= {column for columns in layout.blank_unless.values() for column in columns}
    spoken_of |= {*layout.unpivot.columns} if layout.unpivot else set()
    spoken_of |= {layout.key_within} if layout.key_within else set()
    assert spoken_of - set(layout.columns) == set()


@ALL
def test_a_header_has_one_meaning(name):
    meanings = {header: set(columns) for header, columns in FORMATS[name].aliases.items()}
    assert [m for m in meanings.items() if len(m[1]) > 1 and m[1] not in SHARED_ON_PURPOSE] == []


@ALL
def test_no_header_is_listed_twice(name):
    for column in FORMATS[name].columns.values():
        assert [h for h, n in Counter(map(normalised, column.headers)).items() if n > 1] == []


def test_no_two_formats_require_the_same_headers():
    def required(layout: Format) -> tuple:
        return tuple(
            frozenset(
                normalised(header)
                for column in ([item] if isinstance(item, str) else item)
                for header in layout.columns[column].headers
            )
            for item in layout.requires
        )

    assert [n for _, n in Counter(map(required, FORMATS.values())).items() if n > 1] == []


@ALL
def test_a_format_is_met(name):
    assert name in PEOPLE_EXPORT or name in KNOWN_BY_NAME or FORMATS[name].layout == "sections"


@pytest.mark.parametrize(("name", "headers"), EXPORTS, ids=[f"{n}-{h[:20]}" for n, h in EXPORTS])
def test_what_people_export_is_recognised(name, headers):
    assert _recognised(headers, next(iter(FORMATS[name].records), None)) == name


def test_records_of_a_document_are_not_recognised_elsewhere():
    with pytest.raises(UnreadableFile):
        _recognised("Date|Link|Likes")


@pytest.mark.parametrize(("name", "headers"), KNOWN_BY_NAME.items())
def test_a_layout_that_is_known_by_name_is_refused_by_its_name(name, headers):
    with pytest.raises(UnreadableFile) as raised:
        _recognised(headers)
    assert raised.value.reason == f"it is {FORMATS[name].title}, which is not read yet"
    assert raised.value.remedy == FORMATS[name].refuse


def test_a_layout_that_is_read_goes_before_one_that_is_known_by_name():
    assert (
        _recognised("Day|Reporting starts|Reporting ends|Campaign name|Amount spent (EUR)|Results") == "brand_ad_spend"
    )


@pytest.mark.parametrize(("name", "headers"), EXPORTS, ids=[f"{n}-{h[:20]}" for n, h in EXPORTS])
def test_what_people_export_is_known_column_by_column(name, headers):
    known_gap = {"City name"}
    assert set(match(headers.split("\n")[-1].split("|"), FORMATS[name]).unknown) - known_gap == set()


@pytest.mark.parametrize("headers", NOT_OURS)
def test_what_is_none_of_them_is_not_recognised(headers):
    with pytest.raises(UnreadableFile):
        _recognised(headers)


@pytest.mark.parametrize("title", ["Age & gender", "Top countries", "Edad y sexo", "Principais cidades"])
def test_an_audience_file_is_recognised_by_its_first_title(title):
    assert _recognised(title) == "meta_audience"


@pytest.mark.parametrize(
    ("name", "header", "column", "currency"),
    [
        ("youtube_studio_content", "Estimated revenue (EUR)", "creator_earnings", "EUR"),
        ("brand_ad_spend", "Cost (ZAR)", "spend", "ZAR"),
        ("meta_facebook_posts", "Estimated earnings (USD)", "creator_earnings", "USD"),
    ],
)
def test_a_currency_is_read_from_the_header(name, header, column, currency):
    found = match([header], FORMATS[name])
    assert found.columns == {column: [0]}
    assert found.currencies == {column: currency}


@pytest.mark.parametrize("header", ["Email", "Billing Name", "Shipping Street", "Phone", "Billing Zip", "Notes"])
def test_personal_data_of_customers_is_never_kept(header):
    assert set(match([header], FORMATS["shopify_orders"]).columns) == {"ignored"}


def test_thumbnail_displays_are_never_views():
    found = match(["Content", "Impressions", "Views"], FORMATS["youtube_studio_content"])
    assert found.columns["thumbnail_impressions"] == [1]
    assert found.columns["views"] == [2]


def test_a_total_of_reactions_is_never_likes():
    found = match(["Reactions, comments and shares", "Reactions", "Likes"], FORMATS["meta_facebook_posts"])
    assert found.columns == {"engagements_reported": [0], "reactions": [1], "likes": [2]}


@ALL
def test_patterns_are_patterns(name):
    layout = FORMATS[name]
    patterns = [column.extract for column in layout.columns.values() if column.extract]
    for pattern in [*patterns, *(p for listed in layout.summary.values() for p in listed)]:
        pl.select(pl.lit("").str.contains(pattern))  # Polars' own dialect: no look-around


@pytest.mark.parametrize(
    ("name", "column", "text", "expected"),
    [
        ("meta_facebook_posts", "handle", "https://www.facebook.com/Some.Page/posts/123456789", "Some.Page"),
        ("meta_facebook_posts", "handle", "https://www.facebook.com/123456789/posts/987654321", None),
        ("meta_facebook_posts", "handle", "https://www.facebook.com/reel/987654321/", None),
        ("meta_facebook_posts", "handle", "https://www.facebook.com/groups/123456/posts/987654321", None),
        ("meta_facebook_posts", "handle", "https://www.facebook.com/permalink.php?story_fbid=1&id=2", None),
        ("meta_facebook_posts", "handle", "https://www.facebook.com/watch/?v=987654321", None),
        ("tiktok_studio_content", "handle", "https://www.tiktok.com/@a.b_1/video/7000000000000000001", "a.b_1"),
        ("tiktok_studio_content", "post_id", "https://www.tiktok.com/@a/photo/7000000000000001", "7000000000000001"),
        ("x_content", "handle", "https://x.com/someone/status/1800000000000000001", "someone"),
        ("x_legacy_tweets", "handle", "https://twitter.com/someone/status/1400000000000000001", "someone"),
        ("apify_instagram", "collaborators", '[{"id":"1","username":"a.b"},{"id":"2","username":"c"}]', "a.b"),
        ("apify_instagram", "collaborators", "[]", None),
    ],
)
def test_a_value_is_taken_out_of_a_text(name, column, text, expected):
    assert pl.select(pl.lit(text).str.extract(FORMATS[name].columns[column].extract, 1)).item() == expected


@pytest.mark.parametrize(
    ("name", "column", "text", "is_data"),
    [
        ("youtube_studio_content", "post_id", "Showing top 500 results", False),
        ("youtube_studio_content", "post_id", "500-_abcXYZ", True),
        ("youtube_studio_content", "post_id", "-totalABCDE", True),
        ("x_content", "permalink", "https://x.com/someone/status/undefined", False),
    ],
)
def test_a_total_is_no_data(name, column, text, is_data):
    pattern = "|".join(f"(?:{p})" for p in FORMATS[name].summary[column])
    assert pl.select(~pl.lit(text).str.contains(f"(?i)^(?:{pattern})$")).item() == is_data


@pytest.mark.parametrize("language", ["IG reel", "Reel de Instagram", "Reel do Instagram", "Instagram-Reel"])
def test_a_reel_is_a_reel_in_every_language(language):
    values = {text.casefold(): ours for text, ours in FORMATS["meta_instagram_posts"].columns["format"].values.items()}
    assert values[language.casefold()] == "reel"


def test_a_title_of_a_daily_file_says_which_network_or_that_it_does_not():
    metric, platform = (FORMATS["meta_daily"].columns[name] for name in ("metric", "platform"))
    told = {title: re.search(platform.extract, title) for title in metric.values}
    assert {found[1].lower() if found else None for found in told.values()} == {"facebook", "instagram", None}
    assert {title for title, found in told.items() if not found and re.search("(?i)book|insta", title)} == set()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 30)), "its aliases make"),
        ("format: " + "[" * 3_000, "more than 20 lists and mappings"),
        ("format: a\n# " + "x" * 2**20, "longer than 1,048,576"),
    ],
)  # fmt: skip
def test_a_mapping_file_that_asks_for_too_much_is_refused_by_name(tmp_path, text, reason):
    path = tmp_path / "own.yaml"
    path.write_text(text)
    with pytest.raises(MappingError, match=rf"own\.yaml: .*{reason}"):
        read_mappings(tmp_path)
