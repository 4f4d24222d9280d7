FROM swift:6.3-bookworm AS build
RUN apt-get update -qq \
  && apt-get install -qqy --no-install-recommends libcurl4-openssl-dev libmicrohttpd-dev libsqlite3-dev zlib1g-dev \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /src
# Dependencies first: they change less often than the sources.
COPY Package.swift ./
RUN swift package resolve
COPY Sources Sources
# Not built, but the manifest names the folders.
COPY Examples Examples
COPY Fuzz Fuzz
COPY Tests Tests
RUN swift build -c release --static-swift-stdlib --product graph-emulator \
  && install -s -D "$(swift build -c release --static-swift-stdlib --show-bin-path)/graph-emulator" /out/graph-emulator

FROM debian:bookworm-slim
RUN apt-get update -qq \
  && apt-get install -qqy --no-install-recommends ca-certificates libcurl4 libmicrohttpd12 libsqlite3-0 libstdc++6 libxml2 zlib1g \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 8585 --home-dir /data --create-home emulator
COPY --from=build /out/graph-emulator /usr/local/bin/
COPY seed-data /seed-data
USER emulator
WORKDIR /data
# HTTP and HTTPS; its certificate: docker exec NAME cat $(docker exec NAME graph-emulator cert --ca-path)
EXPOSE 8585 8586
# Flags and variables of whoever runs it win: docker run … serve --port 9000, -e GRAPH_EMULATOR_SEED=…
ENV GRAPH_EMULATOR_HOST=0.0.0.0 \
  GRAPH_EMULATOR_SEED=/seed-data/contoso.json
# Other containers come by a name without dots or by their host's.
ENV GRAPH_EMULATOR_ALLOW_HOST="<local>,host.docker.internal,host.containers.internal"
HEALTHCHECK --interval=5s --timeout=2s --start-period=2s --retries=3 CMD ["graph-emulator", "healthcheck"]
ENTRYPOINT ["graph-emulator"]
CMD ["serve"]
