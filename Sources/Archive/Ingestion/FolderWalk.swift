// FolderWalk.swift — the saved pages among files and folders.
package import Extraction
internal import SearchIndex
package import SystemPackage

/// Finds what is to be added under the paths a user names.
package enum FolderWalk {
  /// Files in a folder are pages when their names end so; a file that is named itself
  /// always is.
  static let pageEndings =
    [
      ".html", ".htm", ".shtml", ".shtm", ".xhtml", ".xht", ".txt", ".md", ".markdown", ".mhtml",
      ".mht", ".webarchive",
    ] + containerEndings + programEndings + documentEndings
  private static let containerEndings = [".warc", ".warc.gz", ".wacz", ".zip"]
  /// What programs on a server made, under the names of those programs.
  private static let programEndings = [".asp", ".aspx", ".jsp", ".php"]
  /// Documents in the folder of a page's files are taken, too.
  private static let documentEndings = [
    ".docx", ".ofd", ".pdf", ".doc", ".wps", ".rtf", ".odt", ".docm", ".dotx",
  ]

  /// What a file's name says of its form; nil where its bytes tell.
  package static func form(of path: FilePath) -> ExtractionOptions.Form? {
    switch path.extension?.lowercased() {
    case "txt": .plainText
    case "md", "markdown": .markdown
    default: nil
    }
  }

  /// By its name; wget leaves the query of the address behind it: `index.html?id=5`,
  /// `index.html@id=5`.
  static func isPage(_ name: String) -> Bool {
    has(pageEndings, name)
      || name.indices.contains { "?@".contains(name[$0]) && has(pageEndings, String(name[..<$0])) }
  }

  /// Whether a file holds pages, by its name.
  static func isContainer(_ name: String) -> Bool { has(containerEndings, name) }

  private static func has(_ endings: [String], _ name: String) -> Bool {
    let name = name.lowercased()
    return endings.contains { name.hasSuffix($0) }
  }

  /// The pages under `path`, folders entered, in order of their names.
  ///
  /// Of a browser's `NAME_files` beside `NAME.html` only documents are taken, the rest belongs to
  /// that page; hidden files are passed over. Links are followed, but no folder is entered twice.
  ///
  /// - Returns: the pages, what could not be looked into, and the files that are no pages.
  package static func pages(
    under path: FilePath
  ) throws -> (
    found: [FilePath], unread: [(path: FilePath, why: any Error)], passedOver: [FilePath]
  ) {
    guard try FileSystem.isFolder(path) else { return ([path], [], []) }
    var (found, passedOver): ([FilePath], [FilePath]) = ([], [])
    var unread: [(path: FilePath, why: any Error)] = []
    var folders = [path]
    var entered: Set<FileSystem.Identity> = []
    /// Of a folder that cannot be listed nothing is taken; those beside it are.
    func names(in folder: FilePath) -> [FilePath.Component] {
      do { return try FolderListing.entries(in: folder).sorted { $0.string < $1.string } } catch {
        unread.append((folder, error))
        return []
      }
    }
    while let folder = folders.popLast() {
      do {
        guard entered.insert(try FileSystem.identity(of: folder)).inserted else { continue }
      } catch {
        unread.append((folder, error))
        continue
      }
      let listed = names(in: folder)
      let stems = Set(listed.filter { isPage($0.string) }.map(\.stem))
      var below: [FilePath] = []
      for entry in listed where !entry.string.hasPrefix(".") {
        let child = folder.appending(entry)
        let name = entry.string
        let isFolder: Bool
        do { isFolder = try FileSystem.isFolder(child) } catch {
          // Nothing is passed over in silence but a link to nowhere: of a page that cannot be
          // looked at it is told when it is read.
          if isPage(name) {
            found.append(child)
          } else if !isLinkToNowhere(error) {
            unread.append((child, error))
          }
          continue
        }
        if isFolder {
          if belongsToPage(name, stems) {
            found += names(in: child).filter {
              has(documentEndings, $0.string) && !$0.string.hasPrefix(".")
            }.map { child.appending($0) }
          } else {
            below.append(child)
          }
        } else if isPage(name) {
          if (try? FileSystem.isFile(child)) ?? true { found.append(child) }
        } else if (try? FileSystem.isFile(child)) ?? false {
          passedOver.append(child)
        }
      }
      folders += below.reversed()
    }
    return (found, unread, passedOver)
  }

  /// Whether the error is of a link whose end is missing, or that leads to itself.
  private static func isLinkToNowhere(_ error: any Error) -> Bool {
    let errno = error as? Errno
    return errno == .noSuchFileOrDirectory || errno == .tooManySymbolicLinkLevels
  }

  /// What stands behind a page's name in that of the folder of its files: `_files` in Chinese and
  /// most other browsers, `.files` in Chinese Word and WPS, else a word of the program's language.
  ///
  /// Source: Microsoft, `DefaultWebOptions.FolderSuffix` of Word, the table of languages.
  static let partSuffixes = [
    "_files", ".files", "-Dateien", "_fichiers", "_archivos", "_arquivos", "_ficheiros", "_file",
    "_bestanden", "-filer", "_tiedostot", "_pliki", "_soubory", "_elemei", "_dosyalar",
    "_datoteke", "_fajlovi", "_fitxers", "_fitxategiak", "_failid", "_fails", "_bylos",
  ]

  private static func belongsToPage(_ name: String, _ stems: Set<String>) -> Bool {
    partSuffixes.contains { name.hasSuffix($0) && stems.contains(String(name.dropLast($0.count))) }
  }

  /// Paths of pages without their endings.
  static func stems(of pages: Set<String>) -> Set<String> {
    Set(
      pages.flatMap { page in
        pageEndings.filter { page.hasSuffix($0) }.map { String(page.dropLast($0.count)) }
      })
  }

  /// Folders of a path that are looked at; nobody's nest deeper.
  private static let deepestFolder = 64

  /// The same of a path, when the stems of all pages are known.
  static func belongsToPage(_ path: String, in stems: Set<String>) -> Bool {
    if has(documentEndings, path) { return false }
    let ends = path.utf8.indices.lazy.filter { path.utf8[$0] == UInt8(ascii: "/") }
    return ends.prefix(deepestFolder).contains { end in
      let folder = path[..<end]
      return partSuffixes.contains { suffix in
        folder.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
          && stems.contains(String(folder.dropLast(suffix.count)))
      }
    }
  }
}
