/// A database that this program did not write, or not this version of it.
package enum StoreError: Error, CustomStringConvertible {
  case unknownType(String)
  case malformedRow(String)
  case readOnlyView(String)
  case otherVersion(path: String, found: String)
  case foreign(path: String)
  case emptied(path: String)
  /// It has a table that the model has not: nothing in it could be read, and new keys might be those of its rows.
  case needsMetadata(path: String, of: String)

  package var description: String {
    switch self {
    case .unknownType(let name): "the store holds an object of the unknown type \(name)"
    case .malformedRow(let table): "the store holds a malformed row in \(table)"
    case .readOnlyView(let name): "nothing writes the view \(name)"
    case .otherVersion(let path, let found):
      "\(path) was made by another version of the program (schema \(found)); remove it or use that version"
    case .foreign(let path):
      "\(path) is no database of graph-emulator, or a damaged one; put a copy in its place, or move it away to begin anew"
    case .emptied(let path):
      "\(path) was emptied: all that was in it is gone; put a copy in its place, or remove it to begin anew"
    case .needsMetadata(let path, let name):
      "\(path) has data of \(name), which the model has not: start with the metadata that they were made with, or with more (--metadata)"
    }
  }
}
