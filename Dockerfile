# syntax=docker/dockerfile:1
# Peony as an image: built with the Swift toolchain, run without it.

FROM debian:bookworm-slim AS web
RUN apt-get update \
    && apt-get install -y --no-install-recommends esbuild node-react node-react-dom nodejs python3-pip unzip zopfli \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY web ./web
# The icons by their hash, then the app: what the browser gets, compressed once.
RUN python3 -m pip download --no-deps --require-hashes -r web/requirements.txt -d /wheels \
    && unzip -q /wheels/*.whl -d /wheel \
    && unzip -q /wheel/lucide/lucide.zip -d /icons \
    && cp /wheel/*.dist-info/licenses/LICENSE /icons/ \
    && node web/tools/build.mjs --icons /icons --out /app

FROM swift:6.3-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends libexpat1-dev libpq-dev libqrencode-dev libssl-dev libzip-dev pkg-config zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
# The dependencies first: this layer is rebuilt only when they change.
COPY Package.* ./
RUN swift package resolve
COPY Sources ./Sources
COPY Tests ./Tests
COPY sql ./sql
# The Swift libraries go into the program, so that the run image needs none of them.
RUN swift build -c release --product peony --static-swift-stdlib
# The program, which carries its SQL inside, and what the package manager bundled beside it.
RUN mkdir /out \
    && cp "$(swift build -c release --static-swift-stdlib --show-bin-path)/peony" /out/ \
    && find "$(swift build -c release --static-swift-stdlib --show-bin-path)" -maxdepth 1 -name '*.resources' \
        -exec cp -R {} /out/ \;

FROM debian:bookworm-slim AS run
# libpq talks to PostgreSQL, OpenSSL's libcrypto seals, libzip, expat and zlib read and write spreadsheets, libqrencode
# makes QR codes; certificates and time zones are data that both sides need.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libexpat1 libpq5 libqrencode4 libssl3 libzip4 tzdata zlib1g \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --no-create-home --home-dir /var/lib/peony \
        --shell /usr/sbin/nologin peony \
    && install -d -o peony -g peony -m 700 /var/lib/peony \
    && install -d -o peony -g peony -m 700 /var/lib/peony/files
COPY --from=build /out /opt/peony
COPY --from=web /app /opt/peony/web
# Fails here, not in the night, when a shared library is missing.
RUN ln -s /opt/peony/peony /usr/local/bin/peony && peony --help >/dev/null

# By number: Kubernetes and others can then see that it is not root.
USER 10001:10001
WORKDIR /opt/peony
# A container has no loopback to share: it listens on its own address, and who may reach that is decided outside.
ENV PEONY_HOST=0.0.0.0 \
    PEONY_PORT=8080 \
    PEONY_ADMIN_PORT=9090 \
    PEONY_DATA=/var/lib/peony \
    PEONY_WEB_APP=/opt/peony/web
EXPOSE 8080
# The program asks itself: an image without curl has one thing less to patch.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["peony", "health", "--port", "8080"]
# SIGTERM: no new requests, the open ones end within 20 s.
STOPSIGNAL SIGTERM
ENTRYPOINT ["peony"]
CMD ["serve"]
