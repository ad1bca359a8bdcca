public import Platform

extension Action {
    /// See one's own tasks.
    public static let readTask = WorkTask.resource.read
    /// Make a task for oneself.
    public static let createTask = WorkTask.resource.create
    /// Do one's tasks, or postpone them.
    public static let updateTask = WorkTask.resource.update
    /// See the tasks of a branch's people, give them tasks, and give tasks to others.
    public static let overseeTask = Action("oversee.task")
}

extension FailureCode {
    public static let taskClosed = FailureCode("task.closed", .conflict, "任务已结束", "The task is closed")

    /// The tasks' own codes.
    public static let tasks: [FailureCode] = [taskClosed]
}

extension EventType {
    public static let taskCreated = EventType("task.created", "任务已建立", "A task was made")
    public static let taskClosed = EventType("task.closed", "任务已结束", "A task was done, or given up")
}

/// What tasks may be used for: everybody who works with people has his own; who leads sees the team's.
public enum TaskPermissions {
    public static let permissions: FeaturePermissions = {
        let own: [Action] = [.readTask, .createTask, .updateTask]
        let staff = ["front_desk", "consultant", "doctor", "nurse", "follow_up", "marketing", "cashier", "store_keeper"]
        let overseers = ["branch_admin", "chain_director"]
        // What one has to do one may read, whatever else of persons one reads.
        let texts: [(field: String, right: FieldRight)] = ["title", "postponeReason", "outcome"].map { ("task." + $0, FieldRight(.read)) }
        return FeaturePermissions(
            actions: [
                (.readTask, LocalizedText("查看自己的任务", "See one's own tasks")),
                (.createTask, LocalizedText("建立任务", "Make tasks")),
                (.updateTask, LocalizedText("完成与延期任务", "Do and postpone tasks")),
                (.overseeTask, LocalizedText("查看与指派团队任务", "Oversee a team's tasks")),
            ],
            resources: [WorkTask.resource],
            defaults: Dictionary(
                uniqueKeysWithValues: staff.map { ($0, own) } + overseers.map { ($0, own + [.overseeTask]) }),
            fields: Dictionary(uniqueKeysWithValues: (staff + overseers).map { ($0, texts) }))
    }()

    /// What is told of tasks.
    public static let types: [EventType] = [.taskCreated, .taskClosed]
}
