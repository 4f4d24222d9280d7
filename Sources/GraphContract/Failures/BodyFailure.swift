package import EntityModel
package import OData

/// The body cannot be read, or says what it must not.
package enum BodyFailure: RequestFailure {
  case empty
  case contentTypeMissing
  case contentTypeUnsupported
  case malformedJSON
  case tooLarge
  case undecodable
  case encodingUnsupported(String)
  case payload(PayloadError)
  case typeChanged(from: StructuredType, to: StructuredType)
  case parametersMissing(operation: String, names: [String])
  case parameterUnknown(operation: String, name: String)

  package func told(by messages: any Messages) -> GraphError { messages.error(self) }
}
