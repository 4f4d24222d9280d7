/// Texts of a kept request, in the order in which they stand one behind the other. A further one is a case here, and what
/// the compiler then asks for in `KeptRequest+Writing.swift`.
enum KeptPart: Int, CaseIterable {
  case method, target
  /// What its links begin with, where the request itself did not say it.
  case statedRoot
  /// Names of who asks: of its object, and of its application.
  case principals, applications
  /// Code of the error that it was refused with.
  case code
  case requestHead, requestBody
  /// Why there is nothing of the body, where that is not what was set.
  case requestWithheld
  case responseHead, responseBody, responseWithheld
  /// What the request did, as JSON.
  case decision
}
