// SavedFramesTests.swift — frames saved beside a page go in with it, whatever names them.
import Archive
import Extraction
import Foundation
import SystemPackage
import Testing

@Suite("Saved frames")
struct SavedFramesTests {
  private let archive: SampleArchive

  init() throws { archive = try SampleArchive() }

  private static let text = (1...4).map {
    "<p>\($0).第\($0)村民小组的灌溉时间为每周\($0)上午，由管水员开闸，超过时间的按用水量另行收费。</p>"
  }.joined()
  private static let frame =
    "<html><body><h1>关于轮灌时间安排的通知</h1><div class=TRS_Editor>\(text)</div></body></html>"

  private func record(ofPage path: FilePath) throws -> PageRecord? {
    let writer = try ArchiveWriter(root: archive.root)
    var report = IngestionReport()
    try writer.add([.init(path: path, options: .init())], report: &report) { _ in }
    try writer.commit()
    #expect(report.added == 1)
    return try Archive(root: archive.root).list(.init()).map(\.1).first
  }

  @Test("A frame's name stands in the encoding of its page")
  func nameInGBK() throws {
    _ = try archive.write(Self.frame.utf8, to: "pages/表.files/f.htm")
    // 表 in GBK.
    let shell =
      Array("<html><head><meta charset=gb2312></head><body><iframe src=\"".utf8) + [0xB1, 0xED]
      + Array(".files/f.htm\"></iframe></body></html>".utf8)
    let path = try archive.write(shell, to: "pages/表.htm")
    let record = try record(ofPage: path)
    #expect(record?.pageKind == "article" && record?.title == "关于轮灌时间安排的通知")
  }

  @Test("A frame of a frame is named from where that frame lies")
  func frameOfFrame() throws {
    _ = try archive.write(Self.frame.utf8, to: "pages/a_files/in/right.htm")
    _ = try archive.write(
      "<html><frameset><frame src='in/right.htm'><frame src='main.htm'></frameset></html>".utf8,
      to: "pages/a_files/main.htm")
    let path = try archive.write(
      "<html><frameset><frame src='a_files/main.htm'></frameset></html>".utf8, to: "pages/a.htm")
    let record = try record(ofPage: path)
    #expect(record?.pageKind == "article" && record?.title == "关于轮灌时间安排的通知")
  }
}
