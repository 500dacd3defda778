import { register } from 'tsx/esm/api';

register();
const { default: work } = await import('./tasks.ts');
export default work;
