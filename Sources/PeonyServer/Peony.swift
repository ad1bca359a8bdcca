internal import ArgumentParser

@main struct Peony: ParsableCommand {}
