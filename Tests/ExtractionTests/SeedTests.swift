import Extraction
import Foundation
import Testing

/// Texts that are kept beside the repository; their tests are skipped without them.
enum SharedData {
  static let folder: URL? = {
    if let path = ProcessInfo.processInfo.environment["ANDU_SHARED"] {
      return URL(fileURLWithPath: path)
    }
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let manifest = folder.appendingPathComponent("Package.swift")
      if FileManager.default.fileExists(atPath: manifest.path) {
        return folder.deletingLastPathComponent().appendingPathComponent("shared")
      }
    }
    return nil
  }()

  static let seeds: [String: URL] = {
    guard let folder = folder?.appendingPathComponent("seeds"),
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    else { return [:] }
    let pairs = names.map { (String($0.prefix(3)), folder.appendingPathComponent($0)) }
    return Dictionary(pairs) { first, _ in first }
  }()
}

@Suite("Seeds", .enabled(if: SharedData.seeds.count >= 5, "no ../shared/seeds"))
struct SeedTests {
  private func seed(_ name: String) throws -> OfficialDocument {
    let url = try #require(SharedData.seeds[name])
    return try PageExtractor().extract([UInt8](Data(contentsOf: url)))
  }

  @Test(arguments: [
    ("000", [1: 8, 3: 40]), ("001", [1: 6]), ("002", [1: 4, 2: 18]), ("003", [:]),
    ("004", [1: 10, 3: 28]),
  ])
  func haveTheirNumberedLines(name: String, depths: [Int: Int]) throws {
    let numbered = try seed(name).paragraphs.filter { $0.label != nil }
    #expect(Dictionary(numbered.map { ($0.depth, 1) }, uniquingKeysWith: +) == depths)
  }

  @Test(arguments: [
    ("000", 7, 1), ("001", 6, 1), ("002", 8, 2), ("003", 4, 0), ("004", 0, 1),
  ])
  func loseNoWord(name: String, first: Int, second: Int) throws {
    let text = try seed(name).paragraphs.map(\.text).joined(separator: "\n")
    #expect(text.components(separatedBy: "社区矫正").count - 1 == first)
    #expect(text.components(separatedBy: "法律明白人").count - 1 == second)
  }

  @Test func giveTheirFields() throws {
    let (first, second) = (try seed("000"), try seed("001"))
    #expect(first.title == "转发2023年全省司法行政工作要点")
    #expect(first.source == "深圳市司法局")
    #expect(first.publishedOn == "2023-03-15")
    #expect(second.title == "2022年全市司法行政工作总结")
    #expect(second.source == "广州市司法局")
    #expect(second.publishedOn == "2023-06-16")
    #expect(try seed("002").title == nil)
    #expect(try seed("003").publishedOn == "2024-03-14")
    #expect(try seed("003").title?.hasPrefix("2024年成都市司法行政工作会议提出") == true)
    let last = try seed("004")
    #expect(last.title == nil)
    #expect(last.issuer == "江门市司法局")
    #expect(last.issuedOn == "2023-06-30")
  }

  @Test(arguments: [
    ("000", "440000 广东省 (省)", [2023]), ("001", "440100 广东省广州市 (市)", [2022]),
    ("002", "350502 福建省泉州市鲤城区 (县)", [2023]), ("003", "510100 四川省成都市 (市)", [2023, 2024]),
    ("004", "440700 广东省江门市 (市)", [2023]),
  ])
  func areOfTheirPlaceAndYears(name: String, region: String, years: [Int]) throws {
    let document = try seed(name)
    #expect(document.region?.description == region)
    #expect(document.years == years)
  }

  @Test func tellWhoWroteThem() throws {
    let first = try seed("000")
    #expect(first.issuer == "广东省司法厅")
    #expect(first.wrapper == "转发" && first.work == "2023年全省司法行政工作要点")
    #expect(
      first.evidence.contains { $0.field == "region" && $0.value == "440300 广东省深圳市 (市)" })
    #expect(try seed("004").work == "江门市司法局关于高水平法治保障新时代侨都高质量发展行动方案")
    #expect(try seed("004").documentKind == "行动方案")
    #expect(try seed("003").authors == ["曾昌文"])
    #expect(try seed("003").issuer == nil)
  }

  @Test func haveTheirBareHeadings() throws {
    let headings = try seed("003").paragraphs.filter { $0.kind == .heading }.map(\.text)
    #expect(headings.contains("回眸2023年"))
    #expect(headings.contains("敢抓善统 全面依法治市再上新台阶"))
    #expect(headings.contains("展望2024年"))
    #expect(headings.count == 17)
  }

  @Test func areCutAtTheirEnds() throws {
    let texts = try ["000", "001"].map { try seed($0).paragraphs }
    #expect(texts[0].first?.text.hasPrefix("2023年是贯彻") == true)
    #expect(texts[0].last?.label == "40")
    #expect(texts[1].first?.text.hasPrefix("2022年,广州市") == true)
    #expect(texts[1].last?.text.hasPrefix("疫情防控从严从细。") == true)
  }

  @Test func holdANoticeAndItsPlan() throws {
    let document = try seed("004")
    #expect(document.parts.map(\.range.lowerBound) == [0, 4])
    let (notice, plan) = (document.parts[0], document.parts[1])
    #expect(notice.documentKind == "通知")
    #expect(notice.addressees.count == 9)
    #expect(notice.addressees.first == "各县(市、区)司法局")
    #expect(notice.issuedOn == "2023-06-30")
    #expect(plan.title == "江门市司法局关于高水平法治保障新时代侨都高质量发展行动方案")
    #expect(document.paragraphs.last?.headings.first == plan.title)
    for name in ["000", "001", "002", "003"] { #expect(try seed(name).parts.count == 1) }
  }

  @Test func nameTheirResponsibleUnits() throws {
    let blocks = try seed("004").paragraphs.map(\.responsible).filter { !$0.isEmpty }
    #expect(blocks.count == 25)
    #expect(Set(blocks.joined().map(\.name)).count == 23)
    #expect(blocks.joined().contains { $0.name == "行政复议二科" })
    for name in ["000", "001", "002", "003"] {
      #expect(try seed(name).paragraphs.allSatisfy { $0.responsible.isEmpty })
    }
  }

  @Test func countOutItemsInLine() throws {
    #expect(try seed("002").paragraphs.flatMap(\.items).map(\.label) == ["一", "二"])
  }

  @Test func setTheirSectionsAboveTheText() throws {
    let paragraphs = try seed("003").paragraphs
    let last = try #require(paragraphs.last)
    #expect(last.headings.first == "展望2024年")
    #expect(last.headings.last == "以更严要求锻造高素质司法行政铁军")
    #expect(paragraphs.contains { $0.headings.first == "回眸2023年" && $0.headings.count == 3 })
  }
}
