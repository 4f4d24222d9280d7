import GraphStore

extension WriteTransaction {
  /// The directory object of that key, unless it is deleted.
  func liveObject(key: Int64) throws -> Entity? {
    try entity(key: key, in: table(DirectoryType.object)).flatMap { $0.deleted == nil ? $0 : nil }
  }
}
