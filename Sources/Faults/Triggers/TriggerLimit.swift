/// Why there cannot be one more fault or stub.
package enum TriggerLimit: Error, Equatable {
  /// There are as many as there may be.
  case entries(Int)
  /// All together would have more bytes than they may.
  case bytes(Int)
}
