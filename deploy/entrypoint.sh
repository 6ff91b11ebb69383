#!/bin/sh
# Dagster reads its password from the environment only; here it comes from a file, so that no compose file and no log holds it.
set -eu
if [ -n "${DAGSTER_POSTGRES_PASSWORD_FILE:-}" ]; then
    DAGSTER_POSTGRES_PASSWORD="$(cat "$DAGSTER_POSTGRES_PASSWORD_FILE")"
    export DAGSTER_POSTGRES_PASSWORD
fi
exec "$@"
