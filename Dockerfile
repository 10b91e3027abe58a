# One image for all processes, which differ in their command (see docker-compose.common.yml).

# Production dependencies only. This layer changes only with the lock file.
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --omit=peer --ignore-scripts --no-audit --no-fund \
 && find node_modules -depth -type d \( -name test -o -name tests -o -name __tests__ \) -exec rm -r {} + \
 && find node_modules -type f -regex '.*\.\(map\|md\|d\.[mc]?ts\|\(spec\|test\)\.[mc]?[jt]s\)' -delete

# The build, with its development dependencies.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY ace.js adonisrc.ts tsconfig.json ./
COPY config config
COPY database database
COPY public public
COPY resources resources
COPY bin/launcher bin/launcher
COPY bin/application.ts bin/console.ts bin/secrets.ts bin/server.ts bin/
COPY start start
COPY commands commands
COPY app app
RUN node ace build

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3333 \
    APP_KEY_FILE=/app/secrets/app_key DATABASE_PASSWORD_FILE=/app/secrets/postgres_password
WORKDIR /app
# Nothing is installed or built here; volumes inherit the owner of the folder they are mounted on.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn* /opt/yarn* \
 && install -d -o node -g node -m 700 secrets && install -d -o node -g node uploads backups
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/build ./
USER node
EXPOSE 3333
CMD ["node", "bin/server.js"]
