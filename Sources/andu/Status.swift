// Status.swift — exit codes, and which error has which.
import Archive
import ArgumentParser
import Containers
import Extraction
import SearchIndex
import SystemPackage

/// How the program ends.
enum Status: Int32 {
  case found = 0
  case nothingFound = 1
  case usage = 2
  case someFailed = 3
  case indexMissing = 4
  case damaged = 5

  var code: ExitCode { ExitCode(rawValue) }
}

/// An error that is not one of usage: what to say and how to end.
struct Failure {
  var message: String
  var status: Status

  init?(_ error: any Error) {
    message = Messages.text(error)
    switch error {
    case let error as ArchiveError:
      switch error {
      case .noArchive, .manifestMissing: status = .indexMissing
      case .unknownDocument: status = .nothingFound
      case .notASearch, .searchMissing, .foreignManifest: status = .damaged
      default: status = .usage
      }
    case let error as SegmentError:
      status = error.isDamage ? .damaged : error.needsRebuild ? .indexMissing : .usage
    case let error as OriginalError:
      status =
        switch error {
        case .damaged, .missingFile, .shortFile: .damaged
        default: .usage
        }
    case is QueryError, is QueryFieldError, is ExtractionError, is ContainerError,
      is FileSystem.TooLarge, is Errno, is Complaint:
      status = .usage
    default: return nil
    }
  }
}

/// A sentence for the user that ends the command.
struct Complaint: Error, CustomStringConvertible {
  let description: String

  init(_ english: String, _ chinese: String) { description = say(english, chinese) }
}
