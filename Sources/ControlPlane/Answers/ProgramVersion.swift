import JSON

/// What a report of a mistake in the program has to say of it.
package struct ProgramVersion: Sendable {
  let number: String
  /// How it was compiled, and for what.
  let build: String
  /// Of the tenants' databases; those of another one are refused.
  let schema: String
  /// Name and version of what it stands on.
  let libraries: [(name: String, version: String)]

  /// - Parameters:
  ///   - number: `0.1.0`
  ///   - build: `release, linux x86_64`
  package init(
    _ number: String, build: String, schema: String, libraries: [(name: String, version: String)]
  ) {
    self.number = number
    self.build = build
    self.schema = schema
    self.libraries = libraries
  }

  var json: JSONValue {
    var json: JSONObject = [
      "version": .string(number), "build": .string(build), "schema": .string(schema),
    ]
    for library in libraries { json[library.name] = .string(library.version) }
    return .object(json)
  }
}
