/// What a row of the table `emulator` is for; the word itself is its name.
///
/// One list for all that use the table, so that no two take the same name and `clear` knows what stays.
package enum EmulatorRow: String, Sendable, CaseIterable {
  /// The version of the tables.
  case schema
  /// What the tables are that the model wants, in short.
  case model
  /// The name of the tenant that the database is of.
  case tenant
  /// What a reset goes back to, when the tenant has seeds of its own.
  case seeds
  /// What the tokens in links are sealed with.
  case tokenKey
  /// The moment of the last load.
  case loaded
  /// The highest key of an object that is gone.
  case lastKey
  case settings
  /// How far the ids of a tenant with a `randomSeed` have come.
  case randomCourse
  case clock
  case clientApplications

  /// A tenant that is emptied keeps it.
  var survivesClearing: Bool {
    switch self {
    case .schema, .model, .tenant, .seeds, .tokenKey: true
    case .loaded, .lastKey, .settings, .randomCourse, .clock, .clientApplications: false
    }
  }
}
