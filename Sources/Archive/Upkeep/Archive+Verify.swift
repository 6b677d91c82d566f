// Archive+Verify.swift — every committed byte read again, index and originals compared.
internal import Extraction
internal import SearchIndex

extension Archive {
  /// Reads every byte that is committed again; what is wrong.
  package func verify(progress: (Int) -> Void) -> [ArchiveProblem] {
    var problems: [ArchiveProblem] = []
    do { try index.verify() } catch { problems.append(.index(error)) }
    let digests: [OriginalLocation: String]
    do { digests = try indexedDigests() } catch {
      Self.note(error, in: &problems)
      return problems
    }
    var missing = Set(digests.keys)
    var (exchanged, unindexed): ([OriginalLocation], [OriginalLocation]) = ([], [])
    var removals = Removals()
    var count = 0
    problems += originals.verify { record, location in
      removals.note(record, location)
      missing.remove(location)
      if let digest = digests[location], digest != record.digest.description {
        exchanged.append(location)
      }
      if record.isDocument, digests[location] == nil { unindexed.append(location) }
      count += 1
      progress(count)
    }.map(ArchiveProblem.original)
    problems += exchanged.map { ArchiveProblem.original(.otherRecord(at: $0)) }
    do { problems += try annotationProblems() } catch { Self.note(error, in: &problems) }
    problems += searches.damaged().map { ArchiveProblem.search($0.why) }
    problems += missing.sorted { ($0.file, $0.offset) < ($1.file, $1.offset) }
      .map(ArchiveProblem.lost)
    let understanding = Understanding()
    for location in unindexed {
      guard let record = try? originals.read(location),
        (try? understanding.read(record)) != nil,
        !removals.cover(record, at: location, understanding: understanding)
      else { continue }
      problems.append(.notIndexed(location))
    }
    return problems
  }

  /// Notes what is wrong with the index, once: whoever reads the same segment again meets the same.
  private static func note(_ error: any Error, in problems: inout [ArchiveProblem]) {
    let problem = ArchiveProblem.index(error)
    if !problems.contains(where: { $0.description == problem.description }) {
      problems.append(problem)
    }
  }

  /// What is damaged of the annotations; when nothing is, the documents of which the index says
  /// something else.
  private func annotationProblems() throws -> [ArchiveProblem] {
    var problems: [ArchiveProblem] = []
    let log = try AnnotationLog(annotations) { problems.append($0) }
    if !problems.isEmpty { return problems }
    let files = annotations.committed.files.map(OriginalFile.name(of:)).joined(separator: ", ")
    for place in try index.documents(matching: []) {
      let record = try record(at: place)
      var written = log.annotations(of: record.id, sha256: record.sha256)
      if written.isEmpty, record.annotations.isEmpty { continue }
      written.anchor(in: try index.segments[place.segment].reader.texts(of: place.document))
      if written != record.annotations {
        problems.append(.otherAnnotations(files: files, document: record.id))
      }
    }
    return problems
  }

  /// The originals of all documents that are in the index, older versions too.
  func indexedOriginals() throws -> Set<OriginalLocation> { Set(try indexedDigests().keys) }

  /// Where they stand, and the SHA-256 of each.
  private func indexedDigests() throws -> [OriginalLocation: String] {
    var digests: [OriginalLocation: String] = [:]
    for place in try index.documents(matching: []) {
      let record = try record(at: place)
      for version in record.versions { digests[version.location] = version.sha256 }
    }
    return digests
  }
}
