# One image for every process; each is another command (see docker-compose.yml).

# What runs in production, and nothing else. Changes only with the lock file.
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

# The build, with the tools that it needs.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN node ace build

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3333 APP_KEY_FILE=/app/secrets/app_key
WORKDIR /app
RUN mkdir secrets && chown node:node secrets
COPY --from=dependencies /app/node_modules ./node_modules
COPY bin/docker-entrypoint.sh /usr/local/bin/with-secret
COPY --from=build /app/build ./
USER node
EXPOSE 3333
ENTRYPOINT ["with-secret"]
CMD ["node", "bin/server.js"]
