import EntityModel
import GraphStore
import OData

extension SeedMistake {
  init(_ error: PayloadError, file: String) {
    self.init(file: file, path: error.path, Self.sentence(error))
  }

  private static func sentence(_ error: PayloadError) -> String {
    switch error {
    case .notAnObject: "an object expected"
    case .unknownProperty(let name, let type, _): "a \(type.shortName) has no '\(name)'"
    case .repeatedProperty(let name, _): "'\(name)' occurs twice, in different case"
    case .readOnlyProperty(let name, _, _): "'\(name)' is read-only"
    case .missingProperty(let name, _, _): "'\(name)' is missing"
    case .wrongKind(let name, let expected, _, _): "the value of '\(name)' is no \(expected.name)"
    case .invalidLiteral(_, let text, let expected, _): "'\(text)' is no \(expected.rawValue)"
    case .unknownMember(_, let text, let enumeration, _): "'\(text)' is no member of \(enumeration)"
    case .notNullable(let name, _, _): "'\(name)' cannot be null"
    case .outOfRange(_, let text, _): "\(text) is out of range"
    case .wrongLength(let name, _, _): "the value of '\(name)' is empty or too long"
    case .typeMissing(let declared, _):
      "@odata.type is missing: there are several kinds of \(declared.shortName)"
    case .typeUnknown(let name, _): "there is no type '\(name)'"
    case .typeAbstract(let type, _): "\(type.shortName) is abstract: no object is just that"
    case .typeMismatch(let type, let declared, _): "\(type.shortName) is no kind of \(declared.shortName)"
    case .badReference(let name, _): "the value of '\(name)' is no reference"
    }
  }

  init(_ conflict: StoreConflict, file: String, path: String) {
    let message =
      switch conflict {
      case .duplicateValue(let property, let value, let type):
        "another \(type.shortName) has the \(property) '\(value)'"
      case .duplicateIdentifier(let id, let type): "another \(type.shortName) has the id '\(id)'"
      case .alreadyLinked(let link): "already in \(link)"
      case .notLinked(let link): "not in \(link)"
      }
    self.init(file: file, path: path, message)
  }
}
