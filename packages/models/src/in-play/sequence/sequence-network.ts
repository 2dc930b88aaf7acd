import type { PerSide } from "@touchline/schemas";
import type { Belief } from "../../belief.ts";
import { CompiledNetwork } from "../../pre-match/network/compiled-network.ts";
import type { NetworkWeights } from "../../pre-match/network/network-weights.ts";
import type { ChancesSoFar } from "../chances-so-far.ts";
import type { InPlayState } from "../in-play-state.ts";
import { type SequenceCorrection, sequenceInputs, turnInputs, writeInputs } from "./sequence-inputs.ts";

/**
 * What the run of play adds to rates in play: a network that sees shots and their expected goals, those of late apart. It is asked from
 * either side's place and both answers are averaged, so that sides changed about give the mirror image; its logs count by the
 * share of the match that has been played, so that it says nothing at kick-off.
 */
export class SequenceNetwork implements SequenceCorrection {
  readonly #network: CompiledNetwork;
  readonly #inputs = new Float64Array(sequenceInputs.length);
  readonly #turned = new Float64Array(sequenceInputs.length);
  /** For the home side and the away side, from the home side's place and from the away side's. */
  readonly #logs = new Float64Array(4);

  constructor(weights: NetworkWeights) {
    this.#network = new CompiledNetwork(weights, (name) => {
      const place = (sequenceInputs as readonly string[]).indexOf(name);
      if (place < 0) throw new RangeError(`the network looks at ${name}, which nobody reckons of a match in play`);
      return place;
    });
  }

  of(belief: Belief, state: InPlayState, chances: ChancesSoFar, played: number): PerSide {
    const logs = this.#logs;
    writeInputs(this.#inputs, belief, state, chances, played);
    turnInputs(this.#inputs, this.#turned);
    this.#network.write(this.#inputs, 0, logs, 0);
    this.#network.write(this.#turned, 0, logs, 2);
    return {
      home: (played * ((logs[0] as number) + (logs[3] as number))) / 2,
      away: (played * ((logs[1] as number) + (logs[2] as number))) / 2,
    };
  }
}
