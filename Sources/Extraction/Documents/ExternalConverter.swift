// ExternalConverter.swift — formats that are not read here → text, by programs of the system.
internal import Containers

/// What a program of the system made of a file whose format is not read here.
package struct Conversion: Sendable, Hashable {
  package var contentType: String
  /// Name and version: `pdftotext 22.12.0`.
  package var program: String
  package var bytes: [UInt8]

  package init(contentType: String, program: String, bytes: [UInt8]) {
    (self.contentType, self.program, self.bytes) = (contentType, program, bytes)
  }
}

/// Asks programs that are found on PATH; nothing is installed, and none of them is needed.
enum ExternalConverter {
  /// Of a PDF file the words and where they stand, as XHTML.
  static func conversion(ofPDF bytes: [UInt8]) throws(ExtractionError) -> Conversion {
    let what = "a PDF file"
    guard let program = ChildProgram("pdftotext") else {
      throw .needsProgram(for: what, packages: "poppler-utils")
    }
    let folder = try PrivateFolder(holding: bytes, named: "input.pdf", what)
    defer { folder.remove() }
    let result = try program.run(
      ["-bbox-layout", "-enc", "UTF-8", "-q", folder.path("input.pdf"), "-"], in: folder, what,
      limits: .init(seconds: 30, memory: 2 << 30))
    guard result.status == 0 else {
      throw .notConverted(what, why: "it is damaged or locked by a password")
    }
    return Conversion(
      contentType: "application/xhtml+xml", program: pdftotext, bytes: result.output)
  }

  /// RTF, which Word and WPS also write under the name `.doc`.
  static func isRichText(_ bytes: [UInt8]) -> Bool { bytes.starts(with: Array("{\\rtf".utf8)) }

  /// The XML of Word 2003, in one file; it names the program that it is for.
  static func isFlatWord(_ bytes: [UInt8]) -> Bool {
    let start = Array(bytes.prefix(1024))
    return start.firstRange(of: Array("<?mso-application".utf8)) != nil
      && start.firstRange(of: Array("\"Word.Document\"".utf8)) != nil
  }

  /// Of a file in the Word format of before 2007, which WPS writes, too, or of an ODT file: DOCX,
  /// or the lines without automatic numbers.
  static func conversion(ofWord bytes: [UInt8]) throws(ExtractionError) -> Conversion {
    let isRichText = isRichText(bytes)
    let isFlat = !isRichText && isFlatWord(bytes)
    let isOpen = bytes.starts(with: ZipArchive.signature)
    let isOld = !isRichText && !isFlat && !isOpen
    let binary = isOpen ? "an ODT file" : "an old Word file"
    let what = isRichText ? "an RTF file" : isFlat ? "a Word file in XML" : binary
    let office = ChildProgram("soffice")
    let plain = isOld ? ChildProgram("antiword") : nil
    guard office != nil || plain != nil else {
      throw .needsProgram(
        for: what, packages: isOld ? "libreoffice-writer or antiword" : "libreoffice-writer")
    }
    let folder = try PrivateFolder(holding: bytes, named: "input.doc", what)
    defer { folder.remove() }
    if let office, let docx = try converted(office, folder, what) {
      return Conversion(contentType: OfficeFile.wordType, program: soffice, bytes: docx)
    }
    let lock = isLocked(bytes) ? OfficeFile.locked : nil
    guard let plain else {
      throw .notConverted(what, why: lock ?? "soffice made nothing of it")
    }
    let result = try plain.run(
      ["-w", "0", "-m", "UTF-8.txt", folder.path("input.doc")], in: folder, what,
      limits: .init(seconds: 30, memory: 1 << 30))
    guard result.status == 0 else { throw .notConverted(what, why: lock ?? "it is damaged") }
    return Conversion(contentType: "text/plain", program: antiword, bytes: result.output)
  }

  /// Whether the block that the text of an old Word file begins with, where a sector does, calls it
  /// encrypted.
  ///
  /// Source: MS-DOC 2.5.2 (FibBase: wIdent, fEncrypted).
  private static func isLocked(_ bytes: [UInt8]) -> Bool {
    stride(from: 512, to: bytes.count - 12, by: 512).contains { start in
      bytes[start] == 0xEC && bytes[start + 1] == 0xA5 && bytes[start + 11] & 1 == 1
    }
  }

  // Each program is asked once which it is.
  private static let pdftotext = named("pdftotext", asked: "-v")
  private static let soffice = named("soffice", asked: "--version")
  private static let antiword = named("antiword", asked: "-h")

  /// The name and the first word with a point between figures that the program says of itself.
  private static func named(_ name: String, asked question: String) -> String {
    guard let program = ChildProgram(name),
      let folder = try? PrivateFolder(holding: [], named: "nothing", name)
    else { return name }
    defer { folder.remove() }
    let answer = try? program.run(
      [question], in: folder, name, limits: .init(seconds: 20, memory: 8 << 30),
      takesComplaints: true)
    let words = answer?.output.split { $0 <= 0x20 }.map { String(decoding: $0, as: UTF8.self) }
    let version = words?.first { word in
      word.unicodeScalars.first?.isASCIIDigit == true && word.contains(".")
    }
    return version.map { "\(name) \($0)" } ?? name
  }

  /// What antiword prints: a paragraph a line, `|cell |cell |` for a row, and before the notes a
  /// rule.
  static func plainLines(_ output: [UInt8]) -> [DocumentText.Line] {
    TextDecoder.decode(output, as: .utf8).split { $0 == 0x0A || $0 == 0x0C }.compactMap { bytes in
      let line = String(decoding: bytes, as: UTF8.self).tidied
      if line.unicodeScalars.allSatisfy({ $0 == "-" }) { return nil }
      guard line.hasPrefix("|"), line.ends(with: "|"), line.utf8.count > 2 else {
        return .init(text: line)
      }
      let cells = line.dropFirst().dropLast().split(
        separator: "|", omittingEmptySubsequences: false)
      return .init(
        text: cells.map { String($0).trimmed }.joined(separator: "\t"), isTableRow: cells.count > 1)
    }
  }

  /// nil when LibreOffice gives no document.
  private static func converted(
    _ office: ChildProgram, _ folder: PrivateFolder, _ what: String
  ) throws(ExtractionError) -> [UInt8]? {
    try folder.write(Array(settings.utf8), to: "profile/user/registrymodifications.xcu", what)
    let result = try office.run(
      [
        "-env:UserInstallation=file://\(folder.path("profile"))", "--headless", "--norestore",
        "--nolockcheck", "--convert-to", "docx", "--outdir", folder.path("out"),
        folder.path("input.doc"),
      ], in: folder, what, limits: .init(seconds: 60, memory: 8 << 30))
    guard result.status == 0 else { return nil }
    return folder.read("out/input.docx", limit: 64 << 20)
  }

  /// Of the profile that LibreOffice gets: no macros, no pictures or links from elsewhere.
  private static let settings = """
    <?xml version="1.0" encoding="UTF-8"?>
    <oor:items xmlns:oor="http://openoffice.org/2001/registry">
    <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop \
    oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
    <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop \
    oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
    <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop \
    oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
    <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop \
    oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
    </oor:items>
    """
}
