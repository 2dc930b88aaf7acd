/** A small service for the tests: two parts, a check, and ways to go wrong that its configuration names. */
import { z } from "zod";
import { runService, secret, streamsObserver } from "./index.ts";

await runService({
  name: "example",
  about: "shows what a service does",
  config: z.object({
    GREETING: z.string().min(2, "expected at least two letters").describe("What to say."),
    API_KEY: secret(z.string().default("none"), "Key at the provider."),
    HTTP_PORT: z.coerce.number().int().default(0).describe("Port of the example."),
    BEHAVIOUR: z.enum(["well", "hang", "fail-start", "reject"]).default("well").describe("What goes wrong."),
  }),
  stopWithinMs: 500,
  async start(service) {
    if (service.config.BEHAVIOUR === "fail-start") throw new Error("the broker is out of reach");
    const observer = streamsObserver(service);
    service.onStop("store", () => service.log.info("store closed"));
    service.onStop("reader", async () => {
      if (service.config.BEHAVIOUR === "hang") await new Promise(() => {});
      service.log.info("reader closed");
    });
    service.http.get("/greet", async () => service.config.GREETING);
    service.http.get("/run", async () => observer.state?.("running") ?? "running");
    service.http.get("/fail", async () => service.fail(new Error("fenced by another owner")) ?? "failing");
    if (service.config.BEHAVIOUR === "reject") setTimeout(() => Promise.reject(new Error("nobody looked")), 50);
  },
});
