import GraphEmulatorKit

/// Exit statuses beside 0 (`sysexits.h` from 64 on).
enum ExitStatus {
  static let failure: Int32 = 1
  /// `explain`: a text that the grammar does not have.
  static let syntaxError: Int32 = 2
  /// `explain`: a name or a type is wrong, or the service refuses the request for another reason.
  static let refusedRequest: Int32 = 3
  /// `EX_USAGE`, as the argument parser has it: a flag, or a value of one, cannot be.
  static let usageError: Int32 = 64
  /// `EX_DATAERR`: a seed, or a file of metadata or of permissions, is wrong.
  static let dataError: Int32 = 65
  /// `EX_IOERR`: the data folder, or a database in it, cannot be used.
  static let inputOutputError: Int32 = 74
  /// `EX_CONFIG`: what the system lets the program have is too little.
  static let systemLimit: Int32 = 78

  static func status(of error: EmulatorError) -> Int32 {
    switch error {
    case .configuration: usageError
    case .seed, .metadata, .permissions: dataError
    case .dataFolder: inputOutputError
    case .tooFewFiles: systemLimit
    case .portTaken, .cannotListen, .tenant, .connectionClosed, .fault: failure
    }
  }
}
