internal import JSON
public import Platform

/// The imports' background work.
public enum ImportJobs {
    static let check = "import.check"
    static let run = "import.run"
    static let undo = "import.undo"

    public static let kinds: [JobKind] = [
        JobKind(check) { try await ImportJob(run: $0, id: id(of: $0), isDry: true)() },
        JobKind(run) { try await ImportJob(run: $0, id: id(of: $0), isDry: false)() },
        JobKind(undo) { run in
            guard let user = run.payload["user"]?.string.flatMap({ ID<User>($0) }) else { throw JobFailure(permanent: "payload") }
            try await UndoImport(run: run, id: id(of: run), user: user)()
        },
    ]

    private static func id(of run: JobRun) throws -> ID<Import> {
        guard let subject = run.subject else { throw JobFailure(permanent: "payload") }
        return ID(subject)
    }
}
