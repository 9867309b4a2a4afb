internal import CWebGPU

/// What a program does with a binding.
public enum WebGPUAccess: Sendable, Hashable {
  /// A storage buffer that is read.
  case read
  /// A storage buffer that is read and written.
  case readWrite
  /// A uniform: at most as many bytes as `maxUniformBufferBindingSize`, read by all threads.
  case uniform
}

/// A compiled compute program: a pipeline whose bindings, all in group 0, are buffers.
@safe
public final class WebGPUProgram: @unchecked Sendable {
  // Safety: handles are immutable, released once.
  let device: WebGPUDevice
  let pipeline: RKWHandle
  let layout: RKWHandle
  private let pipelineLayout: RKWHandle
  /// What it does with each binding.
  public let bindings: [WebGPUAccess]
  /// What errors call it.
  public let label: String

  /// Makes a pipeline under the device's lock.
  init(
    _ device: WebGPUDevice,
    _ module: RKWHandle,
    entry: String,
    bindings: [WebGPUAccess],
    label: String
  ) throws(WebGPUError) {
    let functions = device.functions
    let layout = try unsafe device.bindingLayout(bindings, label)
    let all: RKWHandle
    do throws(WebGPUError) {
      unsafe all = try unsafe device.make(label, release: functions.pipelineLayoutRelease) { name in
        unsafe withUnsafePointer(to: Optional(layout)) { layouts in
          var descriptor = unsafe RKWPipelineLayoutDescriptor()
          unsafe descriptor.label = unsafe name
          unsafe descriptor.bindGroupLayoutCount = 1
          unsafe descriptor.bindGroupLayouts = unsafe layouts
          return unsafe functions.deviceCreatePipelineLayout(device.handle, &descriptor)
        }
      }
    } catch {
      unsafe functions.bindGroupLayoutRelease(layout)
      throw error
    }
    do throws(WebGPUError) {
      unsafe pipeline = try unsafe device.make(label, release: functions.computePipelineRelease) { name in
        unsafe withView(entry) { entry in
          var descriptor = unsafe RKWComputePipelineDescriptor()
          unsafe descriptor.label = unsafe name
          unsafe descriptor.layout = all
          unsafe descriptor.compute.module = module
          unsafe descriptor.compute.entryPoint = unsafe entry
          return unsafe functions.deviceCreateComputePipeline(device.handle, &descriptor)
        }
      }
    } catch {
      unsafe functions.pipelineLayoutRelease(all)
      unsafe functions.bindGroupLayoutRelease(layout)
      throw error
    }
    self.device = device
    unsafe self.layout = layout
    unsafe pipelineLayout = all
    self.bindings = bindings
    self.label = label
  }

  deinit {
    unsafe device.functions.computePipelineRelease(pipeline)
    unsafe device.functions.pipelineLayoutRelease(pipelineLayout)
    unsafe device.functions.bindGroupLayoutRelease(layout)
  }
}
