import { describe, expect, test } from "vitest";
import { kafkaOptionsFrom } from "./kafka-options.ts";

const login = { KAFKA_SASL_MECHANISM: "scram-sha-512", KAFKA_SASL_USERNAME: "mary", KAFKA_SASL_PASSWORD: "sesame" };

describe("a program that is no service", () => {
  test("reaches the brokers as the services do, with TLS and a log-in", () => {
    expect(kafkaOptionsFrom("tool", { KAFKA_BROKERS: "a:1, b:2", KAFKA_SSL: "true", ...login })).toEqual({
      clientId: "tool",
      brokers: ["a:1", "b:2"],
      ssl: true,
      sasl: { mechanism: "scram-sha-512", username: "mary", password: "sesame" },
    });
  });

  test("speaks plainly where nothing else is said, and does not mind what is of no concern to it", () => {
    const options = kafkaOptionsFrom("tool", { KAFKA_BROKERS: "a:1", HTTP_PORT: "none", KAFKA_SASL_USERNAME: "" });
    expect(options).toEqual({ clientId: "tool", brokers: ["a:1"], ssl: false });
  });

  test.each([
    [{ KAFKA_BROKERS: "a" }, /KAFKA_BROKERS: expected host:port/],
    [{ ...login, KAFKA_SASL_PASSWORD: undefined }, /KAFKA_SASL_PASSWORD: is missing/],
  ])("is told what is wrong with %j", (environment, sentence) => {
    expect(() => kafkaOptionsFrom("tool", environment)).toThrow(sentence);
  });
});
