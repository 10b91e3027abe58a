#!/bin/sh
# Runs a process of the product with the secrets that it needs. One that was left empty is made at
# the first start and kept in /app/secrets, a volume, so that every container has the same.
set -eu

if [ -z "${APP_KEY:-}" ]; then
  key=/app/secrets/app_key
  if [ ! -s "$key" ]; then
    draft=$(mktemp /app/secrets/app_key.XXXXXX)
    node -e "process.stdout.write(crypto.randomBytes(32).toString('base64url'))" >"$draft"
    # A link is made by one of several containers that start together; the others take its key.
    ln "$draft" "$key" 2>/dev/null || true
    rm -f "$draft"
  fi
  APP_KEY=$(cat "$key")
  export APP_KEY
fi

exec "$@"
