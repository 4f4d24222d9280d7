/// Why the service would not take a membership rule. What is evaluated here is less than what it takes.
enum DynamicRuleMistake: Error, Equatable {
  case notCompiled
  case unknownProperty(String, object: String)
  case mixedObjects

  /// The words after `Dynamic membership rule validation error: `.
  var sentence: String {
    switch self {
    case .notCompiled: "Query compilation error."
    case .unknownProperty(let name, let object):
      "Wrong property applied. Property '\(name)' cannot be applied to object '\(object)'"
    case .mixedObjects: "Mixed use of properties from different types of object."
    }
  }
}
