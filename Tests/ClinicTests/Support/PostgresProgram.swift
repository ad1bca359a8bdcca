import Foundation

/// A program of PostgreSQL's own, run to its end.
enum PostgresProgram {
    /// Its standard output; throws when it is not there or fails.
    static func run(_ name: String, _ arguments: [String]) throws -> [UInt8] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        // The oldest first: an older server's dump is made by its own program.
        let places = (15...18).map { "/usr/lib/postgresql/\($0)/bin" } + path.split(separator: ":").map(String.init)
        guard let place = places.first(where: { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }) else {
            throw PostgresProgramError(description: "\(name) is not installed")
        }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "\(place)/\(name)")
        process.arguments = arguments
        process.currentDirectoryURL = FileManager.default.temporaryDirectory
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw PostgresProgramError(description: "\(name) ended with \(process.terminationStatus)")
        }
        return Array(bytes)
    }
}

/// Why a program of PostgreSQL's could not be run.
struct PostgresProgramError: Error, CustomStringConvertible {
    let description: String
}
