// SearchHint.swift — what to try where a search found nothing.
import Archive
import Extraction

enum SearchHint {
  /// What stood in the way of a request that found nothing; nil where nothing is known to.
  static func text(for request: SearchRequest, in archive: Archive) throws -> String? {
    if request.since != nil {
      return say("nothing new has come since it was last run", "上次运行之后没有新的")
    }
    if let held = try heldBack(request, in: archive) { return held }
    if let listed = listed(request.words, in: archive) { return listed }
    guard request.words.contains("*") || request.words.contains("＊") else { return nil }
    return say(
      "there is no sign for any number of characters: any part of a word is found, ? is one character",
      "没有代表任意多字的符号：词的任何部分都能找到，? 代表一个字")
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
  private static func listed(_ words: String, in archive: Archive) -> String? {
    let words = words.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let number = words.first(where: { DocumentNumber($0) != nil }),
      let found = try? archive.list([DocumentCondition(.docnum, number)]).count, found > 0
    else { return nil }
    let command = "`andu list --docnum '\(number)'`"
    return say(
      "\(counted(found, "document")) with this number: \(command)",
      "有 \(found) 个文档是这个文号：\(command)")
  }
}
