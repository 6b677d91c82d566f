// Pages.swift — small pages of our own, made for one test at a time.

/// A saved page of an invented office.
struct Page {
  var url: String?
  var title = "云溪市司法局关于做好法治宣传工作的通知"
  var date: String? = "2023-05-10"
  var source: String? = "云溪市司法局"
  var paragraphs = [
    "各县（区）司法局，市局各科室：",
    "一、广泛开展宪法宣传",
    "各单位要组织“法律明白人”走村入户，宣传宪法和民法典，做到一户一册、一村一场，并在年底前将宣传情况书面报送市局普法科汇总。",
    "二、扎实推进社区矫正",
    "（一）健全衔接机制",
    "社区矫正机构要与公安机关、检察机关定期会商，社区矫正对象报到、外出、解矫各个环节都要有记录、有回访、有档案。",
  ]

  var html: String {
    var head = "<meta charset=\"utf-8\">\n<title>\(title)</title>\n"
    if let url { head += "<meta name=\"Url\" content=\"\(url)\">\n" }
    head += "<meta name=\"ArticleTitle\" content=\"\(title)\">\n"
    if let date { head += "<meta name=\"PubDate\" content=\"\(date) 09:30\">\n" }
    if let source { head += "<meta name=\"ContentSource\" content=\"\(source)\">\n" }
    let body = paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n")
    return """
      <!DOCTYPE html>
      <html><head>
      \(head)</head><body>
      <div class="article"><h1>\(title)</h1>
      <div class="TRS_Editor">
      \(body)
      </div></div>
      </body></html>
      """
  }
}

extension Page {
  /// What a server sends in the place of a page that is gone.
  static func missing(_ url: String) -> String {
    """
    <html><head><meta charset="utf-8"><title>404 Not Found</title>
    <meta name="Url" content="\(url)"></head><body><h1>404 页面不存在</h1>
    <p>您访问的页面不存在或已被删除，请返回首页。</p></body></html>
    """
  }
}

/// Many small pages, each with its own words and some that all of them hold.
enum PageGenerator {
  private static let places = ["青禾", "临溪", "松江", "石桥", "柳塘", "云岭", "白沙", "南浦"]
  private static let works = ["人民调解", "法律援助", "社区矫正", "公证服务", "普法宣传", "行政复议"]

  static func page(_ number: Int) -> Page {
    var page = Page()
    page.url = "http://sfj.yunxi.example/art/\(number).html"
    page.title = "\(places[number % places.count])县第\(number)号工作通知"
    page.date = "20\(18 + number % 7)-0\(1 + number % 9)-\(10 + number % 18)"
    page.paragraphs = (0..<3).map { index in
      let work = works[(number + index) % works.count]
      return
        "第\(number)号文件第\(index)段：\(work)工作要抓实抓细，\(places[(number + index) % places.count])县各乡镇要"
        + "按月报送\(work)台账，发现问题及时整改，确保全年任务全部完成，群众满意。"
    }
    return page
  }

  /// Writes the pages 0 … count-1 into `folder` of a workshop.
  static func write(_ count: Int, to folder: String, of workshop: Workshop) {
    for number in 0..<count {
      let name = String(number)
      let padded = String(repeating: "0", count: 4 - name.count) + name
      workshop.write(page(number).html, to: "\(folder)/\(padded).html")
    }
  }
}
