internal import Foundation
internal import Logging
internal import Platform
internal import Postgres
internal import ServiceLifecycle

/// A server's background work: the runner, its ear, the calendar, and the mark that keeps a restored copy silent.
struct Jobs {
    let runner: JobRunner
    private let scheduler: Scheduler
    private let pace: Pace
    private let deployment: Deployment
    private let news: Listener
    private let following: Task<Void, Never>

    /// Nil where the settings say that this server does none.
    init?(_ settings: Settings, _ file: DatabaseFile, _ deployment: Deployment, metrics: Metrics, logger: Logger) async throws {
        let places = try settings.number(.jobPlaces, in: 0...64)
        guard places > 0 else { return nil }
        let own = Composition.jobsDeployment(of: deployment, places: places)
        var configuration = JobRunner.Configuration()
        configuration.places = places
        let mark = RestoreMark(own.database, clock: own.clock, file: settings.restoreMarkFile)
        if try await !mark.keepPace() {
            logger.warning("the restore mark cannot be written", metadata: ["remedy": "make the deployment's folder writable"])
        }
        if try await mark.silence() != nil {
            logger.warning("a restored copy: no background work", metadata: ["remedy": "peony confirm-restore"])
        }
        let client = try OutboundClient(guard: own.outbound)
        let runner = JobRunner(
            Composition.jobs(own, client: client), deployment: own, configuration: configuration, metrics: metrics, logger: logger
        ) {
            // What cannot be asked is not sent.
            do { return try await mark.silence() == nil } catch { return false }
        }
        let news = Listener(url: file.appURL, channels: [JobNews.channel], applicationName: "peony-jobs-listener")
        self.deployment = own
        self.runner = runner
        self.news = news
        scheduler = Scheduler(Composition.schedules, deployment: own, url: file.appURL, logger: logger)
        pace = Pace(mark: mark, logger: logger)
        following = Task { await runner.follow(news.events) }
    }

    var services: [any Service] { [runner, scheduler, pace] }

    /// After the services have ended.
    func close() async {
        following.cancel()
        news.close()
        await deployment.database.close()
    }
}

/// Raises the database's generation once an hour.
private struct Pace: Service {
    let mark: RestoreMark
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: .seconds(3_600))) != nil {
                do {
                    try await mark.keepPace()
                } catch {
                    logger.error("the restore mark could not be raised", metadata: ["error": "\(type(of: error))"])
                }
            }
        }
    }
}

extension Settings {
    /// Where this server keeps the generation of the database that it has seen.
    var restoreMarkFile: String { self[.data] + "/restore.mark" }
}
