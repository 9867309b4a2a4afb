internal import RingKernelIR

/// The kind of a kernel's node; swift-syntax has a `SyntaxKind` of its own.
typealias NodeKind = RingKernelIR.SyntaxKind
