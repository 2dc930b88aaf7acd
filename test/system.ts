import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalPlatform, type LocalService, startPlatform, startService } from "@touchline/local";
import { openRegistry } from "@touchline/schemas/registry";
import type { OpenSerde } from "@touchline/streams";
import { type KafkaClient, openKafkaClient } from "@touchline/streams/kafka";

/** Kafka, registry and services of one test, in a folder that goes with them. */
export class System {
  readonly platform: LocalPlatform;
  readonly client: KafkaClient;
  readonly openSerde: OpenSerde;
  readonly #folder: string;
  readonly #services = new Map<string, LocalService>();

  private constructor(platform: LocalPlatform, client: KafkaClient, openSerde: OpenSerde, folder: string) {
    this.platform = platform;
    this.client = client;
    this.openSerde = openSerde;
    this.#folder = folder;
  }

  static async start(services: readonly string[]): Promise<System> {
    const folder = await mkdtemp(join(tmpdir(), "touchline-system-"));
    const platform = await startPlatform({ folder });
    const client = await openKafkaClient({ brokers: [platform.kafka.brokers], clientId: "test" });
    const { openSerde } = await openRegistry(platform.registry.url);
    const system = new System(platform, client, openSerde, folder);
    await Promise.all(services.map((name) => system.startService(name)));
    return system;
  }

  /** `instance`: a name of its own where there are several processes of a service. */
  async startService(
    name: string,
    environment: Readonly<Record<string, string>> = {},
    instance: string = name,
  ): Promise<LocalService> {
    const service = await startService({
      name,
      folder: join(this.#folder, instance),
      environment: { ...this.platform.environment, HTTP_PORT: "0", INSTANCE_NAME: instance, ...environment },
    });
    this.#services.set(instance, service);
    return service;
  }

  /** Path of a file that goes with the system. */
  fileOf(name: string): string {
    return join(this.#folder, name);
  }

  service(name: string): LocalService {
    const service = this.#services.get(name);
    if (service === undefined) throw new Error(`${name} was not started`);
    return service;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#services.values()].map((service) => service.stop()));
    await this.client.close();
    await this.platform.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
