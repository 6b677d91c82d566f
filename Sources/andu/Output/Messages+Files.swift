// Messages+Files.swift — what can be wrong with files, in Chinese.
import Archive
import Containers
import Extraction
import SearchIndex
import SystemPackage

extension SegmentError {
  package var chinese: String {
    switch self {
    case .notASegment(let file): "\(file)：不是案牍的索引文件；`andu reindex` 可重建索引"
    case .unsupportedVersion(let file, let version, let supported):
      "\(file)：索引格式为 \(version)，本程序读取 \(supported)；请运行 `andu reindex`"
    case .otherAnalyzer(let file, let found, let expected):
      "\(file)：由分析器 \(found) 建立，本程序使用 \(expected)；请运行 `andu reindex`"
    case .columnMissing(let file): "\(file)：写入时尚不支持此条件；运行 `andu reindex` 后即可"
    case .damaged(let file, let offset):
      "\(file)：第 \(offset) 字节处损坏；`andu reindex` 可重建索引"
    case .truncated(let file, let offset):
      "\(file)：在第 \(offset) 字节处提前结束；`andu reindex` 可重建索引"
    case .missing(let file): "\(file)：缺失；`andu reindex` 可重建索引"
    case .tooLarge(let what): "\(Phrases.chinese(what))超过一个索引段的上限"
    case .tooMuchToCompare(let paragraphs, let texts):
      "NEAR 要在 \(paragraphs) 段中找 \(texts) 个词，工作量过大；请少列几个，或换较少见的词"
    case .noFolder(let file, let folder): "\(file)：没有文件夹 \(folder)"
    case .system(let file, let errno): "\(file)：\(errno.chinese)"
    }
  }
}

extension OriginalDamage {
  package var chinese: String {
    switch self {
    case .memberHeader: "此处没有记录"
    case .memberLength: "记录所称的长度不可能属实"
    case .memberChecksum: "压缩数据与其校验和不符"
    case .compressedBytes: "记录无法解压"
    case .tooLarge: "记录超过案牍接受的大小"
    case .warcHeader: "WARC 记录头无法读取"
    case .blockLength: "内容的长度与记录头所称不符"
    case .digest: "内容与其 SHA-256 摘要不符"
    case .foreignFile: "文件开头不是写有其文件名和档案的 warcinfo 记录"
    case .otherRecord: "此处的记录不是索引所指的那一条"
    }
  }
}

extension OriginalError {
  private static let chineseWayOut = "请由备份恢复，或用 `andu verify --repair` 保住其余"

  package var chinese: String {
    switch self {
    case .damaged(let file, let offset, let damage):
      "\(file)，第 \(offset) 字节：\(damage.chinese)；\(Self.chineseWayOut)"
    case .missingFile(let file): "\(file)：缺失；\(Self.chineseWayOut)"
    case .shortFile(let file, let length, let committed):
      "\(file)：只有 \(length) 字节，应有 \(committed)；\(Self.chineseWayOut)"
    case .notCommitted(let location): "第 \(location.file) 个原件文件的第 \(location.offset) 字节处没有已提交的记录"
    case .invalidField(let name, let value): "记录头的 \(name) 不能是 \(value.debugDescription)"
    case .blockTooLarge(let byteCount, let limit): "\(byteCount) 字节，超过一条记录的上限 \(limit)"
    case .system(let operation, let path, .noSpace):
      "\(path)：无法\(SystemWords.operation(operation))：磁盘已满；已提交的内容是安全的"
    case .system(let operation, let path, let errno):
      "\(path)：无法\(SystemWords.operation(operation))：\(errno.chinese)"
    }
  }
}

extension ArchiveProblem {
  package var chinese: String {
    switch self {
    case .index(let error): Messages.chinese(error)
    case .original(let error): error.chinese
    case .annotations(let error): "标注：\(error.chinese)"
    case .otherAnnotations(let files, let id):
      "标注：\(files)：\(id) 的标签、批注或著录修正与索引中的不同；请由备份恢复，或用 `andu reindex` 以其为准"
    case .search(let error): Messages.chinese(error)
    case .lost(let location):
      "\(location.fileName)，第 \(location.offset) 字节：索引中一个文档的原件缺失或损坏"
    case .notIndexed(let location):
      "\(location.fileName)，第 \(location.offset) 字节：此处的原件不在索引中；请运行 `andu reindex`"
    case .setAside(let file, let offset, let name):
      "\(file)：第 \(offset) 字节起没有完好的记录；这些字节已移至 \(name)"
    }
  }
}

extension ContainerError {
  package var chinese: String {
    switch self {
    case .damaged(let what): "\(Phrases.chinese(what))已损坏"
    case .tooLarge(let what, let limit): "\(Phrases.chinese(what))解开后超过 \(Self.size(limit))"
    case .unsupported(let what): "不能读取\(Phrases.chinese(what))"
    }
  }
}

extension ExtractionError {
  package var chinese: String {
    switch self {
    case .empty: "文件是空的"
    case .tooLarge(let bytes, let limit): "\(bytes) 字节，超过一个网页的上限 \(limit)"
    case .unknownEncoding(let name):
      "没有叫“\(name)”的编码；可用 UTF-8、GB18030、Big5、UTF-16LE、UTF-16BE 或 windows-1252"
    case .binary(let what): "这是\(Phrases.chinese(what))，不是网页或文本"
    case .container(let error): error.chinese
    case .needsProgram(let what, let packages):
      "没有能读取\(Phrases.chinese(what))的程序；请安装 \(Phrases.chinese(packages))"
    case .notConverted(let what, let why):
      "无法读取\(Phrases.chinese(what))：\(Phrases.chinese(why))"
    }
  }
}

extension LineDamage {
  package var chinese: String {
    switch self {
    case .missing(let key): "缺少“\(key)”"
    case .otherType(let path): "“\(path)”的类型不对"
    case .badDate(let key): "“\(key)”不是日期"
    case .notJSON: "不是 JSON"
    case .notADocument: "不是文档，即含有“paragraphs”的对象"
    case .badID: "doc_id 为空或含有控制字符"
    case .noText: "“paragraphs”中没有文字，也没有标题"
    }
  }
}

extension Errno {
  /// Those that people meet; the system's own words for others.
  package var chinese: String { SystemWords.errors[self] ?? "\(self)" }
}

/// What the system is asked to do and what it answers.
enum SystemWords {
  static let errors: [Errno: String] = [
    .noSuchFileOrDirectory: "没有这个文件或文件夹", .permissionDenied: "没有权限", .notPermitted: "不允许此操作",
    .fileExists: "已存在", .isDirectory: "是文件夹", .notDirectory: "不是文件夹", .noSpace: "磁盘已满",
    .diskQuotaExceeded: "超出磁盘配额", .readOnlyFileSystem: "文件系统是只读的", .ioError: "输入输出错误",
    .noMemory: "内存不足", .tooManyOpenFiles: "打开的文件过多", .tooManyOpenFilesInSystem: "系统打开的文件过多",
    .fileNameTooLong: "文件名过长", .fileTooLarge: "文件过大", .directoryNotEmpty: "文件夹不是空的",
    .resourceBusy: "正被占用", .invalidArgument: "参数无效", .tooManySymbolicLinkLevels: "符号链接层数过多",
    .improperLink: "不在同一文件系统", .textFileBusy: "文件正在执行", .notSupported: "不支持此操作",
    .illegalByteSequence: "字节序列无效", .noSuchAddressOrDevice: "没有这个设备",
  ]

  private static let operations = [
    "read": "读取", "read the file": "读取文件", "write": "写入", "open": "打开", "save": "保存",
    "delete": "删除", "measure": "查看大小", "cut": "截短", "compress": "压缩",
    "make the folder": "建立文件夹", "make a folder in": "在其中建立文件夹", "lock the archive": "锁定档案",
  ]

  static func operation(_ english: String) -> String { operations[english] ?? " \(english) " }
}
