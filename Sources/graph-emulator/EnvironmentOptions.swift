import ArgumentParser
import Foundation

/// Options that are given as environment variables: `GRAPH_EMULATOR_PORT` for `--port`.
struct EnvironmentOptions {
  private let variables = ProcessInfo.processInfo.environment

  subscript(name: String) -> String? {
    variables["GRAPH_EMULATOR_" + name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Several values are separated by colons, as in `PATH`.
  func list(_ name: String) -> [String] {
    self[name]?.split(separator: ":").map(String.init) ?? []
  }

  /// Several values with colons of their own are separated by commas.
  func texts(_ name: String) -> [String] {
    self[name]?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } ?? []
  }

  /// - Throws: `ValidationError` for a text that is no number.
  func integer(_ name: String) throws -> Int? {
    guard let text = self[name] else { return nil }
    guard let value = Int(text) else {
      throw ValidationError("GRAPH_EMULATOR_\(name) takes a number, not '\(text)'.")
    }
    return value
  }

  /// - Throws: `ValidationError` for a text that is no number.
  func number(_ name: String) throws -> Double? {
    guard let text = self[name] else { return nil }
    guard let value = Double(text) else {
      throw ValidationError("GRAPH_EMULATOR_\(name) takes a number, not '\(text)'.")
    }
    return value
  }

  /// - Throws: `ValidationError` for what says neither yes nor no.
  func flag(_ name: String) throws -> Bool {
    switch self[name]?.lowercased() {
    case nil, "0", "false", "no": return false
    case "1", "true", "yes": return true
    case let text?: throw ValidationError("GRAPH_EMULATOR_\(name) takes 1 or 0, not '\(text)'.")
    }
  }

  /// - Throws: `ValidationError` for a word that the option does not know.
  func value<Value: ExpressibleByArgument>(_ name: String) throws -> Value? {
    guard let text = self[name] else { return nil }
    guard let value = Value(argument: text) else {
      throw ValidationError(
        "GRAPH_EMULATOR_\(name) takes one of \(Value.allValueStrings.joined(separator: ", ")), not '\(text)'."
      )
    }
    return value
  }
}
