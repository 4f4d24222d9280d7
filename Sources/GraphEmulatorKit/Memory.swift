import CSystem
import Locks

/// The process's memory.
enum Memory {
  /// Returns free memory to the system, which the allocator would keep for the life of the process.
  static func giveBack() { system_release_free_memory() }
}

/// Memory of databases that were closed: 2 MB of caches and schema each, in pieces that lie between those of others, so
/// that the allocator finds no end of its arenas to give back.
///
/// A class because it remembers up to where that was done.
final class FreedMemory: Sendable {
  private let closings = Lock(0)

  /// - Parameter closings: how many databases were closed so far.
  func giveBack(after closings: Int) {
    let isMore = self.closings.withLock { seen in
      defer { seen = closings }
      return seen != closings
    }
    if isMore { Memory.giveBack() }
  }
}
