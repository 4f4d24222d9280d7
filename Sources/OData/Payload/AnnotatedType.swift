import EntityModel
import JSON

extension EntityModel {
  /// The type that the annotation of an object in a body names, when it fits the declared one; nil where it names none.
  ///
  /// - Parameter path: what an error is about.
  func annotatedType(
    _ object: JSONObject, _ declared: StructuredType, _ path: @autoclosure () -> String
  ) throws(PayloadError) -> StructuredType? {
    guard let annotation = object["@odata.type"], !annotation.isNull else { return nil }
    guard let text = annotation.stringValue else {
      throw .wrongKind(name: "@odata.type", expected: TypeReference(.primitive(.string)), path: path())
    }
    guard let type = type(annotation: text) else { throw .typeUnknown(name: text, path: path()) }
    guard type.isKind(of: declared) else { throw .typeMismatch(type, declared: declared, path: path()) }
    return type
  }
}
