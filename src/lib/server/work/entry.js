/** What a worker thread begins with: Node 20 reads no TypeScript in threads until it is told how. */
import { register } from 'tsx/esm/api';

register();
const { default: work } = await import('./worker.ts');
export default work;
