import Foundation
import Testing

@Suite(.timeLimit(.minutes(3)), .serialized) struct `Demo of the tool` {
  @Test(.enabled(if: SampleData.isUsable, SampleData.absence))
  func `the sample file gives 907 verified alerts`() async throws {
    let folder = try TemporaryFolder()
    let alerts = folder.path("alerts.csv")
    let found = try await Tool.run(
      "demo",
      "--input",
      SampleData.transactions,
      "--backend",
      "cpu",
      "--queries",
      "2000",
      "--out",
      alerts,
      "--json"
    )
    #expect(found.status == 0)
    let json = try found.json()
    #expect(json["backend"] as? String == "cpu")
    #expect(json["executionMode"] as? String == "persistent")
    #expect(json["rows"] as? Int == 120_558)
    #expect(json["alerts"] as? Int == 907)
    #expect(json["largestCount"] as? Int == 19)
    #expect(json["verified"] as? Bool == true)
    #expect((json["messages"] as? Int ?? 0) > 3 * 120_558 + 907)
    #expect((json["messagesPerSecond"] as? Double ?? 0) > 0)
    let trips = try #require(json["roundTripNanoseconds"] as? [String: Int])
    #expect(trips["samples"] == 2000)
    let (p50, p99, p999) = (try #require(trips["p50"]), try #require(trips["p99"]), try #require(trips["p999"]))
    #expect(0 < p50 && p50 <= p99 && p99 <= p999)
    let lines = try String(contentsOfFile: alerts, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 908)
    #expect(lines.first == "row,source,target,cents,time,count")
  }

  @Test func `made-up rows are verified and told in words`() async throws {
    let found = try await Tool.run(
      "demo",
      "--count",
      "20000",
      "--accounts",
      "500",
      "--seed",
      "3",
      "--queries",
      "500",
      "--no-progress"
    )
    #expect(found.status == 0)
    #expect(found.problems.isEmpty)
    #expect(found.output.contains("verified: yes"))
    for word in ["backend", "messages", "msg/s", "p50", "p99.9", "alerts"] { #expect(found.output.contains(word)) }
  }

  @Test(arguments: [
    ("1,2,3,4\n1,2,x,4\n", "RK5103", "line 3, column 'value'"), ("1,2,3,4\n1,2,\"3,4\n", "RK5101", "line 3"),
    ("1,2,3\n", "RK5101", "line 2"),
  ])
  func `a malformed file is a failure with code and line`(rows: String, code: String, place: String) async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("sourceNodeId,targetNodeId,value,time\n" + rows, to: "bad.csv")
    let found = try await Tool.run("demo", "--input", path, "--json")
    #expect(found.status == 1)
    #expect(found.output.isEmpty)
    #expect(found.problems.contains(code))
    #expect(found.problems.contains(place))
  }

  @Test func `a missing file and a missing column are failures`() async throws {
    let folder = try TemporaryFolder()
    let missing = try await Tool.run("demo", "--input", folder.path("none.csv"))
    #expect(missing.status == 1)
    #expect(missing.problems.contains("RK5104"))
    let path = try folder.write("sourceNodeId,value,time\n1,2,3\n", to: "columns.csv")
    let column = try await Tool.run("demo", "--input", path)
    #expect(column.status == 1)
    #expect(column.problems.contains("RK5102"))
    #expect(column.problems.contains("targetNodeId"))
  }

  @Test func `a backend that is not here is a lack of the environment`() async throws {
    let found = try await Tool.run("demo", "--backend", "metal", "--count", "10")
    #expect(found.status == 3)
    #expect(found.problems.contains("RK3001"))
    #expect(found.output.isEmpty)
  }

  @Test func `accounts beyond the shards are a failure that says so`() async throws {
    let found = try await Tool.run("demo", "--count", "1500", "--accounts", "3000", "--shards", "1")
    #expect(found.status == 1)
    #expect(found.problems.contains("RK5106"))
  }

  @Test func `an interrupted demo ends with 130 and a consistent summary`() async throws {
    // The first progress line comes two seconds after the start: rows are flowing then.
    let found = try await Tool.run(
      "demo",
      "--count",
      "2000000000",
      "--accounts",
      "500",
      "--json",
      interruptAt: " rows/s"
    )
    #expect(found.status == 130)
    let json = try found.json()
    #expect(json["interrupted"] as? Bool == true)
    #expect(json["verified"] as? Bool == true)
    let rows = try #require(json["rows"] as? Int)
    let (alerts, shards) = (try #require(json["alerts"] as? Int), try #require(json["shards"] as? Int))
    #expect(rows > 0 && rows < 2_000_000_000)
    #expect(json["messages"] as? Int == 3 * rows + alerts + shards + 2)
  }
}
