import { fileURLToPath } from "node:url";
import { z } from "zod";

const count = (least: number) => z.coerce.number().int().min(least);

const addresses = z
  .string()
  .transform((list) => list.split(",").map((address) => address.trim().replace(/\/$/, "")))
  .pipe(z.array(z.url({ protocol: /^https?$/, error: "expected http://host:port[,http://host:port...]" })));

export const edgeConfig = z.object({
  HTTP_PORT: count(0).max(65535).default(8080).describe("Port of the page, the API and the stream."),
  EDGE_PAGE_FOLDER: z
    .string()
    .default(fileURLToPath(new URL("../../../web/dist", import.meta.url)))
    .describe("Folder of the built page."),
  EDGE_HEARTBEAT_MS: count(100).default(5_000).describe("Time between two heartbeats of the stream, ms."),
  EDGE_CONNECTIONS_MAX: count(1).default(10_000).describe("Clients of the stream at a time."),
  EDGE_FILTER_ENTRIES_MAX: count(1).default(1_000).describe("Matches, teams and competitions that a client may name."),
  EDGE_MESSAGES_MAX: count(1).default(200).describe("Messages that a client may send between two heartbeats."),
  EDGE_BUFFER_BYTES_MAX: count(1)
    .default(262_144)
    .describe("Unread bytes beyond which a client's deltas are dropped and made good by an image."),
  EDGE_SLOW_MS_MAX: count(1).default(30_000).describe("How long a client may leave that much unread, ms."),
  EDGE_MATCHES_MAX: count(1).default(5_000).describe("Matches kept."),
  EDGE_FINISHED_MAX: count(1).default(500).describe("Finished matches kept among them."),
  FEATURES_URLS: addresses
    .default([])
    .describe(
      "Processes of the features service, comma separated, with STORES_HTTP: they tell of features and lineage.",
    ),
  EDGE_PREDICTIONS_KEPT_MAX: count(1)
    .default(10_000)
    .describe("Predictions of matches asked about by their teams that are kept, about 2 KB each."),
  EDGE_RULES_OPEN: z
    .stringbool()
    .default(true)
    .describe(
      "Whether rules of alerts can be stated and removed here. Nobody is asked who they are: close it where strangers reach the edge.",
    ),
  EDGE_POINTS_MAX: count(1).default(2_000).describe("Points of history kept a match."),
});
