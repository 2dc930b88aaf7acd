export { openJsonSerde } from "./json-serdes.ts";
export { ManualClock } from "./manual-clock.ts";
export { MemoryClient, type WriterStep } from "./memory-client.ts";
export { MemoryLog } from "./memory-log.ts";
export { type CommitStep, commitSteps, TestDriver, type TestDriverOptions, testDriver } from "./test-driver.ts";
