import CSystem
import Foundation
import GRDB
import GraphContract
import Locks
import Synchronization

/// The disk under an open database, as whoever uses the database finds it.
///
/// A class because all threads that use the database share what is known.
final class TenantDisk: Sendable {
  let file: DatabaseFile
  private let files: Lock<WatchedFiles>
  private let trouble = Lock<Trouble?>(nil)
  /// Spares those who read a look at the trouble when there is none.
  private let hasTrouble = Atomic(false)
  /// A connection may hold zeros where the file has something else, so that nothing may be read any more.
  private let hasLostPages = Atomic(false)

  init(_ file: DatabaseFile) {
    self.file = file
    files = Lock(WatchedFiles(file.path))
  }

  /// From here on the files are looked after under their names.
  func watch() { files.withLock { $0.watch() } }

  /// Nothing is written any more.
  func endWatch() { files.withLock { $0.endWatch() } }

  /// Nothing is open any more.
  func noteRest() { files.withLock { $0.noteRest() } }

  /// - Throws: when the database is not the one that was opened before.
  func willOpen() throws(StorageFailure) {
    try files.withLock { (files) throws(StorageFailure) in try files.willOpen() }
  }

  /// Others have written to the database while nobody had it open, and nobody has looked at what that was.
  var wasWrittenByOthers: Bool { files.withLock { $0.wasWrittenByOthers } }

  func noteThatAllWasRead() { files.withLock { $0.noteThatAllWasRead() } }

  /// What keeps the database from being read or written now; nil when nothing is known that does.
  var failure: StorageFailure? {
    do { try check() } catch { return error }
    return trouble.withLock { $0?.failure }
  }

  /// Bytes of SQLite's log, which only grows while the database is open.
  var logSize: Int64 {
    var found = stat()
    return stat(file.path + "-wal", &found) == 0 ? Int64(found.st_size) : 0
  }

  /// - Throws: when the files are not those that were opened.
  func check() throws(StorageFailure) {
    try files.withLock { (files) throws(StorageFailure) in try files.check() }
  }

  /// Does something with the database, and tells what goes wrong with the disk as its failure.
  ///
  /// - Parameters:
  ///   - systemError: the system's number for what went wrong last on the connection.
  ///   - isReading: whether the next one that reads can show that all is well again.
  func use<Value>(
    _ systemError: @autoclosure () -> Int32 = 0, isReading: Bool = false, _ work: () throws -> Value
  ) throws -> Value {
    guard !hasLostPages.load(ordering: .relaxed) else { throw lostPages }
    // Of this thread: the queues of connections run what they are given on the thread that waits for it.
    system_pages_begin()
    let outcome = Result { try work() }
    if system_pages_end() {
      hasLostPages.store(true, ordering: .relaxed)
      throw noted(lostPages, isReading)
    }
    do {
      let value = try outcome.get()
      if isReading, hasTrouble.load(ordering: .relaxed) { noteRead() }
      return value
    } catch let error as DatabaseError {
      guard let failure = StorageFailure(error, systemError: systemError(), at: file.path) else {
        throw error
      }
      throw noted(failure, isReading)
    } catch let failure as StorageFailure { throw noted(failure, isReading) }
  }

  /// The last look of a transaction at its pages, before what it made of them is kept.
  func checkPages() throws(StorageFailure) {
    if system_pages_lost() { throw lostPages }
  }

  private var lostPages: StorageFailure { .damaged(file.path, "pages of it cannot be read") }

  // MARK: What is known

  /// A write got through: whatever kept others from it is over, unless the file itself is broken.
  func noteWrite() { forget { _ in true } }

  /// What kept others from reading is over; what keeps them from writing nobody knows.
  private func noteRead() { forget(where: \.isOfReading) }

  private func forget(where isOver: (Trouble) -> Bool) {
    trouble.withLock { trouble in
      guard let found = trouble, !found.isForGood, isOver(found) else { return }
      trouble = nil
      hasTrouble.store(false, ordering: .relaxed)
    }
  }

  private func noted(_ failure: StorageFailure, _ isReading: Bool) -> StorageFailure {
    // Whom another program keeps waiting, is not kept from it for good.
    if case .busy = failure { return failure }
    trouble.withLock { trouble in
      if trouble?.isForGood == true { return }
      trouble = Trouble(failure: failure, isOfReading: isReading)
      hasTrouble.store(true, ordering: .relaxed)
    }
    return failure
  }

  /// What went wrong last.
  private struct Trouble {
    let failure: StorageFailure
    let isOfReading: Bool

    var isForGood: Bool {
      switch failure {
      case .damaged: true
      case .full, .moved, .unreachable, .failing, .busy: false
      }
    }
  }
}
