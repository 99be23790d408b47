# syntax=docker/dockerfile:1
# The service on Node:
#   docker build -t newsglot . && docker run -p 8787:8787 newsglot
# To pin the base to the byte, put the digest that `docker buildx imagetools inspect` prints behind its tag.
FROM node:20.20.2-bookworm-slim AS base
WORKDIR /app

FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

# What runs: without the engines of other runtimes and platforms, which are nine tenths of it.
FROM base AS dependencies
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/@xenova node_modules/onnxruntime-web node_modules/sharp node_modules/@img \
  && cd node_modules/onnxruntime-node/bin/napi-v6 \
  && rm -rf darwin win32 \
  && cd linux \
  && find . -mindepth 1 -maxdepth 1 ! -name "$(node -p process.arch)" -exec rm -rf {} +

FROM base
ENV NODE_ENV=production PORT=8787 HOST=0.0.0.0 MODELS_DIR=/data/models
# Keys, glossaries and pulled models, should they outlive the container.
RUN mkdir /data && chown node:node /data
VOLUME /data
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY models/manifest.json models/hub.json models/README.md models/
COPY models/embedded models/embedded
USER node
EXPOSE 8787
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/entry/node.js"]
