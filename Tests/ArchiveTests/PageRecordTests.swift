// PageRecordTests.swift — records that are in archives already are read and written as they are.
import Archive
import Extraction
import Foundation
import Testing

@Suite("Stored records")
struct PageRecordTests {
  @Test func areReadAndWrittenAsEver() throws {
    let stored =
      #"{"attachments":[{"address":"http://a.example/a.doc","name":"方案"}],"authors":["许某","田某"],"column":"通知公告","contentType":"text/html","documentKind":"通知","documentNumber":"云司发〔2023〕6号","effectiveOn":"2023-05-01","encoding":"GB18030","evidence":[{"field":"title","origin":"<h1>","value":"题"}],"expiresOn":"2028-04-30","id":"0123456789abcdef","indexNumber":"000-1","issuedOn":"2023-04-20","issuer":"云溪市司法局","keywords":["学习"],"pageKind":"article","publishedOn":"2023-04-21","region":{"code":"440700","level":"市","name":"广东省江门市"},"repealedOn":"2025-01-01","savedAs":"/p/1.html","savedAt":"2023-07-01T00:00:00Z","site":"云溪市政府网","source":"云溪政务","subject":"司法","title":"题","truncated":"why","url":"http://a.example/1","validFor":"5年","validity":"有效","versions":[{"addedAt":"2023-07-02T00:00:00Z","location":{"file":1,"length":20,"offset":300},"sha256":"00ff"}],"work":"方案","wrapper":"印发","years":[2023]}"#
    let record = try JSONDecoder().decode(PageRecord.self, from: Data(stored.utf8))
    #expect(record.title == "题" && record.authors == ["许某", "田某"] && record.years == [2023])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    #expect(String(decoding: try encoder.encode(record), as: UTF8.self) == stored)
  }

  @Test func holdNothingThatWasNotFound() throws {
    let stored =
      #"{"contentType":"text/html","encoding":"UTF-8","evidence":[],"id":"a","pageKind":"list","savedAs":"/p/1.html","versions":[],"years":[]}"#
    let record = try JSONDecoder().decode(PageRecord.self, from: Data(stored.utf8))
    #expect(record.fields == DocumentFields() && record.displayTitle == "1.html")
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    #expect(String(decoding: try encoder.encode(record), as: UTF8.self) == stored)
  }

  @Test(arguments: [#","years":[2023]"#, ""])
  func giveTheirVersionsAlone(behind: String) throws {
    let stored =
      #"{"contentType":"text/html","encoding":"UTF-8","evidence":[],"id":"a","pageKind":"list","savedAs":"/p/1.html","title":"说“\"versions\":[”","versions":[{"addedAt":"2023-07-02T00:00:00Z","location":{"file":1,"length":20,"offset":300},"sha256":"00ff"},{"addedAt":"2023-07-01T00:00:00Z","location":{"file":1,"length":20,"offset":3},"sha256":"00fe"}]\#(behind)}"#
    let versions = try PageRecord.versions(in: Array(stored.utf8))
    #expect(versions.map(\.sha256) == ["00ff", "00fe"])
    #expect(versions.map(\.location.offset) == [300, 3])
  }
}
