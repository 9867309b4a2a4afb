internal import CCUDA
internal import RingKernelCore

/// The functions of NVRTC, looked up by name.
@safe
struct NVRTCFunctions: Sendable {
  let version: RKProc_nvrtcVersion
  let getErrorString: RKProc_nvrtcGetErrorString
  let getNumSupportedArchs: RKProc_nvrtcGetNumSupportedArchs
  let getSupportedArchs: RKProc_nvrtcGetSupportedArchs
  let createProgram: RKProc_nvrtcCreateProgram
  let destroyProgram: RKProc_nvrtcDestroyProgram
  let compileProgram: RKProc_nvrtcCompileProgram
  let getPTXSize: RKProc_nvrtcGetPTXSize
  let getPTX: RKProc_nvrtcGetPTX
  let getCUBINSize: RKProc_nvrtcGetCUBINSize
  let getCUBIN: RKProc_nvrtcGetCUBIN
  let getProgramLogSize: RKProc_nvrtcGetProgramLogSize
  let getProgramLog: RKProc_nvrtcGetProgramLog

  init(_ library: DynamicLibrary) throws(DynamicLibraryError) {
    func find<Function>(_ symbol: String) throws(DynamicLibraryError) -> Function {
      try unsafe library.symbol(symbol, as: Function.self)
    }
    unsafe version = try find("nvrtcVersion")
    unsafe getErrorString = try find("nvrtcGetErrorString")
    unsafe getNumSupportedArchs = try find("nvrtcGetNumSupportedArchs")
    unsafe getSupportedArchs = try find("nvrtcGetSupportedArchs")
    unsafe createProgram = try find("nvrtcCreateProgram")
    unsafe destroyProgram = try find("nvrtcDestroyProgram")
    unsafe compileProgram = try find("nvrtcCompileProgram")
    unsafe getPTXSize = try find("nvrtcGetPTXSize")
    unsafe getPTX = try find("nvrtcGetPTX")
    unsafe getCUBINSize = try find("nvrtcGetCUBINSize")
    unsafe getCUBIN = try find("nvrtcGetCUBIN")
    unsafe getProgramLogSize = try find("nvrtcGetProgramLogSize")
    unsafe getProgramLog = try find("nvrtcGetProgramLog")
  }
}
