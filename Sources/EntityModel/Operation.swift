/// An action or a function, one overload of it.
package struct Operation: Sendable {
  package enum Kind: Sendable { case action, function }

  package struct Parameter: Sendable {
    package let name: String
    package let type: TypeReference
    /// It may be null, or left out.
    package let isNullable: Bool
  }

  package let kind: Kind
  package let namespace: String
  package let shortName: String
  /// What it is bound to; nil for an operation without binding.
  package let binding: TypeReference?
  /// The parameters without the binding parameter.
  package let parameters: [Parameter]
  package let returnType: TypeReference?
  /// A path may go on from what the function returns.
  package let isComposable: Bool
  package let traits: OperationTraits
  /// Our own documents have none of that name that is bound to the same: rules by that name are not about it.
  package let isFurther: Bool

  /// What marks such an operation until it is read.
  static let furtherAttribute: StaticString = "Further"

  package var name: String { namespace + "." + shortName }

  /// Name of the stream that an upload session fills, or that of any; nil for another operation.
  ///
  /// Published documents say nothing of it but the action's name, which all parts of the service share.
  package var uploadedStream: String? {
    traits.upload ?? (shortName == "createUploadSession" ? "content" : nil)
  }
}
