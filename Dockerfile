# syntax=docker/dockerfile:1
# check=error=true
#
# The site in one image; ROLE says what a container of it does.
#
#   python:3.11-slim
#     ├── packages     a virtual environment from requirements.txt, by hash (changes rarely)
#     ├── build        packages + code: catalogues compiled, static files hashed and compressed
#     └── site         packages' environment + built code, an unprivileged user, no compiler, no pip cache
#
# Nothing is migrated at start: run one container with ROLE=migrate before a new version (safe when two start at once).

FROM python:3.11-slim AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements.txt /tmp/requirements.txt
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --require-hashes -r /tmp/requirements.txt


FROM packages AS build
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1
WORKDIR /site
COPY . .
# The key only lets the settings load here; it signs nothing and stays in this stage's one command.
RUN python -m config.catalogues compile \
    && SECRET_KEY=only-while-static-files-are-collected python manage.py collectstatic --noinput --verbosity 0


FROM python:3.11-slim AS site
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 ROLE=web PORT=8000
# For `manage.py backup` and `restore`; as new as the server that they talk to.
RUN apt-get update && apt-get install --yes --no-install-recommends postgresql-client libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-core && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --user-group --home-dir /site --no-create-home --shell /usr/sbin/nologin site
COPY --from=packages /opt/venv /opt/venv
COPY --from=build /site /site
WORKDIR /site
# Only var/ is written to: database, uploads and letters, as far as no engine is named for them. Static files are part of
# the image: a volume belongs over var/media, never over the whole of var/.
RUN install --directory --owner=site --group=site var var/media var/mail var/backups
USER site
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD [ "$ROLE" != web ] || python -c "import os, http.client as http; \
        site = http.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=4); \
        site.request('GET', '/livez'); \
        raise SystemExit(site.getresponse().status >= 500)"
ENTRYPOINT ["/site/deploy/entrypoint"]
