internal import CWebGPU

extension WebGPUDevice {
  /// Compiles a WGSL text.
  ///
  /// - Parameters:
  ///   - text: The program.
  ///   - entry: Name of its compute function.
  ///   - bindings: What the program does with each binding of group 0, from 0.
  ///   - label: What errors call it; the entry's name if left out.
  /// - Throws: `.programRefused` with the compiler's words, `.outOfMemory`, `.deviceLost`.
  public func compile(
    _ text: String,
    entry: String,
    bindings: [WebGPUAccess],
    label: String? = nil
  ) throws(WebGPUError) -> WebGPUProgram {
    let label = label ?? entry
    do throws(WebGPUError) {
      return try alone { () throws(WebGPUError) in
        let module = try unsafe shaderModule(text, label)
        defer { unsafe functions.shaderModuleRelease(module) }
        return try unsafe WebGPUProgram(self, module, entry: entry, bindings: bindings, label: label)
      }
    } catch {
      guard case .refused(let why, let label) = error else { throw error }
      throw .programRefused(why, label: label)
    }
  }

  private func shaderModule(_ text: String, _ label: String) throws(WebGPUError) -> RKWHandle {
    try unsafe make(label, release: functions.shaderModuleRelease) { name in
      unsafe withView(text) { code in
        var source = unsafe RKWShaderSourceWGSL(
          chain: RKWChainedStruct(next: nil, sType: RKWSType_ShaderSourceWGSL),
          code: code
        )
        return unsafe withUnsafeMutablePointer(to: &source) { source in
          unsafe source.withMemoryRebound(to: RKWChainedStruct.self, capacity: 1) { chain in
            var descriptor = unsafe RKWShaderModuleDescriptor()
            unsafe descriptor.nextInChain = unsafe chain
            unsafe descriptor.label = unsafe name
            return unsafe functions.deviceCreateShaderModule(handle, &descriptor)
          }
        }
      }
    }
  }

  /// The layout of bindings that are all buffers, under the lock.
  func bindingLayout(_ bindings: [WebGPUAccess], _ label: String) throws(WebGPUError) -> RKWHandle {
    let entries = unsafe bindings.enumerated().map { place, access in
      var entry = unsafe RKWBindGroupLayoutEntry()
      unsafe entry.binding = UInt32(place)
      unsafe entry.visibility = RKWShaderStage_Compute
      switch access {
      case .read: unsafe entry.buffer.type = RKWBufferBindingType_ReadOnlyStorage
      case .readWrite: unsafe entry.buffer.type = RKWBufferBindingType_Storage
      case .uniform: unsafe entry.buffer.type = RKWBufferBindingType_Uniform
      }
      return unsafe entry
    }
    return try unsafe make(label, release: functions.bindGroupLayoutRelease) { name in
      unsafe entries.withUnsafeBufferPointer { list in
        var descriptor = unsafe RKWBindGroupLayoutDescriptor()
        unsafe descriptor.label = unsafe name
        unsafe descriptor.entryCount = list.count
        unsafe descriptor.entries = list.baseAddress
        return unsafe functions.deviceCreateBindGroupLayout(handle, &descriptor)
      }
    }
  }
}
