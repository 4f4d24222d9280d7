import CSystem

/// The process's memory.
enum Memory {
  /// Returns free memory to the system: a load builds its documents as trees, and the allocator would keep what
  /// they took for the life of the process.
  static func giveBack() { system_release_free_memory() }
}
