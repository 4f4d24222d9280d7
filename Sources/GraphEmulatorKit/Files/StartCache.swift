import Crypto
import EntityModel
import Foundation
import Logging

/// What a start has worked out and the next one would work out again: kept in files of the user's cache folder, by what it
/// was made of.
///
/// Nothing depends on it: what is damaged is made anew, and a folder that cannot be written makes starts slower.
struct StartCache: Sendable {
  /// nil: nothing is kept.
  private let folder: String?
  /// Another program may make something else of the same.
  private let program: String
  private let logger: Logger

  /// - Parameters:
  ///   - folder: nil: nothing is kept, and neither is anything in one that others can write into.
  ///   - version: of the program.
  ///   - logger: is told at its level `debug` what cannot be kept.
  init(folder: String?, version: String, logger: Logger) {
    let isOwn = folder.map(Self.isOwn) ?? true
    if let folder, !isOwn { logger.debug("Nothing is kept in \(folder): others can write into it.") }
    self.folder = isOwn ? folder : nil
    program = Self.program(version)
    self.logger = logger
  }

  /// So many of a kind: whoever changes between documents finds them all.
  static let limit = 8

  /// The table of a document.
  func table(_ kind: String, of key: String, _ make: () throws -> CSDLTable) rethrows -> CSDLTable {
    if let table = kept(kind, key).flatMap(Self.table) { return table }
    let made = try make()
    keep(made.bytes, kind, key)
    // The file's pages are given back when memory is short; those of what was made are not.
    return kept(kind, key).flatMap(Self.table) ?? made
  }

  private static func table(_ mapping: CacheFile.Mapping) -> CSDLTable? {
    CSDLTable(mapping.content) { _ in mapping.end() }
  }

  func bytes(_ kind: String, of key: String, _ make: () throws -> [UInt8]) rethrows -> [UInt8] {
    if let mapping = kept(kind, key) {
      defer { mapping.end() }
      return Array(mapping.content)
    }
    let made = try make()
    made.withUnsafeBytes { keep($0, kind, key) }
    return made
  }

  private func kept(_ kind: String, _ key: String) -> CacheFile.Mapping? { file(kind, key)?.mapped() }

  private func file(_ kind: String, _ key: String) -> CacheFile? {
    let key = Self.key([Array(program.utf8), Array(key.utf8)])
    return folder.map { CacheFile(path: "\($0)/\(kind)-\(key.prefix(32))", key: key) }
  }

  /// Others can put nothing there that would be taken for a model.
  private static func isOwn(_ folder: String) -> Bool {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: folder) else { return true }
    let rights = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
    return (attributes[.ownerAccountID] as? NSNumber)?.uint32Value == geteuid() && rights & 0o022 == 0
  }

  // MARK: Writing

  private func keep(_ content: UnsafeRawBufferPointer, _ kind: String, _ key: String) {
    guard let folder, let file = file(kind, key) else { return }
    do {
      try makeFolder(folder)
      try file.write(content)
      removeOld(kind, in: folder)
    } catch {
      logger.debug(
        "Nothing can be kept in \(folder), where starts would find it: \(error.localizedDescription)")
    }
  }

  private func makeFolder(_ folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// All but the newest of a kind, and what a killed process has left.
  private func removeOld(_ kind: String, in folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let files = names.filter { $0.hasPrefix(kind + "-") }.map {
      (path: folder + "/" + $0, age: age(folder + "/" + $0))
    }
    let unfinished = files.filter { $0.path.hasSuffix(CacheFile.unfinishedEnd) }
    for file in unfinished where file.age > 3600 { unlink(file.path) }
    let whole = files.filter { !$0.path.hasSuffix(CacheFile.unfinishedEnd) }.sorted { $0.age < $1.age }
    for file in whole.dropFirst(Self.limit) { unlink(file.path) }
  }

  /// In seconds.
  private func age(_ path: String) -> TimeInterval {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return -(attributes?[.modificationDate] as? Date ?? .distantPast).timeIntervalSinceNow
  }
}

extension StartCache {
  /// Keeps nothing.
  static let none = StartCache(folder: nil, version: "", logger: Logger(label: "graph-emulator"))

  /// Of this user (XDG Base Directory Specification), where a relative path does not count.
  static var userFolder: String {
    let variables = ProcessInfo.processInfo.environment
    if let path = variables["XDG_CACHE_HOME"], path.hasPrefix("/") { return path + "/graph-emulator" }
    let home = variables["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory()
    return home + "/.cache/graph-emulator"
  }

  /// SHA-256 of texts, in hexadecimal digits.
  static func key(_ parts: [[UInt8]]) -> String {
    var digest = SHA256()
    for part in parts { digest.update(data: SHA256.hash(data: part).map { $0 }) }
    return digest.finalize().map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  /// Its version and, since that stays the same while one is worked on, size and moment of its file.
  private static func program(_ version: String) -> String {
    let attributes = Bundle.main.executablePath.flatMap {
      try? FileManager.default.attributesOfItem(atPath: $0)
    }
    let moment = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return "\(version) \(attributes?[.size] as? Int ?? 0) \(moment)"
  }
}
