/** Codes of everything that can go wrong here; docs/errors.md lists them with what to do. */
export type LocalErrorCode =
  | "JAVA_MISSING"
  | "MAVEN_MISSING"
  | "DOWNLOAD_FAILED"
  | "DISK_FULL"
  | "PORT_TAKEN"
  | "FOLDER_IN_USE"
  | "BROKER_DID_NOT_START"
  | "REGISTRY_DID_NOT_START"
  | "SERVICE_DID_NOT_START"
  | "PLATFORM_ENDED"
  | "CONSUMER_FAILED"
  | "PRODUCER_FAILED"
  | "TOPICS_REFUSED"
  | "BROWSER_MISSING";

/** An error with a code and one sentence that says what to do. */
export class LocalError extends Error {
  readonly code: LocalErrorCode;
  constructor(code: LocalErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "LocalError";
    this.code = code;
  }
}
