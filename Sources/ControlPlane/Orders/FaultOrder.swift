import Faults
import GraphStore
import JSON

/// A fault as it was sent:
/// `{"match":{"method":"GET","path":"/users/*"},"from":2,"to":4,"effect":{"status":429,"retryAfter":2}}`.
struct FaultOrder: TriggerOrder {
  let action: Fault
  let trigger: Trigger
  let generator: SeededGenerator

  init(_ object: JSONObject, _ scope: OrderScope) throws(OptionMistake) {
    let members = try OrderMembers(.object(object), "$", knowing: Trigger.names + ["effect"])
    guard let effect = try members.members("effect", knowing: Self.effects) else {
      throw OptionMistake("$", "'effect' is missing")
    }
    (action, trigger) = (try Self.fault(effect), try Trigger(members, scope))
    try Self.check(effect, hasBodiesOf: members.object["match"]?.objectValue ?? [:])
    let hasRange = action.delay.map { $0.lowerBound < $0.upperBound } ?? false
    generator = try Trigger.generator(members, isUsed: hasRange)
  }

  /// What is done to a body is done to none where there is none.
  private static func check(
    _ effect: OrderMembers, hasBodiesOf match: JSONObject
  ) throws(OptionMistake) {
    guard match["method"] == "HEAD", match["batchPart"] == nil else { return }
    for name in ["cutAfterBytes", "drip"] where effect.object[name] != nil {
      throw effect.mistake(
        name, "an answer to HEAD has no body; that of a batch with such a part has one, for 'batchPart'")
    }
  }

  private static let outcomes = ["status", "cutAfterBytes", "close", "drip"]
  private static let effects = outcomes + ["delay", "afterCommit", "retryAfter", "code", "message"]

  private static func fault(_ effect: OrderMembers) throws(OptionMistake) -> Fault {
    let (outcome, delay) = (try outcome(effect), try delay(effect))
    guard outcome != nil || delay != nil else {
      throw OptionMistake(effect.path, "one of \((outcomes + ["delay"]).joined(separator: ", ")) expected")
    }
    return Fault(outcome, delay: delay, afterCommit: try isAfterCommit(effect, outcome))
  }

  /// What befalls an answer comes after the commit whether the order says so or not.
  private static func isAfterCommit(
    _ effect: OrderMembers, _ outcome: Fault.Outcome?
  ) throws(OptionMistake) -> Bool {
    let isAfter = try effect.flag("afterCommit")
    switch outcome {
    case .status?, .close?: return isAfter
    case .cut?, .drip?, nil:
      guard isAfter || effect.object["afterCommit"] == nil else {
        throw effect.mistake("afterCommit", "true expected: only 'status' and 'close' can come before")
      }
      return isAfter
    }
  }

  // MARK: Outcomes

  private static func outcome(_ effect: OrderMembers) throws(OptionMistake) -> Fault.Outcome? {
    let named = outcomes.filter { effect.object[$0] != nil }
    guard named.count < 2 else {
      throw effect.mistake(named[1], "there is '\(named[0])' already, and only one of them can be")
    }
    let status = try Self.status(effect)
    if let count = try effect.integer("cutAfterBytes", 0...Int.max) { return .cut(after: count) }
    if try isClosed(effect) { return .close }
    return try drip(effect) ?? status.map(Fault.Outcome.status)
  }

  private static func isClosed(_ effect: OrderMembers) throws(OptionMistake) -> Bool {
    guard effect.object["close"] != nil else { return false }
    guard try effect.flag("close") else { throw effect.mistake("close", "true expected") }
    return true
  }

  private static func drip(_ effect: OrderMembers) throws(OptionMistake) -> Fault.Outcome? {
    guard let drip = try effect.members("drip", knowing: ["bytes", "every"]) else { return nil }
    guard let bytes = try drip.integer("bytes", 1...Int.max),
      let pause = try drip.duration("every", longest: 60)
    else { throw OptionMistake(drip.path, "'bytes' and 'every' expected") }
    guard pause > .zero else { throw drip.mistake("every", nothingFelt) }
    return .drip(bytes: bytes, every: pause)
  }

  // MARK: Status

  private static func status(_ effect: OrderMembers) throws(OptionMistake) -> FaultStatus? {
    guard let number = try effect.integer("status", 400...599) else {
      for name in ["retryAfter", "code", "message"] where effect.object[name] != nil {
        throw effect.mistake(name, "this goes with 'status'")
      }
      return nil
    }
    return FaultStatus(
      number, retryAfter: try retryAfter(effect, number), code: try effect.string("code"),
      message: try effect.string("message"))
  }

  /// Whoever is throttled is told for how long, unless the order says `null`; with any other status that would say nothing.
  private static func retryAfter(_ effect: OrderMembers, _ status: Int) throws(OptionMistake) -> Int? {
    if effect.object["retryAfter"]?.isNull == true {
      if status == 429 { return nil }
      throw effect.mistake("retryAfter", "a number expected: only 429 has one that null takes away")
    }
    return try effect.integer("retryAfter", 0...86_400) ?? (status == 429 ? 1 : nil)
  }

  // MARK: Delay

  private static let longestDelay: Int64 = 3600

  /// `"PT0.5S"`, or `{"min":"PT0.1S","max":"PT2S"}`
  private static func delay(_ effect: OrderMembers) throws(OptionMistake) -> ClosedRange<Duration>? {
    guard case .object? = effect.object["delay"] else {
      let delay = try effect.duration("delay", longest: longestDelay)
      return try delay.map { length throws(OptionMistake) in try felt(length...length, effect) }
    }
    guard let range = try effect.members("delay", knowing: ["min", "max"]),
      let shortest = try range.duration("min", longest: longestDelay),
      let longest = try range.duration("max", longest: longestDelay)
    else { throw OptionMistake(effect.path(of: "delay"), "'min' and 'max' expected") }
    guard shortest <= longest else { throw range.mistake("max", "a duration not below 'min' expected") }
    return try felt(shortest...longest, effect)
  }

  private static func felt(
    _ delay: ClosedRange<Duration>, _ effect: OrderMembers
  ) throws(OptionMistake) -> ClosedRange<Duration> {
    guard delay.upperBound > .zero else { throw effect.mistake("delay", nothingFelt) }
    return delay
  }

  private static let nothingFelt =
    "a duration above PT0S expected, since the answer would come as it does anyhow"
}
