#!/bin/sh
# Runs a process of the product. The secret that it needs, where it was left empty, is made at the
# first start and kept in /app/secrets, a volume, so that every container has the same.
set -eu

if [ -z "${APP_KEY:-}" ] && [ ! -s "$APP_KEY_FILE" ]; then
  draft=$(mktemp "$APP_KEY_FILE.XXXXXX")
  node -e "process.stdout.write(crypto.randomBytes(32).toString('base64url'))" >"$draft"
  # A link is made by one of several containers that start together; the others take its key.
  ln "$draft" "$APP_KEY_FILE" 2>/dev/null || true
  rm -f "$draft"
fi

exec "$@"
