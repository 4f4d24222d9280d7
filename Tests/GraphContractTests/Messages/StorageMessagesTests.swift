import GraphContract
import Testing

/// What is said about a disk that does not do what it should.
@Suite("Messages about storage") struct StorageMessagesTests {
  private static let path = "/data/default.sqlite"

  @Test(
    arguments: [
      (
        .full(path, "No space left on device"), 507,
        "There is no room to write to \(path): No space left on device."
      ),
      (.moved(path), 503, "\(path) was removed or replaced while it was open. Restart the emulator."),
      (.unreachable(path, "Permission denied"), 503, "\(path) cannot be used: Permission denied."),
      (.failing(path, "Input/output error"), 503, "The disk fails below \(path): Input/output error."),
      (
        .damaged(path, "file is not a database"), 503,
        "The database \(path) is damaged: file is not a database. Stop the emulator and put a copy in its place, or "
          + "move it away to begin anew."
      ),
      (.busy(path), 503, "Another program uses the database \(path)."),
    ] as [(StorageFailure, Int, String)])
  func told(failure: StorageFailure, status: Int, message: String) {
    let code = status == 507 ? "insufficientStorage" : "ServiceNotAvailable"
    #expect(failure.told(by: PlainMessages()) == GraphError(status, code, message))
    #expect(failure.description == message)
  }
}
