import { expect, test } from "vitest";
import { sequenceArtefact } from "./in-play/sequence/artefact.ts";
import { sequenceConstants } from "./in-play/sequence/sequence-inputs.ts";
import { modelHashOf } from "./model-hash.ts";
import { ensembleNone } from "./shipped-models.ts";

test("a model's hash is another for another id and for any other parameter, however deep, and for nothing else", () => {
  const hash = modelHashOf("m-1", { rates: { home: 1.5, away: 1.1 }, lines: [0.5, 1.5] });
  expect(modelHashOf("m-1", { lines: [0.5, 1.5], rates: { away: 1.1, home: 1.5 } })).toBe(hash);
  expect(modelHashOf("m-2", { rates: { home: 1.5, away: 1.1 }, lines: [0.5, 1.5] })).not.toBe(hash);
  expect(modelHashOf("m-1", { rates: { home: 1.5, away: 1.11 }, lines: [0.5, 1.5] })).not.toBe(hash);
  expect(modelHashOf("m-1", { rates: { home: 1.5, away: 1.1 }, lines: [1.5, 0.5] })).not.toBe(hash);
});

test("a model has the parameters that it was published with: whoever changes one gives it another id", () => {
  expect(ensembleNone.id).toBe("ensemble-none-3+in-play-2");
  expect(ensembleNone.hash).toBe("721630fe6dcc247730703bb92b58b786ca4b5acddbd826c8d227c35d6213671e");
  const { model } = sequenceArtefact;
  expect(model).toBe("sequence-1");
  expect(modelHashOf(model, { artefact: sequenceArtefact, constants: sequenceConstants })).toBe(
    "325a2bc8647c1a5b66d473aa69f76212a6bc440ac83f67ec01147ace20464f2d",
  );
});
