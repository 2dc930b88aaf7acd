export type { Examples, Sides } from "./examples.ts";
export { tensorRates } from "./tensor-network.ts";
export { type Backend, type TensorFlow, tensorFlow } from "./tensorflow.ts";
export {
  type Epoch,
  type NetworkOptions,
  networkDefaults,
  type TrainedNetwork,
  trainNetwork,
} from "./train-network.ts";
