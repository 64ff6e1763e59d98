#!/usr/bin/env node
import { runHere } from './run-here.ts';

const code = await runHere(process.argv.slice(2));
// Not left to the event loop: native libraries keep threads and sockets that would hold the process.
process.exit(code);
