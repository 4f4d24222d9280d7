/// The disk does not do what it should, or what is on it is not what was put there. Each case begins with the path of
/// the file or folder.
package enum StorageFailure: RequestFailure, Equatable {
  /// No space is left, or a quota or the largest size of a file is reached.
  case full(String, String)
  /// It is gone, or another stands in its place.
  case moved(String)
  /// It may not be read or written, or cannot be opened.
  case unreachable(String, String)
  /// Reading or writing fails.
  case failing(String, String)
  /// It does not hold what a database holds.
  case damaged(String, String)
  /// Another program has it.
  case busy(String)

  package func told(by messages: any Messages) -> GraphError { messages.error(self) }
}
