/** The layers of ARCHITECTURE.md, as rules. */
const own = "^(bench|chaos|cli|deploy|packages|schemas|services|test|topics)/";
const forTests = "[.](test|fixture|arbitrary|contract)[.]ts$";

export default {
  forbidden: [
    {
      name: "services-stand-alone",
      comment: "Services meet on topics. What two of them need is a package.",
      severity: "error",
      from: { path: "^services/([^/]+)/" },
      to: { path: "^services/", pathNot: "^services/$1/" },
    },
    {
      name: "packages-know-no-service",
      comment: "A package that knows a service cannot be used by another one.",
      severity: "error",
      from: { path: "^(packages|schemas|topics|deploy)/" },
      to: { path: "^services/" },
    },
    {
      name: "pure-packages",
      comment:
        "The same input gives the same output, offline as online: they import themselves, what odds mean, scores, the records' types, and hashes.",
      severity: "error",
      from: { path: "^packages/(football|league|odds|prematch|scoring)/src/", pathNot: forTests },
      to: { pathNot: "^packages/($1|odds|scoring)/src/|^(node:)?crypto$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "learning-is-pure",
      comment: "Learns from tables, whatever they are about; threads change how soon, never what.",
      severity: "error",
      from: { path: "^packages/learning/src/", pathNot: forTests },
      to: { pathNot: "^packages/(learning|scoring)/src/|^(node:)?(crypto|os|worker_threads)$" },
    },
    {
      name: "models-are-pure",
      comment: "A model is a function of the vector and of what is known in play; it may know what the vector means.",
      severity: "error",
      from: { path: "^packages/models/src/", pathNot: forTests },
      to: {
        pathNot: "^packages/(models|learning|odds|prematch|scoring)/src/|^(node:)?crypto$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "the-registry-is-folded-purely",
      comment: "Which model answers follows from the records alone; only what reads and writes them knows a log.",
      severity: "error",
      from: { path: "^packages/model-registry/src/", pathNot: ["^packages/model-registry/src/log/", forTests] },
      to: {
        pathNot: "^packages/model-registry/src/(?!log/)|^(node:)?crypto$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "alerts-are-judged-purely",
      comment: "What a rule finds follows from the records alone; only what reads and writes rules knows a log.",
      severity: "error",
      from: { path: "^packages/alerts/src/", pathNot: ["^packages/alerts/src/log/", forTests] },
      to: {
        pathNot: "^packages/(alerts/src/(?!log/)|odds/src/)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "tensorflow-behind-network",
      comment:
        "It takes 60 MB and a tenth of a second to load: services run the compiled form, and only training reaches it.",
      severity: "error",
      from: { path: own, pathNot: "^packages/network/" },
      to: { path: "node_modules/@tensorflow/" },
    },
    {
      name: "services-without-tensorflow",
      comment: "By no way.",
      severity: "error",
      from: { path: "^(services|web|packages/(?!network/))", pathNot: forTests },
      to: { path: "node_modules/@tensorflow/", reachable: true },
    },
    {
      name: "streams-is-below",
      comment: "The runtime knows nothing of football, of our records or of the platform.",
      severity: "error",
      from: { path: "^packages/streams/src/", pathNot: forTests },
      to: { path: own, pathNot: "^packages/streams/src/" },
    },
    {
      name: "kafkajs-behind-the-port",
      comment: "Everything else sees LogClient, so that another client can take over.",
      severity: "error",
      from: { path: own, pathNot: "^packages/streams/|^bench/" },
      to: { path: "node_modules/kafkajs(/|$)" },
    },
    {
      name: "platformatic-without-kafkajs",
      comment: "The other implementation of the port, so that it can be the only one: it reaches kafkajs by no way.",
      severity: "error",
      from: { path: "^packages/streams/src/platformatic/", pathNot: forTests },
      to: { path: "node_modules/kafkajs(/|$)", reachable: true },
    },
    {
      name: "platformatic-behind-the-port",
      comment: "Everything else sees ReadingClient.",
      severity: "error",
      from: { path: own, pathNot: ["^packages/streams/src/platformatic/", forTests] },
      to: { path: "node_modules/@platformatic/kafka(/|$)" },
    },
    {
      name: "nothing-imports-the-top",
      comment: "The command line, the benchmarks and the tests across services are for people, not for code.",
      severity: "error",
      from: { path: own, pathNot: "^(chaos|cli|bench|test)/" },
      to: { path: "^(chaos|cli|bench|test)/" },
    },
    {
      name: "local-is-for-development",
      comment: "What runs in production does not start brokers.",
      severity: "error",
      from: {
        path: "^(packages|schemas|services|topics)/",
        pathNot: `${forTests}|^packages/streams/examples/run.ts$`,
      },
      to: { path: "^deploy/local/" },
    },
    {
      name: "no-cycles",
      comment: "Two modules that need each other are one, or hide a third.",
      severity: "error",
      from: { path: own },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "everything-resolves",
      severity: "error",
      from: { path: own },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|generated)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
