import Observing

extension RequestNotes {
  /// By the number that everybody looks for, `AADSTS50126`, or else by the protocol's own word.
  func note(_ failure: SignInFailure) {
    let told = failure.told
    note(failure, code: told.code.map { "AADSTS\($0)" } ?? told.error)
  }

  func note(_ failure: any Error, code: String) {
    note(reason: failure)
    note(code: code)
  }
}
