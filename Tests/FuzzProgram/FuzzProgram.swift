internal import CLibFuzzer
import Fuzzing
import Glibc

/// libFuzzer with one target. `PEONY_FUZZ_TARGET` names it; the arguments are libFuzzer's.
@main
enum FuzzProgram {
    fileprivate static let target: FuzzTarget = {
        let name = getenv("PEONY_FUZZ_TARGET").map { String(cString: $0) } ?? ""
        guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
            print("PEONY_FUZZ_TARGET is one of: " + FuzzTarget.all.map(\.name).joined(separator: " "))
            exit(2)
        }
        return target
    }()

    static func main() {
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(
            LLVMFuzzerRunDriver(&count, &arguments) { start, count in
                do {
                    try FuzzProgram.target.check(Array(UnsafeBufferPointer(start: start, count: count)))
                } catch {
                    fatalError("\(FuzzProgram.target.name): \(error)")
                }
                return 0
            })
    }
}
