// Messages.swift — what the program says, in English or Chinese.
import Archive
import Containers
import Extraction
import Glibc
import SearchIndex
import SystemPackage

/// The sentence in the user's language: Chinese when the locale is, else English.
func say(_ english: @autoclosure () -> String, _ chinese: @autoclosure () -> String) -> String {
  Language.isChinese ? chinese() : english()
}

/// `1 document`, `2 documents`: a count and what is counted, in English.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

enum Language {
  /// `LC_ALL`, else `LC_MESSAGES`, else `LANG`, begins with `zh`.
  static let isChinese: Bool = {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let value = Environment.value(name), !value.isEmpty { return value.hasPrefix("zh") }
    }
    return false
  }()
}

package enum Messages {
  /// What is wrong, in the user's language.
  static func text(_ error: any Error) -> String {
    Language.isChinese ? chinese(error) : "\(error)"
  }

  /// What something is wrong with, and what.
  static func text(_ name: String, _ error: any Error) -> String {
    say("\(name): \(error)", "\(name)：\(chinese(error))")
  }

  /// Every kind of error that a command can end with or tell of.
  package static func chinese(_ error: any Error) -> String {
    switch error {
    case let error as ArchiveError: error.chinese
    case let error as ArchiveProblem: error.chinese
    case let error as SegmentError: error.chinese
    case let error as OriginalError: error.chinese
    case let error as OriginalDamage: error.chinese
    case let error as ContainerError: error.chinese
    case let error as ExtractionError: error.chinese
    case let error as QueryError: error.chinese
    case let error as QueryFieldError: error.chinese
    case let error as PatternError: error.chinese
    case let error as FileSystem.TooLarge: "超过一个网页的上限 \(error.limit >> 20) MB"
    case let error as Errno: error.chinese
    default: "\(error)"
    }
  }
}

extension ArchiveError {
  package var chinese: String {
    switch self {
    case .noArchive(let root): "\(root)：这里没有档案；用 `andu init` 建立，或用 --archive 指定别处"
    case .alreadyThere(let root): "\(root)：这里已有档案"
    case .notEmpty(let root): "\(root)：文件夹不是空的，也不是档案"
    case .manifestMissing(let root): "\(root)：清单文件缺失；`andu reindex` 可由原件重建"
    case .foreignManifest(let root):
      "\(root)：清单文件与原件不属于同一档案；请由备份恢复其中有误的；`andu reindex` 可由原件重建清单"
    case .locked(let root, let pid): "\(root)：进程 \(pid) 正在写入此档案，请待其结束后再试"
    case .replaced(let root):
      "\(root)：写入期间档案被移走或替换；此前已提交的在被移走的文件夹中，其后的均未写入，需重新收入"
    case .unknownDocument(let id): "\(id)：没有这个编号的文档；`andu list` 可列出全部"
    case .ambiguousID(let id, let candidates):
      "\(id)：有 \(candidates.count) 个文档的编号以此开头：\(candidates.prefix(5).joined(separator: "、"))"
    case .noSuchParagraph(let reference, let count): "\(reference)：该文档只有 \(count) 段"
    case .noSuchHeading(let reference): "\(reference)：没有这个位置；`andu tree` 可列出标题"
    case .noSuchVersion(let reference, let count): "\(reference)：该文档只有 \(count) 个版本"
    case .notAReference(let text): "\(text)：写法应为 编号、编号#段、编号#首段-末段、编号#标题/路径 或 编号@版本"
    case .badLine(let damage): damage.chinese
    case .searchMissing(let path):
      "\(path)：保存的检索的文件不见了；请由备份恢复，或重新保存该检索，或用 `andu save --delete` 放弃"
    case .notASearch(let path):
      "\(path)：不是此档案的检索，或已损坏；请由备份恢复，或重新保存该检索，或用 `andu save --delete` 放弃"
    case .system(let operation, let path, let errno):
      "\(path)：无法\(SystemWords.operation(operation))：\(errno.chinese)"
    }
  }
}

extension ConditionError {
  package var chineseAdvice: String {
    switch field {
    case .year: "应写 2023，或起止：2022..2024、2023..、..2020"
    case .pub: "应写 2023、2023-06 或 2023-06-30，或起止：2023-01..2023-06"
    case .since, .until: "应写 2023、2023-06 或 2023-06-30"
    case .level: "应写 国家、省、市、县 或 乡"
    case .region: "没有这个地区；应写名称，如 福建、泉州市，或代码，如 35、350500"
    case .site: "应写域名或其结尾：sf.gz.gov.cn、gov.cn"
    case .path: "应写标题的序号：三、一/3、第三章/第五条"
    case .cites: "应写题名或文号，可加条目，不可用 ? 和 *：《行政复议法》、《行政复议法》第十条、国办发〔2017〕47号"
    case .issuer, .source, .docnum, .kind, .tag, .title, .heading, .dept: "应写要找的内容"
    }
  }
}

extension QueryFieldError {
  package var chinese: String {
    let advice = "\(name):\(error.value)：\(error.chineseAdvice)"
    return error.value.isEmpty ? "\(advice)；要找这几个字本身，请加引号：\"\(name):\"" : advice
  }
}

extension QueryError {
  package var chinese: String {
    switch self {
    case .nothingSearchable(let text):
      text.isEmpty ? "没有输入检索词" : "“\(text)”中没有可检索的字、字母或数字"
    case .onlyExclusions: "只有排除词；请再加一个要找的词"
    case .onlyFields: "只有字段条件；请再加一个要找的词，或用 `andu list` 按条件列出文档，用 `andu tag --list 标签` 列出带标签的段落"
    case .dangling(let word, _):
      "\(word.rawValue) \(word == .not ? "后面" : "两边都")要有词；要找 \(word.rawValue) 这个词，请加引号：\"\(word.rawValue)\""
    case .openQuote: "引号没有成对"
    case .openGroup: "括号没有成对；要找括号本身，请加引号"
    case .strayClose: "这个括号前面没有与之成对的；要找括号本身，请加引号"
    case .tooDeep(_, let limit): "括号套了 \(limit) 层以上"
    case .tooWide(_, let limit): "NEAR 的距离最多 \(limit) 个字"
    case .notNear: "NEAR 两边只能是词，或由词组成的选择：(甲 OR 乙)"
    case .tooManyTexts(let count, let limit): "检索式有 \(count) 个词，最多 \(limit) 个"
    case .tooLong(let scalars, let limit): "检索式有 \(scalars) 个字符，最多 \(limit) 个"
    }
  }
}
