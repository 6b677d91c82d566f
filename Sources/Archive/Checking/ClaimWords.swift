// ClaimWords.swift — the words by which a sentence names its source, and those round any figure.

/// Tables of `NamedSources`, `BareLawName` and `FigureContext`.
enum ClaimWords {
  // MARK: Sources

  /// Between a document and what it says.
  static let saying = ["规定", "指出", "提出", "明确", "强调", "载明", "要求", "显示", "关于", "：", ":"]
  /// Before a document that something is carried out of.
  static let carrying = [
    "落实", "贯彻", "执行", "实施", "学习", "宣传", "印发", "出台", "制定", "修订", "起草", "推进", "推动",
  ]
  /// Before a document that somebody goes by, as he says what he does.
  static let following = ["按照", "遵照", "对照", "根据", "依据", "依照", "围绕", "结合"]
  /// Of `saying`, what the document that somebody goes by has, too: 按照《…》关于…的要求.
  static let nouns: Set = ["要求", "关于"]
  /// Whose doings a sentence tells, behind what they go by.
  static let speakers = [
    "我市", "我省", "我县", "我区", "我州", "我旗", "我镇", "我乡", "我村", "我局", "我厅", "我委", "我办", "我院", "我校",
    "我部", "我处", "我所", "我们", "本局", "本厅", "本委", "本院",
  ]
  /// What rules put on somebody, behind what he goes by.
  static let duties = ["应当", "不得", "有权"]
  /// What offices tell that they did, behind the law that they go by.
  static let deeds = [
    "办理", "受理", "办结", "审结", "立案", "查处", "查办", "查结", "侦办", "调解", "调处", "化解", "检查", "开展", "组织", "举办",
    "接待", "走访", "培训", "发放", "下达", "累计", "全年", "全市共", "今年",
  ]
  /// Units of terms and fines, which are rather those of the law itself.
  static let unitsOfRules = Set("日天月年时元倍".unicodeScalars)
  /// Between quotations of one document: 根据《…》，“…”和“…”.
  static let joining = Set("和与及以或".unicodeScalars)
  static let opening = Set("“「『".unicodeScalars)
  /// Of numbers of articles, and between them and a quotation.
  static let ofArticles = Set("第条款项之（）()〇零一二三四五六七八九十百千0123456789，、和及“「『".unicodeScalars)
  static let closing = Set("”」』".unicodeScalars)
  /// Before a document that figures are taken from.
  static let basing = ["据", "依照"]
  /// Before a title in brackets that says where a quotation is from.
  static let citing = Set("《见引自出载摘选据".unicodeScalars)

  // MARK: Laws without title marks

  static let lawEndings = ["法", "法典", "条例"].map { Array($0.unicodeScalars) }
  /// Whether a name is that of a law or of regulations, by its end.
  static func isLaw(_ name: some BidirectionalCollection<Unicode.Scalar>) -> Bool {
    lawEndings.contains { name.suffix($0.count).elementsEqual($0) }
  }
  /// Before an ending: 本法 and 该条例 are named elsewhere.
  static let pointing = Set("本该此其述".unicodeScalars)
  /// Words behind which a name begins.
  static let beforeLaws = [
    "根据", "依据", "依照", "按照", "违反", "适用", "参照", "参见", "对照", "触犯", "符合", "援引", "引用", "遵守",
    "执行", "落实", "贯彻", "规定", "和", "与", "及", "的", "我国", "现行",
  ].map { Array($0.unicodeScalars) }
  /// Characters behind which a short name that the draft gives begins; 实施条例 is another.
  static let beforeShortNames = Set("为是于在对按依据由从以则即但并而了或将把".unicodeScalars)
  /// What gives a short name, longer ones first: 《…条例》（以下简称《条例》）.
  static let declaring = ["以下简称", "下文简称", "以下称", "下称", "简称"].map { Array($0.unicodeScalars) }
  /// Between short names that several documents are given: 以下简称《条例》和《办法》.
  static let betweenShortNames = Set("、和与及".unicodeScalars)
  /// Begin a short name of several documents: 以下简称“两法”.
  static let several = Set("两二三四五六七八九".unicodeScalars)
  /// What ends other words before a name: 认定为, 属于, 结合, 中华人民共和国.
  static let borders = Set("国为是于在对按由从以如新原或者将把即则但并而了施传读习绕合")

  // MARK: Parts of laws

  /// What begins what a title says in brackets: 《…法典》（第一编）.
  static let brackets = Set("（(".unicodeScalars)
  /// What the part that comes first is called.
  static let generalPart = "总则"

  // MARK: Ranks

  /// In a clause whose number may be a rank: 位居全国同类城市第2.
  static let ranking = ["排名", "排位", "排行", "位居", "位列", "名列", "位次"]
  /// Right before a rank, or the field that it is one of: 居全省第3位.
  static let beforeRanks = ["并列", "居", "列", "排"]
  /// Other words that end in one of these: 下列第一、二项.
  static let notRanking = ["下列", "上列", "所列", "系列", "序列", "陈列", "队列", "安排", "邻居"]
  /// Between the numbers of several: 第二、三产业, 第2—5位.
  static let betweenNumbers = Set("、-–—~～－".unicodeScalars)
  /// Behind a rank within a clause, where others may count somebody: 全省第一位律师.
  static let behindRanks = Set("的和且与并及或".unicodeScalars)
  /// What something is ranked in.
  static let rankedFields = [
    "全国", "全省", "全市", "全县", "全区", "全州", "全旗", "全系统", "全球", "世界", "亚洲", "全行业", "西部", "中部", "东部",
  ]

  // MARK: Figures

  /// Before a year that something is told of, as places and 截至 do.
  static let beforeYears = Set("市省县区州国局院镇乡村在于至".unicodeScalars)
  /// What is told with these is of the day, whatever year stands before: 2022年试点，目前已有….
  static let now = ["目前", "至今", "迄今", "现已", "现有"]
  /// What was done in a year tells of no other: 2021年印发的方案.
  static let begun = ["印发", "出台", "发布", "公布", "启动", "启用", "成立", "制定", "修订", "施行"]
  /// Stand round figures of anything; longer ones before those that they begin with.
  static let common = [
    "不少于", "不低于", "不超过", "全系统", "比上年", "较上年", "年底前", "全市", "全省", "全国", "全县", "全区", "全州", "全年",
    "本市", "我市", "本省", "我省", "本县", "我县", "去年", "今年", "上年", "当年", "年度", "年底", "同期", "目前", "截至", "累计",
    "共计", "合计", "总计", "其中", "分别", "同比", "环比", "增长", "增加", "增幅", "下降", "减少", "降低", "提高", "提升", "上升",
    "达到", "超过", "突破", "接近", "以上", "以下", "左右", "实现", "完成", "保持", "比例", "占比", "比重", "最高", "最低", "至少",
    "平均", "共", "约", "近", "达", "超", "逾", "占", "为",
  ]
}
