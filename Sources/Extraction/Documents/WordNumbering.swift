// WordNumbering.swift — numbering.xml → the number that Word shows before a paragraph.

/// Automatic numbers (自动编号): 一、 and （一） of most documents are not in their text.
///
/// Source: ECMA-376-1:2016, 17.9.
struct WordNumbering {
  private struct Level {
    var start = 1
    var format = NumberFormat(name: "decimal")
    /// `%1、`, `（%2）`, `%1.%2`
    var text = ""
    var isFollowedByNothing = false
    /// Numbers of higher levels are shown in figures, too.
    var isLegal = false
    /// The level, counted from 1, whose numbers start this one again; nil: any above, 0: none.
    var restart: Int?
    var style: String?
  }
  private struct Definition {
    var levels: [Int: Level] = [:]
    /// The style that holds the levels instead.
    var styleLink: String?
  }
  private struct Instance {
    var definition: String
    var levels: [Int: Level] = [:]
    var starts: [Int: Int] = [:]
  }

  private var definitions: [String: Definition] = [:]
  private var instances: [String: Instance] = [:]
  private let styles: WordStyles

  /// By definition and level: what was shown last.
  private var counters: [String: [Int: Int]] = [:]
  /// Instance and level whose own start has been used.
  private var started: Set<String> = []

  static let deepest = 8
  /// Of the text around a number, in characters.
  static let longestText = 64

  init(_ numbering: XMLElement?, styles: WordStyles) {
    self.styles = styles
    for child in numbering?.children ?? [] {
      switch child.name {
      case "abstractNum":
        guard let id = child["abstractNumId"] else { continue }
        var definition = Definition(styleLink: child.first("numStyleLink")?["val"])
        for level in child.children("lvl") {
          if let number = Self.levelNumber(level) { definition.levels[number] = Self.level(level) }
        }
        definitions[id] = definition
      case "num":
        guard let id = child["numId"], let definition = child.first("abstractNumId")?["val"]
        else { continue }
        var instance = Instance(definition: definition)
        for override in child.children("lvlOverride") {
          guard let number = Self.levelNumber(override) else { continue }
          instance.starts[number] = override.first("startOverride")?["val"].flatMap { Int($0) }
          instance.levels[number] = override.first("lvl").map(Self.level)
        }
        instances[id] = instance
      default: continue
      }
    }
    for (id, instance) in instances {
      if let link = definitions[instance.definition]?.styleLink,
        let target = styles.instance(of: link).flatMap({ instances[$0] }),
        definitions[target.definition]?.styleLink == nil
      {
        instances[id]?.definition = target.definition
      }
    }
  }

  private static func levelNumber(_ element: XMLElement) -> Int? {
    element["ilvl"].flatMap { Int($0) }.flatMap { (0...deepest).contains($0) ? $0 : nil }
  }

  private static func level(_ element: XMLElement) -> Level {
    var level = Level()
    for child in element.children {
      let value = child["val"]
      switch child.name {
      case "start": level.start = value.flatMap { Int($0) } ?? 1
      case "numFmt": level.format = NumberFormat(name: value ?? "decimal")
      case "AlternateContent":
        // A format of its own, beside one that older programs know.
        let format = child.first("Fallback")?.first("numFmt") ?? child.all("numFmt").first
        level.format = NumberFormat(name: format?["val"] ?? "decimal")
      case "lvlText": level.text = String((value ?? "").prefix(longestText))
      case "suff": level.isFollowedByNothing = value == "nothing"
      case "isLgl": level.isLegal = WordProperty.isOn(child)
      case "lvlRestart": level.restart = value.flatMap { Int($0) }
      case "pStyle": level.style = value
      default: continue
      }
    }
    return level
  }

  /// The number before the next paragraph, as it is shown; empty when there is none.
  mutating func label(style: String?, numbering: XMLElement?) -> String {
    let styled = styles.numbering(of: style)
    guard let id = numbering?.first("numId")?["val"] ?? styled?.instance, id != "0",
      let instance = instances[id]
    else { return "" }
    let number =
      numbering?.first("ilvl")?["val"].flatMap { Int($0) }
      ?? styled?.level ?? level(of: styled?.style, in: instance) ?? 0
    guard (0...Self.deepest).contains(number), let level = level(number, in: instance) else {
      return ""
    }
    count(number, id, instance, level)
    guard level.format.isNumber else { return "" }
    return shown(number, level, instance)
  }

  private func level(_ number: Int, in instance: Instance) -> Level? {
    instance.levels[number] ?? definitions[instance.definition]?.levels[number]
  }

  /// The level that a style is tied to.
  private func level(of style: String?, in instance: Instance) -> Int? {
    guard let style else { return nil }
    return (0...Self.deepest).first { level($0, in: instance)?.style == style }
  }

  private mutating func count(_ number: Int, _ id: String, _ instance: Instance, _ level: Level) {
    var counter = counters[instance.definition] ?? [:]
    if let start = instance.starts[number], started.insert("\(id)/\(number)").inserted {
      counter[number] = start
    } else {
      counter[number] = counter[number].map { $0 &+ 1 } ?? level.start
    }
    for deeper in stride(from: number + 1, through: Self.deepest, by: 1) {
      let restart = self.level(deeper, in: instance)?.restart
      if restart.map({ number < $0 }) ?? true { counter[deeper] = nil }
    }
    counters[instance.definition] = counter
  }

  private func shown(_ number: Int, _ level: Level, _ instance: Instance) -> String {
    var text = ""
    var isPlace = false
    for character in level.text {
      if isPlace, let place = character.wholeNumberValue, (1...9).contains(place) {
        let shownLevel = self.level(place - 1, in: instance) ?? level
        // A level above that has not been counted yet shows its first number.
        let value = counters[instance.definition]?[place - 1] ?? shownLevel.start
        let format = shownLevel.format
        text += level.isLegal && place - 1 < number ? "\(value)" : format.text(value)
        isPlace = false
      } else if character == "%", !isPlace {
        isPlace = true
      } else {
        if isPlace { text.append("%") }
        isPlace = false
        text.append(character)
      }
    }
    text = text.trimmed
    guard let last = text.unicodeScalars.last else { return "" }
    // A wide mark is followed by its text, as in documents that are numbered by hand.
    return level.isFollowedByNothing || !last.isASCII ? text : text + " "
  }
}
