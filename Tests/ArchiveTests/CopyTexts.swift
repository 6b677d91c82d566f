// CopyTexts.swift — texts of our own, and copies of them that differ in a known way.
import Foundation

/// Plans of an invented city, each with words of its own between the set phrases that all have.
enum CopyTexts {
  private static let phrases = [
    "坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神，深入学习贯彻习近平法治思想。",
    "各县（市、区）司法局要高度重视，加强组织领导，压实工作责任，确保各项任务落到实处、见到实效。",
    "要强化督促检查，建立健全工作台账，及时总结推广经验做法，重大事项及时请示报告。",
  ]
  private static let subjects = [
    "人民调解", "法律援助", "社区矫正", "公证服务", "普法宣传", "行政复议", "律师管理", "仲裁工作", "司法鉴定", "安置帮教",
    "法治督察", "规范性文件审查", "合法性审核", "基层司法所建设", "村居法律顾问", "涉外法律服务", "法治文化阵地", "执法监督",
  ]
  private static let deeds = [
    "开展回头看", "编印案例选", "组织技能比武", "修订服务清单", "开通夜间窗口", "推行首问负责", "建设实训基地", "联办专题讲座",
    "上线预约平台", "公布办事指南", "设立流动站点", "评选先进个人", "梳理堵点问题", "开放模拟法庭", "培训新任人员", "核查历年档案",
  ]
  private static let ends = [
    "三月底前完成摸底", "六月中旬组织互查", "九月起逐步推开", "年底前形成制度", "按月通报进展", "每季度评估一次", "由专班负责到底",
    "经费列入预算", "结果向社会公开", "与年度考核挂钩", "邀请群众代表参加", "先试点后推广",
  ]

  /// - Parameter seed: another number, another plan.
  static func plan(_ seed: UInt64, paragraphs: Int = 12) -> [String] {
    var random = SeededGenerator(state: seed)
    var texts = [phrases[0]]
    for _ in 0..<paragraphs {
      let words = (0..<4).map { _ in
        let (office, place) = (name(3, &random), name(6, &random))
        return subjects.randomElement(using: &random)! + "方面，由\(office)牵头，在\(place)"
          + deeds.randomElement(using: &random)! + "，" + ends.randomElement(using: &random)!
      }
      texts.append(words.joined(separator: "；") + "。")
    }
    return texts + phrases.dropFirst()
  }

  private static func name(_ length: Int, _ random: inout SeededGenerator) -> String {
    String(
      String.UnicodeScalarView(
        (0..<length).compactMap { _ in
          Unicode.Scalar(0x4e00 + UInt32.random(in: 0..<5000, using: &random))
        }))
  }

  /// Leaves out, replaces or adds characters, each with the probability `share` in all.
  static func edited(_ texts: [String], _ share: Double, seed: UInt64) -> [String] {
    var random = SeededGenerator(state: seed)
    let fillers = Array("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过")
    return texts.map { text in
      String(
        text.flatMap { character -> [Character] in
          guard Double.random(in: 0..<1, using: &random) < share else { return [character] }
          let other = fillers.randomElement(using: &random)!
          return [[], [other], [other, character]].randomElement(using: &random)!
        })
    }
  }

  /// A line for `andu import`.
  static func line(_ id: String, _ fields: [String: String] = [:], _ texts: [String]) -> String {
    var object: [String: Any] = fields
    object["doc_id"] = id
    object["paragraphs"] = texts
    let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
