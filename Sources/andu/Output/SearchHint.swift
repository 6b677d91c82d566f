// SearchHint.swift — what to try where a search found nothing.
import Archive
import Extraction

enum SearchHint {
  /// What stood in the way of a request that found nothing, or nothing with all words; nil where
  /// nothing is known to.
  static func text(
    for request: SearchRequest, answered answer: SearchAnswer, in archive: Archive
  ) throws -> String? {
    if answer.paragraphs > 0, !answer.isBroken { return nil }
    if let operators = OperatorHint.text(for: request.words) { return operators }
    if answer.paragraphs + answer.partialParagraphs > 0 {
      return numbered(request.words, in: archive)
    }
    if request.since != nil {
      return say("nothing new has come since it was last run", "上次运行之后没有新的")
    }
    let kinds = try kinds(request.conditions, words: request.words, in: archive)
    if let held = try heldBack(request, in: archive) {
      return [held, kinds].compactMap { $0 }.joined(separator: say("; ", "；"))
    }
    if let kinds { return kinds }
    if let listed = numbered(request.words, in: archive) { return listed }
    if let listed = titled(request.words, in: archive) { return listed }
    guard request.words.contains("*") || request.words.contains("＊") else { return nil }
    return say(
      "there is no sign for any number of characters: any part of a word is found, ? is one character",
      "没有代表任意多字的符号：词的任何部分都能找到，? 代表一个字")
  }

  /// Kinds that are named where one is asked for that there is not.
  private static let namedKinds = 12

  /// The kinds that there are, where no document is of one that is asked for; else nil.
  static func kinds(
    _ conditions: [DocumentCondition], words: String = "", in archive: Archive
  ) throws -> String? {
    guard let absent = try archive.absentKinds(conditions, words: words).first else { return nil }
    let known = try archive.documentKinds()
    let named = known.prefix(namedKinds).joined(separator: say(", ", "、"))
    let more = known.count > namedKinds ? say(" …", "……") : ""
    return say("no document is of the kind \(absent)", "没有类型为 \(absent) 的文档")
      + (named.isEmpty ? "" : say("; there are \(named)", "；已有 \(named)") + more)
  }

  /// Paragraphs that the words find and the conditions do not let through.
  private static func heldBack(
    _ request: SearchRequest, in archive: Archive
  ) throws -> String? {
    var free = request
    (free.conditions, free.places, free.ignoresConditions) = ([], [], true)
    (free.limit, free.offset, free.facets, free.isExplained) = (0, 0, [], false)
    guard !free.words.allSatisfy(\.isWhitespace) else { return nil }
    let found = try archive.search(free).paragraphs
    guard found > 0 else { return nil }
    return say(
      "\(counted(found, "paragraph")) without the conditions", "不加条件则有 \(found) 段")
  }

  /// A document number stands in what is known of a document, and often not in its text.
  private static func numbered(_ words: String, in archive: Archive) -> String? {
    let words = words.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let number = words.first(where: { DocumentNumber($0) != nil }) else { return nil }
    return listed(.docnum, number, in: archive) { found, command in
      say(
        "\(counted(found, "document")) with this number: \(command)",
        "有 \(found) 个文档是这个文号：\(command)")
    }
  }

  /// A page of pictures has a title and no paragraphs to find.
  private static func titled(_ words: String, in archive: Archive) -> String? {
    listed(.title, words, withoutText: true, in: archive) { found, command in
      say(
        "\(counted(found, "document")) with this in the title, and no text: \(command)",
        "有 \(found) 个文档的标题含有这些字，但没有正文：\(command)")
    }
  }

  private static func listed(
    _ field: DocumentField, _ value: String, withoutText: Bool = false, in archive: Archive,
    text: (_ found: Int, _ command: String) -> String
  ) -> String? {
    guard !value.unicodeScalars.contains("'"), let condition = try? DocumentCondition(field, value),
      let listed = try? archive.list([condition])
    else { return nil }
    let found = listed.count { !withoutText || $0.paragraphs == 0 }
    if found == 0 { return nil }
    return text(found, "`andu list --\(field.rawValue) '\(value)'`")
  }
}
