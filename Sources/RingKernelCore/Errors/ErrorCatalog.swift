// The table that `ringkernel explain`, the documentation page and every error message read.

/// Meaning and cure of one error code.
public struct ErrorEntry: Sendable {
  /// The code.
  public let code: ErrorCode
  /// Name in the source.
  public let name: String
  /// One sentence: what it means.
  public let title: String
  /// What is behind it.
  public let explanation: String
  /// What to do.
  public let cure: String
}

/// Every error code with its meaning and cure.
public enum ErrorCatalog {
  /// The entry of `code`, or nil for a code that does not exist.
  public static func entry(for code: ErrorCode) -> ErrorEntry? { index[code] }

  private static let index = Dictionary(uniqueKeysWithValues: entries.map { ($0.code, $0) })

  /// All entries, ascending.
  public static let entries: [ErrorEntry] = (own + language).sorted { $0.code.number < $1.code.number }

  /// Codes that have a name in `ErrorCode`.
  private static let own: [ErrorEntry] = [
    .init(
      code: .macroTarget,
      name: "macroTarget",
      title: "The attribute stands on a declaration it cannot expand.",
      explanation: "@RingMessage and @RingKernel go on a struct: not on a class, an enum, an actor or a function.",
      cure: "Make it a struct."
    ),
    .init(
      code: .fieldType,
      name: "fieldType",
      title: "A stored property has a type that has no fixed layout.",
      explanation:
        "Messages and resident state consist of integers, floats, Bool, SIMD vectors, InlineArray, BoundedArray, nested message structs and enums with an integer raw value.",
      cure: "Use one of these types."
    ),
    .init(
      code: .fieldAnnotation,
      name: "fieldAnnotation",
      title: "A stored property has no written type.",
      explanation: "The macro sees the source, not inferred types.",
      cure: "Write the type: 'var x: UInt32'."
    ),
    .init(
      code: .computedOrStatic,
      name: "computedOrStatic",
      title: "A property is neither plain stored nor plainly computed.",
      explanation: "Property observers and lazy properties have no layout.",
      cure: "Make it a stored property or a computed one."
    ),
    .init(
      code: .genericDeclaration,
      name: "genericDeclaration",
      title: "A message or kernel is generic.",
      explanation: "A type id and a layout belong to one concrete type.",
      cure: "Write one struct per concrete type."
    ),
    .init(
      code: .idArgument,
      name: "idArgument",
      title: "The id of a message is not usable.",
      explanation: "Explicit ids are integer literals: 0 to 99 inside a domain, any number below 2^63 otherwise.",
      cure: "Give a literal in range, or leave the argument out for the hashed id."
    ),
    .init(
      code: .noHandler,
      name: "noHandler",
      title: "A kernel has no handler.",
      explanation:
        "A @RingKernel struct has one or more 'mutating func receive(_ message: M, in context: inout RingContext)', returning a message or nothing.",
      cure: "Add a handler."
    ),
    .init(
      code: .handlerShape,
      name: "handlerShape",
      title: "A handler has the wrong shape.",
      explanation:
        "Handlers take the message unlabelled and 'in context: inout RingContext', are not async, not static and not generic.",
      cure: "Change the signature."
    ),
    .init(
      code: .duplicateHandler,
      name: "duplicateHandler",
      title: "Two handlers take the same message type.",
      explanation: "Messages are dispatched by type.",
      cure: "Merge the handlers or give one a message type of its own."
    ),
    .init(
      code: .stateInitializer,
      name: "stateInitializer",
      title: "Resident state has no initial value.",
      explanation: "A kernel is created on the device from 'init()'.",
      cure: "Give every stored property a default value."
    ),
    .init(
      code: .layoutUnstable,
      name: "layoutUnstable",
      title: "The layout of a message depends on the platform.",
      explanation: "Int, UInt and pointers differ between host and device.",
      cure: "Use Int32 or Int64."
    ),
    .init(
      code: .emptyMessage,
      name: "emptyMessage",
      title: "A message has no stored property.",
      explanation: "An empty struct has no portable C layout.",
      cure: "Add a field, for example 'var unused: UInt32 = 0'."
    ),
    .init(
      code: .dialectLacks,
      name: "dialectLacks",
      title: "A dialect or a device lacks what a kernel needs.",
      explanation: """
        The message names kernel, need, dialect and device. WebGPU and Metal have no 64-bit floats, for example, and \
        64-bit atomics only where the adapter has them; nothing was launched.
        """,
      cure: "Write the kernel without it, or run it on a device that has it: the CPU has all of the language."
    ),
    .init(
      code: .layoutRefused,
      name: "layoutRefused",
      title: "A dialect cannot lay out a type as the host does.",
      explanation: "Host and device share memory byte for byte, so a struct must have the same offsets on both.",
      cure: "Order the fields by size, the largest first, or use fields of other types."
    ),
    .init(
      code: .sharedMemoryExceeded,
      name: "sharedMemoryExceeded",
      title: "A kernel needs more shared memory than the device has.",
      explanation: """
        The language allows 32 KiB to a block; adapters of WebGPU have 16 KiB at least, and narrow elements take a word \
        each there. The message has both numbers.
        """,
      cure: "Make its SharedArrays smaller, or run it on a device that has more."
    ),
    .init(
      code: .definition,
      name: "definition",
      title: "A shipped definition cannot be read.",
      explanation:
        "Macros ship kernels as text that the run-time compiler decodes; this one was damaged, or made by another version.",
      cure: "Build the program anew, all of it with one version of the package."
    ),
    .init(
      code: .backendUnavailable,
      name: "backendUnavailable",
      title: "The backend asked for cannot be used here.",
      explanation: "Each backend is probed at run time; the reason is in the message.",
      cure: "Run 'ringkernel doctor', or ask for .automatic."
    ),
    .init(
      code: .backendUnknown,
      name: "backendUnknown",
      title: "RINGKERNEL_BACKEND names no backend, or a RINGKERNEL_CUDA_ variable no device, mode, memory or size.",
      explanation: """
        Known names of backends are automatic, cpu, cuda, metal and webgpu; a device of CUDA is named by its number, from 0; \
        RINGKERNEL_CUDA_MODE is resident or passes, RINGKERNEL_CUDA_INBOUND pinned, coherent or bar, RINGKERNEL_CUDA_CLUSTER \
        1, 2, 4 or 8.
        """,
      cure: "Correct the variable or unset it."
    ),
    .init(
      code: .threadRefused,
      name: "threadRefused",
      title: "The system refused to start a worker thread.",
      explanation: "The errno is in the message: 11 is a limit on threads or memory.",
      cure: "Ask for fewer workers or raise the limit."
    ),
    .init(
      code: .libraryUnavailable,
      name: "libraryUnavailable",
      title: "A shared library that is loaded at run time cannot be used.",
      explanation: "The message lists the file names that were tried and the loader's reason for each.",
      cure: "Install the library, or put its folder on the loader's search path."
    ),
    .init(
      code: .deviceMemory,
      name: "deviceMemory",
      title: "Memory of a device cannot be had or reached.",
      explanation: "An allocation was refused, or bytes outside of a buffer were meant.",
      cure: "Use smaller buffers, free others, or write as many elements as the buffer has."
    ),
    .init(
      code: .foreignMemory,
      name: "foreignMemory",
      title: "A buffer lies on another device.",
      explanation: "A kernel reads and writes memory of the device that it runs on.",
      cure: "Make the buffers by the device that launches the kernel."
    ),
    .init(
      code: .launchShape,
      name: "launchShape",
      title: "No launch has these numbers of blocks and threads.",
      explanation: "A block has 1 to 1024 threads, a launch fewer than 2^31 along an axis; a kernel may fix its block.",
      cure: "Use other numbers, or those that the kernel fixes."
    ),
    .init(
      code: .programRefused,
      name: "programRefused",
      title: "The device refused a program or a launch.",
      explanation: "The compiler of the device's language, or its driver, said no; its words are in the error.",
      cure: "Look at the text with 'ringkernel-codegen'; if it was generated, report it with the device's name."
    ),
    .init(
      code: .memoryAliased,
      name: "memoryAliased",
      title: "A buffer is given to a launch twice, and written.",
      explanation: "Threads would read what others are writing; Swift forbids the same for a variable and its copy.",
      cure: "Read from one buffer and write into another."
    ),
    .init(
      code: .deviceLost,
      name: "deviceLost",
      title: "The device is gone.",
      explanation:
        "It did not finish, was removed, was reset, or a kernel broke a rule of it; memory, programs and streams are lost, and every waiter gets this.",
      cure: "Shut the runtime down and make a new one, on CUDA in a new process; on another backend where this repeats."
    ),
    .init(
      code: .actorNotPortable,
      name: "actorNotPortable",
      title: "The handlers of an actor do not run on this backend.",
      explanation: "They were declared for the CPU only, or the backend lacks something that they need.",
      cure: "Use the cpu backend, or keep the handlers within the kernel language: @RingKernel without 'on: .cpu'."
    ),
    .init(
      code: .libraryVersion,
      name: "libraryVersion",
      title: "A shared library that is loaded at run time has another version than the one needed.",
      explanation: "Structs and numbers of its interface change with the version; the message names both versions.",
      cure: "Install the version that the message names, and let the variable in the message name its file."
    ),
    .init(
      code: .driverTooOld,
      name: "driverTooOld",
      title: "The driver is older than the program.",
      explanation: "A driver runs programs of compilers of its own major version of CUDA and of earlier ones.",
      cure: "Install a newer driver, or name the library of an earlier NVRTC in 'RINGKERNEL_NVRTC_LIBRARY'."
    ),
    .init(
      code: .deviceBusy,
      name: "deviceBusy",
      title: "The device cannot do it now.",
      explanation: "Another process has it, or a service that the driver needs is not up yet.",
      cure: "Try again later."
    ),
    .init(
      code: .deviceResources,
      name: "deviceResources",
      title: "The device, its driver or this process lacks what a call needs.",
      explanation:
        "The driver's answer, with its number and the call, is in the message: too few registers, no permission, an operation that this machine lacks.",
      cure: "Ask for less, close what is no longer used, or run where it is allowed."
    ),
    .init(
      code: .deviceCallRefused,
      name: "deviceCallRefused",
      title: "A call to a driver was wrong.",
      explanation: "The call and the driver's answer are in the message; it will be wrong again.",
      cure: "Correct the arguments; where they are ours, report it as a defect of RingKernel."
    ),
    .init(
      code: .gridNotResident,
      name: "gridNotResident",
      title: "A grid whose blocks wait for each other does not fit on the device at once.",
      explanation: "Blocks that wait for one that has no room would wait for ever, so nothing was launched.",
      cure: "Launch fewer or smaller blocks, or use less shared memory."
    ),
    .init(
      code: .inboundUnavailable,
      name: "inboundUnavailable",
      title: "The host's messages cannot come to the device through the memory that was asked for.",
      explanation: """
        'RINGKERNEL_CUDA_INBOUND' names memory that this machine does not have, or that failed its test at the start; \
        the reason is in the message. 'coherent' needs a device whose memory the host reaches directly, 'bar' GDRCopy 2 \
        with its kernel module.
        """,
      cure:
        "Cure the reason, or unset the variable: the best memory that there is will be taken. 'ringkernel doctor' lists all."
    ),
    .init(
      code: .kernelNotRegistered,
      name: "kernelNotRegistered",
      title: "No kernel type is registered under this name.",
      explanation: "Launching by name needs a registration in this process.",
      cure: "Call 'runtime.register(Type.self)' first, or launch the type itself."
    ),
    .init(
      code: .duplicateKernelID,
      name: "duplicateKernelID",
      title: "A live kernel has this id already.",
      explanation: "Ids name one live kernel in one runtime.",
      cure: "Choose another id or terminate the first."
    ),
    .init(
      code: .invalidConfiguration,
      name: "invalidConfiguration",
      title: "A configuration value is outside its range.",
      explanation: "The value and the range are in the message.",
      cure: "Give a value in range."
    ),
    .init(
      code: .illegalTransition,
      name: "illegalTransition",
      title: "The lifecycle does not allow this step.",
      explanation: "created -> launched -> active <-> deactivated -> terminating -> terminated.",
      cure: "Check 'status' first."
    ),
    .init(
      code: .kernelTerminated,
      name: "kernelTerminated",
      title: "The kernel has terminated.",
      explanation: "Nothing is delivered after termination.",
      cure: "Launch it again."
    ),
    .init(
      code: .queueFull,
      name: "queueFull",
      title: "The inbox is full.",
      explanation: "The overflow policy of the launch is .reject.",
      cure: "Send more slowly, launch with a larger inputQueueCapacity, or choose .wait."
    ),
    .init(
      code: .callTimedOut,
      name: "callTimedOut",
      title: "No reply within the timeout.",
      explanation: "The message may still be handled; a late reply is counted, not delivered.",
      cure: "Raise the timeout, or look at 'metrics' for a slow or suspended kernel."
    ),
    .init(
      code: .callCancelled,
      name: "callCancelled",
      title: "The task that waited was cancelled.",
      explanation: "The message may still be handled; a late reply is counted.",
      cure: "Nothing, if the cancellation was meant."
    ),
    .init(
      code: .messageNotHandled,
      name: "messageNotHandled",
      title: "The kernel has no handler for this message type.",
      explanation: "Messages are dispatched by type.",
      cure: "Send a type from the list in the message, or add a 'receive'."
    ),
    .init(
      code: .foreignHandle,
      name: "foreignHandle",
      title: "The address belongs to another runtime.",
      explanation: "Indices are resolved inside one runtime.",
      cure: "Use the handle that this runtime returned."
    ),
    .init(
      code: .handlerFailed,
      name: "handlerFailed",
      title: "The handler threw.",
      explanation: "The message was dead-lettered with the reason; the kernel goes on.",
      cure: "See the reason; 'runtime.deadLetters' can replay the message."
    ),
    .init(
      code: .messageTooLarge,
      name: "messageTooLarge",
      title: "The message does not fit in a slot.",
      explanation: "A slot is as large as the largest message the kernel handles or emits.",
      cure: "Declare the type with 'emits' or raise 'maximumMessageBytes' at launch."
    ),
    .init(
      code: .tooManyCalls,
      name: "tooManyCalls",
      title: "Too many calls are in flight.",
      explanation: "Every call holds a reply cell until it ends; the limit is 'maximumConcurrentCalls'.",
      cure: "Raise the limit or wait for calls to end."
    ),
    .init(
      code: .deadlineExpired,
      name: "deadlineExpired",
      title: "The deadline passed before the message was handled.",
      explanation: "Expired messages are dead-lettered, not handled.",
      cure: "Give more time or find what keeps the inbox full."
    ),
    .init(
      code: .clockDrift,
      name: "clockDrift",
      title: "A timestamp is too far ahead of the wall clock.",
      explanation: "Merging it would push this clock into the future.",
      cure: "Synchronise the clocks or raise 'maximumDrift'."
    ),
    .init(
      code: .typeIDCollision,
      name: "typeIDCollision",
      title: "Two message types have the same id.",
      explanation: "Explicit ids must be distinct; hashed ids collide with probability 2^-63 a pair.",
      cure: "Give one of them another explicit id."
    ),
    .init(
      code: .sendTimedOut,
      name: "sendTimedOut",
      title: "The inbox stayed full until the deadline of the wait.",
      explanation: "The overflow policy is .wait with a deadline.",
      cure: "Send more slowly, raise the capacity or the deadline."
    ),
    .init(
      code: .runtimeShutDown,
      name: "runtimeShutDown",
      title: "The runtime has been shut down.",
      explanation: "No kernel can be launched or reached any more.",
      cure: "Create another runtime."
    ),
    .init(
      code: .receiveTimedOut,
      name: "receiveTimedOut",
      title: "No message arrived within the timeout.",
      explanation: "Nothing was lost: what arrives later can still be received.",
      cure: "Raise the timeout."
    ),
    .init(
      code: .replyTypeMismatch,
      name: "replyTypeMismatch",
      title: "The answer has another type than the one asked for.",
      explanation: "The handler for this message returns the type in the message.",
      cure: "Ask for that type."
    ),
    .init(
      code: .noReply,
      name: "noReply",
      title: "The handler returned without answering.",
      explanation: "A call waits for a reply; this handler sent none.",
      cure: "Return a message from the handler, reply later through the call's address, or use 'send'."
    ),
    .init(
      code: .kernelNotFound,
      name: "kernelNotFound",
      title: "No kernel with this id is live.",
      explanation: "It was never launched here or has terminated.",
      cure: "Check 'runtime.liveKernels'."
    ),
    .init(
      code: .stateTypeMismatch,
      name: "stateTypeMismatch",
      title: "The state has another type.",
      explanation: "readState reads the struct the kernel was launched from.",
      cure: "Ask for that type."
    ),
    .init(
      code: .invalidTopic,
      name: "invalidTopic",
      title: "A topic or pattern is malformed.",
      explanation:
        "Topics are levels joined by '/': 'a/b/c'. In patterns '*' stands for one level, a final '**' or '#' for the rest.",
      cure: "Correct the topic."
    ),
    .init(
      code: .terminationTimedOut,
      name: "terminationTimedOut",
      title: "The kernel did not stop within the termination timeout.",
      explanation: "A handler is still running; its messages are dead-lettered.",
      cure: "Find the handler that does not return (RK4027), or raise 'terminationTimeout'."
    ),
    .init(
      code: .routeUnknown,
      name: "routeUnknown",
      title: "The kernel has no route to this destination.",
      explanation: "Routes are resolved when they are declared: 'LaunchOptions.routes' or 'connect'.",
      cure: "Declare the route."
    ),
    .init(
      code: .handlerHung,
      name: "handlerHung",
      title: "A handler does not return.",
      explanation: "The watchdog saw the same handler run longer than 'watchdogTimeout'.",
      cure: "Bound the loop in the handler."
    ),
    .init(
      code: .deadLetterUnknown,
      name: "deadLetterUnknown",
      title: "No dead letter has this number.",
      explanation: "It was replayed, expired or dropped from the bounded store.",
      cure: "List the letters with 'browse'."
    ),
    .init(
      code: .kernelNotActive,
      name: "kernelNotActive",
      title: "The kernel does not process messages now.",
      explanation: "It is launched or deactivated; messages wait in its inbox.",
      cure: "Call 'activate'."
    ),
    .init(
      code: .clockSaturated,
      name: "clockSaturated",
      title: "A hybrid clock has given its last time.",
      explanation: "The word ends on 7 February 2106; a step behind it would wrap to 1970.",
      cure: "Correct the wall clock of the machine, or of the one whose time was merged, and make a new clock."
    ),
    .init(
      code: .topicLimit,
      name: "topicLimit",
      title: "The topic broker holds as much as it may.",
      explanation: "Subscriptions and retained topics are bounded; which bound was reached is in the message.",
      cure: "Cancel subscriptions, clear retained topics, or make the broker with larger limits."
    ),
    .init(
      code: .kernelFailed,
      name: "kernelFailed",
      title: "A thread of a kernel failed.",
      explanation:
        "An index, a division, a conversion, or checked arithmetic went wrong; the error names the line and the values. What mutable buffers hold afterwards is unspecified.",
      cure: "Guard the operation in the kernel, or give it data that it can take."
    ),
    .init(
      code: .bytesTruncated,
      name: "bytesTruncated",
      title: "The bytes end too early.",
      explanation: "The message is shorter than its header or its type.",
      cure: "Send the whole message."
    ),
    .init(
      code: .bytesTrailing,
      name: "bytesTrailing",
      title: "The bytes go on behind the message.",
      explanation: "The message is longer than its type.",
      cure: "Cut at the length in the header."
    ),
    .init(
      code: .bytesFingerprint,
      name: "bytesFingerprint",
      title: "The bytes were written with another layout.",
      explanation: "Field names, types or order differ between writer and reader.",
      cure: "Rebuild both sides from one definition."
    ),
    .init(
      code: .bytesType,
      name: "bytesType",
      title: "The bytes hold another message type.",
      explanation: "The type id in the header is not the expected one.",
      cure: "Dispatch on the type id first."
    ),
    .init(
      code: .bytesValue,
      name: "bytesValue",
      title: "A field has a value that its type does not have.",
      explanation: "A Bool that is neither 0 nor 1, or an unknown enum case.",
      cure: "Correct the writer."
    ),
    .init(
      code: .bytesCount,
      name: "bytesCount",
      title: "A bounded array claims too many elements.",
      explanation: "The count is above the capacity.",
      cure: "Correct the writer."
    ),
    .init(
      code: .bytesChecksum,
      name: "bytesChecksum",
      title: "The checksum does not match.",
      explanation: "The payload was damaged on the way.",
      cure: "Send it again."
    ),
    .init(
      code: .bytesLength,
      name: "bytesLength",
      title: "The length in the header is not the length of the type.",
      explanation: "The header was damaged or written for another layout.",
      cure: "Send it again."
    ),
    .init(
      code: .csvMalformed,
      name: "csvMalformed",
      title: "A line of the CSV file is malformed.",
      explanation: "The line and the reason are in the message.",
      cure: "Correct the line."
    ),
    .init(
      code: .csvColumn,
      name: "csvColumn",
      title: "A column is missing.",
      explanation: "The header line must name the columns that the reader needs.",
      cure: "Add the column or rename one."
    ),
    .init(
      code: .csvValue,
      name: "csvValue",
      title: "A value cannot be read.",
      explanation: "The line, the column and the value are in the message.",
      cure: "Correct the value."
    ),
    .init(
      code: .fileUnreadable,
      name: "fileUnreadable",
      title: "A file cannot be read or written.",
      explanation: "The reason of the system is in the message.",
      cure: "Check path and permissions."
    ),
    .init(
      code: .lateRow,
      name: "lateRow",
      title: "A row is older than the resident window.",
      explanation: "Velocity windows keep a bounded horizon of time steps.",
      cure: "Sort the file by time, or reduce the spread."
    ),
    .init(
      code: .residentLimit,
      name: "residentLimit",
      title: "The resident state of a kernel has no room for this.",
      explanation: "Resident state has a fixed layout: a table of it is full, or one of its numbers would overflow.",
      cure: "Launch more shards, so that each of them holds fewer accounts."
    ),
  ]
}
