// WordDiagram.swift — the data of a diagram (SmartArt) → its texts in the order of its outline.

/// Source: ECMA-376-1:2016, 21.4.2 (points, and connections that say which is below which).
enum WordDiagram {
  static func texts(_ model: XMLElement) -> [String] {
    var points: [String: XMLElement] = [:]
    var waiting: [String] = []
    for (index, point) in model.all("pt").enumerated() {
      let id = point["modelId"] ?? "#\(index)"
      points[id] = points[id] ?? point
      waiting.append(id)
    }
    var below: [String: [(order: Int, id: String)]] = [:]
    for link in model.all("cxn") where link["type"] ?? "parOf" == "parOf" {
      guard let parent = link["srcId"], let child = link["destId"] else { continue }
      below[parent, default: []].append((link["srcOrd"].flatMap { Int($0) } ?? 0, child))
    }
    // The whole diagram is a point, too; what hangs from none keeps the order of the file.
    let whole = waiting.filter { points[$0]?["type"] == "doc" }
    let others = waiting.filter { points[$0]?["type"] != "doc" }
    waiting = (whole + others).reversed()
    var texts: [String] = []
    while let id = waiting.popLast() {
      guard let point = points.removeValue(forKey: id) else { continue }
      for paragraph in point.first("t")?.children("p") ?? [] {
        texts.append(paragraph.all("t").map(\.text).joined().tidied)
      }
      waiting += (below[id] ?? []).sorted { $0.order < $1.order }.reversed().map { $0.id }
    }
    return texts.filter { !$0.isEmpty }
  }
}
