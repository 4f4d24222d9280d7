import FaultyDisk
import Foundation
import GraphStore
import Testing

/// A layer over the file system that fails when it is told to, under a name of its own.
struct FaultyLayer: @unchecked Sendable {
  let name: String
  private let disk: OpaquePointer

  init() throws {
    name = "faulty-\(UUID().uuidString)"
    guard let disk = faulty_disk_make(name, DatabaseFile.usualLayer) else { throw Missing() }
    self.disk = disk
  }

  struct Missing: Error {}

  /// What goes wrong: an operation, the result of SQLite, and the system's number for it.
  struct Fault: Sendable, CustomTestStringConvertible {
    let operation: faulty_operation
    let result: Int32
    let number: Int32

    var testDescription: String { "operation \(operation.rawValue), result \(result)" }
  }

  /// - Parameters:
  ///   - nth: the first operation that fails, from 1.
  ///   - count: how many in a row.
  func fail(_ fault: Fault, from nth: Int, count: Int) {
    faulty_disk_fail(disk, fault.operation, Int64(nth), Int64(count), fault.result, fault.number)
  }

  func mend() { faulty_disk_mend(disk) }

  /// How often it was asked for an operation since it was mended or told to fail.
  func count(_ operation: faulty_operation) -> Int { Int(faulty_disk_count(disk, operation)) }

  var failures: Int { Int(faulty_disk_failures(disk)) }

  // MARK: Power

  func noteUnsynced() { faulty_disk_note_unsynced(disk) }

  /// - Parameter nth: the first write, sync or truncation that is not done any more.
  func cutPower(at nth: Int) { faulty_disk_cut_power(disk, Int64(nth)) }

  var hasPower: Bool { faulty_disk_has_power(disk) }

  /// - Returns: how many writes were lost in whole or in part.
  @discardableResult func restorePower(seed: UInt64) -> Int { Int(faulty_disk_restore(disk, seed)) }
}
