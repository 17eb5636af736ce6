# One image for every role: `serve`, `worker`, `ingest` and the rest are commands of the same program.

FROM node:24-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# No script has to run: better-sqlite3 13, which this Node takes, has its binaries in the package.
RUN node scripts/build.mjs && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    IPRADAR_DATA=/data \
    IPRADAR_HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app/package.json /app/README.md /app/LICENSE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# The program belongs to root and is read by `node`; only /data is written, so the root file system may be read-only (with a tmpfs on /tmp).
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "dist/scripts/ipradar.js"]
CMD ["serve"]
