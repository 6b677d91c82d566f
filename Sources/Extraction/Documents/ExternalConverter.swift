// ExternalConverter.swift — formats that are not read here → text, by programs of the system.

/// Asks programs that are found on PATH; nothing is installed, and none of them is needed.
enum ExternalConverter {
  enum WordText {
    case docx([UInt8])
    /// Without automatic numbers.
    case lines([DocumentText.Line])
  }

  /// The words of a PDF file and where they stand.
  static func pages(ofPDF bytes: [UInt8]) throws(ExtractionError) -> PDFPages {
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
    do {
      return try PDFPages(result.output)
    } catch {
      throw .container(error)
    }
  }

  /// The text of a file in the Word format of before 2007; WPS writes it, too.
  static func text(ofWord bytes: [UInt8]) throws(ExtractionError) -> WordText {
    let what = "an old Word file"
    let office = ChildProgram("soffice")
    let plain = ChildProgram("antiword")
    guard office != nil || plain != nil else {
      throw .needsProgram(for: what, packages: "libreoffice-writer or antiword")
    }
    let folder = try PrivateFolder(holding: bytes, named: "input.doc", what)
    defer { folder.remove() }
    if let office, let docx = try converted(office, folder, what) { return .docx(docx) }
    guard let plain else { throw .notConverted(what, why: "soffice made nothing of it") }
    let result = try plain.run(
      ["-w", "0", "-m", "UTF-8.txt", folder.path("input.doc")], in: folder, what,
      limits: .init(seconds: 30, memory: 1 << 30))
    guard result.status == 0 else { throw .notConverted(what, why: "it is damaged") }
    return .lines(plainLines(TextDecoder.decode(result.output, as: .utf8)))
  }

  /// What antiword prints: a paragraph a line, `|cell |cell |` for a row, and before the notes a rule.
  private static func plainLines(_ text: [UInt8]) -> [DocumentText.Line] {
    text.split { $0 == 0x0A || $0 == 0x0C }.compactMap { bytes in
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
