internal import HTTPTypes
internal import JSON
public import Platform

/// The tasks' endpoints: a table, no logic.
public enum TaskEndpoints {
    /// Every endpoint of the feature.
    ///
    /// - Parameter leads: what leads are, of which tasks may be.
    public static func endpoints(_ deployment: Deployment, leads: Resource) -> [Endpoint] {
        let tasks = Tasks(deployment, leads: leads)
        let resource = WorkTask.resource
        let output = resource.schema(.output)
        let tag = "tasks"
        return [
            Endpoint(
                .get, "/v1/tasks", access: .permitted(.readTask), tag: tag,
                summary: LocalizedText("我的任务与团队任务", "One's own tasks, and those of one's team"),
                query: [
                    QueryParameter(
                        "view", summary: LocalizedText("只看我的或团队的", "Only one's own, or only the team's"),
                        schema: ["type": "string", "enum": .array(Tasks.views.map { .string($0) })])
                ] + ListQuery.parameters(of: resource), output: .page(of: output), failures: [.invalid]
            ) { try await tasks.list($0) },
            Endpoint(
                .post, "/v1/tasks", access: .permitted(.createTask), tag: tag, summary: LocalizedText("建立任务", "Make a task"),
                input: making, output: output, status: .created, idempotency: .optional
            ) { try await tasks.make($0) },
            Endpoint(
                .get, "/v1/tasks/{id}", access: .permitted(.readTask), tag: tag, summary: LocalizedText("任务详情", "Get a task"),
                output: output
            ) { try await tasks.get($0) },
            Endpoint(
                .post, "/v1/tasks/{id}/completion", access: .permitted(.updateTask), tag: tag,
                summary: LocalizedText("完成任务", "Say that a task is done"),
                input: .object("TaskCompletion", properties: [("outcome", text)]),
                output: output, requiresVersion: true, failures: [.taskClosed]
            ) { try await tasks.complete($0) },
            Endpoint(
                .post, "/v1/tasks/{id}/postponement", access: .permitted(.updateTask), tag: tag,
                summary: LocalizedText("延期任务", "Postpone a task"),
                input: .object("TaskPostponement", required: ["dueAt", "reason"], properties: [("dueAt", time), ("reason", text)]),
                output: output, requiresVersion: true, failures: [.taskClosed]
            ) { try await tasks.postpone($0) },
            Endpoint(
                .post, "/v1/tasks/{id}/cancellation", access: .permitted(.updateTask), tag: tag,
                summary: LocalizedText("取消任务", "Give a task up"),
                input: .object("TaskCancellation", required: ["reason"], properties: [("reason", text)]), output: output,
                requiresVersion: true, failures: [.taskClosed]
            ) { try await tasks.cancel($0) },
            Endpoint(
                .put, "/v1/tasks/{id}/assignee", access: .permitted(.overseeTask), tag: tag,
                summary: LocalizedText("转交任务", "Give a task to somebody else"),
                input: .object("TaskAssignee", required: ["userId"], properties: [("userId", id)]), output: output, requiresVersion: true,
                failures: [.taskClosed]
            ) { try await tasks.hand($0) },
        ]
    }

    private static let id: JSONValue = ["type": "string", "format": "uuid"]
    private static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static let text: JSONValue = ["type": "string", "minLength": 1, "maxLength": 200]
    private static let making = Schema.object(
        "TaskCreation", required: ["title", "dueAt"],
        properties: [
            ("title", text), ("dueAt", time),
            ("kind", ["type": "string", "enum": .array(WorkTask.made.map { .string($0) })]),
            ("assigneeId", id), ("branchId", id), ("leadId", id), ("customerId", id),
        ])
}
