/// The hold that open databases have on their folder: another process may have it once the last of them is closed.
///
/// A class because its end is what counts.
final class FolderUse: Sendable {
  private let folder: DataFolder

  init(_ folder: DataFolder) { self.folder = folder }

  deinit { folder.abandon() }
}
