package import EntityModel

/// What is wrong with a body, as facts; each workload has its own messages for it.
package enum PayloadError: Error, Sendable {
  case notAnObject(path: String)
  case unknownProperty(name: String, type: StructuredType, path: String)
  /// A name that stands there before, in another case.
  case repeatedProperty(name: String, path: String)
  case readOnlyProperty(name: String, type: StructuredType, path: String)
  case missingProperty(name: String, type: StructuredType, path: String)
  /// A value of another JSON kind than the type takes; `text` is that of a scalar.
  case wrongKind(name: String, expected: TypeReference, path: String, text: String? = nil)
  /// A text that is no literal of the primitive type.
  case invalidLiteral(name: String, text: String, expected: PrimitiveType, path: String)
  case unknownMember(name: String, text: String, enumeration: String, path: String)
  case notNullable(name: String, type: StructuredType, path: String)
  case outOfRange(name: String, text: String, path: String)
  /// A text that is longer than its property allows, or empty where that has a limit.
  case wrongLength(name: String, type: StructuredType, path: String)
  case typeMissing(declared: StructuredType, path: String)
  case typeUnknown(name: String, path: String)
  case typeAbstract(StructuredType, path: String)
  case typeMismatch(StructuredType, declared: StructuredType, path: String)
  /// A bind annotation whose value is no URL, or a nested object that refers to nothing.
  case badReference(name: String, path: String)

  /// Where in the document: `$.groups[2].displayName`.
  package var path: String {
    switch self {
    case .notAnObject(let path), .unknownProperty(_, _, let path), .readOnlyProperty(_, _, let path),
      .missingProperty(_, _, let path), .wrongKind(_, _, let path, _), .invalidLiteral(_, _, _, let path),
      .unknownMember(_, _, _, let path), .notNullable(_, _, let path), .outOfRange(_, _, let path),
      .typeMissing(_, let path), .typeUnknown(_, let path), .typeAbstract(_, let path),
      .typeMismatch(_, _, let path), .badReference(_, let path), .repeatedProperty(_, let path),
      .wrongLength(_, _, let path):
      path
    }
  }
}
