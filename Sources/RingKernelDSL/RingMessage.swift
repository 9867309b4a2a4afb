#if Macros
public import RingKernelCore

/// Makes a struct a message whose type id is the hash of its qualified name.
///
/// Every stored property is a field; the attribute writes the layout, the reader and the writer.
@attached(member, names: named(layout))
@attached(extension, conformances: RingMessage, names: named(init(from:)), named(write(to:)))
public macro RingMessage() = #externalMacro(module: "RingKernelMacros", type: "RingMessageMacro")

/// Makes a struct a message with an explicit type id.
///
/// - Parameter id: An integer literal below 2^63.
@attached(member, names: named(layout))
@attached(extension, conformances: RingMessage, names: named(init(from:)), named(write(to:)))
public macro RingMessage(id: UInt64) = #externalMacro(module: "RingKernelMacros", type: "RingMessageMacro")

/// Makes a struct a message with an id of a business domain.
///
/// - Parameters:
///   - domain: A case of `Domain`.
///   - id: An integer literal from 0 to 99; any for `Domain.custom`.
@attached(member, names: named(layout))
@attached(extension, conformances: RingMessage, names: named(init(from:)), named(write(to:)))
public macro RingMessage(domain: Domain, id: UInt64) =
  #externalMacro(module: "RingKernelMacros", type: "RingMessageMacro")
#endif
