// WebAddress.swift — an http address, its parts, and what a link on its page leads to.

/// An address of the web: scheme, host, path and query.
package struct WebAddress: Sendable, Hashable {
  /// `http` or `https`.
  var scheme: String
  /// In lower case, without a port.
  package var host: String
  /// Host and port as written.
  var authority: String
  /// From the first `/` on, without the fragment; `/` when there is none.
  var path: String

  /// nil for what is no http address.
  package init?(_ text: String) {
    let text = text.trimmed
    guard let mark = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    scheme = text[..<mark].lowercased()
    guard scheme == "http" || scheme == "https", text[mark...].hasPrefix("://") else { return nil }
    let rest = text[mark...].dropFirst(3).utf8.prefix { $0 != UInt8(ascii: "#") }
    let end =
      rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
    authority = String(decoding: rest[..<end], as: UTF8.self)
    let tail = String(decoding: rest[end...], as: UTF8.self)
    path = tail.hasPrefix("/") ? tail : "/" + tail
    host = authority.split(separator: "@").last?.split(separator: ":").first?.lowercased() ?? ""
    guard !host.isEmpty else { return nil }
  }

  /// Where a link leads: RFC 3986, 5.2, for http alone.
  func resolve(_ link: String) -> String {
    let link = link.trimmed
    if WebAddress(link) != nil { return link }
    let origin = "\(scheme)://\(authority)"
    if link.hasPrefix("//") { return "\(scheme):\(link)" }
    if link.hasPrefix("/") { return origin + Self.withoutDots(link) }
    let folder = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)[0]
    if link.hasPrefix("?") { return origin + folder + link }
    let parent = folder.lastIndex(of: "/").map { folder[...$0] } ?? "/"
    return origin + Self.withoutDots(parent + link)
  }

  /// `/a/./b/../c` is `/a/c`; what follows `?` stays as it is.
  private static func withoutDots(_ path: String) -> String {
    let end = path.firstIndex(of: "?") ?? path.endIndex
    var parts: [Substring] = []
    let written = path[..<end].split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    for (offset, part) in written.enumerated() {
      let isLast = offset == written.count - 1
      switch part {
      case ".": if isLast { parts.append("") }
      case "..":
        _ = parts.popLast()
        if isLast { parts.append("") }
      default: parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/") + path[end...]
  }
}
