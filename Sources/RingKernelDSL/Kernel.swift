#if Macros
/// Makes a function a kernel: every thread of a launch runs it.
///
/// ```swift
/// @Kernel func saxpy(x: Span<Float>, y: inout MutableSpan<Float>, a: Float) {
///   let i = globalThreadIndex.x
///   if i >= y.count { return }
///   y[i] = a * x[i] + y[i]
/// }
/// try await device.launch(saxpy(x: x, y: y, a: 2), threads: y.count)
/// ```
///
/// The attribute writes the body for the CPU and a function of the same name that takes buffers of a device and gives
/// a `KernelCall`. `Documentation/KernelLanguage.md` has the language.
///
/// - Parameters:
///   - checking: Which checks are made; indices, divisions and conversions if left out.
///   - block: Threads of a block along x, y and z; left to the launch if left out.
///   - sources: Texts written by hand that take the place of generated ones, each on devices of its language; entries take
///     what those of printed texts take (`Design/0005`). Actors have none: an engine prints their handlers into its own
///     program.
@attached(peer, names: overloaded, prefixed(RKCPU_))
public macro Kernel(_ checking: KernelChecking = .indices, sources: [KernelText] = []) =
  #externalMacro(module: "RingKernelMacros", type: "DeviceFunctionMacro")

/// Makes a function a kernel with blocks of `block` threads along x.
@attached(peer, names: overloaded, prefixed(RKCPU_))
public macro Kernel(_ checking: KernelChecking = .indices, block: Int, sources: [KernelText] = []) =
  #externalMacro(module: "RingKernelMacros", type: "DeviceFunctionMacro")

/// Makes a function a kernel with blocks of `block` threads along x and y.
@attached(peer, names: overloaded, prefixed(RKCPU_))
public macro Kernel(_ checking: KernelChecking = .indices, block: (Int, Int), sources: [KernelText] = []) =
  #externalMacro(module: "RingKernelMacros", type: "DeviceFunctionMacro")

/// Makes a function a kernel with blocks of `block` threads along x, y and z.
@attached(peer, names: overloaded, prefixed(RKCPU_))
public macro Kernel(_ checking: KernelChecking = .indices, block: (Int, Int, Int), sources: [KernelText] = []) =
  #externalMacro(module: "RingKernelMacros", type: "DeviceFunctionMacro")

/// Makes a function a kernel over a field of one axis: it runs at every position that is `halo` away from the borders.
@attached(peer, names: overloaded, prefixed(RKCPU_))
public macro StencilKernel(
  _ checking: KernelChecking = .indices,
  tile: Int,
  halo: Int = 1,
  sources: [KernelText] = []
) = #externalMacro(module: "RingKernelMacros", type: "DeviceFunctionMacro")

/// Makes a function a kernel over fields of two axes.
@attached(peer, names: overloaded, prefixed(RKCPU_))
public macro StencilKernel(
  _ checking: KernelChecking = .indices,
  tile: (Int, Int),
  halo: Int = 1,
  sources: [KernelText] = []
) = #externalMacro(module: "RingKernelMacros", type: "DeviceFunctionMacro")

/// Makes a function a kernel over fields of three axes.
@attached(peer, names: overloaded, prefixed(RKCPU_))
public macro StencilKernel(
  _ checking: KernelChecking = .indices,
  tile: (Int, Int, Int),
  halo: Int = 1,
  sources: [KernelText] = []
) = #externalMacro(module: "RingKernelMacros", type: "DeviceFunctionMacro")

/// Makes a function callable from kernels, handlers and other device functions, of every file.
@attached(peer, names: prefixed(rkCPU_), prefixed(rkDefinition_))
public macro DeviceFunction() = #externalMacro(module: "RingKernelMacros", type: "DeviceFunctionMacro")

/// Makes a struct of fixed layout, and its methods, known to kernels.
@attached(member, names: named(deviceDefinition), prefixed(rkCPU_), arbitrary)
@attached(extension, conformances: DeviceType)
public macro DeviceStruct() = #externalMacro(module: "RingKernelMacros", type: "DeviceTypeMacro")

/// Makes an enum with integer raw values known to kernels.
@attached(member, names: named(deviceDefinition))
@attached(extension, conformances: DeviceType)
public macro DeviceEnum() = #externalMacro(module: "RingKernelMacros", type: "DeviceTypeMacro")
#endif
