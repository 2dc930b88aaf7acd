import type { Alert, Prediction } from "@touchline/schemas";
import type { FastifyInstance } from "fastify";
import { AlertRules, type AlertRulesOptions } from "./alert-rules.ts";
import { alertView } from "./alert-view.ts";
import { api } from "./api.ts";
import type { FeaturesService } from "./features-service.ts";
import { Feeds } from "./feeds.ts";
import { Hub, type HubOptions } from "./hub.ts";
import { LeagueTables } from "./league-tables.ts";
import { MatchAlerts } from "./match-alerts.ts";
import { type ImageLimits, MatchImages } from "./match-images.ts";
import type { LookUps } from "./match-look-ups.ts";
import { matchView, type Published } from "./match-view.ts";
import type { EdgeMetrics } from "./metrics.ts";
import { choosableModels } from "./model-choice.ts";
import { page } from "./page.ts";
import { RequestedPredictions } from "./requested-predictions.ts";
import { ServedModels, type ServedModelsOptions } from "./served-models.ts";
import { Simulator } from "./simulator.ts";
import { stream } from "./stream.ts";

export interface EdgeOptions {
  readonly limits: ImageLimits & HubOptions["limits"] & { readonly predictionsKeptMax: number };
  readonly heartbeatMs: number;
  readonly pageFolder: string;
  readonly metrics: (matches: () => number) => EdgeMetrics;
  readonly lookUps: LookUps & { readonly features: Pick<FeaturesService, "vectors" | "season"> };
  readonly registry: ServedModelsOptions["registry"];
  readonly rules: AlertRulesOptions;
  readonly onError: (error: unknown) => void;
}

const feedsLookMs = 500;

/** The edge without the log: predictions and feed health go in, the API, the stream and the page come out. */
export class Edge {
  readonly images: MatchImages;
  readonly feeds: Feeds;
  readonly models: ServedModels;
  readonly alerts: MatchAlerts;
  readonly hub: Hub;
  readonly #rules: AlertRules;
  readonly #requested: RequestedPredictions;
  readonly #simulator = new Simulator();
  readonly #tables: LeagueTables;
  readonly #metrics: EdgeMetrics;
  readonly #options: EdgeOptions;
  readonly #watch: NodeJS.Timeout;

  constructor(options: EdgeOptions) {
    this.#options = options;
    this.images = new MatchImages(options.limits, (matchId) => this.alerts.forget(matchId));
    this.feeds = new Feeds({ match: (matchId) => this.images.get(matchId) });
    this.models = new ServedModels(options);
    this.alerts = new MatchAlerts(options.limits);
    this.#rules = new AlertRules(options.rules);
    this.#metrics = options.metrics(() => this.images.size);
    this.hub = new Hub({
      images: this.images,
      feeds: this.feeds,
      limits: options.limits,
      heartbeatMs: options.heartbeatMs,
      metrics: this.#metrics,
    });
    this.#requested = new RequestedPredictions({
      images: this.images,
      features: options.lookUps.features,
      models: () => choosableModels(options.registry.at(Date.now())),
      keptMax: options.limits.predictionsKeptMax,
      observe: this.#metrics.requested,
      onError: options.onError,
    });
    this.#tables = new LeagueTables({
      features: options.lookUps.features,
      models: () => choosableModels(options.registry.at(Date.now())),
      simulator: this.#simulator,
    });
    // A feed that falls silent is no event: somebody has to look.
    this.#watch = setInterval(() => {
      if (this.feeds.changed()) this.hub.tellFeeds();
    }, feedsLookMs);
    this.#watch.unref();
  }

  /** A prediction was read from the log. `live`: false while catching up, when its age says nothing about latency. */
  predicted(prediction: Prediction, record: Published, live: boolean): void {
    this.models.predicted(prediction.modelId);
    const update = this.images.apply(matchView(prediction, record));
    if (update === undefined) return;
    const ingestedAt = Number(record.headers["ingested-at"] ?? Number.NaN);
    this.hub.publish(update, live && Number.isFinite(ingestedAt) ? ingestedAt : undefined);
  }

  /** An alert was read from the log. `live`: false while catching up, when nobody is told of what is over. */
  alerted(alert: Alert, live: boolean): void {
    const view = alertView(alert);
    if (view !== undefined && this.alerts.apply(view) && live) this.hub.tellAlert(view);
  }

  /** A match was deleted from the log. */
  forget(matchId: string): void {
    this.alerts.forget(matchId);
    this.images.delete(matchId);
    this.hub.forget(matchId);
  }

  async routes(http: FastifyInstance): Promise<void> {
    const { pageFolder, lookUps, onError } = this.#options;
    await http.register(
      async (v1) => {
        await api(v1, {
          images: this.images,
          feeds: this.feeds,
          lookUps,
          requested: this.#requested,
          models: this.models,
          alerts: this.alerts,
          rules: this.#rules,
          tables: this.#tables,
          onError,
        });
        await stream(v1, { hub: this.hub, metrics: this.#metrics });
      },
      { prefix: "/v1" },
    );
    await http.register(page, { folder: pageFolder, onError });
  }

  async close(): Promise<void> {
    clearInterval(this.#watch);
    await this.#simulator.close();
    this.hub.close();
  }
}
