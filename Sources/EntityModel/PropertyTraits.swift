package import JSON

/// What the annotations of docs/model.md say about a structural property.
package struct PropertyTraits: Sendable {
  /// Set by the server (`Org.OData.Core.V1.Computed`).
  package private(set) var isComputed = false
  /// Given on creation only (`Org.OData.Core.V1.Immutable`).
  package private(set) var isImmutable = false
  package private(set) var isRequired = false
  /// Name of a property of the same type: a body that gives it need not give this one.
  package private(set) var replacement: String?
  package private(set) var isSelectOnly = false
  package private(set) var isHidden = false
  package private(set) var isColumn = false
  package private(set) var isIndexed = false
  package private(set) var isUnique = false
  /// What `$filter` may ask of it where the workload restricts filters; nil: nothing.
  package private(set) var filterRule: FilterRule?
  /// No type declares it: it may hold one value or several.
  package private(set) var isDynamic = false
  /// Compared with regard to case.
  package private(set) var isExact = false
  /// A `$search` without a property name looks into it; one that names it compares words.
  package private(set) var isSearchable = false
  /// Served of one object, never in lists.
  package private(set) var isSingleOnly = false
  /// Another part of the service holds it: who selects it gets the id too.
  package private(set) var bringsId = false
  /// Whoever the object stands for may change it with the permission for the own object.
  package private(set) var isSelfService = false
  /// A permission for the basic profile shows it of everybody.
  package private(set) var isBasic = false
  /// Served of an object that the path names by its id.
  package private(set) var isByIdOnly = false
  /// Most rows of a page that shows it or is filtered by it.
  package private(set) var pageLimit: Int?
  /// `default`, `advanced` or `always`: how a list may be sorted by it where the workload restricts orders.
  package private(set) var sortable: String?
  /// Name of the expression that computes it on read.
  package private(set) var derived: String?
  /// Name of the expression that is shown of a row that stores no value.
  package private(set) var standIn: String?
  /// What is shown where nothing is stored, and what a change of a part goes from.
  package private(set) var otherwise: JSONValue?
  /// Stored, but kept up by rules alone: what a seed says of it is ignored, and an export leaves it out.
  package private(set) var isMaintained = false
  /// An update replaces the value, also where its like are merged.
  package private(set) var isOverwritten = false
  /// Stored words are in PascalCase, sent words in camelCase.
  package private(set) var isCamelCased = false
  /// Of a stream.
  package private(set) var stream = StreamTraits.plain
  /// What a new object has when its creator says nothing; the attribute `DefaultValue` says the same in other words.
  private(set) var defaultValue: JSONValue?
  /// Other names under which a body may give it.
  private(set) var otherNames: [String] = []
  /// Name it is stored under when that is not its own: the one that another version gives it.
  private(set) var storedAs: String?

  /// Those of a property without any annotation.
  init() {}

  static let plain = PropertyTraits()

  /// Those of a member that no type declares.
  static let dynamic: PropertyTraits = {
    var traits = PropertyTraits()
    traits.isDynamic = true
    traits.filterRule = .everything
    return traits
  }()

  /// The same in an open complex value, such as custom security attributes: only advanced queries ask for them, and case
  /// counts (page "Examples: assign, update, list, or remove custom security attribute assignments").
  static let dynamicOfValues: PropertyTraits = {
    var traits = PropertyTraits.dynamic
    traits.isExact = true
    traits.filterRule = .everythingAdvanced
    return traits
  }()

  init(_ annotations: Annotations) throws(ModelError) {
    isComputed = annotations.core("Computed")
    isImmutable = annotations.core("Immutable")
    isRequired = annotations.flag("Required")
    replacement = annotations.string("RequiredWithout")
    isSelectOnly = annotations.flag("SelectOnly")
    isHidden = annotations.flag("Hidden")
    isColumn = annotations.flag("Column")
    isIndexed = annotations.flag("Indexed")
    isUnique = annotations.flag("Unique")
    filterRule = try FilterRule.read(annotations)
    isSearchable = annotations.flag("Searchable")
    isSingleOnly = annotations.flag("SingleOnly")
    bringsId = annotations.flag("BringsId")
    isSelfService = annotations.flag("SelfService")
    isBasic = annotations.flag("Basic")
    isByIdOnly = annotations.flag("ByIdOnly")
    pageLimit = try annotations.number("PageLimit")
    sortable = try annotations.read("Sortable", as: "'default', 'advanced' or 'always'") {
      ["default", "advanced", "always"].contains($0) ? $0 : nil
    }
    derived = annotations.string("Derived")
    stream = try StreamTraits(annotations, inheriting: nil)
    standIn = annotations.string("StandIn")
    isMaintained = annotations.flag("Maintained")
    isOverwritten = annotations.flag("Overwritten")
    isCamelCased = try annotations.read("Casing", as: "'camel'") { $0 == "camel" ? true : nil } ?? false
    defaultValue = try Self.value("Default", annotations)
    otherwise = try Self.value("Otherwise", annotations)
    otherNames = annotations.words("AlsoCalled") ?? []
    storedAs = annotations.string("MapsTo")
  }

  /// The JSON that a term says.
  private static func value(_ term: String, _ annotations: Annotations) throws(ModelError) -> JSONValue? {
    try annotations.json(term, called: term.lowercased())
  }
}
