import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import * as core from "@tensorflow/tfjs-core";
// core's build for Node has no gradients: these are what registers them
import "@tensorflow/tfjs-layers";
import "@tensorflow/tfjs-backend-wasm";

/** What computes: TensorFlow's C library, or WebAssembly, which is always there and says the same on every machine. */
export type Backend = "native" | "wasm";

export interface TensorFlow {
  readonly backend: Backend;
  readonly tf: typeof core;
}

const nativeFolder = fileURLToPath(new URL("../../../.touchline/tensorflow/", import.meta.url));

/**
 * TensorFlow.js on the backend that is asked for, else on the native one where its library loads, else on wasm. One backend at a
 * time: a later call changes it for all. Rejects where the native one is asked for and does not load.
 */
export async function tensorFlow(wanted?: Backend): Promise<TensorFlow> {
  if (wanted !== "wasm") {
    const failure = loadNative();
    if (failure === null) return await started("native");
    if (wanted === "native") {
      throw new Error(`no native TensorFlow.js in ${nativeFolder}: packages/network/README.md says how to get it`, {
        cause: failure,
      });
    }
  }
  return await started("wasm");
}

async function started(backend: Backend): Promise<TensorFlow> {
  const name = backend === "native" ? "tensorflow" : "wasm";
  if (!(await core.setBackend(name))) throw new Error(`TensorFlow.js cannot start its backend ${name}`);
  return { backend, tf: core };
}

/** Why it cannot be had; null where it can. */
function loadNative(): unknown {
  try {
    // its notes on the machine's instructions are no news to who trains
    process.env.TF_CPP_MIN_LOG_LEVEL ??= "2";
    // it registers its backend with the engine, which all copies of core in a process share
    createRequire(nativeFolder)("@tensorflow/tfjs-node");
    return null;
  } catch (error) {
    return error;
  }
}
