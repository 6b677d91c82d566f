// ContainerRules.swift — ids, classes and comment marks of content management systems: data only.

/// What the id or class of an element says about the text in it.
enum ContainerRole: UInt8, Sendable {
  /// The main content of a known system, under a name that stands for nothing else.
  case content
  /// A name that most often holds the main content.
  case likelyContent
  case title
  /// Date, source, reading count: the line under the title.
  case byline
  /// The 信息公开 table of a document.
  case infoTable
  case comments
  /// Navigation, sharing, related lists, page head and foot.
  case furniture
}

/// The names, lower case. No rule names a host: systems, standards and widgets only.
enum ContainerRules {
  static let names: [(ContainerRole, [String])] = [
    (
      .content,
      [
        // TRS WCM
        "trs_editor", "trs_ueditor", "trs_editor_view", "trs_web", "trs_paper_default",
        // UCAP, and the portal templates that follow it
        "ucap-content", "ucapcontent", "zoomcon", "pages_content", "pagecontent",
        // Hanweb
        "zoom", "artcon", "con_con", "ccontent", "art_con", "bt_content", "zoomtop",
        // VSB, webplus, others
        "vsb_content", "vsb_content_2", "vsb_content_3", "vsb_content_4", "vsb_content_501",
        "vsb_content_502", "v_news_content", "vsbcontent", "wp_articlecontent",
        "ivs_content", "infocontent", "article_zw", "news_body_txt_a", "easysitetext",
        "easysite-news-text", "zwxl-article", "trs_preappend", "xxgk_content",
        // newspapers
        "ozoom", "articlecontent", "rm_txt_con", "p_content",
        "detail_content", "docdetail",
        "artibody", "js_content", "art_contextbox", "text_con", "tpk_text",
        "xxgk_detail_content", "article-body", "article_body",
        "articlebody", "entry-content", "entry_content", "single-content", "post-body",
        "post_text", "post-content", "article_content", "article-content", "article-main",
        "newscontent", "news_content", "news-content", "newstext", "news_text", "news_txt",
        "articletext", "article_text", "article-text", "contentbody", "content_body",
        "detail-content", "detailcontent", "detail_con", "detailcon", "docontent", "doccontent",
        "content_detail", "contentdetail", "article-detail", "main-text", "bodytext", "essay",
        "endtext", "artical-content", "cont_txt", "maincontent_text",
        "articlecon", "article_con", "article-con", "xl-nr", "xl_nr", "nr_con", "zw_content",
        "ny_content", "infodetail", "info_content", "info-content", "newsinfo_content",
        "content-content", "content_content", "txt_content", "richtext",
        "rich_media_content", "view_content", "viewcontent", "textcontent", "text_content",
        "content_text", "content-text", "contenttext", "contenttxt", "content_txt",
        "contentbox", "content_box", "newsbody", "news_body", "news-body", "news-main",
      ]
    ),
    (
      .likelyContent,
      [
        "content", "con", "article", "maincon", "main-content", "main_content", "maincontent",
        "text", "txt", "body", "detail", "essay", "wrap", "nr", "zw", "zhengwen", "wenzhang", "c",
        "cont", "con_text", "contain", "xl_con", "xl-con", "z", "art", "news", "story", "m-txt",
        "wz", "wznr", "newscon", "news_con", "left_content", "conbox", "con-box", "conts", "rich",
        "print", "printcontent", "print_content", "printbody", "print-content", "detail_l",
        "detail-con", "pdf-content", "editor", "page_content", "article_content_box",
        "docbody", "textbox", "newsdetail", "news_detail", "news-detail", "articledetail",
      ]
    ),
    (
      .title,
      [
        "title", "articletitle", "article_title", "article-title", "newstitle", "news_title",
        "news-title", "ucaptitle", "con_title", "con-title", "contitle", "content_title",
        "contenttitle", "content-title", "main-title", "maintitle", "main_title", "xl_title",
        "xl-title", "artitle", "art_title", "arttitle", "detail_title", "detail-title",
        "detailtitle", "title1", "title_cen", "tit", "bt", "biaoti", "wzbt", "wz_title",
        "xxgk_title",
        "entry-title", "post-title", "artical-title", "newstit", "news_tit", "zwbt", "pages-title",
        "text_title", "arti_title", "arti-title", "page-title", "headline", "nrbt",
        "easysite-news-title", "zwxl-title",
      ]
    ),
    (
      .byline,
      [
        "source", "laiyuan", "ly", "date", "time", "pubtime", "pub-time", "pub_time", "pubdate",
        "publish-time", "publish_time", "publishtime", "article-info", "article_info",
        "articleinfo",
        "info", "date-source", "date_source", "datesource", "byline", "meta", "post-meta",
        "entry-meta", "article-meta", "time-source", "time_source", "xl-sub", "xl_sub", "msgbar",
        "pages-date", "pages_date", "sub-title-info", "artinfo", "arti_metas", "article-time",
        "news_info", "newsinfo", "laiyuan_time", "wzxx", "fbsj", "origin", "media",
        "easysite-news-describe", "zwxl-bar",
      ]
    ),
    (
      .infoTable,
      [
        "xxgk_table", "art_xxgktab", "xxgktab", "table01", "xxgk-table", "info_table", "infotable",
        "gk_table", "zfxxgk_table", "headinfo", "index_no_box", "syh", "bd1",
        "detail_table", "xxgkzn", "zwgk_head",
      ]
    ),
    (
      .comments,
      [
        "comment", "comments", "commentlist", "comment-list", "comment_list", "pinglun",
        "replylist", "cmt", "hot-comment", "comment-box", "commentbox", "respond",
        "discuss", "gentie", "tie-area", "liuyan", "post-comment", "comment-area", "topic_list",
      ]
    ),
    (
      .furniture,
      [
        "nav", "navbar", "navigation", "menu", "submenu", "topbar", "top-bar", "header", "head",
        "top", "footer", "foot", "bottom", "copyright", "copy", "sidebar", "side-bar", "side",
        "aside",
        "breadcrumb", "breadcrumbs", "crumb", "crumbs", "position", "location", "dqwz", "weizhi",
        "wz_nav", "share", "bdsharebuttonbox", "bshare", "bshare-custom", "social", "fenxiang",
        "jiathis", "related", "relate", "relevant", "related-news", "xgwz", "xgxw", "xgyd",
        "recommend", "recommended", "tuijian", "hot", "hotnews", "rank", "ranking", "paihang", "ad",
        "ads", "advert", "advertisement", "guanggao", "gg", "banner", "login", "search",
        "searchbox",
        "links", "friendlink", "friend-link", "link", "tags", "tag", "keywords", "toolbar", "tool",
        "tools", "pager", "pagination", "page-nav", "prenext", "pre_next", "prevnext", "qrcode",
        "ewm", "erweima", "tips", "statement", "disclaimer", "shengming", "weixin", "wechat",
        "feedback", "author-info", "author_info", "popup", "dialog", "modal", "toast", "sitemap",
        "accessibility", "fontsize", "editor-info", "zebian", "subscribe", "sub-nav", "left-nav",
        "leftnav", "left_nav", "leftmenu", "right_side", "rightside", "more-news", "morenews",
        "relatednews", "sharedaddy", "jp-relatedposts", "blk-wxfollow", "reportproblem",
      ]
    ),
  ]

  /// Names whose parts, split at `-` and `_`, mark furniture or comments: `news-comment-box`.
  static let telltaleParts: [(ContainerRole, [String])] = [
    (.comments, ["comment", "comments", "pinglun"]),
    (
      .furniture,
      [
        "footer", "sidebar", "breadcrumb", "share", "copyright", "recommend", "related", "nav",
        "menu", "banner", "qrcode", "login", "header",
      ]
    ),
  ]

  /// What tabs are called: that of a document, and those of what explains it.
  private static let textTabs: Set<String> = [
    "全文", "原文", "正文", "政策原文", "文件原文", "文件全文", "政策全文", "政策正文", "文件正文", "政策文件",
  ]
  private static let readingTabs: Set<String> = [
    "图解", "解读", "政策解读", "文字解读", "图文解读", "图片解读", "图表解读", "一图读懂", "政策图解", "图解政策",
    "视频解读", "音频解读", "专家解读", "媒体解读", "部门解读", "动漫解读", "动画解读", "政策问答", "简明问答",
    "相关解读", "解读材料",
  ]

  static func isTextTab(_ name: String) -> Bool { textTabs.contains(name) }
  static func isReadingTab(_ name: String) -> Bool { readingTabs.contains(name) }
  static func isTab(_ name: String) -> Bool { isTextTab(name) || isReadingTab(name) }

  /// Comments that open and close the main content.
  static let commentMarks: [(begin: String, end: String)] = [
    ("ZJEG_RSS.content.begin", "ZJEG_RSS.content.end"),
    ("<$[信息内容]>begin", "<$[信息内容]>end"),
    ("enpcontent", "/enpcontent"),
    ("正文内容开始", "正文内容结束"),
    ("正文开始", "正文结束"),
    ("文章内容开始", "文章内容结束"),
  ]

  /// Names of the meta elements that do the same in the body, in lower case.
  static let metaMarks = (begin: "contentstart", end: "contentend")
}
