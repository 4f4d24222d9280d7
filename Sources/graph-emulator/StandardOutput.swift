import Foundation

/// Lines for whoever started the program; each is out at once, also into a pipe.
enum StandardOutput {
  static func line(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }
}

extension StandardOutput {
  /// A line on standard error.
  static func errorLine(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
