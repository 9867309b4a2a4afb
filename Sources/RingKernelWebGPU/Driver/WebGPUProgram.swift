internal import CWebGPU
internal import Synchronization

/// A compiled compute program: a pipeline whose bindings, all in group 0, are storage buffers.
@safe
public final class WebGPUProgram: @unchecked Sendable {
  // Safety: handles are immutable, released once.
  let device: WebGPUDevice
  let pipeline: RKWHandle
  let layout: RKWHandle
  private let pipelineLayout: RKWHandle
  /// Whether each binding may be written.
  public let bindings: [Bool]

  init(
    device: WebGPUDevice,
    pipeline: RKWHandle,
    layout: RKWHandle,
    pipelineLayout: RKWHandle,
    bindings: [Bool]
  ) {
    self.device = device
    unsafe self.pipeline = pipeline
    unsafe self.layout = layout
    unsafe self.pipelineLayout = pipelineLayout
    self.bindings = bindings
  }

  deinit {
    unsafe device.functions.computePipelineRelease(pipeline)
    unsafe device.functions.pipelineLayoutRelease(pipelineLayout)
    unsafe device.functions.bindGroupLayoutRelease(layout)
  }
}

extension WebGPUDevice {
  /// Compiles a WGSL text.
  ///
  /// - Parameters:
  ///   - text: The program.
  ///   - entry: Name of its compute function.
  ///   - bindings: For each binding of group 0, from 0, whether it is `read_write`.
  /// - Throws: `WebGPUError.programRefused` with the compiler's words.
  public func compile(_ text: String, entry: String, bindings: [Bool]) throws(WebGPUError) -> WebGPUProgram {
    let result: Result<WebGPUProgram, WebGPUError> = lock.withLock { _ in
      let (module, problem) = unsafe scoped { unsafe shaderModule(text) }
      guard let module = unsafe module, problem == nil else { return .failure(.programRefused(problem ?? "no module")) }
      defer { unsafe functions.shaderModuleRelease(module) }
      let (made, refusal) = scoped { unsafe pipeline(module, entry: entry, bindings: bindings) }
      guard let made = made, refusal == nil else {
        return .failure(.programRefused(refusal ?? "no pipeline"))
      }
      return .success(made)
    }
    return try result.get()
  }

  private func shaderModule(_ text: String) -> RKWHandle? {
    unsafe withView(text) { code in
      var source = unsafe RKWShaderSourceWGSL(
        chain: RKWChainedStruct(next: nil, sType: RKWSType_ShaderSourceWGSL),
        code: code
      )
      return unsafe withUnsafeMutablePointer(to: &source) { source in
        unsafe source.withMemoryRebound(to: RKWChainedStruct.self, capacity: 1) { chain in
          var descriptor = unsafe RKWShaderModuleDescriptor()
          unsafe descriptor.nextInChain = unsafe chain
          return unsafe functions.deviceCreateShaderModule(handle, &descriptor)
        }
      }
    }
  }

  private func pipeline(_ module: RKWHandle, entry: String, bindings: [Bool]) -> WebGPUProgram? {
    let entries = unsafe bindings.enumerated().map { place, isMutable in
      var entry = unsafe RKWBindGroupLayoutEntry()
      unsafe entry.binding = UInt32(place)
      unsafe entry.visibility = RKWShaderStage_Compute
      unsafe entry.buffer.type = isMutable ? RKWBufferBindingType_Storage : RKWBufferBindingType_ReadOnlyStorage
      return unsafe entry
    }
    let layout = unsafe entries.withUnsafeBufferPointer { list in
      var descriptor = unsafe RKWBindGroupLayoutDescriptor()
      unsafe descriptor.entryCount = list.count
      unsafe descriptor.entries = list.baseAddress
      return unsafe functions.deviceCreateBindGroupLayout(handle, &descriptor)
    }
    guard let layout = unsafe layout else { return nil }
    let all: RKWHandle? = unsafe withUnsafePointer(to: Optional(layout)) { layouts in
      var descriptor = unsafe RKWPipelineLayoutDescriptor()
      unsafe descriptor.bindGroupLayoutCount = 1
      unsafe descriptor.bindGroupLayouts = unsafe layouts
      return unsafe functions.deviceCreatePipelineLayout(handle, &descriptor)
    }
    guard let all = unsafe all else { return nil }
    let pipeline = unsafe withView(entry) { name in
      var descriptor = unsafe RKWComputePipelineDescriptor()
      unsafe descriptor.layout = all
      unsafe descriptor.compute.module = module
      unsafe descriptor.compute.entryPoint = unsafe name
      return unsafe functions.deviceCreateComputePipeline(handle, &descriptor)
    }
    guard let pipeline = unsafe pipeline else { return nil }
    return unsafe WebGPUProgram(
      device: self,
      pipeline: pipeline,
      layout: layout,
      pipelineLayout: all,
      bindings: bindings
    )
  }
}
