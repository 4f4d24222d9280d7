/// A type as it stands in a `Type` attribute: `Collection(microsoft.graph.service)` is the structured type
/// `microsoft.graph.service`, `isCollection` true.
package struct TypeReference: Sendable, Equatable {
  package enum Element: Sendable, Equatable {
    case primitive(PrimitiveType)
    case enumeration(String)
    case structured(String)
  }

  package let element: Element
  package let isCollection: Bool

  package init(_ element: Element, isCollection: Bool = false) {
    self.element = element
    self.isCollection = isCollection
  }

  /// The name of the element type, as `@odata.context` and messages write it.
  package var elementName: String {
    switch element {
    case .primitive(let type): type.rawValue
    case .enumeration(let name), .structured(let name): name
    }
  }

  package var isPrimitive: Bool { if case .primitive = element { true } else { false } }

  package var name: String { isCollection ? "Collection(\(elementName))" : elementName }
}

/// The primitive types of CSDL that occur in values (OData CSDL 4.01, section 3.3).
package enum PrimitiveType: String, Sendable, CaseIterable {
  case binary = "Edm.Binary"
  case boolean = "Edm.Boolean"
  case byte = "Edm.Byte"
  case date = "Edm.Date"
  case dateTimeOffset = "Edm.DateTimeOffset"
  case decimal = "Edm.Decimal"
  case double = "Edm.Double"
  case duration = "Edm.Duration"
  case guid = "Edm.Guid"
  case int16 = "Edm.Int16"
  case int32 = "Edm.Int32"
  case int64 = "Edm.Int64"
  case sbyte = "Edm.SByte"
  case single = "Edm.Single"
  case stream = "Edm.Stream"
  case string = "Edm.String"
  case timeOfDay = "Edm.TimeOfDay"
  case untyped = "Edm.Untyped"
}
