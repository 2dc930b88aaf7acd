import type { FastifyInstance } from "fastify";
import { errorSchema, predictionAnswersSchema, predictionRequestsSchema } from "./api-schemas.ts";
import type { RequestedPredictions } from "./requested-predictions.ts";

/** Predictions that users ask for. */
export function predictionRoutes(http: FastifyInstance, requested: Pick<RequestedPredictions, "answer">): void {
  const schema = {
    summary: "What is expected of matches, one or up to 500 at a time",
    description:
      "The body is one request or a list of them. A match by its id has the latest prediction that there is; any match of two teams is " +
      "predicted from what is known of them before its kick-off. One that cannot be answered has its error in its place, and the others their " +
      "predictions.",
    body: predictionRequestsSchema,
    response: { 200: predictionAnswersSchema, "4xx": errorSchema, "5xx": errorSchema },
  };
  // each item is judged by itself: a body that breaks the schema somewhere is not refused for it
  const validatorCompiler = () => (value: unknown) => ({ value });
  http.post("/predictions", { schema, validatorCompiler }, ({ body }) =>
    requested.answer(Array.isArray(body) ? body : [body]),
  );
}
