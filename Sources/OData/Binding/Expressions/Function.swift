package import EntityModel

/// The canonical functions, spelled as in the specification (OData URL Conventions 4.01, section 5.1.1).
package enum Function: String, Sendable, CaseIterable {
  case contains, startswith, endswith, length, indexof, substring
  case tolower, toupper, trim, concat, matchesPattern
  case year, month, day, hour, minute, second, fractionalseconds, totalseconds
  case date, time, totaloffsetminutes, now, maxdatetime, mindatetime
  case round, floor, ceiling

  /// The function of that name, ignoring case.
  package init?(named name: String) {
    let lowercased = name.lowercased()
    guard let function = Self.allCases.first(where: { $0.rawValue.lowercased() == lowercased }) else {
      return nil
    }
    self = function
  }

  /// The overloads, the preferred one first.
  package var signatures: [FunctionSignature] {
    switch self {
    case .contains, .startswith, .endswith, .matchesPattern:
      [FunctionSignature([.string, .string], .boolean)]
    case .length: [FunctionSignature([.string], .int32)]
    case .indexof: [FunctionSignature([.string, .string], .int32)]
    case .substring:
      [
        FunctionSignature([.string, .int32], .string), FunctionSignature([.string, .int32, .int32], .string),
      ]
    case .tolower, .toupper, .trim: [FunctionSignature([.string], .string)]
    case .concat: [FunctionSignature([.string, .string], .string)]
    case .year, .month, .day:
      [FunctionSignature([.date], .int32), FunctionSignature([.dateTimeOffset], .int32)]
    case .hour, .minute, .second:
      [FunctionSignature([.dateTimeOffset], .int32), FunctionSignature([.timeOfDay], .int32)]
    case .fractionalseconds:
      [FunctionSignature([.dateTimeOffset], .decimal), FunctionSignature([.timeOfDay], .decimal)]
    case .totalseconds: [FunctionSignature([.duration], .decimal)]
    case .date: [FunctionSignature([.dateTimeOffset], .date)]
    case .time: [FunctionSignature([.dateTimeOffset], .timeOfDay)]
    case .totaloffsetminutes: [FunctionSignature([.dateTimeOffset], .int32)]
    case .now, .maxdatetime, .mindatetime: [FunctionSignature([], .dateTimeOffset)]
    case .round, .floor, .ceiling:
      [FunctionSignature([.double], .double), FunctionSignature([.decimal], .decimal)]
    }
  }
}

/// The types of a function's parameters and of its result.
package struct FunctionSignature: Sendable, Equatable {
  package let parameters: [PrimitiveType]
  package let result: PrimitiveType

  init(_ parameters: [PrimitiveType], _ result: PrimitiveType) {
    self.parameters = parameters
    self.result = result
  }

  /// `substring(Edm.String Nullable=true, Edm.Int32 Nullable=true)`
  func text(of function: Function) -> String {
    "\(function.rawValue)(\(parameters.map { "\($0.rawValue) Nullable=true" }.joined(separator: ", ")))"
  }
}
