import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import {
  ensureBrowser,
  type LocalPlatform,
  type LocalService,
  root,
  startPlatform,
  startService,
} from "@touchline/local";
import type { Alert, FeedHealth, Prediction } from "@touchline/schemas";
import { openRegistry } from "@touchline/schemas/registry";
import type { LogClient, Producer, Serde } from "@touchline/streams";
import { openKafkaClient } from "@touchline/streams/kafka";
import { feedHealth, matchAlerts, matchPredictions } from "@touchline/topics";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { finishedMatch, goal, goalTakenBack, predictionsBeforeTheGoal } from "./short-match.ts";

const flags =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking " +
  "--disable-component-update --disable-sync --disable-dev-shm-usage";
const screenshots = join(root, "test-results");
const matchHash = "#/match/wyscout:2500090";
const finishedHash = "#/match/wyscout:2500040";

let folder: string;
let platform: LocalPlatform;
let edge: LocalService;
let browser: Browser;
let kafka: LogClient;
let producer: Producer;
let predictions: Serde<(typeof matchPredictions)["schemas"]>;
let alerts: Serde<(typeof matchAlerts)["schemas"]>;
let feeds: Serde<(typeof feedHealth)["schemas"]>;
let page: Page;
let sequence = 0;
let sayingAgain: NodeJS.Timeout | undefined;

/** Whatever the browser complained about, and each address outside the edge that it asked. */
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-page-"));
  await mkdir(screenshots, { recursive: true });
  const executablePath = await ensureBrowser();
  const pageFolder = join(folder, "page");
  [platform, browser] = await Promise.all([
    startPlatform({ folder }),
    chromium.launch({ executablePath, args: flags.split(" ") }),
    build(pageFolder),
  ]);
  const environment = { HTTP_PORT: "0", EDGE_PAGE_FOLDER: pageFolder, EDGE_HEARTBEAT_MS: "500" };
  edge = await startService({ name: "edge", folder, environment: { ...platform.environment, ...environment } });
  kafka = await openKafkaClient({ brokers: platform.environment.KAFKA_BROKERS.split(","), clientId: "page-test" });
  producer = await kafka.producer();
  const { openSerde } = await openRegistry(platform.environment.SCHEMA_REGISTRY_URL);
  [predictions, feeds, alerts] = await Promise.all([
    openSerde(matchPredictions),
    openSerde(feedHealth),
    openSerde(matchAlerts),
  ]);
  await feed("UP");
  for (const prediction of [...finishedMatch(), ...predictionsBeforeTheGoal()]) await commit(prediction);
});

afterAll(async () => {
  clearInterval(sayingAgain);
  await browser?.close();
  await producer?.close();
  await kafka?.close();
  await edge?.stop();
  await platform?.stop();
  await rm(folder, { recursive: true, force: true });
});

afterEach(async () => {
  await page?.context().close();
});

/** Builds the page as it is in the tree, so that no old build can pass. */
async function build(pageFolder: string) {
  const vite = join(root, "web/node_modules/vite/bin/vite.js");
  const options = { cwd: join(root, "web"), stdio: "inherit" } as const;
  const run = spawn(
    process.execPath,
    [vite, "build", "--outDir", pageFolder, "--emptyOutDir", "--logLevel", "warn"],
    options,
  );
  const [code] = await once(run, "exit");
  if (code !== 0) throw new Error(`the page could not be built: vite ended with ${code}`);
}

/** Appends a prediction; resolves when all replicas have it. */
async function commit(prediction: Prediction) {
  const key = Buffer.from(prediction.matchId);
  const { name: topic, partitions } = matchPredictions;
  const value = predictions.encode({ schema: "Prediction", value: prediction });
  await producer.send([{ topic, partition: kafka.partitionFor(key, partitions), key, value }]);
  sequence = prediction.sequence;
}

/** Appends an alert of the goal. */
async function raise(members: Partial<Alert>) {
  const { matchId, cause, period, second, score } = goal(sequence);
  const alert: Alert = {
    ...{
      id: `${matchId}/1`,
      matchId,
      ruleId: "swing",
      kind: "SWING",
      state: "RAISED",
      side: "HOME",
      text: "",
      sequence,
    },
    ...{ token: "0:0", cause, period, second, score, raisedAt: Date.now(), endedAt: null, endedBecause: null },
    ...{ swing: null, favourite: null, redCard: null, value: null },
    ...members,
  };
  const key = Buffer.from(matchId);
  const { name: topic, partitions } = matchAlerts;
  const value = alerts.encode({ schema: "Alert", value: alert });
  await producer.send([{ topic, partition: kafka.partitionFor(key, partitions), key, value }]);
}

/** Says it, and again every 2 s as ingest does: the edge calls a feed delayed that it does not hear of. */
async function feed(state: FeedHealth["state"], detail: string | null = null) {
  const times = {
    lastMessageAt: Date.now(),
    providerTime: Date.now(),
    completeTo: null,
    positions: null,
    lineUpPositions: null,
  };
  const said = { provider: "wyscout", state, detail, ...times, matches: [] };
  const value = feeds.encode({ schema: "FeedHealth", value: said });
  const say = () => producer.send([{ topic: feedHealth.name, partition: 0, key: Buffer.from("wyscout"), value }]);
  clearInterval(sayingAgain);
  sayingAgain = setInterval(() => say().catch(() => {}), 2_000);
  await say();
}

async function open(hash: string, options: { width?: number; colorScheme?: "light" | "dark"; still?: boolean } = {}) {
  const { width = 1280, colorScheme = "light", still = true } = options;
  const reducedMotion = still ? "reduce" : "no-preference";
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion });
  page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(edge.address)) complaints.push(`foreign request: ${request.url()}`);
  });
  await page.goto(`${edge.address}/${hash}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  if (hash.startsWith("#/match/"))
    await page.getByRole("slider", { name: "Go through the match" }).waitFor({ state: "attached" });
  else await page.getByRole("link", { name: /Crystal Palace/ }).waitFor();
}

describe("the page of a match", () => {
  it("shows a goal less than a second after its prediction is committed", async () => {
    await open(matchHash, { still: false });
    const score = page.getByRole("heading", { level: 1 });
    await expect.poll(() => score.textContent()).toMatch(/0\s*–\s*to\s*0/);
    const shown = page.locator("h1", { hasText: /1\s*–\s*to\s*0/ }).waitFor();
    const before = performance.now();
    await commit(goal(sequence + 1));
    const committed = performance.now();
    await shown;
    const seen = performance.now();
    console.log(
      `goal on the page ${(seen - committed).toFixed(0)} ms after the commit, which took ${(committed - before).toFixed(0)} ms`,
    );
    expect(seen - before).toBeLessThan(1_000);
    await page.getByText("70' Goal, W. Zaha (Crystal Palace)").first().waitFor();
    await page.getByText("home win +52.7 points").first().waitFor();
    expect(await page.getByRole("status").filter({ hasText: "Goal for Crystal Palace" }).textContent()).toBe(
      "Goal for Crystal Palace. Crystal Palace 1, West Bromwich Albion 0. 70'",
    );
    expect(await page.title()).toContain("Crystal Palace 1–0 West Bromwich Albion");
  });

  it("can be walked through by keyboard", async () => {
    await open(matchHash);
    const slider = page.getByRole("slider", { name: "Go through the match" });
    await slider.focus();
    await page.keyboard.press("Home");
    expect(await slider.getAttribute("aria-valuetext")).toContain("home win 65.5%");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await slider.getAttribute("aria-valuetext")).toContain("Kick-off");
    await page.keyboard.press("End");
    expect(await slider.getAttribute("aria-valuetext")).toContain("W. Zaha");
  });

  it("explains a mark to the pointer and to the keyboard, in parts that sum to the change", async () => {
    await open(matchHash);
    const mark = page.getByRole("button", { name: "70' Goal, W. Zaha (Crystal Palace)" });
    const card = page.getByRole("tooltip");
    await mark.hover();
    expect(await card.getByRole("row").allInnerTexts()).toEqual([
      "Points\tHome\tDraw\tAway",
      "The score\t+53.0\t−40.1\t−12.9",
      "Time played\t−0.3\t+0.1\t+0.2",
      "Together\t+52.7\t−40.0\t−12.7",
    ]);
    expect(await card.textContent()).toContain("70' · Crystal Palace 1–0 West Bromwich Albion");
    await page.mouse.move(0, 0);
    await card.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Line-up announced (Crystal Palace)" }).focus();
    await page.keyboard.press("End");
    await card.filter({ hasText: "W. Zaha" }).waitFor();
    expect(await mark.getAttribute("aria-describedby")).toBe(await card.getAttribute("id"));
    await page.keyboard.press("Escape");
    await card.waitFor({ state: "detached" });
  });

  it("takes a goal back with the score, and keeps a mark of it", async () => {
    await open(matchHash);
    await commit(goalTakenBack(sequence + 1));
    await page.getByText("Score corrected. Crystal Palace 0, West Bromwich Albion 0.").waitFor({ state: "attached" });
    await page.getByRole("button", { name: /Goal taken back, W. Zaha/ }).waitFor();
    await commit(goal(sequence + 1, 3));
    await page.getByText("Goal for Crystal Palace").waitFor({ state: "attached" });
  });

  it("says that nothing is known of a match that nobody predicts", async () => {
    page = await browser.newPage();
    await page.goto(`${edge.address}/#/match/nobody:1`);
    await page.getByRole("heading", { name: "No such match" }).waitFor();
  });
});

describe("the list", () => {
  it("leads to a match and back by keyboard", async () => {
    await open("");
    await page.getByRole("link", { name: /Crystal Palace/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /Crystal Palace/ }).waitFor();
    expect(page.url()).toContain(matchHash);
    await page.goBack();
    await page.getByRole("heading", { name: "Matches" }).waitFor();
  });
});

describe("alerts", () => {
  it("show as they are raised and as they end", async () => {
    await open(matchHash);
    const text = "Crystal Palace's chance of winning moved from 35.2 % to 87.9 % within 5 minutes (+52.7).";
    await raise({ text, state: "RAISED" });
    await page.getByRole("status").filter({ hasText: text }).waitFor();
    await page.getByText("Swing, holds").waitFor();
    await raise({ text, state: "ENDED", endedAt: Date.now(), endedBecause: "CEASED" });
    await page.getByText("Swing, over").waitFor();
    expect(await page.getByRole("status").filter({ hasText: text }).count()).toBe(0);
  });

  it("follow rules that are stated and removed on the page", async () => {
    await open(matchHash);
    await page.getByText("Rules", { exact: true }).click();
    await page.getByLabel("of at least").fill("12");
    await page.getByRole("button", { name: "Add for this match" }).click();
    const stated = "A side’s chance of winning moves by 12 points within 5 minutes";
    await page.getByText(stated).waitFor();
    await page.getByRole("button", { name: `Remove: ${stated}` }).click();
    await page.getByText(stated).waitFor({ state: "detached" });
  });
});

describe("the replay of a match that is over", () => {
  it("shows all of the page as it was, by keyboard, and leads back to the end", async () => {
    await open(finishedHash, { width: 390, colorScheme: "dark" });
    const score = page.getByRole("heading", { level: 1 });
    const slider = page.getByRole("slider", { name: "Moment of the match" });
    await page.getByRole("button", { name: "Replay the match" }).click();
    await page.getByRole("button", { name: "Pause" }).press("Enter");
    for (let step = 0; step < 9; step++) await page.keyboard.press(",");
    expect(await score.textContent()).toMatch(/Arsenal\s*v\s*Southampton/);
    for (let step = 0; step < 6; step++) await page.keyboard.press(".");
    expect(await score.textContent()).toMatch(/1\s*–\s*to\s*0/);
    expect(await slider.getAttribute("aria-valuetext")).toBe("70', Arsenal 1, Southampton 0");
    await page.keyboard.press(",");
    expect(await slider.getAttribute("aria-valuetext")).toBe("46', Arsenal 0, Southampton 0");
    expect(await page.getByRole("heading", { name: "Next goal" }).isVisible()).toBe(true);
    expect(await page.getByRole("button", { name: /Goal, W. Zaha/ }).count()).toBe(0);
    expect(await page.getByText("Replay", { exact: true }).count()).toBe(2);
    expect(await page.title()).toContain("Replay: Arsenal 0–0 Southampton");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    expect(await seriousViolations()).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByText("Full time").waitFor();
    expect(await score.textContent()).toMatch(/1\s*–\s*to\s*0/);
    await page.locator("#replay:focus").waitFor();
  });
});

/** What axe finds against the page as it stands that is serious. */
async function seriousViolations(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    .analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  return serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

describe("accessibility", () => {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const hash of ["", matchHash]) {
      it(`of ${hash === "" ? "the list" : "a match"} has nothing serious against it in ${colorScheme}`, async () => {
        await open(hash, { colorScheme });
        expect(await seriousViolations()).toEqual([]);
      });
    }
  }
});

describe("the layout", () => {
  for (const width of [360, 390, 1280]) {
    it(`fits ${width} pixels`, async () => {
      for (const colorScheme of ["light", "dark"] as const) {
        for (const [name, hash] of [
          ["list", ""],
          ["match", matchHash],
        ] as const) {
          await open(hash, { width, colorScheme });
          expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
          await page.screenshot({ path: join(screenshots, `${name}-${width}-${colorScheme}.png`), fullPage: true });
          await page.context().close();
        }
      }
    });
  }
});

describe("honesty", () => {
  it("says that a match is stale while its feed is delayed", async () => {
    await open(matchHash);
    await page.getByText("Live", { exact: true }).waitFor();
    await feed("DELAYED", "no word for 40 s");
    await page
      .getByRole("status")
      .filter({ hasText: /^The feed of this match is delayed since [\d:]+: no word for 40 s\.$/ })
      .waitFor();
    expect(await seriousViolations()).toEqual([]);
    await feed("UP");
    await page.getByText("Live", { exact: true }).waitFor();
  });

  it("asks nothing of anybody but the edge, and breaks none of its own rules", () => {
    expect(complaints).toEqual([]);
  });

  it("says that it reconnects when the edge is gone", async () => {
    await open(matchHash);
    await edge.kill();
    await page.getByText("No connection: what you see is the last that came.").waitFor();
  });
});
