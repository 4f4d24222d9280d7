package import EntityModel

/// What one workload promises to its clients: how it behaves and how it speaks.
///
/// A class because plans and failures share it, and are told apart by it.
package final class Contract: Sendable {
  /// Of the workload, as the model's annotation gives it: `licensing`; `gateway` for the rest.
  package let name: String
  package let conventions: Conventions
  package let messages: any Messages
  /// That of the workload's types whose lists take every query option; in all else the same.
  private let ofAllOptions: Contract?

  package init(name: String, conventions: Conventions, messages: any Messages) {
    self.name = name
    self.conventions = conventions
    self.messages = messages
    ofAllOptions = Contract(
      name, conventions: conventions.takingAllOptions, messages: messages)
  }

  private init(_ name: String, conventions: Conventions, messages: any Messages) {
    self.name = name
    self.conventions = conventions
    self.messages = messages
    ofAllOptions = nil
  }

  /// The one of a type: nothing says which options a workload would take of objects that our own documents do not describe.
  fileprivate func of(_ type: StructuredType, isFurther: Bool) -> Contract {
    isFurther || type.traits.takesAllOptions ? ofAllOptions ?? self : self
  }

  /// Of whatever fails before a type is known, and of types whose workload is unknown.
  package static let gateway = Contract(name: "gateway", conventions: .plain, messages: PlainMessages())
}

/// The contracts of all workloads.
package struct Contracts: Sendable {
  private let byName: [String: Contract]

  package init(_ contracts: [Contract] = []) {
    byName = Dictionary(contracts.map { ($0.name, $0) }) { first, _ in first }
  }

  /// Complex types without a workload take the contract of the object that holds them.
  ///
  /// - Parameter isFurther: our own documents do not describe the type, which has its workload by its base alone.
  package func contract(of type: StructuredType, isFurther: Bool = false) -> Contract {
    workload(of: type)?.of(type, isFurther: isFurther) ?? .gateway
  }

  /// nil for a name that no workload has.
  package func named(_ name: String) -> Contract? { byName[name] }

  /// nil for a type without a workload.
  package func known(_ type: StructuredType) -> Contract? { workload(of: type)?.of(type, isFurther: false) }

  private func workload(of type: StructuredType) -> Contract? { type.traits.workload.flatMap { byName[$0] } }
}
