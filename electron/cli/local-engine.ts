import { createClient } from '../../shared/ipc/client.ts';
import type { EngineStart } from '../engine/create-engine.ts';
import { startListeningEngine } from '../engine/listening-engine.ts';
import { memoryPorts } from '../ipc/memory-ports.ts';
import { serve } from '../ipc/serve.ts';
import type { Connection } from './connect.ts';

/** An engine in this process, reached in memory by this command and through its private socket by others. */
export async function startLocalEngine(start: EngineStart): Promise<Connection> {
  const engine = await startListeningEngine(start);
  const ports = memoryPorts();
  serve(ports.far, engine.handlers);
  return {
    client: createClient(ports.near),
    async close() {
      // Another command may have come to this engine; its work is finished before the workspace is let go.
      await engine.finish();
      ports.close();
    },
  };
}
