import { parentPort } from "node:worker_threads";
import { type Answer, perform, type Request } from "./request.ts";

parentPort?.on("message", (request: Request) => {
  const answer = (said: Answer) => parentPort?.postMessage(said);
  answer(perform(request, (report) => answer({ id: request.id, report })));
});
