import GraphContract
import GraphStore
import HTTPServer
import Identity
import Seeding
import Tenants

/// Why an emulator, or one of its tenants, cannot do what was asked; the description is one sentence.
///
/// ```swift
/// do { try emulator.start() } catch .portTaken(_, let port) { print("\(port) is in use") }
/// ```
public enum EmulatorError: Error, Equatable, Sendable {
  /// A value of the configuration cannot be: one sentence.
  case configuration(reason: String)
  /// Another process listens there.
  case portTaken(host: String, port: Int)
  /// The process may have so many files open, and needs so many to serve anybody.
  case tooFewFiles(limit: Int, needed: Int)
  /// The operating system's words for any other reason why there is no listening.
  case cannotListen(host: String, port: Int, reason: String)
  /// The folder of the tenants or of certificates, or what is in it, cannot be used: one sentence.
  case dataFolder(reason: String)
  /// A file of metadata cannot be read: one sentence, with the file and where in it.
  case metadata(reason: String)
  /// The file of permissions cannot be read: one sentence, with the file and where in it.
  case permissions(reason: String)
  /// What a seed says is wrong: its file (nil for a text), where in it (`$.users[2].id`), and why.
  case seed(file: String?, path: String?, message: String)
  /// There is no such tenant, or there cannot be: one sentence.
  case tenant(reason: String)
  /// A fault of the tenant closes the connection before the answer is whole.
  case connectionClosed
  /// What nobody but a mistake of this program or a failing disk can have caused.
  case fault(String)
}

extension EmulatorError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tooFewFiles(let limit, let needed):
      "Only \(limit) files may be open at the same time, and \(needed) have to be: raise the limit (ulimit -n)."
    case .portTaken(let host, let port): "Port \(port) of \(host) is in use by another process."
    case .cannotListen(let host, let port, let reason):
      "Cannot listen on port \(port) of \(host): \(reason)."
    case .configuration(let reason), .dataFolder(let reason), .metadata(let reason), .permissions(let reason):
      reason
    case .seed(let file, let path, let message):
      [file, path, message].compactMap(\.self).joined(separator: ": ")
    case .tenant(let reason): reason
    case .connectionClosed: "The connection was closed before the answer was whole, as a fault says."
    case .fault(let description): description
    }
  }
}

extension EmulatorError {
  /// Does something, and tells whatever goes wrong in the library's own terms.
  static func told<Result>(_ work: () throws -> Result) throws(EmulatorError) -> Result {
    do { return try work() } catch { throw EmulatorError(error) }
  }

  init(_ mistake: MetadataMistake) {
    switch mistake {
    case .several: self = .configuration(reason: mistake.description)
    case .unreadable: self = .metadata(reason: mistake.description)
    }
  }

  private init(_ error: any Error) {
    switch error {
    case let error as EmulatorError: self = error
    case let failure as CertificateFailure:
      self =
        failure.isOfConfiguration
        ? .configuration(reason: failure.description) : .dataFolder(reason: failure.description)
    case let error as DataFolderError: self = .dataFolder(reason: error.description)
    case let error as StoreError: self = .dataFolder(reason: error.description)
    case let failure as StorageFailure: self = .dataFolder(reason: failure.description)
    case let failure as TenantFailure: self = .tenant(reason: failure.description)
    case let mistake as SeedMistake:
      self = .seed(file: mistake.file, path: mistake.path, message: mistake.message)
    case ServerError.addressInUse(let host, let port): self = .portTaken(host: host, port: port)
    case ServerError.tooFewFiles(let limit, let needed): self = .tooFewFiles(limit: limit, needed: needed)
    case ServerError.cannotListen(let host, let port, let reason):
      self = .cannotListen(host: host, port: port, reason: reason)
    default: self = .fault("\(error)")
    }
  }
}
