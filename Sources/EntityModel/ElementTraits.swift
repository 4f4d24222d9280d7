/// What the annotations of docs/model.md say about a set or a singleton.
package struct ElementTraits: Sendable {
  package let methods: Set<String>?
  package let itemMethods: Set<String>?
  /// A singleton that stands for the caller's own object, which lives in the home of its type.
  package let isCaller: Bool
  /// Its objects may stand in seeds, and exports write them.
  package let isSeedable: Bool
  /// PATCH by an alternate key can create an object.
  package let isUpsertable: Bool
  /// What a GET of it costs; nil: what most requests do.
  package let resourceUnits: Int?
  package let capabilities: Capabilities
  /// Objects of the set that are there without having been made.
  package let wellKnown: [NamedObject]
  /// Where else objects with the keys of the set may be before anybody has written them: names of a set and of a navigation
  /// property of its type, which contains a single one with the id of its object.
  package let otherHomes: [[String]]
  /// What comes of it besides when an object is made there.
  package let creationEffect: CreationEffect?

  init(_ annotations: Annotations) throws(ModelError) {
    methods = try annotations.methods("Methods")
    itemMethods = try annotations.methods("ItemMethods")
    isCaller = annotations.flag("Caller")
    isSeedable = annotations.string("Seedable") != "false"
    isUpsertable = annotations.isUpsertable
    resourceUnits = try annotations.number("ResourceUnits")
    capabilities = annotations.capabilities
    wellKnown = try NamedObject.read(annotations)
    creationEffect = try CreationEffect.read(annotations)
    otherHomes = try annotations.otherHomes()
  }
}

extension Annotations {
  /// Names of sets, each with that of a navigation property of its type.
  func otherHomes() throws(ModelError) -> [[String]] {
    try read("AlsoAt", as: "'SET/NAVIGATION …'") { text in
      let homes = text.split(separator: " ").map(\.names)
      return homes.allSatisfy { $0.count == 2 } ? homes : nil
    } ?? []
  }
}
