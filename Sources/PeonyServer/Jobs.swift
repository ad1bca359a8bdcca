internal import Logging
internal import Platform
internal import Postgres
internal import ServiceLifecycle

/// A server's background work: the runner, its ear, and the calendar.
struct Jobs {
    let runner: JobRunner
    private let scheduler: Scheduler
    private let deployment: Deployment
    private let news: Listener
    private let following: Task<Void, Never>

    /// Nil where the settings say that this server does none.
    init?(_ settings: Settings, _ file: DatabaseFile, _ deployment: Deployment, metrics: Metrics, logger: Logger) throws {
        let places = try settings.number(.jobPlaces, in: 0...64)
        guard places > 0 else { return nil }
        let own = Composition.jobsDeployment(of: deployment, places: places)
        var configuration = JobRunner.Configuration()
        configuration.places = places
        let runner = JobRunner(Composition.jobs(own), deployment: own, configuration: configuration, metrics: metrics, logger: logger)
        let news = Listener(url: file.appURL, channels: [JobNews.channel], applicationName: "peony-jobs-listener")
        self.deployment = own
        self.runner = runner
        self.news = news
        scheduler = Scheduler(Composition.schedules, deployment: own, url: file.appURL, logger: logger)
        following = Task { await runner.follow(news.events) }
    }

    var services: [any Service] { [runner, scheduler] }

    /// After the services have ended.
    func close() async {
        following.cancel()
        news.close()
        await deployment.database.close()
    }
}
