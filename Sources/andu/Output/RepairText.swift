// RepairText.swift — what a repair found, where it put it, and what was lost.
import Archive

enum RepairText {
  /// A sentence for each loss.
  static func lines(_ repair: Repair) -> [String] {
    var lines: [String] = []
    for gap in repair.gaps { lines += self.lines(gap) }
    lines += repair.searches.map {
      say("a saved search was damaged; it is now in \($0)", "一个保存的检索已损坏，现存于 \($0)")
    }
    lines += repair.missingSearches.map {
      say("lost: a saved search; its file \($0) is not there", "损失：一个保存的检索；其文件 \($0) 已不在")
    }
    lines += repair.others.map {
      say("lost: \(name($0)); its original is not there", "损失：\(name($0))；原件已不在")
    }
    lines += repair.unannotated.map {
      say(
        "lost: tags, notes or corrections of \(name($0))", "损失：\(name($0)) 的部分标签、批注或著录修正")
    }
    lines += repair.returned.map {
      say(
        "back again: \(name($0)); it was removed, and what said so was damaged",
        "重新出现：\(name($0))；它曾被移除，而移除的记录已损坏")
    }
    lines += repair.report.failures.map { Messages.text($0.what, $0.why) }
    lines += repair.report.damage.map { Messages.text($0) }
    return lines
  }

  private static func lines(_ gap: Repair.Gap) -> [String] {
    let whereabouts =
      gap.keptAs.map { say("its bytes are now in \($0)", "其字节现存于 \($0)") }
      ?? say("its bytes are not there", "其字节已不在")
    let place = say(
      "\(gap.length) bytes at byte \(gap.offset) of \(gap.file); \(whereabouts)",
      "\(gap.file) 第 \(gap.offset) 字节起的 \(gap.length) 字节；\(whereabouts)")
    if gap.documents.isEmpty {
      return [say("lost, of no known document: \(place)", "损失，所属文档不详：\(place)")]
    }
    return gap.documents.map { say("lost: \(name($0)): \(place)", "损失：\(name($0))：\(place)") }
  }

  private static func name(_ document: Repair.Document) -> String {
    let version = document.version > 1 ? "@\(document.version)" : ""
    return SafeText.visible("\(document.id)\(version) \(document.title)")
  }
}
