import GraphStore

/// The rules of all areas with what they add to the store.
struct Rules {
  var book = RuleBook()
  var extensions: [StoreExtension] = []
  var derived = DerivedExpressions([
    "deletedDateTime": { alias in "json_quote(\(alias).deleted)" }
  ])

  static func make() -> Rules { Rules() }
}
