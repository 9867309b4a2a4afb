/// An index of the launch that functions are handed: parameters keep what is uniform uniform.
enum WGSLBuiltin: String, CaseIterable {
  case thread = "rk_thread"
  case block = "rk_block"
  case grid = "rk_grid"
  case lane = "rk_lane"
  case lanes = "rk_lanes"

  var type: String {
    switch self {
    case .thread, .block, .grid: "vec3<u32>"
    case .lane, .lanes: "u32"
    }
  }

  var attribute: String {
    switch self {
    case .thread: "local_invocation_id"
    case .block: "workgroup_id"
    case .grid: "num_workgroups"
    case .lane: "subgroup_invocation_id"
    case .lanes: "subgroup_size"
    }
  }

  /// The value in the one thread of a batch.
  var ofBatch: String {
    switch self {
    case .thread, .block: "vec3<u32>(0u, 0u, 0u)"
    case .grid: "vec3<u32>(1u, 1u, 1u)"
    case .lane: "0u"
    case .lanes: "1u"
    }
  }
}
