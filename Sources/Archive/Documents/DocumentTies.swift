// DocumentTies.swift — a page and the documents that hang on it (附件), each found from the other.
package import Extraction
internal import SearchIndex

/// A document that hangs together with another.
package struct TiedDocument: Sendable {
  /// As a user names it: `8191`.
  package let handle: String
  package let record: PageRecord
}

extension Archive {
  /// The document that a file of a page is: saved from its address, or lying beside the page under
  /// its name; nil when it is not in the archive.
  package func document(of file: Attachment, on page: PageRecord) throws -> TiedDocument? {
    let key = Fields.idKey(Understanding.id(ofAddress: file.address))
    if let saved = try records(withKey: key).last {
      return saved.record.id == page.id ? nil : saved
    }
    let here = SavedPlace(page.savedAs)
    for place in here.places(of: file) {
      let near = try records(withKey: Fields.placeKey(place.neighbourhood))
        .filter { $0.record.id != page.id }
      if let chosen = here.choose(among: near.map { SavedPlace($0.record.savedAs) }, at: place) {
        return near[chosen]
      }
    }
    return nil
  }

  /// The pages that a document hangs on.
  package func pages(linkingTo document: PageRecord) throws -> [TiedDocument] {
    var pages: [TiedDocument] = []
    for key in [
      Fields.linkKey(document.id), Fields.linkKey(SavedPlace(document.savedAs).neighbourhood),
    ] {
      for page in try records(withKey: key)
      where !pages.contains(where: { $0.record.id == page.record.id }) {
        let isTied = try page.record.attachments.contains {
          try self.document(of: $0, on: page.record)?.record.id == document.id
        }
        if isTied { pages.append(page) }
      }
    }
    return pages
  }
}
