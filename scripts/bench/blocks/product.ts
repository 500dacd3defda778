/** The product over releases that are there, in a process of its own. Loaded after hook.ts. */
import { startServer } from '../../../src/server.ts';

process.env['PORT'] = '0';
process.env['HOST'] = '127.0.0.1';
process.send?.({ address: await startServer() });
