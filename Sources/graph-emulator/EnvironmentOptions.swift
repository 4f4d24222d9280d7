import ArgumentParser
import Foundation

/// Options that are given as environment variables: `GRAPH_EMULATOR_PORT` for `--port`.
struct EnvironmentOptions {
  private let variables: [String: String]

  /// - Throws: `ValidationError` for a variable that stands for no option.
  init(_ variables: [String: String] = ProcessInfo.processInfo.environment) throws {
    self.variables = variables
    let others = variables.keys.filter { $0.hasPrefix(Self.prefix) && !Self.isOfService($0) }.sorted()
    // The list takes a while, and most starts have no variable.
    guard !others.isEmpty else { return }
    let names = Self.names
    guard let unknown = others.first(where: { !names.contains($0) }) else { return }
    throw ValidationError(
      "\(unknown) stands for no option; there are \(names.sorted().joined(separator: ", ")).")
  }

  private static let prefix = "GRAPH_EMULATOR_"

  /// Those of the options of `serve`, as its help lists them.
  private static var names: Set<String> {
    let options = GraphEmulatorCommand.helpMessage(for: ServeCommand.self).matches(of: #/--([a-z][a-z-]*)/#)
    return Set(options.map { prefix + $0.1.uppercased().replacing("-", with: "_") })
      .subtracting([prefix + "HELP", prefix + "VERSION"])
  }

  /// Kubernetes tells each container of a service `graph-emulator` by variables that look like ours:
  /// `GRAPH_EMULATOR_SERVICE_HOST`, `GRAPH_EMULATOR_PORT_8585_TCP_ADDR`.
  private static func isOfService(_ variable: String) -> Bool {
    let name = String(variable.dropFirst(prefix.count))
    return name.hasPrefix("SERVICE_HOST") || name.hasPrefix("SERVICE_PORT")
      || name.wholeMatch(of: #/PORT_\d+_(TCP|UDP|SCTP).*/#) != nil
  }

  /// - Parameter name: of an option: `PORT`.
  subscript(name: String) -> String? {
    variables[Self.prefix + name].flatMap { $0.isEmpty || isAddress(name, $0) ? nil : $0 }
  }

  /// `GRAPH_EMULATOR_PORT=tcp://10.0.0.7:8585`, which Kubernetes says of a service.
  private func isAddress(_ name: String, _ text: String) -> Bool { name == "PORT" && text.contains("://") }

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
