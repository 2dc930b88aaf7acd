import { describe, expect, test } from "vitest";
import { downloadedBytes, mavenFailure } from "./maven.ts";

describe("progress of Maven's downloads", () => {
  test("adds what is finished to what is under way", () => {
    const log = [
      "Downloading from somewhere: kafka_2.13-4.3.1.jar",
      "Progress (1): 0.5/2.5 MB\rProgress (1): 2.5 MB    \r                    \rDownloaded from somewhere: a.jar (2.5 MB at 9 MB/s)",
      "Progress (2): 1.0/4 MB | 500/800 kB",
    ].join("\n");
    expect(downloadedBytes(log)).toBe(4_000_000);
  });

  test("does not count a download twice when its end is told", () => {
    expect(downloadedBytes("Progress (1): 18 kB   \r    \rDownloaded from x: a.pom (18 kB at 59 kB/s)\n")).toBe(18_000);
  });
});

describe("a failed run of Maven", () => {
  test.each([
    [127, "sh: 1: mvn: not found", "MAVEN_MISSING", /install it/],
    [1, "[ERROR] ... a.jar: No space left on device", "DISK_FULL", /free about 600 MB/],
    [1, "[ERROR] Unknown host repo.example: Name or service not known", "DOWNLOAD_FAILED", /check the network/],
    [1, "[ERROR] Could not find artifact", "DOWNLOAD_FAILED", /Maven's log \(maven\.log\)/],
  ])("with exit code %d and '%s' is %s", (exitCode, log, code, sentence) => {
    const error = mavenFailure(exitCode, log, "maven.log");
    expect(error.code).toBe(code);
    expect(error.message).toMatch(sentence);
  });
});
