import { expect, test } from "vitest";
import { registry } from "./command.ts";
import { tableOf } from "./table.ts";

test.each([
  [[], "Nothing: expected list, or one of shadow, split"],
  [["publish", "a"], "publish a: expected list, or one of shadow, split"],
  [["list", "a"], "list a: expected list"],
  [["promote"], "promote: expected one model after it"],
  [["retire", "a", "b"], "retire a b: expected one model after it"],
  [["split", "a"], "split: expected --share, such as --share 0.1"],
  [["promote", "a", "--share", "0.1"], "promote: expected --share with split alone"],
])("%j is refused before anything is connected to", async (argv, sentence) => {
  await expect(registry.run(argv)).rejects.toMatchObject({
    code: "OPTION_INVALID",
    message: expect.stringContaining(sentence),
  });
});

test("the table tells where models stand, since when, by whom and why", () => {
  const card = { about: "", odds: "none", dataHash: "", trainedUntil: null, metrics: [] };
  const since = Date.UTC(2026, 10, 21, 15, 30);
  const table = tableOf([
    { id: "b-2", hash: "0123456789abcdef", stage: "live", share: 0.95, since, by: "Ada", why: "better", card },
    { id: "a-1", hash: "fedcba9876543210", stage: "canary", share: 0.05, since, by: "Bo", why: null, card },
    { id: "c-1", hash: "abcdabcdabcdabcd", stage: "candidate", share: 0, since: null, by: null, why: null, card },
  ]);
  expect(table.split("\n")).toEqual([
    "stage      matches  model  hash          odds  since                 by",
    "live       95 %     b-2    0123456789ab  none  2026-11-21T15:30:00Z  Ada: better",
    "canary     5.0 %    a-1    fedcba987654  none  2026-11-21T15:30:00Z  Bo",
    "candidate           c-1    abcdabcdabcd  none",
  ]);
});
