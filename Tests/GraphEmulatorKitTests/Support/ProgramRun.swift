import Foundation

/// How a command of the program ended, and what it wrote.
struct ProgramRun: Equatable {
  let status: Int32
  let output: String
  let errors: String
}

extension ProgramRun {
  /// Runs the program, and waits for its end.
  ///
  /// - Parameter variables: those of its environment; nil: those of the tests.
  init(_ arguments: [String], variables: [String: String]? = nil) throws {
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    process.executableURL = try ServerProcess.program
    process.arguments = arguments
    if let variables { process.environment = variables }
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let errorText = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    self.init(
      status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      errors: String(decoding: errorText, as: UTF8.self))
  }
}
