import Foundation

/// Lines for whoever started the program; each is out at once, also into a pipe.
enum StandardOutput {
  static func line(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }
}

/// Why a command ends, as one sentence on standard error.
struct CommandFailure: Error, CustomStringConvertible {
  let description: String

  init(_ error: any Error) { description = "\(error)" }
}

extension StandardOutput {
  /// A line on standard error.
  static func errorLine(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
