// ResponsibilityRules.swift — the words by which texts give offices their tasks: data only.

enum ResponsibilityRules {
  /// Labels before the names, within brackets; a longer one ends in one of these too.
  static let labels = EndingTable(
    byRole([
      (.lead, ["牵头单位", "牵头部门", "牵头处室", "牵头科室", "主办单位", "牵头"]),
      (
        .support,
        [
          "配合单位", "配合部门", "配合处室", "配合科室", "协办单位", "协同单位", "参与单位", "参加单位", "协助单位", "配合",
        ]
      ),
      (
        .responsible,
        ["责任单位", "责任部门", "责任科室", "责任处室", "负责单位", "落实单位", "承办单位", "实施单位"]
      ),
    ]))

  /// Labels that need no brackets around them.
  static let openLabels = EndingTable([
    "责任单位", "责任部门", "责任科室", "责任处室", "牵头单位", "牵头部门", "牵头科室", "牵头处室", "配合单位", "配合部门",
  ])

  /// What stands behind the names, with its length.
  static let duties = EndingTable(
    byRole([
      (.lead, ["牵头负责", "牵头落实", "牵头"]),
      (.support, ["分别配合", "配合", "参与", "参加", "协助", "协同"]),
      (
        .responsible,
        [
          "按职责分工负责", "按照职责分工负责", "按职责负责", "按职责分工落实", "分工负责", "分别负责", "具体负责", "组织实施", "负责", "落实",
        ]
      ),
    ]).map { ($0, (role: $1, count: $0.count)) })

  /// Ends of a sentence that need no brackets around it.
  static let sharedDuties = EndingTable(["按职责分工负责", "按照职责分工负责", "按职责负责", "按职责分工落实"])

  /// Remarks on the list itself: `列首位的为牵头单位，下同`.
  static let remarks = PhraseTable(
    ["列首", "列第一", "列在", "排在", "排名", "排第一", "下同", "以下", "以上"].map { ($0, true) })

  /// `…等`, `…等部门` leave names open; with their lengths.
  static let openEnds = EndingTable(
    ["等", "等部门", "等单位", "等相关部门", "等有关部门", "等相关单位", "等有关单位", "等部门和单位"].map { ($0, $0.count) })

  private static func byRole(
    _ lists: [(role: ResponsibleUnit.Role, endings: [String])]
  ) -> [(String, ResponsibleUnit.Role)] {
    lists.flatMap { list in list.endings.map { ($0, list.role) } }
  }
}
