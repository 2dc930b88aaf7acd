import { RegistryTimeline, type Request } from "@touchline/model-registry";
import { changeOf, versionOf } from "@touchline/model-registry/testing";
import { shippedModels } from "@touchline/models";
import { expect, test } from "vitest";
import { choosableModels } from "./model-choice.ts";

const ids = shippedModels.map(({ id }) => id);
const [first, second] = ids as [string, string];

/** The registry once this version has told what it has, after these changes. */
function registryAfter(...requests: Omit<Request, "by">[]) {
  const timeline = new RegistryTimeline();
  for (const { id, hash } of shippedModels) {
    timeline.apply({ schema: "ModelVersion", value: versionOf(id, { hash, shipped: id === first }) });
  }
  for (const request of requests) timeline.apply({ schema: "ModelChange", value: changeOf(timeline.latest, request) });
  return timeline.latest;
}
const idsOf = (...requests: Omit<Request, "by">[]) =>
  choosableModels(registryAfter(...requests)).map(({ model }) => model.id);

test("before any change the models can be asked for in the order in which they ship", () => {
  expect(choosableModels(new RegistryTimeline().latest).map(({ model }) => model.id)).toEqual(ids);
  expect(idsOf()).toEqual(ids);
});

test("the promoted one comes first, and a retired one cannot be asked for", () => {
  const promoted = [{ action: "SHADOW", modelId: second } as const, { action: "PROMOTE", modelId: second } as const];
  expect(idsOf(...promoted)).toEqual([second, ...ids.filter((id) => id !== second)]);
  expect(idsOf(...promoted, { action: "RETIRE", modelId: first })).toEqual(ids.filter((id) => id !== first));
});
