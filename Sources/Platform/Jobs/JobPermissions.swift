extension Action {
    /// See the jobs of the tenant.
    public static let readJob = Action("read.job")
    /// Cancel them, have them tried at once, replay dead letters.
    public static let manageJob = Action("manage.job")
}

extension FailureCode {
    public static let jobState = FailureCode("job.state", .conflict, "任务当前状态不允许此操作", "The job's state does not allow this")

    /// The jobs' own codes.
    public static let jobs: [FailureCode] = [jobState]
}

/// Who looks after jobs: a chain's system administrators after the chain's, the platform's operators after the deployment's.
public enum JobPermissions {
    public static let permissions = FeaturePermissions(
        actions: [
            (.readJob, LocalizedText("查看后台任务", "See background jobs")),
            (.manageJob, LocalizedText("取消、重试与重放后台任务", "Cancel, retry and replay background jobs")),
        ],
        defaults: [
            RoleTemplate.systemAdmin: [.readJob, .manageJob], RoleTemplate.platformOperator: [.readJob, .manageJob],
        ])
}
