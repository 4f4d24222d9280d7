/// What tells the overloads of operations apart (OData CSDL 4.01, 12.1 and 12.2).
struct OperationSignature: Hashable {
  private let name: String
  private let binding: String
  /// Of a function; actions have one overload for each type that they are bound to.
  private let parameters: Set<String>

  init(_ element: CSDLElement) {
    let isBound = element.flag("IsBound", default: false)
    name = (element.attributes["Name"] ?? "").lowercased()
    binding = isBound ? element.parameterTypes.first ?? "" : ""
    parameters =
      element.name == "Action"
      ? []
      : Set(
        element.children("Parameter").dropFirst(isBound ? 1 : 0).compactMap {
          $0.attributes["Name"]?.lowercased()
        })
  }
}

extension CSDLElement {
  /// Takes the operations of another document's schema that this one does not have.
  func completeOperations(as other: CSDLElement) {
    let known = Dictionary(children.filter(\.isOperation).map { (OperationSignature($0), $0) }) { first, _ in
      first
    }
    let places = Set(children.filter(\.isOperation).map(\.nameAndBinding))
    for operation in other.children where operation.isOperation {
      if let own = known[OperationSignature(operation)] {
        own.annotate(as: operation)
      } else {
        if !places.contains(operation.nameAndBinding) {
          operation.attributes[Operation.furtherAttribute.description] = "true"
        }
        children.append(operation)
      }
    }
  }

  /// Overloads of functions may share it.
  private var nameAndBinding: [String] {
    [
      (attributes["Name"] ?? "").lowercased(),
      flag("IsBound", default: false) ? parameterTypes.first ?? "" : "",
    ]
  }
}
