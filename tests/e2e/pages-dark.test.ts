import { describePages } from './sound.ts';

describePages('dark');
