import GRDB
import GraphStore
import JSON

/// The directory roles that every tenant can have, by id and name.
package struct RoleTemplates: Sendable {
  private let read: @Sendable () -> [UInt8]

  /// - Parameter table: lines of an id, a tab and a name.
  package init(_ table: @escaping @Sendable () -> [UInt8]) { read = table }

  package static let none = RoleTemplates { [] }

  /// nil for what is no template.
  func name(of id: String) -> String? { entries.first { $0.id == id.lowercased() }?.name }

  private var entries: [(id: String, name: String)] {
    read().split(separator: UInt8(ascii: "\n")).compactMap { line in
      let fields = String(decoding: line, as: UTF8.self).split(separator: "\t").map(String.init)
      return fields.count == 2 ? (fields[0], fields[1]) : nil
    }
  }

  /// `directoryRoles()`: all of them as a JSON array.
  var function: DatabaseFunction {
    DatabaseFunction("directoryRoles", argumentCount: 0, pure: true) { _ in
      JSONValue.array(entries.map { ["id": .string($0.id), "name": .string($0.name)] }).text
    }
  }
}
