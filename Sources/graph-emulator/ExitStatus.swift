import GraphEmulatorKit

/// Exit statuses beside 0, 1 and the 64 of the argument parser (`sysexits.h` from 64 on).
enum ExitStatus {
  /// `explain`: a text that the grammar does not have.
  static let syntaxError: Int32 = 2
  /// `explain`: a name or a type is wrong, or the service refuses the request for another reason.
  static let refusedRequest: Int32 = 3
  /// `EX_DATAERR`: a seed is wrong.
  static let dataError: Int32 = 65
}
