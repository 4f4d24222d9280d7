package import JSON

/// What the annotations of docs/model.md say about a navigation property.
package struct NavigationTraits: Sendable {
  package let isView: Bool
  /// It holds the soft-deleted rows.
  package let holdsDeleted: Bool
  package let isRequired: Bool
  package let isImmutable: Bool
  /// A list of changes has its links only when `$select` names it.
  package let isSelectOnly: Bool
  package let methods: Set<String>?
  package let itemMethods: Set<String>?
  /// Methods of an item that make it where it is missing, with the key of the path.
  package let makingMethods: Set<String>
  /// PATCH by an alternate key can create an object.
  package let isUpsertable: Bool
  /// What a GET of it costs; nil: what most requests do.
  package let resourceUnits: Int?
  package let capabilities: Capabilities
  /// What changes in the collection is told, where a function tells it (`Org.OData.Capabilities.V1.ChangeTracking`).
  package let tracksChanges: Bool
  /// Subscriptions may be about the collection; nil: they may not.
  package let notified: NotifiedChanges?
  /// Expanded in every answer that shows one object (`Org.OData.Core.V1.AutoExpand`).
  package let isExpanded: Bool
  /// What is shown then of what it leads to; nil: what a GET of that shows.
  package let expandedProperties: [String]?
  /// What `$filter` may ask of the collection where the workload restricts filters; nil: nothing.
  package let filterRule: FilterRule?
  /// A list is served only where its `$filter` asks of this property.
  package let neededFilter: String?
  /// It shows what another place contains; nil: it contains what it leads to itself, or does not contain it.
  package let sameAs: SharedContainment?
  /// What another place contains and this shows goes with the object, though no document says that it contains it.
  package let keepsShown: Bool
  /// PATCH puts an object of the collection below another one; nil: nothing is looked at then.
  package let moves: MoveRule?
  /// What comes of it besides when an object is made in the collection; nil: nothing.
  package let creationEffect: CreationEffect?
  /// Objects that do not have such a collection; nil: all have it.
  package let notOf: UnfitHolder?
  /// Objects of the collection that are there without having been made.
  package let wellKnown: [NamedObject]
  /// Where else objects are whose keys find them here, though no list has them: a set, and what its objects contain with their id.
  package let otherHomes: [[String]]
  /// What the single value has until somebody changes that, also before it is written.
  package let initial: JSONObject
  /// The single value is not there until something is written to it, or below it.
  package let isAbsent: Bool
  /// Name of a single value of the same object that is one of the collection's too; nil: there is none.
  package let singleItem: String?
  /// Where objects are that a key finds here as well.
  package let deeper: [DeeperPlace]
  /// Lists have these too.
  package let listsDeeper: Bool
  /// What a change of the single value begins; nil: it is done at once.
  package let begun: BegunTask?
  /// Lists are of what happens in some time alone; nil: of everything.
  package let window: TimeWindow?
  /// Lists have some of the objects alone, while a key finds all; nil: they have all.
  package let listedKind: ListedKind?
  /// Other names under which a body may give it.
  let otherNames: [String]
  /// Name it is stored under when that is not its own.
  let storedAs: String?

  init(_ annotations: Annotations) throws(ModelError) {
    sameAs = try annotations.read("SameAs", as: SharedContainment.form, SharedContainment.init)
    keepsShown = annotations.flag("Contains")
    moves = try MoveRule.read(annotations)
    creationEffect = try CreationEffect.read(annotations)
    notOf = try UnfitHolder.read(annotations)
    isView = annotations.flag("View")
    holdsDeleted = annotations.flag("Deleted")
    isRequired = annotations.flag("Required")
    isImmutable = annotations.core("Immutable")
    isSelectOnly = annotations.flag("SelectOnly")
    methods = try annotations.methods("Methods")
    itemMethods = try annotations.methods("ItemMethods")
    makingMethods = try annotations.methods("MadeBy") ?? []
    isUpsertable = annotations.isUpsertable
    resourceUnits = try annotations.number("ResourceUnits")
    capabilities = annotations.capabilities
    tracksChanges = annotations.tracksChanges
    notified = try NotifiedChanges.read(annotations)
    isExpanded = annotations.core("AutoExpand")
    expandedProperties = annotations.words("ExpandedProperties")
    filterRule = try FilterRule.read(annotations)
    neededFilter = annotations.string("FilterNeeds")
    wellKnown = try NamedObject.read(annotations)
    otherHomes = try annotations.otherHomes()
    initial = try TermRecord("Initial", annotations)?.object ?? [:]
    isAbsent = annotations.flag("Absent")
    singleItem = annotations.string("SingleItem")
    deeper = try annotations.read("AlsoBelow", as: "'NAVIGATION/NAVIGATION* …'", DeeperPlace.places) ?? []
    listsDeeper = annotations.flag("ListsBelow")
    begun = try BegunTask.read(annotations)
    window = try annotations.read("Window", as: TimeWindow.form, TimeWindow.init)
    listedKind = try annotations.read("Lists", as: ListedKind.form, ListedKind.init)
    otherNames = annotations.words("AlsoCalled") ?? []
    storedAs = annotations.string("MapsTo")
  }
}
